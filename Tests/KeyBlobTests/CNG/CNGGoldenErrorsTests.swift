import GoldenVectors
import KeyBlob
import Testing

/// The malformed BLOBs of `cng-errors`: a strict parse, as what the caller says it is, agrees with what their author
/// advises a careful reader, as far as the structure tells.
@Suite struct CNGGoldenErrorsTests {
    /// What a strict parse accepts although the advice is `reject`, and who is to refuse it.
    static let acceptedByStructure: [(format: String, what: String, because: String)] = [
        ("ECC", "point not on the curve", "whether a point is on its curve is arithmetic: the provider's"),
        ("ECC", "x = p", "as above"),
        ("ECC", "d = n", "as above, and the order of a named curve is not in the BLOB"),
        ("ECC", "d of another point", "as above"),
        ("ECC", "P-256 key to ECDSA_P384", "about the handle that the BLOB is given to, not about the BLOB"),
        ("ECC", "ECDSA magic to ECDH_P256", "as above"),
        ("ECCPUBLICBLOB", "magic b'ECK1'", "as above: the record is given to a handle of ECDSA_P256"),
        ("ECCPUBLICBLOB", "magic b'ECDP'", "as above"),
        ("ECCPRIVATEBLOB", "magic b'ECK2'", "as above"),
        ("OpaqueKeyBlob", "named OpaqueKeyBlob", "opaque bytes are any bytes: the provider's"),
    ]

    @Test func strictParseFollowsTheAdvice() throws {
        var tally = Tally()
        for record in try GoldenVectors.load("cng-errors") {
            let blob = try #require(record.bytes("blob"), "\(record)")
            let what = try #require(record.string("what"), "\(record)")
            let error = refusal { () throws(BlobError) in try parse(blob, as: CNGBlobType(rawValue: record.format)) }
            let line = "\(record), \(what): \(error?.description ?? "accepted")"
            switch record.string("advice") {
            case "accept":
                #expect(error == nil, "\(line)")
                tally.accepted += 1
            case "reject" where Self.isAcceptedByStructure(record.format, what):
                #expect(error == nil, "\(line): no exception is needed")
                tally.exceptions += 1
            case "reject":
                #expect(error != nil, "\(line)")
                tally.refused += 1
            case "either" where what.hasSuffix("trailing bytes"):
                // Windows demands the exact length; Wine does not.
                #expect(error?.reason == .trailingBytes, "\(line)")
                tally.trailing += 1
            case "either":
                // A generic name stands for every BLOB that has a magic and is public, or private.
                let magic = String(decoding: blob.prefix(4), as: UTF8.self)
                let fitting = what == "named PUBLICBLOB" ? ["RSA1", "ECS1", "DSPB"] : ["RSA2", "RSA3", "ECS2"]
                #expect((error == nil) == fitting.contains(magic), "\(line)")
                tally.generic += 1
            default: Issue.record("\(record)")
            }
        }
        #expect(tally == Tally(accepted: 7, refused: 489, exceptions: 20, trailing: 14, generic: 14))
    }

    private static func isAcceptedByStructure(_ format: String, _ what: String) -> Bool {
        acceptedByStructure.contains { format.hasPrefix($0.format) && $0.what == what }
    }

    @Test func noExceptionIsIdle() throws {
        let records = try GoldenVectors.load("cng-errors")
        for exception in Self.acceptedByStructure {
            #expect(
                records.contains {
                    $0.format.hasPrefix(exception.format) && $0.string("what") == exception.what
                }, "\(exception.what)")
        }
    }

    private func parse(_ blob: [UInt8], as type: CNGBlobType?) throws(BlobError) {
        let source = blob.span.bytes
        switch type {
        case .rsaPublicKey: _ = try CNGRSAPublicKeyBlob(parsing: source)
        case .rsaPrivateKey: _ = try CNGRSAPrivateKeyBlob(parsing: source)
        case .rsaFullPrivateKey: _ = try CNGRSAFullPrivateKeyBlob(parsing: source)
        case .eccPublicKey: _ = try CNGECCPublicKeyBlob(parsing: source)
        case .eccPrivateKey: _ = try CNGECCPrivateKeyBlob(parsing: source)
        case .dsaPublicKey: _ = try CNGDSAPublicKeyBlob(parsing: source)
        case .keyData: _ = try KeyDataBlob(parsing: source)
        case .opaqueKey: _ = try CNGOpaqueKeyBlob(parsing: source)
        case .publicKey, .privateKey:
            let magic = blob.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
            let types = CNGBlobType.types(withMagic: magic)
            guard let type, types.contains(type) else { throw unknown }
            try parse(blob, as: types.first)
        default: throw unknown
        }
    }

    private var unknown: BlobError { BlobError(reason: .unknownBlobType, field: "pszBlobType", offset: 0) }

    private struct Tally: Equatable {
        var accepted = 0
        var refused = 0
        var exceptions = 0
        var trailing = 0
        var generic = 0
    }
}
