import CipherCore
import Testing

/// A block for the raw operation: header, padding, separator and message at will.
private func block(_ byteCount: Int, message: [UInt8], first: UInt8 = 0, second: UInt8 = 2) -> [UInt8] {
    let padding = (0..<byteCount - 3 - message.count).map { UInt8($0 % 255 + 1) }
    return [first, second] + padding + [0] + message
}

struct PKCS1UnpaddingTests {
    static let key = RSATestKey.bits512

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let block: [UInt8]

        init(_ name: String, _ block: [UInt8]) { (testDescription, self.block) = (name, block) }
    }

    /// Against legal lengths of 5 to 16 bytes.
    static let bad: [Row] = {
        let good = block(64, message: [UInt8](repeating: 7, count: 8))
        func zero(at index: Int) -> [UInt8] {
            var block = good
            block[index] = 0
            return block
        }
        return [
            Row("first byte 01", block(64, message: RSATestVectors.message, first: 1)),
            Row("first byte 80", block(64, message: RSATestVectors.message, first: 0x80)),
            Row("second byte 00", block(64, message: RSATestVectors.message, second: 0)),
            Row("second byte 01", block(64, message: RSATestVectors.message, second: 1)),
            Row("second byte 03", block(64, message: RSATestVectors.message, second: 3)),
            Row("second byte 82", block(64, message: RSATestVectors.message, second: 0x82)),
            Row("no zero", [0, 2] + [UInt8](repeating: 0xaa, count: 62)),
            Row("nothing but zeros", [UInt8](repeating: 0, count: 64)),
            Row("empty message", block(64, message: [])),
            Row("message too short by one", block(64, message: [1, 2, 3, 4])),
            Row("message too long by one", block(64, message: [UInt8](repeating: 1, count: 17))),
            Row("message of n - 11", block(64, message: [UInt8](repeating: 1, count: 53))),
        ] + (2...9).map { Row("zero at \($0)", zero(at: $0)) }
    }()

    private static func ciphertext(_ block: [UInt8]) throws -> [UInt8] {
        try key.publicKey.power(of: block)
    }

    @Test(arguments: bad) func reportingRefuses(row: Row) throws {
        let key = try Self.key.privateKey()
        let ciphertext = try Self.ciphertext(row.block)
        #expect(
            refusal { _ = try key.reporting(ciphertext, 5...16) }
                == .unwrapFailed)
    }

    @Test(arguments: bad) func substitutingAnswersTheSameEveryTime(row: Row) throws {
        let key = try Self.key.privateKey()
        let ciphertext = try Self.ciphertext(row.block)
        let first = try key.substituting(ciphertext, 5...16)
        let second = try key.substituting(ciphertext, 5...16)
        #expect(first == second)
        #expect((5...16).contains(first.utf8.count / 2))
        #expect(!hex(row.block).hasSuffix(first))
        #expect(try key.substituting(ciphertext, 16...16).utf8.count == 32)
    }

    /// The shortest padding, both ends of the legal lengths, zeros in the message.
    @Test(arguments: [0...53, 53...53, 0...0, 5...16, 0...1000])
    func goodBlocksOpenBothWays(legalByteCounts: ClosedRange<Int>) throws {
        let key = try Self.key.privateKey()
        for count in [legalByteCounts.lowerBound, min(legalByteCounts.upperBound, 53)] {
            for fill in [0, 0xff] as [UInt8] {
                let message = [UInt8](repeating: fill, count: count)
                let ciphertext = try Self.ciphertext(block(64, message: message))
                let reported = try key.reporting(ciphertext, legalByteCounts)
                let other = try key.substituting(ciphertext, legalByteCounts)
                #expect(reported == hex(message))
                #expect(other == hex(message))
            }
        }
    }

    @Test(arguments: RSATestVectors.pkcs1) func opensWhatOpenSSLMade(row: RSATestVectors.Row) throws {
        let key = try row.key.privateKey()
        let reported = try key.reporting(row.block, 0...16)
        let other = try key.substituting(row.block, 16...16)
        #expect(reported == hex(RSATestVectors.message))
        #expect(other == hex(RSATestVectors.message))
    }

    @Test(arguments: RSATestVectors.sessionKeysPKCS1) func opensWhatWineMade(row: RSATestVectors.Row) throws {
        let key = try row.key.privateKey()
        #expect(try key.reporting(row.block, 5...16) == hex(row.message))
    }

    @Test(arguments: RSATestKey.lengths + RSATestKey.shapes) func opensOurOwn(known: RSATestKey) throws {
        let key = try known.privateKey()
        for message in [[], [0], RSATestVectors.message] {
            let wrapped = try key.publicKey.wrapPKCS1(message.span.bytes)
            #expect(try key.reporting(wrapped, 0...16) == hex(message))
        }
    }

    @Test func ciphertextsThatCannotBeAreRefusedByBoth() throws {
        let key = try Self.key.privateKey()
        func refusals(_ ciphertext: [UInt8], _ legalByteCounts: ClosedRange<Int>) -> [CipherError?] {
            [
                refusal { _ = try key.reporting(ciphertext, legalByteCounts) },
                refusal {
                    _ = try key.substituting(ciphertext, legalByteCounts)
                },
            ]
        }
        for count in [0, 63, 65] {
            #expect(refusals([UInt8](repeating: 0, count: count), 5...16) == [.illegalDataLength, .illegalDataLength])
        }
        #expect(refusals(Self.key.modulus, 5...16) == [.unwrapFailed, .unwrapFailed])
        let ciphertext = try key.publicKey.wrapPKCS1(RawSpan())
        #expect(refusals(ciphertext, 54...60) == [.illegalParameter, .illegalParameter])
        #expect(refusals(ciphertext, -1...16) == [.illegalParameter, .illegalParameter])
    }
}
