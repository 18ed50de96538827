import GoldenVectors
import KeyBlob
import Testing

/// Bytes that were once read wrongly, each named for what was wrong; what fuzzers find comes here.
@Suite struct RegressionTests {
    @Test(arguments: [
        Regression(
            "CALG_AES, which names no key length, passed", "0802000011660000010000004b", "badAlgorithm: aiKeyAlg"),
        Regression(
            "a SIMPLEBLOB that was too long was called truncated",
            "010200000168000000a40000" + String(repeating: "c3", count: 2049), "trailingBytes: encryptedkey"),
        Regression(
            "a bit length that broke a rule was not named", "0602000000a4000052534131ffffff7f",
            "badBitLength: bitlen at byte 12: found 2147483647"),
    ])
    func isReadRightly(_ regression: Regression) throws {
        let bytes = try #require([UInt8](hex: regression.blob))
        let error = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: bytes.span.bytes) }
        #expect(error?.description.hasPrefix(regression.refusal) == true)
        for format in try FormatCase.all() { #expect(format.contradiction(in: bytes) == nil) }
    }

    /// What fuzzers found to be two things. It is taken for the one whose mark says more, though that one is damaged.
    @Test(arguments: [
        Ambiguity(
            "an OPAQUEKEYBLOB with our magic that is none of ours",
            "0902000010660000534b42310108000005101b26", .opaqueKey, .opaqueSessionKey),
        Ambiguity(
            "a PUBLICKEYBLOBEX that holds a private key", "0a02000000a40000525341320002000001000100", .publicKeyEx,
            .rsaPrivateKey),
        Ambiguity(
            "a CNG key file of 44 bytes whose unknown field is DSPM",
            "010000004453504d000000000000b400" + String(repeating: "0", count: 56), .cngKeyFile, .cngDSAParameters),
    ])
    func isTakenForOne(_ ambiguity: Ambiguity) throws {
        let bytes = try #require([UInt8](hex: ambiguity.blob))
        let accepted = refusal { () throws(BlobError) in
            _ = try AnyKeyBlob(parsing: bytes.span.bytes, as: ambiguity.accepting)
        }
        #expect(accepted == nil)
        let recognition = try AnyKeyBlob.Recognition(of: bytes.span.bytes)
        #expect(recognition.format == ambiguity.recognised && recognition.certainty == .probable)
    }
}

/// A BLOB that one format accepts and another is recognised in.
struct Ambiguity: Sendable, CustomStringConvertible {
    let description: String
    let blob: String
    let accepting: AnyKeyBlob.Format
    let recognised: AnyKeyBlob.Format

    init(_ description: String, _ blob: String, _ accepting: AnyKeyBlob.Format, _ recognised: AnyKeyBlob.Format) {
        self.description = description
        self.blob = blob
        self.accepting = accepting
        self.recognised = recognised
    }
}

/// A BLOB that must be refused, and how the refusal begins.
struct Regression: Sendable, CustomStringConvertible {
    let description: String
    let blob: String
    let refusal: String

    init(_ description: String, _ blob: String, _ refusal: String) {
        self.description = description
        self.blob = blob
        self.refusal = refusal
    }
}
