import GoldenVectors
import Testing

@testable import CipherCore

struct ECDSATests {
    private static let records = (try? GoldenVectors.load("openssl-ecdsa")) ?? []

    /// Right and wrong signatures on named and explicit curves.
    static let verdicts = records.filter { $0.format == "ECDSA signature" }
    /// RFC 6979's keys and messages, OpenSSL's signatures.
    static let deterministic = records.filter { $0.format == "ECDSA deterministic" }
    /// Wine's bcrypt's signatures, and Python's that it accepted.
    static let cng = ((try? GoldenVectors.load("cng-ecc")) ?? []).filter { $0.string("signature") != nil }

    @Test func everyRecordIsThere() {
        #expect(Self.verdicts.filter { $0.bool("valid") == true }.count == 104)
        #expect(Self.verdicts.filter { $0.bool("valid") == false }.count == 294)
        #expect(Self.deterministic.count == 40)
        #expect(Self.cng.count == 12)
    }

    @Test(arguments: verdicts) func judgesAsOpenSSL(record: GoldenRecord) throws {
        let (hash, signature) = try (record.required("hash"), record.required("signature"))
        let isValid = try record.curvePoint().accepts(signature, hash)
        #expect(isValid == (record.bool("valid") == true), "\(record.string("remark") ?? "")")
    }

    @Test(arguments: cng) func acceptsWhatCNGSigned(record: GoldenRecord) throws {
        let key = try record.curvePoint()
        let (hash, signature) = try (record.required("digest"), record.required("signature"))
        #expect(try key.accepts(signature, hash))
        for index in signature.indices {
            var damaged = signature
            damaged[index] ^= 1
            #expect(try !key.accepts(damaged, hash))
        }
    }

    @Test(arguments: deterministic) func deterministicSignatures(record: GoldenRecord) throws {
        let hash = try record.required("hash")
        let key = try record.curveKey()
        let signature = try key.sign(hash: hash.span.bytes, nonce: .deterministic(record.digest()))
        #expect(hex(signature) == record.string("signature"))
    }

    @Test(arguments: NamedCurve.allCases) func newKeysSign(name: NamedCurve) throws {
        let key = try ECPrivateKey.generate(.named(name))
        let other = try ECPrivateKey.generate(.named(name))
        #expect(key.publicKey != other.publicKey)
        for count in [0, 20, 32, 66, 100] {
            let hash = [UInt8](randomOf: count)
            let signature = try key.sign(hash: hash.span.bytes)
            #expect(signature.count == 2 * key.curve.orderByteCount)
            #expect(try key.publicKey.accepts(signature, hash))
            #expect(try !other.publicKey.accepts(signature, hash))
            #expect(try key.sign(hash: hash.span.bytes) != signature)
        }
    }

    /// Only the first bits count, as many as n has: with P-521, 66 bytes less seven bits.
    @Test func longHashValuesAreCut() throws {
        let hash = [UInt8](repeating: 0xa5, count: 70)
        let key = try ECPrivateKey.generate(.named(.nistP521))
        let signature = try key.sign(hash: hash.span.bytes)
        #expect(try key.publicKey.accepts(signature, hash.prefix(66) + [1, 2, 3]))
        #expect(try key.publicKey.accepts(signature, hash.prefix(65) + [0xa5 ^ 0x7f]))
        #expect(try !key.publicKey.accepts(signature, hash.prefix(65) + [0xa5 ^ 0x80]))
    }

    @Test func severalThreadsShareAKey() async throws {
        let key = try SharedKey(ECPrivateKey.generate(.named(.nistP256)))
        let hash = [UInt8](randomOf: 32)
        let verdicts = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let signature = try key.value.sign(hash: hash.span.bytes)
                    return try key.value.publicKey.accepts(signature, hash)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts == [Bool](repeating: true, count: 16))
    }
}

/// One owner for several tasks.
private final class SharedKey: Sendable {
    let value: ECPrivateKey

    init(_ value: consuming ECPrivateKey) { self.value = value }
}

extension ECPublicKey {
    fileprivate func accepts(_ signature: [UInt8], _ hash: [UInt8]) throws -> Bool {
        try isValidSignature(signature.span.bytes, hash: hash.span.bytes)
    }
}
