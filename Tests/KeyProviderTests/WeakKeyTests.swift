import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// RSA keys that anybody can compute: refused, and taken for old data by those who say so.
struct WeakKeyTests {
    static let keys = (try? GoldenVectors.load("constructed-weak-rsa")) ?? []

    @Test func thereAreKeys() { #expect(Self.keys.count == 15) }

    @Test(arguments: keys)
    func weakPairsTakeLeave(_ record: GoldenRecord) throws {
        let (n, p, q) = try (record.required("n"), record.required("p"), record.required("q"))
        let publicKey = try RSAPublicKey(insecureModulus: n.span.bytes, publicExponent: 65537)
        let numbers = try RSAPrivateKey(
            publicKey: publicKey, prime1: p.span.bytes, prime2: q.span.bytes, insecurePrimes: true)
        let pair = KeyPair(
            .rsaKeyExchange, .rsa(Shared(numbers)), permissions: KeyPermissions(isExportable: true))
        let privateBlob = try pair.exported()
        let publicBlob = try pair.publicKey.exportBlob()

        let weakness = KeyWeakness(rawValue: record.string("weaknesses") ?? "")
        let expected = weakness.map { ProviderError.cipher(.weakKey($0)) }
        #expect(refusal { try KeyPair(privateBlob) } == expected)
        #expect(
            refusal { try PublicKey(publicBlob) } == (weakness == .rocaFingerprint ? expected : nil),
            "whether the primes are close is not looked for in a public key")

        let opened = try KeyPair(importing: privateBlob.span.bytes, allowing: .weakKeys)
        let recipient = try PublicKey(importing: publicBlob.span.bytes, allowing: .weakKeys)
        let found = try recipient.weaknesses()
        if weakness == .rocaFingerprint { #expect(found.contains(.rocaFingerprint)) }
        let key = try SessionKey(sample: .rc4, 16)
        let wrapped = try key.exportWrapped(for: recipient)
        let unwrapped = try SessionKey(importing: wrapped.span.bytes, unwrappingWith: opened)
        #expect(try unwrapped.exported() == key.exported())
    }
}
