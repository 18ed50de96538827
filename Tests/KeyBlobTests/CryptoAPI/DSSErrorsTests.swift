import GoldenVectors
import KeyBlob
import Testing

/// The malformed DSS keys of `capi-errors`: a strict parse agrees with what their author advises. Of what he leaves open
/// it takes only those that are no different from the well-formed BLOB, their one changed field holding what it held.
@Suite struct DSSErrorsTests {
    @Test(arguments: [
        ("PUBLICKEYBLOB DSS1", DSSPublicKeyBlob.refusal(of:), Tally(accepted: 2, refused: 68)),
        ("PRIVATEKEYBLOB DSS2", DSSPrivateKeyBlob.refusal(of:), Tally(accepted: 2, refused: 68)),
        ("PUBLICKEYBLOB DSS3", DSSVersion3PublicKeyBlob.refusal(of:), Tally(accepted: 3, refused: 64)),
        ("PRIVATEKEYBLOB DSS4", DSSVersion3PrivateKeyBlob.refusal(of:), Tally(accepted: 3, refused: 64)),
    ])
    func strictParseFollowsTheAdvice(
        _ format: String, _ refusal: @Sendable ([UInt8]) -> BlobError?, _ expected: Tally
    ) throws {
        let records = try golden("capi-errors", format)
        let whole = try #require(records.first { $0.string("what") == "unchanged" }?.bytes("blob"))
        var tally = Tally()
        for record in records {
            let blob = try #require(record.bytes("blob"))
            let what = try #require(record.string("what"))
            let error = refusal(blob)
            switch record.string("advice") {
            case "accept": #expect(error == nil, "\(record): \(what)")
            case "reject": #expect(error != nil, "\(record): \(what)")
            default: #expect((error == nil) == (blob == whole), "\(record): \(what)")
            }
            if error == nil { tally.accepted += 1 } else { tally.refused += 1 }
        }
        #expect(tally == expected)
    }

    /// What Wine took of them a tolerant parse takes as well, but for lengths that the BLOB does not hold: Wine reads on
    /// behind the end of version 3 keys, and rounds 513 bits down to 64 bytes where OpenSSL and we round up.
    @Test func tolerantParseTakesWhatWineTakes() throws {
        var refused: [String] = []
        for record in try GoldenVectors.load("capi-errors") where record.format.contains("DSS") {
            guard record.bool("accepted") == true, let blob = record.bytes("blob") else { continue }
            let isTaken =
                DSSPublicKeyBlob.tolerantRefusal(of: blob) == nil || DSSPrivateKeyBlob.tolerantRefusal(of: blob) == nil
                || DSSVersion3PublicKeyBlob.tolerantRefusal(of: blob) == nil
                || DSSVersion3PrivateKeyBlob.tolerantRefusal(of: blob) == nil
            if !isTaken, let what = record.string("what") { refused.append(what) }
        }
        let lengths = [
            "bitlen 0x201 (offset 12 = 0x201)", "bitlen 0x201 (offset 12 = 0x201)", "truncated to 48 of 260 bytes",
            "truncated to 49 of 260 bytes", "truncated to 111 of 260 bytes", "truncated to 112 of 260 bytes",
            "truncated to 113 of 260 bytes", "truncated to 259 of 260 bytes", "bitlen 0x201 (offset 12 = 0x201)",
            "bitlen 0x208 (offset 12 = 0x208)", "bitlen 0x400 (offset 12 = 0x400)",
            "bitlen 0x1000 (offset 12 = 0x1000)",
        ]
        #expect(refused == lengths)
    }

    struct Tally: Equatable, Sendable {
        var accepted = 0
        var refused = 0
    }
}
