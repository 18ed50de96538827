import Testing

@testable import CipherCore

/// What is particular to RC4; its key streams (RFC 6229) are in `StandardVectorTests`.
struct RC4Tests {
    /// The shortest and the longest key; computed with a few lines of Python.
    @Test(arguments: [
        ([0x5a], "a5e48043641915cbf387bfed3669bf6c"),
        ((0...255).reversed(), "2ef8cd77a97824fef60e05feaede477c"),
    ])
    func extremeKeys(_ key: [UInt8], _ stream: String) throws {
        var cipher = try BulkCipher(.rc4, key: key.span.bytes)
        #expect(try cipher.encrypting(String(repeating: "00", count: 16)) == stream)
    }

    @Test(arguments: [0, 257])
    func refusesIllegalKeys(_ byteCount: Int) {
        let key = pattern(byteCount, seed: 3)
        #expect(refusal { _ = try BulkCipher(.rc4, key: key.span.bytes) } == .illegalKeyLength)
    }

    /// Microsoft's archived example for CryptoAPI's salt: RC4-40 of 00…1f under the first bytes of MD5("1134-kelp").
    @Test(arguments: [
        ("7340e6e274", "e21578e9"),
        ("7340e6e274 0000000000000000000000", "2659de2444fa369c110cbb9db6a2bd24042ee3ba7276f3278dd5b42f56cff8c9"),
        ("7340e6e274 b8ea399395aa29d638b52a", "47f45de2cc3b871b95bcfc39fb86d305daa291fb80f12a22c3b9ec91dd9faf50"),
    ])
    func saltedKeys(_ keyAndSalt: String, _ ciphertext: String) throws {
        let key = bytes(keyAndSalt)
        var cipher = try BulkCipher(.rc4, key: key.span.bytes)
        #expect(try cipher.encrypting(hex(0...0x1f)).hasPrefix(ciphertext))
    }

    /// The state is S, i, j: after n bytes i is n, and a fresh S is the key schedule's.
    @Test func exportedStateIsSThenIThenJ() throws {
        let key = bytes("0102030405")
        let cipher = try RC4(CipherKey(.rc4, key.span.bytes, effectiveBits: nil))
        let fresh = try cipher.exportState().withUnsafeBytes { Array($0) }
        #expect(fresh.count == RC4.stateByteCount)
        #expect(fresh[..<256].sorted() == Array(0...255))
        #expect(fresh[256...] == [0, 0])

        _ = try cipher.processing(pattern(7, seed: 4), [], .encryption)
        let later = try cipher.exportState().withUnsafeBytes { Array($0) }
        #expect(later[256] == 7)
        #expect(later[..<256].sorted() == Array(0...255))
    }

    @Test func refusesAStateThatIsNone() throws {
        let key = bytes("0102030405")
        let cipher = try RC4(CipherKey(.rc4, key.span.bytes, effectiveBits: nil))
        let good = try cipher.exportState().withUnsafeBytes { Array($0) }
        var twice = good
        twice[0] = twice[1]
        for bad in [twice, Array(good.dropLast()), good + [0], []] {
            #expect(refusal { try cipher.restoreState(bad.span.bytes) } == .illegalParameter)
        }
        #expect(try cipher.exportState().withUnsafeBytes { Array($0) } == good)
    }
}
