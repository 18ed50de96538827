import GoldenVectors
import KeyBlob
import Testing

@Suite struct BlobErrorTests {
    /// One line each: what, which field, where, and what was there.
    @Test(arguments: [
        ("", "truncated: bType at byte 0: found 0, expected 1"),
        ("0602000000a40000525341", "truncated: magic at byte 8: found 3, expected 4"),
        ("0602000000a4000052534132", "badMagic: magic at byte 8: found 0x32415352, expected 0x31415352"),
        ("0602000001680000", "badAlgorithm: aiKeyAlg at byte 4: found 0x6801"),
        ("060201", "truncated: reserved at byte 2: found 1, expected 2"),
        ("06020100", "reservedNonZero: reserved at byte 2: found 1, expected 0"),
        ("0603", "unsupportedVersion: bVersion at byte 1: found 3, expected 2"),
        ("01", "unknownBlobType: bType at byte 0: found 1, expected 6"),
    ])
    func descriptions(_ blob: String, _ line: String) throws {
        let bytes = try #require([UInt8](hex: blob))
        #expect(RSAPublicKeyBlob.refusal(of: bytes)?.description == line)
    }

    @Test func equalWhereTheySayTheSame() throws {
        let short = RSAPublicKeyBlob.refusal(of: [6])
        #expect(short == RSAPublicKeyBlob.refusal(of: [6]))
        #expect(short == RSAPrivateKeyBlob.refusal(of: [7]))
        #expect(short != RSAPublicKeyBlob.refusal(of: [6, 2]))
        #expect(RSAPublicKeyBlob.refusal(of: [6, 1]) != RSAPublicKeyBlob.refusal(of: [6, 3]))
    }
}
