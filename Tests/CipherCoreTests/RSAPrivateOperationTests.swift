import Foundation
import Testing

@testable import CipherCore

struct RSAPrivateOperationTests {
    @Test(arguments: RSATestVectors.rawPowers) func knownPowers(row: RSATestVectors.Row) throws {
        let block = RSATestVectors.pattern(row.block.count)
        #expect(try row.key.privateKey().power(of: block) == hex(row.block))
    }

    @Test(arguments: RSATestKey.lengths + RSATestKey.shapes) func undoesThePublicOperation(known: RSATestKey) throws {
        let key = try known.privateKey()
        for fill in [0, 1, 0x7e] as [UInt8] {
            let block = [0] + [UInt8](repeating: fill, count: key.byteCount - 1)
            #expect(try key.power(of: known.publicKey.power(of: block)) == hex(block))
        }
    }

    @Test(arguments: [RSATestKey.bits512, .bits1032, .bits2040]) func endsOfTheRange(known: RSATestKey) throws {
        let key = try known.privateKey()
        let zero = [UInt8](repeating: 0, count: key.byteCount)
        let one: [UInt8] = zero.dropLast() + [1]
        var largest = known.modulus
        largest[largest.count - 1] -= 1  // the modulus is odd
        for fixedPoint in [zero, one, largest] {
            #expect(try key.power(of: fixedPoint) == hex(fixedPoint))
        }
        let tooLarge = [known.modulus, [UInt8](repeating: 0xff, count: key.byteCount)]
        for block in tooLarge {
            #expect(refusal { _ = try key.power(of: block) } == .unwrapFailed)
        }
        for count in [0, key.byteCount - 1, key.byteCount + 1] {
            let block = [UInt8](repeating: 0, count: count)
            #expect(refusal { _ = try key.power(of: block) } == .illegalDataLength)
        }
    }

    private static func components(_ known: RSATestKey) throws -> RSAPrivateComponents {
        func secret(_ bytes: [UInt8]) throws -> SecretBytes { try SecretBytes(copying: bytes.span.bytes) }
        return RSAPrivateComponents(
            publicKey: try known.publicKey, prime1: try secret(known.prime1), prime2: try secret(known.prime2),
            exponent1: try secret(known.exponent1), exponent2: try secret(known.exponent2),
            coefficient: try secret(known.coefficient), privateExponent: try secret(known.privateExponent))
    }

    /// What a fault in memory or a register would do: the key is changed behind the import's back.
    @Test(arguments: [RSATestKey.bits512, .bits1024, .smallerPrimeFirst])
    func aFaultIsCaughtBeforeRelease(known: RSATestKey) throws {
        let block = RSATestVectors.pattern(known.modulus.count)
        let faults: [(RSATestKey) -> RSATestKey] = [
            { $0.flipping(\.exponent1) }, { $0.flipping(\.exponent2) }, { $0.flipping(\.coefficient) },
        ]
        for fault in faults {
            let components = try Self.components(fault(known))
            #expect(
                refusal { _ = try RSAPrivateOperation.apply(components, to: block.span.bytes) } == .resultCheckFailed)
            #expect(
                refusal { _ = try RSAPrivateOperation.applyByLibgcrypt(components, to: block.span.bytes) }
                    == .resultCheckFailed)
        }
        let intact = try Self.components(known)
        #expect(refusal { _ = try RSAPrivateOperation.apply(intact, to: block.span.bytes) } == nil)
    }

    /// The engine in use against libgcrypt's, over more blocks than a blinding pair lasts.
    @Test(arguments: RSATestKey.lengths.prefix(5) + RSATestKey.shapes) func enginesAgree(known: RSATestKey) throws {
        let components = try Self.components(known)
        for _ in 0..<40 {
            let block = [0] + [UInt8](randomOf: known.modulus.count - 1)
            let power = try hex(RSAPrivateOperation.apply(components, to: block.span.bytes))
            #expect(try power == hex(RSAPrivateOperation.applyByLibgcrypt(components, to: block.span.bytes)))
        }
    }

    /// A key that is consistent, but whose p is the product of two primes.
    @Test func aCompositePrimeOnlyFails() throws {
        let modulus = bytes(
            "8a308db068dbe78eb0c8d052b12e241aa569a5af25f88725c95bd7d2d75a677c218ba4535d7dd22d0faf93c6540e6b51")
        let prime1 = bytes("c221e470e22ee497b820590b77e347f366543d2ecd41688d")
        let prime2 = RSATestKey.bits384.prime2
        let publicKey = try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 65537)
        let key = try RSAPrivateKey(publicKey: publicKey, prime1: prime1.span.bytes, prime2: prime2.span.bytes)
        let block = RSATestVectors.pattern(48)
        #expect(refusal { _ = try key.power(of: block) } == .resultCheckFailed)
    }

    private final class Shared: Sendable {
        let key: RSAPrivateKey
        init(_ key: consuming RSAPrivateKey) { self.key = key }
    }

    /// libgcrypt's secure pool is too small for this many operations at once; its integers overflow, and ours do not
    /// fail.
    @Test func manyThreadsShareOneKey() async throws {
        let shared = Shared(try RSATestKey.bits4096.privateKey())
        let row = try #require(RSATestVectors.rawPowers.last)
        let block = RSATestVectors.pattern(512)
        let results = await withTaskGroup(of: String.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread {
                            let power = try? shared.key.power(of: block)
                            continuation.resume(returning: power ?? "failed")
                        }
                    }
                }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(results == [hex(row.block)])
    }
}

extension RSATestKey {
    fileprivate func flipping(_ part: WritableKeyPath<RSATestKey, [UInt8]>) -> RSATestKey {
        var damaged = self
        damaged[keyPath: part][10] ^= 1
        return damaged
    }
}
