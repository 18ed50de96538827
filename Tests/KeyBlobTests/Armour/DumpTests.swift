import GoldenVectors
import KeyBlob
import Testing

@Suite struct DumpTests {
    /// The shortest BLOB of every format, in UTF-8 and UTF-16, and the last, as every program writes them.
    @Test(arguments: try FormatCase.all())
    func goldenBlobsComeBack(_ format: FormatCase) throws {
        let shortest = try #require(format.samples.min { $0.bytes.count < $1.bytes.count })
        for sample in [shortest, try #require(format.samples.last)] {
            for dressed in dressings(of: sample.bytes) {
                let expected = Result<Unarmoured, ArmourError>.success(Unarmoured(dressed.armour, sample.bytes))
                let wide = sample.bytes == shortest.bytes ? [false, true] : []
                for text in [dressed.text] + wide.map({ utf16(dressed.text, bigEndian: $0) }) {
                    let outcome = Result { () throws(ArmourError) in try unarmoured(text) }
                    #expect(outcome == expected, "\(sample): \(dressed): \(shown(text))")
                }
            }
        }
    }

    /// Every length up to two lines and a bit.
    @Test func everyLength() throws {
        let bytes = try rsaPublicBlob(bitLength: 512)
        for length in 4...40 {
            let blob = Array(bytes.prefix(length))
            for dressed in dressings(of: blob) {
                #expect(try unarmoured(dressed.text) == Unarmoured(dressed.armour, blob), "\(dressed), \(length)")
            }
        }
    }

    /// What the programs themselves printed for 83 bytes, of which 48 are zeros.
    @Test(arguments: [
        """
        00000000: 0802 0000 1066 0000 2000 0000 2f41 3e61  .....f.. .../A>a
        00000010: 5253 4131 7c20 2030 7834 3120 6162 5c22  RSA1|  0x41 ab\\"
        00000020: 0000 0000 0000 0000 0000 0000 0000 0000  ................
        *
        00000050: 0602 ff                                  ...
        """,
        """
        00000000  08 02 00 00 10 66 00 00  20 00 00 00 2f 41 3e 61  |.....f.. .../A>a|
        00000010  52 53 41 31 7c 20 20 30  78 34 31 20 61 62 5c 22  |RSA1|  0x41 ab\\"|
        00000020  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
        *
        00000050  06 02 ff                                          |...|
        00000053

        """,
        """
        000000 08 02 00 00 10 66 00 00 20 00 00 00 2f 41 3e 61  >.....f.. .../A>a<
        000010 52 53 41 31 7c 20 20 30 78 34 31 20 61 62 5c 22  >RSA1|  0x41 ab\\"<
        000020 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  >................<
        *
        000050 06 02 ff                                         >...<
        000053

        """,
    ])
    func repeatedLines(_ text: String) throws {
        let line = "0802000010660000200000002f413e61525341317c2020307834312061625c22"
        let expected = try #require([UInt8](hex: line)) + [UInt8](repeating: 0, count: 48) + [0x06, 0x02, 0xFF]
        #expect(try unarmoured(Array(text.utf8)) == Unarmoured(.hexDump, expected))
        let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(try unarmoured(Array(windows.utf8)) == Unarmoured(.hexDump, expected))
    }

    @Test(arguments: [
        // Lines that do not follow from each other: missing, twice, short.
        ("00000000: 0602\n00000003: 00\n", ArmourError.Reason.badOffset, 15),
        ("00000000: 0602\n00000001: 00\n", .illegalCharacter, 12), ("0000  06 02\n0000  06 02\n", .badOffset, 12),
        // Repetitions without a line, without an end, of an empty line, of more than anybody has.
        ("*\n0000  06 02\n", .illegalCharacter, 0), ("0000  06 02\n*\n", .truncated, 14),
        ("0000  06 02\n0002\n*\n0004\n", .badOffset, 19), ("0000  06 02\n*\nfffffffe\n", .badOffset, 14),
        ("0000  06 02\n*\n00010003\n", .badOffset, 14), ("0000  06 02\n* 1\n0004\n", .illegalCharacter, 14),
        ("0000  06 02\n*\n*\n0004\n", .illegalCharacter, 14),
        // Digits that are none.
        ("0000  06 0\n", .illegalCharacter, 10), ("0000  06 0g\n", .illegalCharacter, 10),
        ("0000  06 g0\n", .illegalCharacter, 9), ("0000  06 02 é\n", .illegalCharacter, 12),
        ("0000  06 02\nsomething\n", .illegalCharacter, 12), ("0000  06 02\n12\n", .illegalCharacter, 12),
    ])
    func malformedDumps(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.hexDump, text, reason, offset)
    }

    /// Plain hex in columns is no dump, whatever the columns.
    @Test(arguments: [
        "06020000 00a40000 52534131 00020000", "0602 0000 00a4 0000",
        "06 02 00 00 00 a4 00 00  52 53 41 31 00 02 00 00",
        "06020000\n00a40000\n52534131\n00020000", "06 02  00", "06  02", "06 02   00 00",
    ])
    func columnsAreNoDumps(_ text: String) throws {
        let plain = text.filter { !$0.isWhitespace }
        #expect(try unarmoured(Array(text.utf8)) == Unarmoured(.hex, try #require([UInt8](hex: plain))))
    }

    /// No text, however short, stands for very many bytes.
    @Test func repetitionsAreBounded() throws {
        let most = Array("0000  06 02\n*\n00010002\n".utf8)
        #expect(try TextArmour.hexDump.decodedByteCount(of: most.span.bytes) == 0x10002)
        let twice = most + Array("*\n00010004\n".utf8)
        #expect(throws: ArmourError.self) { try TextArmour.hexDump.decodedByteCount(of: twice.span.bytes) }
    }
}
