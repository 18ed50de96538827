import CipherCore
import GoldenVectors
import Testing

struct RSAKeyGenerationTests {
    @Test(arguments: [384, 392, 512, 520, 768, 1024, 1032, 2040, 2048]) func exactLengths(bitLength: Int) throws {
        let key = try RSAPrivateKey.generate(bitLength: bitLength)
        let halfCount = (bitLength / 8 + 1) / 2
        #expect(key.bitLength == bitLength)
        #expect(key.publicKey.publicExponent == 65537)
        #expect(key.privateExponent.byteCount == bitLength / 8)
        for part in [array(key.prime1), array(key.prime2), array(key.exponent1), array(key.exponent2)] {
            #expect(part.count == halfCount)
        }
        #expect(hex(array(key.prime1)) > hex(array(key.prime2)))

        let block = RSATestVectors.pattern(key.byteCount)
        let power = try key.rawOperation(block.span.bytes)
        #expect(try key.publicKey.rawOperation(power.bytes) == block)

        // All parts pass the import's checks, and the exponent is the one that an import would compute.
        let again = try RSAPrivateKey(
            publicKey: key.publicKey, prime1: key.prime1, prime2: key.prime2, exponent1: key.exponent1,
            exponent2: key.exponent2, coefficient: key.coefficient)
        #expect(array(again.privateExponent) == array(key.privateExponent))
    }

    @Test(arguments: [3, 17, 257, 4_294_967_291] as [UInt32]) func otherExponents(publicExponent: UInt32) throws {
        let key = try RSAPrivateKey.generate(bitLength: 512, publicExponent: publicExponent)
        #expect(key.publicKey.publicExponent == publicExponent)
        #expect(key.bitLength == 512)
        let block = RSATestVectors.pattern(64)
        let power = try key.rawOperation(block.span.bytes)
        #expect(try key.publicKey.rawOperation(power.bytes) == block)
    }

    /// The longest there is: making one takes minutes, so its primes are OpenSSL's, and the power is Python's.
    @Test func aKeyOf16384Bits() throws {
        let record = try #require(try GoldenVectors.load("openssl-rsa-16384").first)
        let (modulus, p, q) = try (record.required("n"), record.required("p"), record.required("q"))
        let (block, expected) = try (record.required("block"), record.required("power"))
        let key = try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 65537), prime1: p.span.bytes,
            prime2: q.span.bytes)
        #expect(key.bitLength == 16384)
        let power = try key.rawOperation(block.span.bytes)
        #expect(hex(power) == hex(expected))
        #expect(try key.publicKey.rawOperation(power.bytes) == block)
    }

    @Test func everyKeyIsAnother() throws {
        var moduli: Set<[UInt8]> = []
        for _ in 0..<10 { moduli.insert(try RSAPrivateKey.generate(bitLength: 384).publicKey.modulus) }
        #expect(moduli.count == 10)
    }

    @Test(arguments: [Int.min, -8, 0, 376, 383, 385, 1020, 16392, Int.max]) func illegalLengths(bitLength: Int) {
        #expect(refusal { _ = try RSAPrivateKey.generate(bitLength: bitLength) } == .illegalParameter)
    }

    @Test(arguments: [0, 1, 2, 65536] as [UInt32]) func illegalExponents(publicExponent: UInt32) {
        #expect(
            refusal { _ = try RSAPrivateKey.generate(bitLength: 512, publicExponent: publicExponent) }
                == .illegalParameter)
    }
}
