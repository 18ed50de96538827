import CipherCore
import GoldenVectors
import Testing

/// Parts that make a key and parts that make none, by `Scripts/make-rsa-vectors`.
struct RSAImportTests {
    static let records = (try? GoldenVectors.load("rsa-import")) ?? []

    @Test func everyRecordIsThere() {
        #expect(Self.records.count == 144)
        #expect(Self.records.count { $0.error == nil } == 24)
    }

    @Test(arguments: records) func partsThatBelongTogetherMakeAKey(record: GoldenRecord) throws {
        if let error = record.error {
            #expect(refusal { _ = try record.privateKey() } == error, "\(record.string("remark") ?? "")")
            return
        }
        let key = try record.privateKey()
        #expect(hex(array(key.exponent1)) == record.string("computed_dp"))
        #expect(hex(array(key.exponent2)) == record.string("computed_dq"))
        #expect(hex(array(key.coefficient)) == record.string("computed_qinv"))
        if let privateExponent = record.string("d") { #expect(hex(array(key.privateExponent)) == privateExponent) }
        let message = [UInt8](repeating: 7, count: 20)
        let wrapped = try key.publicKey.wrapPKCS1(message.span.bytes)
        #expect(try key.reporting(wrapped, 20...20) == hex(message))
    }
}

extension GoldenRecord {
    /// The key of the fields `n`, `e`, `p` and `q`, and of what there is of `dp`, `dq`, `qinv` and `d`.
    fileprivate func privateKey() throws -> RSAPrivateKey {
        let publicKey = try publicKey()
        let (prime1, prime2) = (try #require(bytes("p")), try #require(bytes("q")))
        let (exponent1, exponent2) = (bytes("dp"), bytes("dq"))
        let (coefficient, privateExponent) = (bytes("qinv"), bytes("d"))
        return try RSAPrivateKey(
            publicKey: publicKey, prime1: prime1.span.bytes, prime2: prime2.span.bytes,
            exponent1: exponent1?.span.bytes, exponent2: exponent2?.span.bytes,
            coefficient: coefficient?.span.bytes, privateExponent: privateExponent?.span.bytes)
    }
}
