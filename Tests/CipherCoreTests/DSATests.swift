import GoldenVectors
import Testing

@testable import CipherCore

struct DSATests {
    private static func records(_ file: String) -> [GoldenRecord] {
        ((try? GoldenVectors.load(file)) ?? []).filter { $0.string("signature") != nil }
    }

    /// OpenSSL's signatures under 1024/160, 2048/256 and 3072/256 bits, and wrong ones.
    static let verdicts = records("openssl-dsa-dh")

    /// Wine's bcrypt's signatures, and Python's that it accepted.
    static let cngSignatures = records("cng-dsa")

    @Test func everyRecordIsThere() {
        #expect(Self.verdicts.count == 25)
        #expect(Self.cngSignatures.count == 6)
        #expect(Self.cspSignatures.count == 6)
    }

    @Test(arguments: verdicts) func judgesAsOpenSSL(record: GoldenRecord) throws {
        let key = try record.dsaPublicKey()
        let hash = try #require(record.bytes("hash"))
        let signature = try #require(record.bytes("signature"))
        let isValid = record.bool("valid") == true
        #expect(try key.accepts(signature, hash) == isValid, "\(record.string("remark") ?? "")")
    }

    @Test(arguments: cngSignatures) func acceptsWhatCNGSigned(record: GoldenRecord) throws {
        let key = try record.dsaPublicKey()
        let hash = try #require(record.bytes("digest"))
        let signature = try #require(record.bytes("signature"))
        #expect(try key.accepts(signature, hash))
        for index in signature.indices {
            var damaged = signature
            damaged[index] ^= 1
            #expect(try !key.accepts(damaged, hash))
        }
        #expect(try !key.accepts(signature, [hash[0] ^ 1] + hash.dropFirst()))
    }

    /// What Wine's CSP accepted: the halves of its signatures are little-endian.
    static let cspSignatures = records("capi-public").filter { $0.string("quirk") == nil }

    @Test(arguments: cspSignatures) func acceptsWhatTheCSPAccepted(record: GoldenRecord) throws {
        let key = try record.dsaPublicKey()
        let hash = try #require(record.bytes("digest"))
        let halves = try #require(record.bytes("signature"))
        let signature = Array(halves.prefix(20).reversed() + halves.suffix(20).reversed())
        #expect(hex(signature) == record.string("signature_big_endian"))
        #expect(record.bool("verify_ok") == true)
        #expect(try key.accepts(signature, hash))
        #expect(try !key.accepts(halves, hash))
    }

    @Test(arguments: verdicts.filter { $0.bool("valid") == true }) func ownSignaturesVerify(record: GoldenRecord) throws
    {
        let key = try record.dsaPrivateKey()
        #expect(hex(key.publicKey.publicValue) == record.string("y"))
        #expect(try key.publicKey.parameters.isSound())
        for count in [0, 16, 20, 32, 64] {
            let hash = [UInt8](randomOf: count)
            let signature = try key.sign(hash: hash.span.bytes)
            #expect(try key.publicKey.accepts(signature, hash), "\(hex(hash))")
            #expect(try key.sign(hash: hash.span.bytes) != signature)
        }
    }

    @Test func newKeys() throws {
        let parameters = try #require(Self.verdicts.first).dsaParameters()
        let one = try DSAPrivateKey.generate(parameters)
        let other = try DSAPrivateKey.generate(parameters)
        #expect(one.publicKey != other.publicKey)
        let hash = [UInt8](randomOf: 20)
        let signature = try one.sign(hash: hash.span.bytes)
        #expect(try one.publicKey.accepts(signature, hash))
        #expect(try !other.publicKey.accepts(signature, hash))
    }

    @Test func illegalKeysAndParametersAreRefused() throws {
        let record = try #require(Self.verdicts.first)
        let parameters = try record.dsaParameters()
        let (prime, order, generator) = (parameters.prime, parameters.subgroupOrder, parameters.generator)
        func refused(_ prime: [UInt8], _ order: [UInt8], _ generator: [UInt8]) -> CipherError? {
            refusal {
                _ = try DSAParameters(
                    prime: prime.span.bytes, subgroupOrder: order.span.bytes, generator: generator.span.bytes)
            }
        }
        #expect(refused(prime, order, generator) == nil)
        #expect(refused(prime, order, [2]) == .weakKey(.wrongSubgroupOrder))
        #expect(refused(prime, order, [1]) == .weakKey(.degenerateGenerator))
        #expect(refused(prime, order.dropLast() + [order[19] ^ 2], generator) == .weakKey(.wrongSubgroupOrder))
        #expect(refused(prime.dropLast() + [prime[127] ^ 2], order, generator) == .weakKey(.wrongSubgroupOrder))
        #expect(refused(prime, Array(order.dropFirst()), generator) == .weakKey(.wrongSubgroupOrder))
        #expect(refused(prime, prime, generator) == .weakKey(.wrongSubgroupOrder))
        for x: [UInt8] in [[], [0], order, [1] + order] {
            #expect(
                refusal { _ = try DSAPrivateKey(parameters: parameters, privateValue: x.span.bytes) }
                    == .illegalParameter)
        }
        for y: [UInt8] in [[], [0], [1], [2], prime, prime.dropLast() + [prime[127] - 1]] {
            #expect(
                refusal { _ = try DSAPublicKey(parameters: parameters, publicValue: y.span.bytes) }
                    == .weakKey(y == [2] ? .valueOutsideSubgroup : .degeneratePublicValue))
        }
        let x = try #require(record.bytes("x"))
        #expect(
            refusal {
                _ = try DSAPrivateKey(
                    parameters: parameters, privateValue: x.span.bytes, publicValue: generator.span.bytes)
            } == .inconsistentKey)
    }
}

extension DSAPublicKey {
    fileprivate func accepts(_ signature: [UInt8], _ hash: [UInt8]) throws -> Bool {
        try isValidSignature(signature.span.bytes, hash: hash.span.bytes)
    }
}

extension GoldenRecord {
    fileprivate func dsaParameters() throws -> DSAParameters {
        let group = try group()
        let (prime, order, generator) = (group.prime, group.subgroupOrder ?? [], group.generator)
        return try DSAParameters(
            prime: prime.span.bytes, subgroupOrder: order.span.bytes, generator: generator.span.bytes)
    }

    fileprivate func dsaPublicKey() throws -> DSAPublicKey {
        let publicValue = try #require(bytes("y"))
        return try DSAPublicKey(parameters: dsaParameters(), publicValue: publicValue.span.bytes)
    }

    func dsaPrivateKey() throws -> DSAPrivateKey {
        let privateValue = try #require(bytes("x"))
        return try DSAPrivateKey(parameters: dsaParameters(), privateValue: privateValue.span.bytes)
    }
}
