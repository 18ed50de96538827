import CipherCore
import Testing

/// What the substituting form answers to ciphertexts that hold no message.
struct PKCS1SubstitutionTests {
    private static func substitute(
        _ ciphertext: [UInt8], for known: RSATestKey, _ legalByteCounts: ClosedRange<Int>
    ) throws -> String {
        try known.privateKey().substituting(ciphertext, legalByteCounts)
    }

    /// SHA-256, HMAC-SHA-256 and integers of Python, after draft-irtf-cfrg-rsa-guidance: 00 02 and no separator.
    @Test func knownAnswers() throws {
        let block = [0, 2] + [UInt8](repeating: 0x55, count: 126)
        let ciphertext = try RSATestKey.bits1024.publicKey.power(of: block)
        #expect(
            try Self.substitute(ciphertext, for: .bits1024, 16...16) == "cfec261d5c3e6ea9d3bf040af3048c9b")
        #expect(try Self.substitute(ciphertext, for: .bits1024, 5...16) == "ec261d5c3e6ea9d3bf040af3048c9b")
    }

    @Test func theKeyMakesTheDifference() throws {
        // Below both moduli, and a valid padding for neither.
        let ciphertext = [0] + [UInt8](repeating: 0x11, count: 127)
        let answers = try [RSATestKey.bits1024, .exponent3, .exponent17].map {
            try Self.substitute(ciphertext, for: $0, 16...16)
        }
        #expect(Set(answers).count == 3)
    }

    @Test func theCiphertextMakesTheDifference() throws {
        let answers = try (0..<50 as Range<UInt8>).map {
            try Self.substitute([UInt8](repeating: $0, count: 64), for: .bits512, 16...16)
        }
        #expect(Set(answers).count == 50)
    }

    /// A good padding around a key of illegal length must answer like a bad one: nothing of it may show.
    @Test func aMessageOfIllegalLengthIsReplaced() throws {
        let message = [UInt8](repeating: 0x42, count: 24)
        let ciphertext = try RSATestKey.bits512.publicKey.wrapPKCS1(message.span.bytes)
        #expect(try Self.substitute(ciphertext, for: .bits512, 24...24) == hex(message))
        let answer = try Self.substitute(ciphertext, for: .bits512, 16...16)
        #expect(answer.utf8.count == 32)
        #expect(!answer.contains("4242"))
    }

    /// The same ciphertexts every time, so the counts are too; 50 each are expected, with a deviation of 7.
    @Test func lengthsAreSpreadOverTheLegalOnes() throws {
        let key = try RSATestKey.bits384.privateKey()
        var counts: [Int: Int] = [:]
        for index in 0..<600 {
            let ciphertext = [UInt8](repeating: 0, count: 46) + [UInt8(index >> 8), UInt8(index & 0xff)]
            let answer = try key.substituting(ciphertext, 5...16)
            counts[answer.utf8.count / 2, default: 0] += 1
        }
        #expect(counts.keys.sorted() == Array(5...16))
        for (_, count) in counts { #expect((20...85).contains(count)) }
    }

    @Test func lengthsStayInsideTheBlock() throws {
        let key = try RSATestKey.bits384.privateKey()
        var longest = 0
        for index in 0..<200 as Range<UInt8> {
            let ciphertext = [UInt8](repeating: 0, count: 47) + [index]
            let answer = try key.substituting(ciphertext, 0...128)
            longest = max(longest, answer.utf8.count / 2)
        }
        #expect((30...37).contains(longest))
    }
}
