import GoldenVectors
import Testing

@testable import CipherCore

struct DiffieHellmanTests {
    /// SHA-256 of the primes that OpenSSL's `BN_get_rfc2409_prime_…` and `BN_get_rfc3526_prime_…` give.
    static let primes = [
        (768, "b52ba6a3026520a6c49d37e4587601801bee500123b3259b6bf03e7cecc3e63d"),
        (1024, "3f35a3f5f6c4376a744acad409bb22f8d897f949d2311d885adaa890981b67a0"),
        (1536, "64fcc83ec403930bf18393dbc883ccaa1fbb08ac876f77f7aa99748ca945019b"),
        (2048, "d66436f79bbd6b2e38c0ffbd079be904d2641415e2e67140e09448be9a60890e"),
        (3072, "48cf8b092fbce4359d9871abf74f98e25b6163379eaa15cd9087e800c6d1c55c"),
        (4096, "4ee95187682bcb230ad26a95205f6920e84708f6251b3894329b09ec23919e33"),
        (6144, "d1bfe6d0925ce7e4da262b62861514a7755e35831e429f343e7b864848657efd"),
        (8192, "39ab4feab950a3128fb71accb9fc3965d857012e081998a85996e3ea8b3c3bcf"),
    ]

    @Test(arguments: primes) func standardGroups(bitLength: Int, hash: String) throws {
        let parameters = try #require(DiffieHellmanParameters.standard(bitLength: bitLength))
        #expect(parameters.bitLength == bitLength)
        let prime = parameters.prime
        #expect(try hex(MessageDigest.hash(.sha256, prime.span.bytes)) == hash)
    }

    @Test(arguments: [0, 512, 2047, 8200, -768]) func otherLengthsHaveNoStandardGroup(bitLength: Int) {
        #expect(DiffieHellmanParameters.standard(bitLength: bitLength) == nil)
    }

    @Test(arguments: [768, 1024]) func standardGroupsPassTheChecksOfGivenOnes(bitLength: Int) throws {
        let standard = try #require(DiffieHellmanParameters.standard(bitLength: bitLength))
        let (prime, generator, order) = (standard.prime, standard.generator, standard.subgroupOrder ?? [])
        let given = try DiffieHellmanParameters(
            prime: prime.span.bytes, generator: generator.span.bytes, subgroupOrder: order.span.bytes)
        #expect(given == standard)
        #expect(try given.isSound())
    }

    /// OpenSSL's agreements, and those of Python's `pow` in groups of 512, 1024 and 2048 bits.
    static let agreements = ["openssl-dsa-dh", "cng-dh"].flatMap { file in
        ((try? GoldenVectors.load(file)) ?? []).filter { $0.format == "DH agreement" }
    }

    @Test func everyRecordIsThere() { #expect(Self.agreements.count == 6) }

    @Test(arguments: agreements) func knownAgreements(record: GoldenRecord) throws {
        let parameters = try record.group()
        let x = try #require(record.bytes("x") ?? record.bytes("x1"))
        let peer = try #require(record.bytes("peer") ?? record.bytes("y2"))
        let key = try DiffieHellmanPrivateKey(parameters: parameters, privateValue: x.span.bytes)
        if let y = record.string("y") { #expect(hex(key.publicValue) == y) }
        let secret = record.string("secret") ?? record.string("shared_secret_big_endian")
        #expect(try hex(key.agree(with: peer.span.bytes)) == secret)
        for element in parameters.degenerate {
            #expect(refusal { _ = try key.agree(with: element.span.bytes) } == .weakKey(.degeneratePublicValue))
        }
    }

    @Test(arguments: [768, 1024, 2048, 3072]) func newKeysAgree(bitLength: Int) throws {
        let parameters = try #require(DiffieHellmanParameters.standard(bitLength: bitLength))
        let one = try DiffieHellmanPrivateKey.generate(parameters)
        let other = try DiffieHellmanPrivateKey.generate(parameters)
        let (value1, value2) = (one.publicValue, other.publicValue)
        #expect(value1 != value2)
        #expect(value1.count == bitLength / 8)
        let secret = try hex(one.agree(with: value2.span.bytes))
        #expect(try hex(other.agree(with: value1.span.bytes)) == secret)
        #expect(secret.utf8.count == bitLength / 4)
    }

    /// In a group with a small q, an element outside of its subgroup tells of x; g - 1 or so is nearly surely one.
    @Test func elementsOutsideTheSubgroupAreRefused() throws {
        let record = try #require(try GoldenVectors.load("openssl-dsa-dh").first)
        let parameters = try record.group()
        let key = try DiffieHellmanPrivateKey.generate(parameters)
        #expect(key.privateValue.digits.count <= 20)
        let member = try #require(record.bytes("y"))
        #expect(refusal { _ = try key.agree(with: member.span.bytes) } == nil)
        for element: [UInt8] in [[2], [3]] {
            #expect(refusal { _ = try key.agree(with: element.span.bytes) } == .weakKey(.valueOutsideSubgroup))
        }
    }

    @Test func illegalParametersAreRefused() throws {
        let standard = try #require(DiffieHellmanParameters.standard(bitLength: 768))
        func refused(_ prime: [UInt8], _ generator: [UInt8], _ order: [UInt8]? = nil) -> CipherError? {
            refusal {
                _ = try DiffieHellmanParameters(
                    prime: prime.span.bytes, generator: generator.span.bytes, subgroupOrder: order?.span.bytes)
            }
        }
        let even = Array(standard.prime.dropLast() + [0xfe])
        #expect(refused(standard.prime, [2]) == nil)
        #expect(refused(even, [2]) == .illegalParameter)
        #expect(refused(Array(standard.prime.suffix(63)), [2]) == .illegalParameter)
        #expect(refused([], [2]) == .illegalParameter)
        for generator in standard.degenerate {
            #expect(refused(standard.prime, generator) == .weakKey(.degenerateGenerator))
        }
        #expect(refused(standard.prime, [2], [5]) == .weakKey(.wrongSubgroupOrder))
        #expect(refused(standard.prime, [2], []) == .weakKey(.wrongSubgroupOrder))
        for x: [UInt8] in [[], [0], even, standard.prime] {
            #expect(
                refusal { _ = try DiffieHellmanPrivateKey(parameters: standard, privateValue: x.span.bytes) }
                    == .illegalParameter)
        }
        let (one, two): ([UInt8], [UInt8]) = ([1], [2])
        #expect(
            refusal {
                _ = try DiffieHellmanPrivateKey(
                    parameters: standard, privateValue: two.span.bytes, publicValue: one.span.bytes)
            } == .inconsistentKey)
    }
}

extension DiffieHellmanParameters {
    /// 0, 1, p - 1, p, and a number longer than p.
    fileprivate var degenerate: [[UInt8]] {
        let previous = prime.dropLast() + [(prime.last ?? 1) - 1]
        return [[], [0], [1], Array(previous), prime, [1] + prime]
    }
}

extension GoldenRecord {
    /// The group of the fields `p`, `g` and, where there is one, `q`.
    func group() throws -> DiffieHellmanParameters {
        let prime = try #require(bytes("p"))
        let generator = try #require(bytes("g"))
        let order = bytes("q")
        return try DiffieHellmanParameters(
            prime: prime.span.bytes, generator: generator.span.bytes, subgroupOrder: order?.span.bytes)
    }
}
