import GoldenVectors
import Testing

@testable import CipherCore

/// Blocks that are just right and blocks that are just wrong, by `Scripts/make-rsa-vectors`.
struct RSADecryptionTests {
    private static func records(_ format: String) -> [GoldenRecord] {
        ((try? GoldenVectors.load("rsa-decrypt")) ?? []).filter { $0.format == format }
    }

    static let pkcs1 = records("RSAES-PKCS1-v1_5")
    static let oaep = records("RSAES-OAEP")
    static let impossible = records("RSAES")

    @Test func everyRecordIsThere() {
        #expect(Self.pkcs1.count == 287)
        #expect(Self.oaep.count == 707)
        #expect(Self.impossible.count == 42)
        #expect(Self.pkcs1.count { $0.bytes("message") != nil } == 49)
        #expect(Self.oaep.count { $0.bytes("message") != nil } == 186)
    }

    @Test(arguments: pkcs1) func reportingOpensOrRefuses(record: GoldenRecord) throws {
        let key = try record.privateKey()
        let ciphertext = try #require(record.bytes("ciphertext"))
        let legalByteCounts = try record.legalByteCounts()
        guard let message = record.bytes("message") else {
            let outcome = refusal { _ = try key.reporting(ciphertext, legalByteCounts) }
            #expect(outcome == .unwrapFailed, "\(record.string("remark") ?? "")")
            return
        }
        #expect(try key.reporting(ciphertext, legalByteCounts) == hex(message))
    }

    /// The substitute is the one that Python computes from key and ciphertext, byte for byte, its length included.
    @Test(arguments: pkcs1) func substitutingOpensOrSubstitutes(record: GoldenRecord) throws {
        let key = try record.privateKey()
        let ciphertext = try #require(record.bytes("ciphertext"))
        let expected = try #require(record.bytes("message") ?? record.bytes("rejection"))
        let answer = try key.substituting(ciphertext, record.legalByteCounts())
        #expect(answer == hex(expected), "\(record.string("remark") ?? "")")
    }

    @Test(arguments: oaep) func oaepOpensOrRefuses(record: GoldenRecord) throws {
        let key = try record.privateKey()
        let ciphertext = try #require(record.bytes("ciphertext"))
        let label = try #require(record.bytes("label"))
        let digest = try #require(record.namedDigest)
        guard let message = record.bytes("message") else {
            let outcome = refusal {
                _ = try key.unwrapOAEP(ciphertext.span.bytes, label: label.span.bytes, digest: digest)
            }
            #expect(outcome == .unwrapFailed, "\(record.string("remark") ?? "")")
            return
        }
        let opened = try key.unwrapOAEP(ciphertext.span.bytes, label: label.span.bytes, digest: digest)
        #expect(hex(opened) == hex(message))
    }

    @Test(arguments: impossible) func whatIsNoCiphertextIsRefusedByAll(record: GoldenRecord) throws {
        let key = try record.privateKey()
        let ciphertext = try #require(record.bytes("ciphertext"))
        let error = try #require(record.error)
        #expect(refusal { _ = try key.rawOperation(ciphertext.span.bytes) } == error)
        #expect(refusal { _ = try key.reporting(ciphertext, 0...100) } == error)
        #expect(refusal { _ = try key.substituting(ciphertext, 0...100) } == error)
        #expect(refusal { _ = try key.unwrapOAEP(ciphertext.span.bytes) } == error)
    }
}

extension GoldenRecord {
    /// The key of the fields `p`, `q` and `e`.
    fileprivate func privateKey() throws -> RSAPrivateKey {
        let (prime1, prime2) = (try #require(bytes("p")), try #require(bytes("q")))
        let p = try BigInteger(secret: prime1.span.bytes)
        let q = try BigInteger(secret: prime2.span.bytes)
        let product = try (p * q).bytes(count: prime1.count + prime2.count)
        let modulus = array(product.bytes)
        return try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: modulus.span.bytes, publicExponent: publicExponent()),
            prime1: prime1.span.bytes, prime2: prime2.span.bytes)
    }

    /// The lengths that a message may have.
    fileprivate func legalByteCounts() throws -> ClosedRange<Int> {
        try Int(#require(number("shortest")))...Int(#require(number("longest")))
    }
}
