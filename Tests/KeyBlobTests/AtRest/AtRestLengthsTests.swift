import KeyBlob
import Testing

/// Lengths that lie: none of them makes a parse read outside of the BLOB, trap, or disagree with the other ways of
/// reading.
@Suite struct AtRestLengthsTests {
    @Test(arguments: try FormatCase.atRest())
    func everyLengthThatLies(_ format: FormatCase) throws {
        for sample in format.samples {
            for row in try format.inspect(sample.bytes).rows {
                guard let number = row.number, Self.isLength("\(row.name)") else { continue }
                for lie in Self.lies(about: number, byteCount: sample.bytes.count, width: row.size) {
                    let blob = sample.bytes.replacing(lie, width: row.size, at: row.offset)
                    #expect(format.contradiction(in: blob) == nil, "\(sample): \(row.name) \(lie)")
                    #expect(throws: BlobError.self, "\(sample): \(row.name) \(lie)") { try format.parse(blob) }
                }
            }
        }
    }

    @Test(arguments: try FormatCase.atRest())
    func everyTruncation(_ format: FormatCase) throws {
        for sample in format.samples {
            for length in 0..<sample.bytes.count {
                let failure = format.contradiction(in: Array(sample.bytes.prefix(length)))
                #expect(failure == nil, "\(sample), \(length) bytes")
            }
        }
    }

    private static func isLength(_ name: String) -> Bool {
        let isBits = name.hasSuffix("AlgCryptLen") || name.hasSuffix("AlgHashLen")
        // The length of the secret within a ciphertext bounds the ciphertext, but does not fix it.
        return !isBits && name != "Payload_Length"
            && (name.hasSuffix("Len") || name.contains("Length") || isCount(name))
    }

    private static func isCount(_ name: String) -> Bool { name.hasPrefix("cb") || name.hasSuffix("len") }

    private static func lies(about number: UInt64, byteCount: Int, width: Int) -> [UInt64] {
        let most: UInt64 = width == 8 ? .max : 0xFFFF_FFFF
        let lies: [UInt64] = [
            0, 1, number &- 1, number &+ 1, number &+ 2, UInt64(byteCount), 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFC, most,
            most / 2, most / 2 + 1,
        ]
        return Set(lies.map { $0 & most }).subtracting([number]).sorted()
    }
}
