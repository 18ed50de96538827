import Testing

@testable import CipherCore

struct RSAPrivateKeyTests {
    /// Parts to import, to be changed one at a time.
    private struct Parts {
        var publicExponent: UInt32
        var modulus: [UInt8]
        var prime1: [UInt8]
        var prime2: [UInt8]
        var exponent1: [UInt8]?
        var exponent2: [UInt8]?
        var coefficient: [UInt8]?
        var privateExponent: [UInt8]?

        init(_ key: RSATestKey) {
            (publicExponent, modulus) = (key.publicExponent, key.modulus)
            (prime1, prime2) = (key.prime1, key.prime2)
            (exponent1, exponent2, coefficient) = (key.exponent1, key.exponent2, key.coefficient)
            privateExponent = key.privateExponent
        }

        func imported() throws -> RSAPrivateKey {
            let publicKey = try RSAPublicKey(insecureModulus: modulus.span.bytes, publicExponent: publicExponent)
            return try RSAPrivateKey(
                publicKey: publicKey, prime1: prime1.span.bytes, prime2: prime2.span.bytes,
                exponent1: exponent1?.span.bytes, exponent2: exponent2?.span.bytes,
                coefficient: coefficient?.span.bytes, privateExponent: privateExponent?.span.bytes)
        }
    }

    @Test(arguments: RSATestKey.lengths + RSATestKey.shapes) func importKeepsEveryPart(known: RSATestKey) throws {
        let key = try known.privateKey()
        #expect(try key.publicKey == known.publicKey)
        #expect(key.bitLength == 8 * known.modulus.count)
        #expect(array(key.prime1) == known.prime1)
        #expect(array(key.prime2) == known.prime2)
        #expect(array(key.exponent1) == known.exponent1)
        #expect(array(key.exponent2) == known.exponent2)
        #expect(array(key.coefficient) == known.coefficient)
        #expect(array(key.privateExponent) == known.privateExponent)
    }

    @Test(arguments: RSATestKey.lengths + RSATestKey.shapes) func primesAreEnough(known: RSATestKey) throws {
        var parts = Parts(known)
        (parts.exponent1, parts.exponent2, parts.coefficient, parts.privateExponent) = (nil, nil, nil, nil)
        let key = try parts.imported()
        #expect(array(key.exponent1) == known.exponent1)
        #expect(array(key.exponent2) == known.exponent2)
        #expect(array(key.coefficient) == known.coefficient)
        #expect(key.privateExponent.byteCount == key.byteCount)
    }

    @Test(arguments: [0, 1, 64, 65, 128]) func aCutPrivateExponentIsComputedAnew(remaining: Int) throws {
        var parts = Parts(.bits1032)
        parts.privateExponent = parts.privateExponent?.suffix(remaining)
        let key = try parts.imported()
        #expect(array(key.privateExponent) == RSATestVectors.recomputedPrivateExponent)
        parts.privateExponent = nil
        let other = try parts.imported()
        #expect(array(other.privateExponent) == RSATestVectors.recomputedPrivateExponent)
    }

    @Test func aShortPrivateExponentThatFitsIsKept() throws {
        var parts = Parts(.zeroInPrivateExponent)
        parts.privateExponent?.removeFirst()
        let key = try parts.imported()
        #expect(array(key.privateExponent) == RSATestKey.zeroInPrivateExponent.privateExponent)
    }

    @Test func leadingZerosMayBeThereOrNot() throws {
        var parts = Parts(.zeroInExponent1)
        parts.exponent1?.removeFirst()
        parts.prime1.insert(0, at: 0)
        parts.privateExponent?.insert(contentsOf: [0, 0], at: 0)
        let key = try parts.imported()
        #expect(array(key.prime1) == RSATestKey.zeroInExponent1.prime1)
        #expect(array(key.exponent1) == RSATestKey.zeroInExponent1.exponent1)
        #expect(array(key.privateExponent) == RSATestKey.zeroInExponent1.privateExponent)
    }

