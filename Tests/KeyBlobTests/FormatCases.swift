import GoldenVectors
import KeyBlob
import Testing

/// A wire format as `FormatTests` sees it: its entry points, BLOBs that other software made, and what its fields allow.
struct FormatCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// What `AnyKeyBlob` calls it; nil for what it does not know.
    let format: AnyKeyBlob.Format?
    let samples: [Sample]
    /// How many samples there are: a golden file that shrinks must not go unseen.
    let count: Int
    /// Where nothing in the BLOB says how long its last field is: why a strict parse of `blob` refuses that field for
    /// its length, if it does; nil where all fields have a length.
    let restRefusal: (@Sendable (_ blob: [UInt8], _ byteCount: Int) -> BlobError.Reason?)?
    let secretFields: Set<String>
    /// The integers whose value does not change the length of the BLOB.
    let scalars: [Scalar]

    let parse: @Sendable ([UInt8]) throws(BlobError) -> Void
    let deviations: @Sendable ([UInt8]) throws(BlobError) -> Deviations
    let inspect: @Sendable ([UInt8]) throws(BlobError) -> Inspection
    /// Parses the first buffer strictly and writes what it saw into the second.
    let rewrite: @Sendable (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(BlobError) -> Int
    /// Parses strictly; what the view says its BLOB's length and bytes are.
    let byteCount: @Sendable ([UInt8]) throws(BlobError) -> Int
    let rewritten: @Sendable ([UInt8]) throws(BlobError) -> [UInt8]

    var testDescription: String { name }

    /// An integer field: values at the bounds of what it may hold, and beside them.
    struct Scalar: Sendable {
        let name: String
        let offset: Int
        let width: Int
        let legal: [UInt64]
        let illegal: [UInt64]
        let reason: BlobError.Reason
    }

    init<Format: KeyBlobFormat & SendableMetatype & ~Escapable>(
        _ type: Format.Type, _ format: AnyKeyBlob.Format? = nil, variant: String = "", _ samples: [Sample],
        count: Int, rest: ClosedRange<Int>? = nil,
        restRefusal: (@Sendable (_ blob: [UInt8], _ byteCount: Int) -> BlobError.Reason?)? = nil,
        secretFields: Set<String>, scalars: [Scalar]
    ) {
        name = "\(Format.self)\(variant)"
        self.format = format ?? AnyKeyBlob.Format(ofType: "\(Format.self)")
        self.samples = samples
        self.count = count
        if let rest {
            self.restRefusal = { _, byteCount in
                rest.contains(byteCount) ? nil : byteCount < rest.lowerBound ? .truncated : .trailingBytes
            }
        } else {
            self.restRefusal = restRefusal
        }
        self.secretFields = secretFields
        self.scalars = scalars
        parse = { blob throws(BlobError) in _ = try Format(parsing: blob.span.bytes) }
        deviations = { blob throws(BlobError) in
            var deviations = Deviations()
            _ = try Format(parsing: blob.span.bytes, tolerating: &deviations)
            return deviations
        }
        inspect = { blob throws(BlobError) in try Format.inspect(blob.span.bytes) }
        rewrite = { source, output throws(BlobError) in try Format(parsing: source).serialize(into: output) }
        byteCount = { blob throws(BlobError) in try Format(parsing: blob.span.bytes).byteCount }
        rewritten = { blob throws(BlobError) in try Format(parsing: blob.span.bytes).serialized() }
    }
}

extension FormatCase {
    /// Every format of the codec, once; each family has a file of its own.
    static func all() throws -> [FormatCase] {
        var cases: [FormatCase] = []
        cases += try rsaAndSessionKeys()
        cases += try atRest()
        cases += try cryptoAPI()
        cases += try files()
        cases += try cng()
        cases += try cngContainers()
        return cases
    }

