import CipherCore
import GoldenVectors
import Testing

/// Wraps that must open and wraps that must not: `Scripts/make-keywrap-vectors` says how they were made.
struct KeyUnwrapTests {
    static let cases = (try? GoldenVectors.load("keywrap-cases")) ?? []
    static let valid = cases.filter { $0.string("result") == "valid" }

    @Test(arguments: KeyWrapFormat.allCases, ["valid", "invalid", "length"])
    func thereAreCases(_ format: KeyWrapFormat, _ result: String) {
        #expect(Self.cases.contains { $0.keyWrapFormat == format && $0.string("result") == result })
    }

    @Test(arguments: cases)
    func opensOrFails(_ record: GoldenRecord) throws {
        let wrapped = try #require(record.bytes("wrapped"))
        let comment = Comment(rawValue: record.string("comment") ?? "")
        let outcome = refusal {
            let opened = try record.unwrapping(wrapped)
            #expect(opened == record.wrappedKey.map { hex($0) }, comment)
        }
        switch record.string("result") {
        case "valid": #expect(outcome == nil, comment)
        case "length": #expect(outcome == .illegalDataLength, comment)
        case "invalid", "tolerant": #expect(outcome == .unwrapFailed, comment)
        default: Issue.record("an unknown result")
        }
    }

    /// Only RFC 3217's rules about parity and about two keys are forgiven.
    @Test(arguments: cases.filter { $0.keyWrapFormat == .tripleDES })
    func tolerance(_ record: GoldenRecord) throws {
        let wrapped = try #require(record.bytes("wrapped"))
        let outcome = refusal {
            let opened = try record.unwrapping(wrapped, tolerantly: true)
            #expect(opened == record.wrappedKey.map { hex($0) })
        }
        switch record.string("result") {
        case "valid", "tolerant": #expect(outcome == nil)
        case "length": #expect(outcome == .illegalDataLength)
        default: #expect(outcome == .unwrapFailed)
        }
    }

    /// Each bit of each short valid wrap, one at a time.
    @Test(arguments: valid.filter { ($0.bytes("wrapped") ?? []).count <= 40 })
    func everyBitCounts(_ record: GoldenRecord) throws {
        var wrapped = try #require(record.bytes("wrapped"))
        for bit in 0..<8 * wrapped.count {
            wrapped[bit / 8] ^= 1 << (bit % 8)
            #expect(refusal { _ = try record.unwrapping(wrapped) } == .unwrapFailed, "bit \(bit)")
            wrapped[bit / 8] ^= 1 << (bit % 8)
        }
    }

    /// Each bit of the key-encryption key, but for the parity bits of DES.
    @Test(arguments: KeyWrapFormat.allCases)
    func everyBitOfTheOtherKeyCounts(_ format: KeyWrapFormat) throws {
        let record = try #require(Self.valid.last { $0.keyWrapFormat == format })
        let wrapped = try #require(record.bytes("wrapped"))
        let key = try #require(record.bytes("kek"))
        for bit in 0..<8 * key.count where format != .tripleDES || bit % 8 != 0 {
            var other = key
            other[bit / 8] ^= 1 << (bit % 8)
            #expect(refusal { _ = try record.unwrapping(wrapped, under: other) } == .unwrapFailed, "bit \(bit)")
        }
    }
}
