import GoldenVectors
import KeyBlob
import Testing

@Suite struct CryptoAPIHeaderTests {
    /// What strict parses refuse by header alone, and tolerant ones forgive, in every format that says so.
    @Test(arguments: try FormatCase.cryptoAPI())
    func forgivenHeaders(_ format: FormatCase) throws {
        let kinds: [String: Deviations.Kind] = [
            "bVersion": .unexpectedVersion, "reserved": .reservedNonZero, "aiKeyAlg": .unexpectedKeyAlgorithm,
        ]
        let sample = try #require(format.samples.first).bytes
        for scalar in format.scalars {
            guard let kind = kinds[scalar.name] else { continue }
            for value in scalar.illegal where !scalar.legal.contains(value) {
                let blob = sample.replacing(value, width: scalar.width, at: scalar.offset)
                let forgiven = Result { () throws(BlobError) in try format.deviations(blob) }
                switch forgiven {
                case .success(let deviations):
                    #expect(deviations.firstOffset(of: kind) == scalar.offset, "\(scalar.name) \(value)")
                case .failure(let error):
                    // A foreign BLOB is known by its algorithm; what a token's key has with it follows from it.
                    let isShaping = ["ForeignKeyBlob", "OpaqueTokenKeyBlob"].contains { format.name.hasPrefix($0) }
                    #expect(isShaping && scalar.name == "aiKeyAlg", "\(error)")
                }
            }
        }
    }
}
