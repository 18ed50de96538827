import GoldenVectors
import Testing

@testable import CipherCore

struct DSAParametersTests {
    /// What the openssl command made from given seeds (FIPS 186-4), by `Scripts/make-dsa-vectors`.
    static let known = (try? GoldenVectors.load("openssl-dsa-parameters")) ?? []
    /// Signatures after RFC 6979, by the same script.
    static let deterministic = (try? GoldenVectors.load("rfc6979-dsa")) ?? []

    @Test func everyRecordIsThere() {
        #expect(Self.known.count == 5)
        #expect(Self.deterministic.count == 24)
    }

    @Test(arguments: known) func aSeedMakesTheNumbersThatOpenSSLMadeOfIt(record: GoldenRecord) throws {
        let (p, q, seed) = try (record.required("p"), record.required("q"), record.required("seed"))
        let made = try DSAParameters.generate(
            bitLength: 8 * p.count, orderBitLength: 8 * q.count, digest: record.digest(), seed: seed)
        #expect(made.parameters.prime == p)
        #expect(made.parameters.subgroupOrder == q)
        #expect(made.parameters.generator == (try record.required("g")))
        #expect(made.seed.seed == seed)
        #expect(try made.parameters.wereMade(from: made.seed))

        let other = DSASeed(seed: seed, counter: made.seed.counter + 1, digest: made.seed.digest)
        #expect(try !made.parameters.wereMade(from: other))
        let damaged = DSASeed(seed: [seed[0] ^ 1] + seed.dropFirst(), counter: made.seed.counter, digest: .sha512)
        #expect(try !made.parameters.wereMade(from: damaged))
    }

    @Test(arguments: [(512, nil), (576, nil), (1024, 160), (1024, 224), (1088, nil)] as [(Int, Int?)])
    func newParameters(bitLength: Int, orderBitLength: Int?) throws {
        let (parameters, seed) = try DSAParameters.generate(bitLength: bitLength, orderBitLength: orderBitLength)
        #expect(8 * parameters.byteCount == bitLength)
        #expect(parameters.prime[0] >= 0x80)
        #expect(8 * parameters.orderByteCount == orderBitLength ?? (bitLength <= 1024 ? 160 : 256))
        #expect(try parameters.isSound())
        #expect(try parameters.wereMade(from: seed))
        let key = try DSAPrivateKey.generate(parameters)
        let hash = [UInt8](randomOf: 20)
        let signature = try key.sign(hash: hash.span.bytes)
        #expect(try key.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes))
    }

    @Test(
        arguments: [(448, nil), (3136, nil), (1000, nil), (0, nil), (-64, nil), (1024, 161), (1024, 512)]
            as [(Int, Int?)])
    func lengthsThatThereAreNot(bitLength: Int, orderBitLength: Int?) {
        #expect(throws: CipherError.illegalParameter) {
            try DSAParameters.generate(bitLength: bitLength, orderBitLength: orderBitLength)
        }
    }

    @Test func hashesAndSeedsAreAsLongAsTheOrder() {
        #expect(throws: CipherError.illegalParameter) {
            try DSAParameters.generate(bitLength: 1024, orderBitLength: 224, digest: .sha1)
        }
        #expect(throws: CipherError.illegalParameter) {
            try DSAParameters.generate(bitLength: 512, seed: [UInt8](repeating: 1, count: 19))
        }
    }

    @Test(arguments: deterministic) func deterministicSignatures(record: GoldenRecord) throws {
        let hash = try record.required("hash")
        let key = try record.dsaPrivateKey()
        let signature = try key.sign(hash: hash.span.bytes, nonce: .deterministic(record.digest()))
        #expect(hex(signature) == record.string("signature"))
    }

    @Test(arguments: [512, 576]) func newGroupsOfDiffieHellman(bitLength: Int) throws {
        let parameters = try DiffieHellmanParameters.generate(bitLength: bitLength)
        #expect(parameters.bitLength == bitLength)
        #expect(try parameters.isSound())
        #expect(parameters.subgroupOrder == parameters.prime.halved)
        // It passes as a given one: 2 has the order (p - 1) / 2.
        let (prime, generator, order) = (parameters.prime, parameters.generator, parameters.prime.halved)
        #expect(
            try DiffieHellmanParameters(
                prime: prime.span.bytes, generator: generator.span.bytes, subgroupOrder: order.span.bytes)
                == parameters)
        let one = try DiffieHellmanPrivateKey.generate(parameters)
        let other = try DiffieHellmanPrivateKey.generate(parameters)
        let (value1, value2) = (one.publicValue, other.publicValue)
        let secret = try hex(one.agree(with: value2.span.bytes))
        #expect(try hex(other.agree(with: value1.span.bytes)) == secret)
    }

    @Test(arguments: [0, 448, 520, 4160, -512]) func illegalLengthsOfDiffieHellman(bitLength: Int) {
        #expect(throws: CipherError.illegalParameter) { try DiffieHellmanParameters.generate(bitLength: bitLength) }
    }
}

extension GoldenRecord {
    /// The hash function of the field `digest`.
    func digest() throws -> DigestAlgorithm {
        try #require(DigestAlgorithm.allCases.first { "\($0)" == string("digest") })
    }
}