    static func rsaAndSessionKeys() throws -> [FormatCase] {
        let pairs = try golden("capi-private", "PRIVATEKEYBLOB")
        return [
            FormatCase(
                RSAPublicKeyBlob.self, .rsaPublicKey,
                KeyBlobTests.samples(try golden("capi-public", "PUBLICKEYBLOB"))
                    + KeyBlobTests.samples(pairs, "public_blob"),
                count: 87, secretFields: [],
                scalars: header(type: 6, algorithms: rsaKeys) + rsaScalars(magic: 0x3141_5352)),
            FormatCase(
                RSAPrivateKeyBlob.self, .rsaPrivateKey, KeyBlobTests.samples(pairs), count: 44,
                secretFields: ["prime1", "prime2", "exponent1", "exponent2", "coefficient", "privateExponent"],
                scalars: header(type: 7, algorithms: rsaKeys) + rsaScalars(magic: 0x3241_5352)),
            FormatCase(
                SimpleBlob.self, .simple, KeyBlobTests.samples(try golden("capi-simple", "SIMPLEBLOB")),
                count: 115, rest: 48...2048, secretFields: [],
                scalars: header(type: 1, algorithms: sessionKeys) + [
                    Scalar(
                        name: "algid", offset: 8, width: 4, legal: [0xA400],
                        illegal: [0, 0xA3FF, 0xA401, 0x2400, 0x6801],
                        reason: .badAlgorithm)
                ]),
            FormatCase(
                PlaintextKeyBlob.self, .plaintextKey,
                KeyBlobTests.samples(try golden("capi-plaintext", "PLAINTEXTKEYBLOB").filter(hasLegalLength)),
                count: 364, secretFields: ["key"],
                // RC2 takes a key of any length, so that only this value fits every sample.
                scalars: header(type: 8, algorithms: (legal: [0x6602], illegal: sessionKeys.illegal))),
        ]
    }

    /// Whether the key of a PLAINTEXTKEYBLOB record is as long as its `aiKeyAlg` asks; HMAC keys are written as RC2.
    static func hasLegalLength(_ record: GoldenRecord) -> Bool {
        guard let blob = record.bytes("blob"), let algorithm = record.number("algid") else { return false }
        let byteCount = blob.count - 12
        return switch algorithm {
        case 0x6602: byteCount >= 1
        case 0x6801: (1...128).contains(byteCount)
        case 0x6601: byteCount == 8
        case 0x6609, 0x660E: byteCount == 16
        case 0x6603, 0x660F: byteCount == 24
        case 0x6610: byteCount == 32
        default: false
        }
    }

    typealias Algorithms = (legal: [UInt64], illegal: [UInt64])

    static let rsaKeys: Algorithms = (
        [0xA400, 0x2400], [0, 1, 2, 0xA3FF, 0xA401, 0x23FF, 0x2401, 0x2200, 0xAA01, 0xAA02, 0x6610, 0xFFFF_FFFF]
    )
    static let sessionKeys: Algorithms = (
        [
            0x6601, 0x6602, 0x6603, 0x6604, 0x6609, 0x660D, 0x660E, 0x660F, 0x6610, 0x6801, 0x4C01, 0x4C04, 0x4C05,
            0x4C06,
        ],
        [0, 1, 0x6600, 0x6605, 0x6608, 0x6611, 0x6612, 0x6800, 0x4C00, 0x4C02, 0x4C03, 0x4C07, 0x8004, 0xA400, 0x2400]
    )

    static func header(type: UInt64, version: UInt64 = 2, algorithms: Algorithms) -> [Scalar] {
        [
            Scalar(
                name: "bType", offset: 0, width: 1, legal: [type], illegal: [0, type - 1, type + 1, 9, 0x0C, 0xFF],
                reason: .unknownBlobType),
            Scalar(
                name: "bVersion", offset: 1, width: 1, legal: [version], illegal: [0, 1, 2, 3, 4, 0x80, 0xFF],
                reason: .unsupportedVersion),
            Scalar(
                name: "reserved", offset: 2, width: 2, legal: [0], illegal: [1, 0x100, 0xFFFF], reason: .reservedNonZero
            ),
            Scalar(
                name: "aiKeyAlg", offset: 4, width: 4, legal: algorithms.legal, illegal: algorithms.illegal,
                reason: .badAlgorithm),
        ]
    }

    static func rsaScalars(magic: UInt64) -> [Scalar] {
        [
            Scalar(
                name: "magic", offset: 8, width: 4, legal: [magic],
                illegal: [0, magic - 1, magic + 1, 0x3141_5352 ^ 0x3241_5352 ^ magic, 0x3341_5352], reason: .badMagic),
            Scalar(
                name: "pubexp", offset: 16, width: 4,
                legal: [3, 5, 17, 0x0001_0203, 65537, 0x8000_0001, 0xFFFF_FFFF],
                illegal: [0, 1, 2, 4, 65536, 0x8000_0000, 0xFFFF_FFFE], reason: .badExponent),
        ]
    }
}
