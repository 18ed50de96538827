import GoldenVectors
import KeyBlob
import Testing

/// The malformed BLOBs of `capi-errors`: a strict parse agrees with what their author advises a careful reader, as far as
/// the structure tells.
@Suite struct GoldenErrorsTests {
    /// Records about calls, not about bytes: the BLOB in them is well-formed.
    static let aboutCalls: Set = ["export error", "export buffer"]

    /// What a strict parse accepts although the advice is not `accept`, and who is to refuse it.
    static let acceptedByStructure: [(format: String, what: [String], because: String)] = [
        (
            "PUBLICKEYBLOB", ["pubexp 0x3", "pubexp 0xffffffff"],
            "unusual but legal exponents; a provider may have limits"
        ),
        (
            "PRIVATEKEYBLOB", ["pubexp 0x3", "pubexp 0xffffffff"],
            "as above, and whether e fits d is arithmetic: the provider's"
        ),
        (
            "PRIVATEKEYBLOB",
            [
                "modulus off by two", "modulus all ones", "prime1 1", "prime1 off", "prime1 all", "prime2 1",
                "prime2 off", "prime2 all", "exponent1 ", "exponent2 ", "coefficient ", "privateExponent ",
                "primes exchanged",
            ],
            "n = p * q and the CRT relations are arithmetic: the provider's"
        ),
        (
            "SIMPLEBLOB", ["truncated to 75", "1 trailing", "2 trailing", "7 trailing", "8 trailing", "64 trailing"],
            "the length of the body follows from the modulus of a key that only the provider has"
        ),
        (
            "SIMPLEBLOB", ["aiKeyAlg CALG_AES_128", "aiKeyAlg CALG_AES_256", "aiKeyAlg CALG_RC4"],
            "whether the wrapped key is as long as aiKeyAlg says is seen after unwrapping"
        ),
        (
            "SIMPLEBLOB",
            [
                "ciphertext ", "OAEP flag", "padding type 1", "no zero separator", "short padding string",
                "first byte nonzero", "empty key", "key of 1 byte", "key of 17 bytes",
            ],
            "what is inside the ciphertext is seen after unwrapping"
        ),
        ("SIMPLEBLOB", ["no decrypting key given"], "about the call, not the bytes"),
        (
            "PLAINTEXTKEYBLOB", ["aiKeyAlg CALG_RC4"],
            "16 bytes are a legal RC4 key; that the bytes were an AES key is written nowhere"
        ),
        ("PUBLICKEYBLOB", ["bType 10"], "a PUBLICKEYBLOBEX, whose body nobody has described"),
        ("SIMPLEBLOB", ["bType 9"], "an OPAQUEKEYBLOB, whose body is its provider's"),
        ("PLAINTEXTKEYBLOB", ["bType 9"], "an OPAQUEKEYBLOB, whose body is its provider's"),
        ("unsupported type", ["bType 9"], "an OPAQUEKEYBLOB, whose body is its provider's"),
    ]

    @Test func strictParseFollowsTheAdvice() throws {
        var tally = Tally()
        let records = try GoldenVectors.load("capi-errors")
        let whole = Dictionary(
            records.filter { $0.string("what") == "unchanged" && $0.format.contains("DSS") }
                .map { ($0.format, $0.bytes("blob")) }, uniquingKeysWith: { first, _ in first })
        for record in records {
            guard !Self.aboutCalls.contains(record.format) else {
                tally.aboutCalls += 1
                continue
            }
            let blob = try #require(record.bytes("blob"), "\(record)")
            let what = try #require(record.string("what"), "\(record)")
            let advice = try #require(record.string("advice"), "\(record)")
            let error = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: blob.span.bytes) }
            if advice != "accept", blob == whole[record.format] {
                #expect(error == nil, "\(record): the one changed field holds what it held")
                tally.unchanged += 1
            } else if advice == "accept" {
                #expect(error == nil, "\(record): \(what)")
                tally.accepted += 1
            } else if Self.isAcceptedByStructure(record.format, what) {
                #expect(error == nil, "\(record): \(what) is refused: no exception is needed")
                tally.exceptions += 1
            } else {
                #expect(error != nil, "\(record): \(what)")
                tally.refused += 1
            }
        }
        #expect(tally == Tally(accepted: 14, refused: 678, exceptions: 76, unchanged: 6, aboutCalls: 72))
    }

    /// Every exception is for some record.
    @Test func noExceptionIsIdle() throws {
        let records = try GoldenVectors.load("capi-errors")
        for exception in Self.acceptedByStructure {
            for what in exception.what {
                let isUsed = records.contains { record in
                    record.format.hasPrefix(exception.format) && record.string("what")?.hasPrefix(what) == true
                }
                #expect(isUsed, "\(exception.format): \(what)")
            }
        }
    }

    private static func isAcceptedByStructure(_ format: String, _ what: String) -> Bool {
        acceptedByStructure.contains { exception in
            format.hasPrefix(exception.format) && exception.what.contains { what.hasPrefix($0) }
        }
    }

    private struct Tally: Equatable {
        var accepted = 0
        var refused = 0
        var exceptions = 0
        var unchanged = 0
        var aboutCalls = 0
    }
}
