import CipherCore
import GoldenVectors
import Testing

struct X25519Tests {
    /// RFC 7748 section 5.2, random keys, points of small order, numbers above the prime: all answers are OpenSSL's.
    static let records = (try? GoldenVectors.load("openssl-x25519")) ?? []

    @Test func everyRecordIsThere() { #expect(Self.records.count == 29) }

    @Test(arguments: records) func agreesAsOpenSSL(record: GoldenRecord) throws {
        let (d, u, own) = try (record.required("d"), record.required("u"), record.required("public"))
        let key = try X25519PrivateKey(privateValue: d.span.bytes, publicKey: X25519PublicKey(own.span.bytes))
        #expect(array(key.privateValue) == d)
        let other = try X25519PublicKey(u.span.bytes)
        if let secret = record.string("secret") {
            #expect(try hex(key.agree(with: other)) == secret)
        } else {
            #expect(try refusal { _ = try key.agree(with: other) } == .weakKey(record.weakness()))
        }
    }
}