    @Test(arguments: [RSATestKey.bits512, .bits1032, .smallerPrimeFirst, .exponent3])
    func aFlippedBitAnywhereIsRefused(known: RSATestKey) throws {
        let fields: [WritableKeyPath<Parts, [UInt8]?>] = [
            \.exponent1, \.exponent2, \.coefficient, \.privateExponent,
        ]
        for field in fields {
            for bit in [0, 1, 100, 255] {
                var parts = Parts(known)
                let count = try #require(parts[keyPath: field]?.count)
                parts[keyPath: field]?[count - 1 - bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
            }
        }
        for field in [\Parts.prime1, \.prime2] {
            var parts = Parts(known)
            parts[keyPath: field][20] ^= 0x10
            #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
        }
    }

    /// d + p - 1 serves p still and q no more; the CRT parts, which would tell, are left out.
    @Test func aPrivateExponentMustServeBothPrimes() throws {
        let known = RSATestKey.bits512
        let d = try BigInteger(secret: known.privateExponent.span.bytes)
        for prime in [known.prime1, known.prime2] {
            var parts = Parts(known)
            (parts.exponent1, parts.exponent2) = (nil, nil)
            let other = try (d + (BigInteger(secret: prime.span.bytes) - 1)).bytes(count: 64)
            parts.privateExponent = array(other.bytes)
            #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
        }
    }

    /// d + (p - 1)(q - 1) decrypts as well, but no other software would take it.
    @Test func aPrivateExponentAboveTheModulusIsRefused() throws {
        let known = RSATestKey.bits512
        var parts = Parts(known)
        let p = try BigInteger(secret: known.prime1.span.bytes)
        let q = try BigInteger(secret: known.prime2.span.bytes)
        let larger = try (BigInteger(secret: known.privateExponent.span.bytes) + (p - 1) * (q - 1)).bytes(count: 64)
        parts.privateExponent = array(larger.bytes)
        #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
    }

    @Test func aModulusOrExponentOfAnotherKeyIsRefused() throws {
        var parts = Parts(.bits512)
        parts.modulus = RSATestKey.smallerPrimeFirst.modulus
        #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
        parts = Parts(.bits512)
        parts.publicExponent = 65539
        #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
    }

    @Test func swappedPrimesNeedAnotherCoefficient() throws {
        let known = RSATestKey.bits1024
        var parts = Parts(known)
        swap(&parts.prime1, &parts.prime2)
        swap(&parts.exponent1, &parts.exponent2)
        #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
        parts.coefficient = nil
        let key = try parts.imported()
        #expect(array(key.prime1) == known.prime2)
        #expect(array(key.exponent1) == known.exponent2)
        #expect(array(key.coefficient) != known.coefficient)
        let block = RSATestVectors.pattern(128)
        #expect(try key.power(of: block) == known.privateKey().power(of: block))
    }

    @Test func degenerateFactorsAreRefused() throws {
        let known = Parts(.bits512)
        let pairs = [([1], known.modulus), (known.modulus, [1]), ([0], [0]), ([], []), ([0], known.prime2)]
        for (prime1, prime2) in pairs {
            var parts = known
            (parts.prime1, parts.prime2) = (prime1, prime2)
            #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
        }
    }

    @Test func equalPrimesAreRefused() throws {
        var parts = Parts(.bits512)
        parts.prime2 = parts.prime1
        parts.modulus = bytes(
            """
            d90ddf9886654f6b381afee6e5341e36fe8c96a751640e5c574f9ddbea33f38b5b04505441ede90437754fafc06ab52ba6c7\
            9cd05dd95aec13281c2a0e23def9
            """)
        (parts.exponent1, parts.exponent2, parts.coefficient, parts.privateExponent) = (nil, nil, nil, nil)
        #expect(refusal { _ = try parts.imported() } == .weakKey(.equalPrimes))
    }

    /// 3 and a prime of 383 bits: a true key, but not one of two equal halves.
    @Test func aPrimeLongerThanHalfIsRefused() throws {
        var parts = Parts(.bits384)
        let prime = bytes(
            "51b2a1b4e2c0104201bb88abb26239a0e6f021f64dbbfc2f2c193deb3d4c3a5ce68d6f536de4c6955a6c6cec9b70803d")
        parts.modulus = bytes(
            "f517e51ea84030c605329a031726ace2b4d065e2e933f48d844bb9c1b7e4af16b3a84dfa49ae53c00f4546c5d25180b7")
        (parts.prime1, parts.prime2) = ([3], prime)
        (parts.exponent1, parts.exponent2, parts.coefficient, parts.privateExponent) = (nil, nil, nil, nil)
        #expect(refusal { _ = try parts.imported() } == .illegalParameter)
    }

    @Test func withAnExponentThatDividesPMinus1ThereIsNoKey() throws {
        var parts = Parts(.bits512)
        (parts.exponent1, parts.exponent2, parts.coefficient, parts.privateExponent) = (nil, nil, nil, nil)
        parts.publicExponent = 11
        #expect(refusal { _ = try parts.imported() } == .inconsistentKey)
    }

    /// The old way to carry plain session keys: e = d = 1 under a modulus of two real primes.
    @Test func theInsecureIdentityKeyWorks() throws {
        var parts = Parts(.bits512)
        (parts.exponent1, parts.exponent2) = ([1], [1])
        (parts.publicExponent, parts.privateExponent) = (1, [UInt8](repeating: 0, count: 63) + [1])
        let key = try parts.imported()
        let block = RSATestVectors.pattern(64)
        #expect(try key.power(of: block) == hex(block))
    }
}

/// The bytes of a span.
func array(_ span: RawSpan) -> [UInt8] {
    span.withUnsafeBytes { Array($0) }
}
