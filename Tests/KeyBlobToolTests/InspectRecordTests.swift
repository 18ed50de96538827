import Foundation
import Testing

/// `keyblob inspect` on the tool's own files, and the identities by which they call keys.
struct InspectRecordTests {
    private struct Report: Decodable {
        struct Field: Decodable {
            let offset: Int
            let size: Int
            let name: String
            let contents: String?
        }

        let format: String
        let certainty: String
        let byteCount: Int
        let identity: String?
        let fields: [Field]
    }

    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.succeed(
            """
            export KEYBLOB_HOME=$PWD/store
            for name in anna bert; do
                keyblob container create $name --generate exchange --generate signature
                keyblob container export $name exchange --public -o $name.public
                keyblob container export $name signature --public -o $name.signer
            done
            echo accounts > accounts; keyblob generate session --algorithm aes-256 -o session
            """)
    }

    private func run(_ line: String) throws { try shop.succeed("export KEYBLOB_HOME=$PWD/store; \(line)") }

    private func report(_ file: String) throws -> Report {
        let text = try shop.succeed("keyblob inspect --json \(file)").text
        return try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    }

    /// The format of a file that some command makes, whose fields tile it; no private or session key is shown.
    private func expect(_ format: String, _ file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let report = try report(file)
        #expect(report.format == format && report.certainty == "certain", sourceLocation: sourceLocation)
        #expect(report.byteCount == (try shop.read(file).count), sourceLocation: sourceLocation)
        var end = 0
        for field in report.fields {
            #expect(field.offset == end, "\(field.name)", sourceLocation: sourceLocation)
            end += field.size
        }
        #expect(end == report.byteCount, sourceLocation: sourceLocation)
        let text = try shop.succeed("keyblob inspect --show-secrets \(file)").text
        #expect(text.hasPrefix("\(file): \(format), "), "\(text)", sourceLocation: sourceLocation)
        #expect(text.contains("SIMPLEBLOB") || !text.contains("keyBlob"), "\(text)", sourceLocation: sourceLocation)
    }

    @Test func sealedFilesMessagesAndStoredKeys() throws {
        try run("keyblob seal --to bert.public --escrow anna.public --sign anna accounts -o sealed")
        try expect("sealed file", "sealed")
        try run("keyblob keys save diary --key session --container anna --folder kept; cp kept/diary.key stored")
        try expect("stored session key", "stored")
        try run("keyblob message send accounts --from anna --to bert.public --guard sent -o letter")
        try expect("message", "letter")
        let names = try report("letter").fields.map(\.name)
        #expect(names.contains("sender.key identity") && names.contains("receiver.key identity"))
        // Whole, in part, in armour, on standard input.
        try shop.succeed("base64 letter | keyblob inspect - | grep -q '^standard input: message, .*, base64, certain'")
        try shop.succeed("head -c 100 letter > part")
        try shop.refuse(1, "part: truncated: ", "keyblob inspect part")
    }

    @Test func handshakes() throws {
        let sides = (
            anna: "--container anna --state anna.state --guard anna.guard",
            bert: "--container bert --state bert.state --guard bert.guard"
        )
        try run("keyblob handshake begin \(sides.anna) --peer bert.public -o 1")
        try run("keyblob handshake answer 1 \(sides.bert) --peer anna.public -o 2; cp anna.state waiting")
        try run("keyblob handshake confirm 2 \(sides.anna) -o 3")
        for number in ["1", "2", "3"] { try expect("handshake message \(number)", number) }
        try expect("handshake state", "waiting")
        let offer = try #require(report("waiting").fields.first { $0.name == "offer" })
        #expect(offer.contents == "handshake message 1")
    }

    @Test func authority() throws {
        try run(
            """
            keyblob authority init office --quorum 1 --approver Anna=anna.public
            keyblob authority deposit office --session session --subject accounts --owner Bert=bert.public \
                --description x --container bert -o receipt
            """)
        try expect("authority receipt", "receipt")
        try shop.succeed("cp office/checkpoint checkpoint")
        try expect("authority checkpoint", "checkpoint")
    }

    /// By its offset and size a BLOB is cut out of a sealed file, and opens by itself.
    @Test func aBlobIsCutOut() throws {
        try run("keyblob seal --to anna.public --to bert.public accounts -o sealed")
        let field = try #require(report("sealed").fields.first { $0.name == "recipients[1].keyBlob" })
        #expect(field.contents == "SIMPLEBLOB")
        try shop.succeed("tail -c +\(field.offset + 1) sealed | head -c \(field.size) > simple")
        #expect(try report("simple").format == "SIMPLEBLOB")
        try run("keyblob unwrap --oaep --container bert simple | keyblob inspect - | grep -q CALG_AES_256")
    }

    /// Only the header of a sealed file is read, and the rest is counted: of a file, and of a pipe.
    @Test func longFiles() throws {
        try run("head -c 30000000 /dev/zero | keyblob seal --to anna.public - -o sealed")
        let count = try shop.read("sealed").count
        for file in ["sealed", "- < sealed"] {
            let report = try report(file)
            let body = try #require(report.fields.last)
            #expect(report.byteCount == count && body.name == "body" && body.offset + body.size == count)
        }
        try shop.succeed("cat sealed | keyblob inspect - | grep -q '\(count) bytes'")
        try run(
            "head -c 5000000 /dev/zero > zeros; keyblob message send zeros --from anna --to bert.public --guard g -o letter"
        )
        try expect("message", "letter")
        try shop.refuse(1, "longer than 1048576 bytes", "keyblob inspect zeros")
    }

    /// The same digits for a key wherever it is, and wherever a record speaks of it.
    @Test func identities() throws {
        try run(
            "keyblob container export anna exchange -o anna.private; keyblob seal --to anna.public accounts -o sealed")
        let identity = try #require(report("anna.public").identity)
        #expect(identity.count == 64 && identity.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        let body = try shop.succeed("tail -c +9 anna.public | sha256sum").text
        #expect(body.hasPrefix(identity), "SHA-256 behind the header")
        #expect(try report("anna.private").identity == identity)
        #expect(try shop.succeed("keyblob inspect anna.private").text.contains("\n  identity \(identity)\n"))
        let sealed = try shop.succeed("keyblob inspect --json sealed").text
        #expect(sealed.contains("\"name\": \"recipients[0].identity\", \"value\": \"\(identity)\""))
        #expect(try report("session").identity == nil && report("sealed").identity == nil)
        #expect(try report("bert.public").identity != identity)
    }
}
