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
