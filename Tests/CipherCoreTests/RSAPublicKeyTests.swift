import CipherCore
import Testing

struct RSAPublicKeyTests {
    /// The highest bit, the lowest, and zeros between.
    private static func modulus(bitLength: Int) -> [UInt8] {
        var modulus = [UInt8](repeating: 0, count: (bitLength + 7) / 8)
        modulus[0] = 1 << UInt8((bitLength - 1) % 8)
        modulus[modulus.count - 1] |= 1
        return modulus
    }

    @Test(arguments: [384, 385, 1020, 1024, 1032, 16384]) func lengthsOfTheModulus(bitLength: Int) throws {
        let key = try RSAPublicKey(modulus: Self.modulus(bitLength: bitLength).span.bytes, publicExponent: 3)
        #expect(key.bitLength == bitLength)
        #expect(key.byteCount == (bitLength + 7) / 8)
    }

    @Test(arguments: [97, 376, 383, 16385, 16392]) func illegalLengths(bitLength: Int) throws {
        let modulus = Self.modulus(bitLength: bitLength)
        #expect(throws: CipherError.illegalParameter) {
            try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 65537)
        }
    }

    @Test func leadingZerosAreLeftOut() throws {
        let modulus = Self.modulus(bitLength: 512)
        let key = try RSAPublicKey(modulus: ([0, 0, 0] + modulus).span.bytes, publicExponent: 17)
        #expect(key.modulus == modulus)
        #expect(try key == RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 17))
        #expect(try key != RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 3))
    }

    @Test(arguments: [0, 2, 4, 65536]) func illegalExponents(exponent: UInt32) throws {
        let modulus = Self.modulus(bitLength: 512)
        #expect(throws: CipherError.illegalParameter) {
            try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: exponent)
        }
    }

    @Test func anEvenModulusIsRefused() throws {
        var modulus = Self.modulus(bitLength: 512)
        modulus[63] = 2
        for modulus in [modulus, [], [0, 0]] {
            let error: CipherError = modulus.count == 64 ? .weakKey(.evenModulus) : .illegalParameter
            #expect(throws: error) { try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 3) }
            #expect(throws: error) { try RSAPublicKey(insecureModulus: modulus.span.bytes, publicExponent: 3) }
        }
    }

    @Test func theInsecureWayTakesTheExponentOne() throws {
        #expect(throws: CipherError.weakKey(.exponentOne)) {
            try RSAPublicKey(modulus: Self.modulus(bitLength: 512).span.bytes, publicExponent: 1)
        }
        let key = try RSAPublicKey(insecureModulus: Self.modulus(bitLength: 512).span.bytes, publicExponent: 1)
        let block = [UInt8](repeating: 0x5a, count: 64)
        #expect(try key.power(of: block) == block)
    }

    @Test func theInsecureWayHasLimitsToo() throws {
        #expect(
            try RSAPublicKey(insecureModulus: Self.modulus(bitLength: 96).span.bytes, publicExponent: 1).byteCount == 12
        )
        for (bitLength, exponent) in [(95, 3), (16385, 3), (512, 0), (512, 2)] as [(Int, UInt32)] {
            #expect(throws: CipherError.illegalParameter) {
                try RSAPublicKey(
                    insecureModulus: Self.modulus(bitLength: bitLength).span.bytes, publicExponent: exponent)
            }
        }
    }

    /// The inverse of the powers that Python computed.
    @Test(arguments: RSATestVectors.rawPowers) func rawOperation(row: RSATestVectors.Row) throws {
        #expect(try row.key.publicKey.power(of: row.block) == RSATestVectors.pattern(row.block.count))
    }

    @Test func rawOperationWantsAnIntegerBelowTheModulus() throws {
        let key = try RSATestKey.bits512.publicKey
        #expect(throws: CipherError.illegalParameter) { try key.power(of: key.modulus) }
        for count in [0, 63, 65] {
            #expect(throws: CipherError.illegalDataLength) {
                try key.power(of: [UInt8](repeating: 0, count: count))
            }
        }
        #expect(try key.power(of: [UInt8](repeating: 0, count: 64)) == [UInt8](repeating: 0, count: 64))
    }

    @Test(arguments: RSATestKey.lengths) func limitsOfTheMessage(key: RSATestKey) throws {
        let key = try key.publicKey
        let zeros = [UInt8](repeating: 0, count: key.byteCount)
        #expect(try key.wrapPKCS1(zeros.span.bytes.extracting(first: key.byteCount - 11)).count == key.byteCount)
        #expect(try key.wrapPKCS1(RawSpan()).count == key.byteCount)
        #expect(throws: CipherError.messageTooLong) {
            try key.wrapPKCS1(zeros.span.bytes.extracting(first: key.byteCount - 10))
        }
        #expect(try key.wrapOAEP(zeros.span.bytes.extracting(first: key.byteCount - 42)).count == key.byteCount)
        #expect(throws: CipherError.messageTooLong) {
            try key.wrapOAEP(zeros.span.bytes.extracting(first: key.byteCount - 41))
        }
    }

    @Test func underAModulusOf512BitsOAEPHolds22Bytes() throws {
        let key = try RSATestKey.bits512.publicKey
        let message = [UInt8](repeating: 1, count: 23)
        #expect(try key.wrapOAEP(message.span.bytes.extracting(first: 22)).count == 64)
        #expect(throws: CipherError.messageTooLong) { try key.wrapOAEP(message.span.bytes) }
        // With SHA-256 the padding alone is longer than the block.
        #expect(throws: CipherError.messageTooLong) { try key.wrapOAEP(RawSpan(), digest: .sha256) }
    }

    @Test func everyCiphertextIsAnother() throws {
        let key = try RSATestKey.bits512.publicKey
        let message = RSATestVectors.message
        let wrapped = try (0..<20).map { _ in try key.wrapPKCS1(message.span.bytes) }
        #expect(Set(wrapped).count == 20)
        let sealed = try (0..<20).map { _ in try key.wrapOAEP(message.span.bytes) }
        #expect(Set(sealed).count == 20)
    }
}
