import CipherCore
import GoldenVectors
import Testing

struct TLS1PRFTests {
    /// Secrets of odd and even length; `openssl kdf`, by `Scripts/make-derivation-vectors`.
    static let records = ((try? GoldenVectors.load("derivation-cases")) ?? []).filter { $0.format == "TLS1PRF" }

    @Test func thereAreRecords() { #expect(Self.records.count == 9) }

    @Test(arguments: records)
    func knownAnswer(_ record: GoldenRecord) throws {
        let output = try #require(record.bytes("output"))
        #expect(try derive(record, output.count) == hex(output))
        // The beginning does not depend on the length.
        for count in [0, 1, output.count - 1] {
            #expect(try derive(record, count) == hex(output.prefix(count)))
        }
    }

    @Test(arguments: [-1, 65537, Int.max])
    func refusesLengths(_ byteCount: Int) throws {
        let record = try #require(Self.records.first)
        #expect(refusal { _ = try derive(record, byteCount) } == .illegalParameter)
    }

    @Test func theLongestOutput() throws {
        let record = try #require(Self.records.first)
        #expect(try derive(record, 65536).utf8.count == 2 * 65536)
    }

    private func derive(_ record: GoldenRecord, _ byteCount: Int) throws -> String {
        let (secret, label) = (try #require(record.bytes("secret")), try #require(record.bytes("label")))
        let seed = try #require(record.bytes("seed"))
        return hex(
            try TLS1PRF.derive(
                secret: secret.span.bytes, label: label.span.bytes, seed: seed.span.bytes, byteCount: byteCount))
    }
}
