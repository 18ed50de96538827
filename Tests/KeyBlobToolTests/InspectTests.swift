import Foundation
import GoldenVectors
import Testing

/// `keyblob inspect`.
struct InspectTests {
    /// The report, as a program reads it.
    private struct Report: Decodable {
        struct Field: Decodable {
            enum Value: Decodable, Equatable {
                case number(UInt64)
                case bytes(String)

                init(from decoder: any Decoder) throws {
                    let value = try decoder.singleValueContainer()
                    self = try (try? .number(value.decode(UInt64.self))) ?? .bytes(value.decode(String.self))
                }
            }

            let offset: Int
            let size: Int
            let name: String
            let value: Value?
            let legal: String?
        }

        struct Deviation: Decodable, Equatable {
            let name: String
            let offset: Int
        }

        let schema: Int
        let input: String
        let encoding: String
        let format: String
        let certainty: String
        let byteCount: Int
        let deviations: [Deviation]
        let fields: [Field]

        func value(_ name: String) -> Field.Value? { fields.first { $0.name == name }?.value }
    }

    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.addWinesKeys()
    }

    private func report(_ arguments: String) throws -> Report {
        let text = try shop.succeed("keyblob inspect --json \(arguments)").text
        #expect(text.hasSuffix("}\n") && text.count(where: \.isNewline) == 1, "one object on one line")
        return try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    }

    /// Nothing tells a wrapped AES key from other bytes; the user may say that it is one.
    @Test func theUserNamesTheFormat() throws {
        try shop.write([UInt8](repeating: 0xA5, count: 40), to: "wrapped")
        #expect(try shop.run("keyblob inspect wrapped").status == 1)
        let report = try report("--as aeswrapkeyblob wrapped")
        #expect(report.format == "Rfc3565KeyWrapBlob" && report.certainty == "named" && report.byteCount == 40)
        #expect(try shop.run("keyblob inspect --as RSAPublicKeyBlob wrapped").status == 1)
        #expect(try shop.run("keyblob inspect --as nonsense wrapped").status == 64)
    }

    /// Every input has its line, and what reads them can go by their order.
    @Test func jsonSaysWhatIsWrongWithAnInput() throws {
        try shop.write(try Array(shop.read("key").prefix(7)), to: "short")
        let run = try shop.run("keyblob inspect --json short key missing")
        #expect(run.status == 5, "the greatest of 1, 0 and 5")
        let lines = run.text.split(separator: "\n").map { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
        let objects = lines.compactMap { $0 as? [String: Any] }
        #expect(objects.map { $0["input"] as? String } == ["short", "key", "missing"])
        #expect(objects.allSatisfy { $0["schema"] as? Int == 1 } && objects[1]["error"] == nil)

        let short = try #require(objects[0]["error"] as? [String: Any])
        #expect(short["status"] as? Int == 1 && short["offset"] as? Int == 4)
        #expect(short["reason"] as? String == "truncated" && short["field"] as? String == "aiKeyAlg")
        #expect((short["message"] as? String)?.hasPrefix("short: truncated: aiKeyAlg at byte 4") == true)
        let missing = try #require(objects[2]["error"] as? [String: Any])
        #expect(missing["status"] as? Int == 5 && missing["reason"] is NSNull && missing["field"] is NSNull)
        #expect((missing["message"] as? String)?.hasPrefix("missing: ") == true)
    }

    @Test func jsonHasAllKeysOfTheSchema() throws {
        let text = try shop.succeed("keyblob inspect --json key").text
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "schema", "input", "encoding", "format", "certainty", "byteCount", "identity", "deviations",
                "fields",
            ])
        let fields = try #require(object["fields"] as? [[String: Any]])
        for field in fields { #expect(Set(field.keys) == ["offset", "size", "name", "value", "legal", "contents"]) }
    }

    @Test(arguments: [
        ("key", "PLAINTEXTKEYBLOB"), ("simple", "SIMPLEBLOB"), ("private", "RSA PRIVATEKEYBLOB"),
    ])
    func fieldsTileTheBlob(name: String, format: String) throws {
        let blob = try shop.read(name)
        let report = try report("--show-secrets \(name)")
        #expect(report.schema == 1 && report.input == name && report.encoding == "binary")
        #expect(report.format == format && report.certainty == "certain" && report.byteCount == blob.count)
        #expect(report.deviations.isEmpty)
        var end = 0
        for field in report.fields {
            #expect(field.offset == end)
            end += field.size
            let bytes = blob[field.offset..<end]
            switch field.value {
            case .bytes(let digits): #expect([UInt8](hex: digits) == Array(bytes), "wire order")
            case .number(let number): #expect(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } == number)
            case nil: Issue.record("\(field.name) has no value")
            }
        }
        #expect(end == blob.count)
    }

    @Test func secretsAreNullUnlessAskedFor() throws {
        #expect(try report("key").value("key") == nil)
        #expect(try report("key").value("aiKeyAlg") == .number(0x6610))
        let shown = try report("--show-secrets key").value("key")
        #expect(shown == .bytes(try shop.read("key").dropFirst(12).map { String(format: "%02x", $0) }.joined()))
        let hidden = try report("private").fields.filter { $0.value == nil }.map(\.name)
        #expect(
            hidden == ["prime1", "prime2", "exponent1", "exponent2", "coefficient", "privateExponent"])
    }

    @Test func textHasATable() throws {
        let text = try shop.succeed("keyblob inspect key").text
        #expect(text.hasPrefix("key: PLAINTEXTKEYBLOB, 44 bytes, binary, certain\n"))
        let lines = text.split(separator: "\n").dropFirst()
        let column = try #require(lines.first?.range(of: "value")).lowerBound
        let distance = try #require(lines.first).distance(from: try #require(lines.first).startIndex, to: column)
        #expect(lines.count == 7)
        #expect(lines.contains { $0.dropFirst(distance).hasPrefix("0x6610 CALG_AES_256") })
        #expect(lines.contains { $0.dropFirst(distance).hasPrefix("(secret)") })
    }

    @Test(arguments: [
        ("od -An -v -tx1 simple", "hex"), ("printf 0x; od -An -v -tx1 simple | tr -d ' \\n' | tr a-f A-F", "hex"),
        ("od -A x -t x1z simple", "hex-dump"), ("base64 simple", "base64"), ("base64 -w 0 simple", "base64"),
    ])
    func textArmourIsRecognised(encoder: String, name: String) throws {
        let report = try report("- <<END\n$(\(encoder))\nEND")
        #expect(report.encoding == name)
        #expect(report.format == "SIMPLEBLOB" && report.byteCount == 140 && report.input == "-")
    }

    /// A dump that leaves out lines like the one before stands for more bytes than it has.
    @Test func aShortenedDumpIsWhole() throws {
        let zeros = [UInt8](repeating: 0, count: 128)
        try shop.write([8, 2, 0, 0, 2, 0x66, 0, 0, 128, 0, 0, 0] + zeros, to: "zeros")
        try shop.succeed("od -A x -t x1z zeros > dump && grep -q '^*$' dump")
        let report = try report("dump")
        #expect(report.encoding == "hex-dump" && report.byteCount == 140)
    }

    @Test func aDeviationIsAnErrorUnlessTolerated() throws {
        try shop.write(shop.read("key") + [1, 2, 3], to: "long")
        try shop.refuse(1, "long: trailingBytes: end at byte 44", "keyblob inspect long")
        let report = try report("--tolerant long")
        #expect(report.certainty == "probable" && report.byteCount == 47)
        #expect(report.deviations == [.init(name: "trailing-bytes", offset: 44)])
        let text = try shop.succeed("keyblob inspect --tolerant long").text
        #expect(text.contains("deviation: trailing-bytes at byte 44"))
    }

    /// What might be another provider's BLOB might as well be damaged.
    @Test func anUnknownAlgorithmIsAnErrorUnlessTolerated() throws {
        var blob = try shop.read("simple")
        blob[5] ^= 0x02
        try shop.write(blob, to: "foreign")
        try shop.refuse(1, "badAlgorithm: aiKeyAlg at byte 4", "keyblob inspect foreign")
        #expect(try report("--tolerant foreign").certainty == "possible")
    }

    @Test func theHighestExitCodeWins() throws {
        try shop.write([9, 9, 9], to: "short")
        let ending = try shop.run("keyblob inspect key short missing simple")
        #expect(ending.status == 5)
        #expect(ending.complaints.count == 2)
        #expect(ending.text.contains("key: PLAINTEXTKEYBLOB") && ending.text.contains("simple: SIMPLEBLOB"))
        #expect(try shop.run("keyblob inspect --json short key").status == 1)
    }

    /// Every flipped bit of the header, and every prefix, is refused with a field and an offset, and never a crash.
    @Test func headersAreChecked() throws {
        let blob = try shop.read("private")
        for bit in 0..<160 where !(96..<160).contains(bit) {
            var bytes = blob
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            // The same key as a signature key is legal.
            guard bytes[5] != 0x24 || bit / 8 != 5 else { continue }
            try shop.write(bytes, to: "flipped")
            try shop.refuse(1, " at byte ", "keyblob inspect flipped")
        }
    }

    @Test(
        arguments: [
            ("empty", [], "truncated: bType at byte 0"),
            (
                "two-gibibytes", [6, 2, 0, 0, 0, 0xA4, 0, 0, 0x52, 0x53, 0x41, 0x31, 0, 0, 0, 0x80],
                "badBitLength: bitlen"
            ),
            ("unknown", [0x42, 2, 0, 0, 0, 0xA4, 0, 0], "unknownBlobType: bType at byte 0"),
            ("text", Array("good morning\n".utf8), "neither a BLOB nor"),
            ("odd", Array("0802000001660000080\n".utf8), "truncated at byte"),
            ("dump", Array("0000  08 02 00 00 01 66 00 00\n*\n40000000\n".utf8), "badOffset at byte"),
            ("huge", [UInt8](repeating: 0, count: 1 << 20 + 1), "longer than 1048576 bytes"),
        ] as [(String, [UInt8], String)])
    func whatIsNoBlobIsRefused(name: String, bytes: [UInt8], words: String) throws {
        try shop.write(bytes, to: name)
        try shop.refuse(1, words, "keyblob inspect \(name)")
        try shop.refuse(1, "standard input: ", "cat \(name) | keyblob inspect --tolerant -")
    }

    /// Names are bytes, and may hold what ends lines and strings.
    @Test func strangeNames() throws {
        try shop.succeed(#"cp key "$(printf 'a\377"\\\tb')""#)
        let report = try report("a*b")
        #expect(report.input == "a\u{FFFD}\"\\\tb")
        try shop.succeed("mv a*b \"$(printf 'a\\nb')\"")
        let text = try shop.succeed("keyblob inspect a*b").text
        #expect(text.hasPrefix("a\\x0ab: PLAINTEXTKEYBLOB"))
        try shop.refuse(5, "no\\x0awhere: no such file", "keyblob inspect \"$(printf 'no\\nwhere')\"")
    }
}
