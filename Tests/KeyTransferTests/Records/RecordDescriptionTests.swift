import GoldenVectors
import KeyBlob
import Testing

@testable import KeyTransfer

/// Records are described by the layouts that read them: every golden record of version 1, field by field.
struct RecordDescriptionTests {
    /// Files of golden records, the field that has the record, and what its description calls it.
    private static let files: [(file: String, fields: [String], name: @Sendable (GoldenRecord, String) -> String?)] = [
        ("keyblob-authority-1", ["record"], { record, _ in "authority \(record.format)" }),
        ("keyblob-message-1", ["message"], { _, _ in "message" }),
        ("keyblob-stored-key-1", ["stored"], { _, _ in "stored session key" }),
        ("keyblob-sealed-1", ["file"], { _, _ in "sealed file" }),
        (
            "keyblob-handshake-1", ["offer", "answer", "confirmation", "sender_state", "receiver_state"],
            { _, field in
                [
                    "offer": "handshake message 1", "answer": "handshake message 2",
                    "confirmation": "handshake message 3",
                ][
                    field, default: "handshake state"]
            }
        ),
    ]

    private static var all: [(bytes: [UInt8], name: String?)] {
        get throws {
            try files.flatMap { file in
                try GoldenVectors.load(file.file).flatMap { record in
                    file.fields.compactMap { field in
                        record.bytes(field).map { ($0, file.name(record, field)) }
                    }
                }
            }
        }
    }

    private func described(_ bytes: [UInt8]) throws -> RecordDescription? {
        try RecordDescription(of: bytes.span.bytes, byteCount: UInt64(bytes.count))
    }

    @Test func fieldsTileEveryRecord() throws {
        let all = try Self.all
        #expect(Set(all.map(\.name)).count == 14, "every kind but audit entries and generations")
        for (bytes, name) in all {
            let description = try #require(try described(bytes))
            #expect(description.format == name)
            var end = 0
            for row in description.rows {
                #expect(row.offset == end, "\(row.name)")
                end += row.size
                let part = bytes[row.offset..<end]
                switch row.value {
                case .number(let number): #expect(part.reversed().reduce(0) { $0 << 8 | UInt64($1) } == number)
                case .text(let text): #expect(Array(text.utf8) == Array(part.filter { $0 != 0 }), "\(row.name)")
                case .bytes, .body: break
                }
            }
            #expect(end == bytes.count)
            #expect(Set(description.rows.map(\.name)).count == description.rows.count, "every name once")
        }
    }

    /// What a field says of itself can be cut out, and is that.
    @Test func contentsAreWhatTheySay() throws {
        var seen: Set<String> = []
        for (bytes, _) in try Self.all {
            for row in try #require(try described(bytes)).rows {
                guard let contents = row.contents else { continue }
                let part = Array(bytes[row.offset..<row.offset + row.size])
                seen.insert("\(contents)")
                switch contents {
                case .blob(let format): #expect(try AnyKeyBlob.Recognition(of: part.span.bytes).format == format)
                case .record(let name): #expect(try described(part)?.format == name)
                }
            }
        }
        #expect(seen == ["SIMPLEBLOB", "RSA PUBLICKEYBLOB", "handshake message 1", "handshake message 2"])
    }

    @Test func recordsOfTheLogAndOfGenerations() throws {
        var entry = AuditEntry()
        entry.serial = 7
        entry.digest = [UInt8](repeating: 1, count: 32)
        let described = try #require(try described(entry.written()))
        #expect(described.format == "authority audit entry")
        #expect(described.rows.contains { $0.name == "actor.key identity" && $0.size == 32 })
        var generation = KeyGeneration()
        generation.number = 1
        generation.exchange.bytes = entry.digest
        generation.signature.bytes = entry.digest
        #expect(try self.described(generation.written())?.format == "authority key generation")
    }

    /// A part of one is refused as a reader refuses it; what begins otherwise is none.
    @Test func whatIsNoRecord() throws {
        for (bytes, name) in try Self.all {
            let end = try #require(try described(bytes)?.rows.last).offset
            for count in [8, 12, end / 2, end - 1] where name != "sealed file" || count < end {
                #expect(throws: TransferError.self, "\(name ?? "") of \(count) bytes") {
                    try described(Array(bytes[..<count]))
                }
            }
            if name != "sealed file" { #expect(throws: TransferError.self) { try described(bytes + [0]) } }
            #expect(try described([bytes[0] ^ 1] + bytes.dropFirst()) == nil)
            #expect(try described([]) == nil && described(Array(bytes[..<3])) == nil)
        }
    }

    /// Of a sealed file the header is enough, whatever the body's length.
    @Test func headerOfASealedFile() throws {
        let bytes = try #require(GoldenVectors.load("keyblob-sealed-1").first?.bytes("file"))
        let body = try #require(try described(bytes)?.rows.last)
        let front = Array(bytes[..<body.offset])
        let whole = try #require(try RecordDescription(of: front.span.bytes, byteCount: 1 << 40))
        #expect(whole.rows.last?.size == 1 << 40 - body.offset)
        var longer = bytes
        longer[8] += 1
        #expect(throws: TransferError.self) { try described(longer) }
    }
}
