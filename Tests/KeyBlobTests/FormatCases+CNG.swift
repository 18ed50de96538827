import GoldenVectors
import KeyBlob

extension FormatCase {
    /// CNG's symmetric, RSA, ECC, DSA and DH keys: BLOBs that Wine and Python made or took.
    static func cng() throws -> [FormatCase] {
        try cngSymmetric() + cngRSA() + cngECC() + cngDSA() + cngDH()
    }

    private static func cngSymmetric() throws -> [FormatCase] {
        let keys = try golden("cng-symmetric", "KeyDataBlob")
        return [
            FormatCase(
                KeyDataBlob.self, nil, KeyBlobTests.samples(keys), count: 12, secretFields: ["key"],
                scalars: [magic("KDBM", but: ["KDB2", "KSSM", "CPHR"]), version("dwVersion", 4)]),
            FormatCase(
                AESWrapKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("cng-symmetric", "Rfc3565KeyWrapBlob"))
                    + KeyBlobTests.samples(try golden("rfc-keywrap-rc2", "AES key wrap"), "wrapped"),
                count: 27, restRefusal: { _, byteCount in byteCount >= 24 && byteCount % 8 == 0 ? nil : .truncated },
                secretFields: [], scalars: []),
            FormatCase(
                CNGOpaqueKeyBlob.self, nil, KeyBlobTests.samples(keys, "opaque_exported"), count: 4, rest: 1...Int.max,
                secretFields: ["body"], scalars: []),
        ]
    }

    private static func cngRSA() throws -> [FormatCase] {
        let header = [
            Scalar(
                name: "BitLength", offset: 4, width: 4, legal: [512],
                illegal: [0, 1, 64, 504, 511, 513, 16385, 16392, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF],
                reason: .badBitLength),
            Scalar(name: "cbPublicExp", offset: 8, width: 4, legal: [3], illegal: [0], reason: .badExponent),
            Scalar(name: "cbModulus", offset: 12, width: 4, legal: [64], illegal: [0], reason: .badKeyLength),
            Scalar(
                name: "cbModulus", offset: 12, width: 4, legal: [64], illegal: [1, 63, 65, 0xFFFF_FFFF],
                reason: .lengthMismatch),
        ]
        let primes = (4...5).map { index in
            Scalar(
                name: "cbPrime\(index - 3)", offset: index * 4, width: 4, legal: [32], illegal: [0],
                reason: .badKeyLength)
        }
        let none = (4...5).map { index in
            Scalar(
                name: "cbPrime\(index - 3)", offset: index * 4, width: 4, legal: [0], illegal: [1, 32, 0xFFFF_FFFF],
                reason: .reservedNonZero)
        }
        return [
            FormatCase(
                CNGRSAPublicKeyBlob.self, nil, try canonicalRSA("RSAPUBLICBLOB"), count: 10, secretFields: [],
                scalars: [magic("RSA1", name: "Magic", but: ["RSA2", "RSA3"])] + header + none),
            FormatCase(
                CNGRSAPrivateKeyBlob.self, nil, try canonicalRSA("RSAPRIVATEBLOB"), count: 11,
                secretFields: ["Prime1", "Prime2"],
                scalars: [magic("RSA2", name: "Magic", but: ["RSA1", "RSA3"])] + header + primes),
            FormatCase(
                CNGRSAFullPrivateKeyBlob.self, nil, try canonicalRSA("RSAFULLPRIVATEBLOB"), count: 11,
                secretFields: ["Prime1", "Prime2", "Exponent1", "Exponent2", "Coefficient", "PrivateExponent"],
                scalars: [magic("RSA3", name: "Magic", but: ["RSA1", "RSA2"])] + header + primes),
        ]
    }

    /// The records whose exponent has no leading zeros; the others are forgiven, not accepted.
    private static func canonicalRSA(_ format: String) throws -> [Sample] {
        KeyBlobTests.samples(
            try golden("cng-rsa", format).filter { record in
                record.number("e_length").map { Int($0) == record.bytes("e")?.count } ?? true
            })
    }

    private static func cngECC() throws -> [FormatCase] {
        let generic = (" (generic magic)", "curve25519")
        let publicKeys = try golden("cng-ecc", "ECCPUBLICBLOB")
        let genericKeys = try golden("cng-ecc", "ECCPUBLICBLOB" + generic.0).filter { $0.string("curve") != generic.1 }
        let pairs = try golden("cng-ecc", "ECCPRIVATEBLOB") + golden("cng-ecc", "ECCPRIVATEBLOB" + generic.0)
        let fullPublic = KeyBlobTests.samples(try golden("cng-ecc", "ECCFULLPUBLICBLOB"))
        let fullPrivate = KeyBlobTests.samples(try golden("cng-ecc", "ECCFULLPRIVATEBLOB"))
        let wrongForAll = ["ECSP", "ECSV", "ECCP", "ECK0", "ECK7", "ECS7", "RSA1"]
        let sizes = Scalar(
            name: "cbKey", offset: 4, width: 4, legal: [32], illegal: [0, 1, 31, 33, 48, 66, 0xFFFF_FFFF],
            reason: .badKeyLength)
        return [
            FormatCase(
                CNGECCPublicKeyBlob.self, nil, KeyBlobTests.samples(publicKeys + genericKeys), count: 26,
                secretFields: [],
                scalars: [
                    magic("ECS1", "ECK1", "ECDP", "ECKP", but: ["ECS2", "ECK2", "ECDV", "ECKV"] + wrongForAll), sizes,
                ]),
            FormatCase(
                CNGECCPrivateKeyBlob.self, nil, KeyBlobTests.samples(pairs), count: 26, secretFields: ["d"],
                scalars: [
                    magic("ECS2", "ECK2", "ECDV", "ECKV", but: ["ECS1", "ECK1", "ECDP", "ECKP"] + wrongForAll), sizes,
                ]),
            FormatCase(
                CNGECCFullPublicKeyBlob.self, nil, fullPublic, count: 12, secretFields: [],
                scalars: [magic("ECDP", "ECKP", but: ["ECDV", "ECKV", "ECS1"] + wrongForAll)] + curve(at: 4)),
            FormatCase(
                CNGECCFullPrivateKeyBlob.self, nil, fullPrivate, count: 12, secretFields: ["d"],
                scalars: [magic("ECDV", "ECKV", but: ["ECDP", "ECKP", "ECS2"] + wrongForAll)] + curve(at: 4)),
            FormatCase(
                CNGECCParametersBlob.self, nil, fullPublic.map(parameters), count: 12, secretFields: [],
                scalars: curve(at: 0)),
            FormatCase(
                SSLECCPublicKeyBlob.self, nil, KeyBlobTests.samples(publicKeys).map(tls), count: 20, secretFields: [],
                scalars: [sizes]),
        ]
    }

    /// The property's value that a BLOB with explicit parameters holds: without magic and public point.
    private static func parameters(_ full: Sample) -> Sample {
        let field = Int(full.bytes[16])
        return Sample(id: "\(full.id) parameters", bytes: Array(full.bytes.dropFirst(4).dropLast(2 * field)))
    }

    /// The same point with TLS' number of its curve in the place of the magic.
    private static func tls(_ ecc: Sample) -> Sample {
        let group: UInt64 =
            switch ecc.bytes[4] {
            case 32: 23
            case 48: 24
            default: 25
            }
        return Sample(id: "\(ecc.id) for TLS", bytes: ecc.bytes.replacing(group, at: 0))
    }

    private static func curve(at offset: Int) -> [Scalar] {
        [
            version("dwVersion", offset),
            Scalar(
                name: "dwCurveType", offset: offset + 4, width: 4, legal: [1, 2, 3], illegal: [0, 4, 0xFFFF_FFFF],
                reason: .badAlgorithm),
            Scalar(
                name: "dwCurveGenerationAlgId", offset: offset + 8, width: 4, legal: [0, 1, 0xFFFF_FFFF], illegal: [],
                reason: .badAlgorithm),
            Scalar(
                name: "cbFieldLength", offset: offset + 12, width: 4, legal: [32], illegal: [0], reason: .badKeyLength),
            Scalar(
                name: "cbSubgroupOrder", offset: offset + 16, width: 4, legal: [32], illegal: [0],
                reason: .badKeyLength),
            Scalar(name: "cbCofactor", offset: offset + 20, width: 4, legal: [1], illegal: [0], reason: .badKeyLength),
        ]
    }

    private static func cngDSA() throws -> [FormatCase] {
        func samples(_ format: String) throws -> [Sample] { KeyBlobTests.samples(try golden("cng-dsa", format)) }
        let wrong = ["DSS1", "DSPK", "RSA1", "DHPB"]
        let small = length("cbKey", 4, legal: 128, illegal: [0, 1, 56, 63, 127, 129, 136, 256, 0xFFFF_FFFF])
        let large = length("cbKey", 4, legal: 128, illegal: [0, 1, 56, 63, 129, 392, 512, 0xFFFF_FFFF])
        return [
            FormatCase(
                CNGDSAPublicKeyBlob.self, nil, try samples("DSAPUBLICBLOB"), count: 3, secretFields: [],
                scalars: [magic("DSPB", but: ["DSPV", "DPB2", "DSPM"] + wrong), small]),
            FormatCase(
                CNGDSAPrivateKeyBlob.self, nil, try samples("DSAPRIVATEBLOB"), count: 2,
                secretFields: ["PrivateExponent"],
                scalars: [magic("DSPV", but: ["DSPB", "DPV2", "DSPM"] + wrong), small]),
            FormatCase(
                CNGDSAPublicKeyV2Blob.self, nil, try samples("DSAPUBLICBLOB (V2)"), count: 3, secretFields: [],
                scalars: [magic("DPB2", but: ["DPV2", "DSPB", "DPM2"] + wrong), large] + generation(at: 8)),
            FormatCase(
                CNGDSAPrivateKeyV2Blob.self, nil, try samples("DSAPRIVATEBLOB (V2)"), count: 3,
                secretFields: ["PrivateExponent"],
                scalars: [magic("DPV2", but: ["DPB2", "DSPV", "DPM2"] + wrong), large] + generation(at: 8)),
            FormatCase(
                CNGDSAParametersBlob.self, nil, try samples("DSA parameters (BCRYPT_DSA_PARAMETER_HEADER)"), count: 2,
                secretFields: [],
                scalars: [magic("DSPM", at: 4, but: ["DSPB", "DPM2", "DHPM"])]
                    + [length("cbKeyLength", 8, legal: 128, illegal: [0, 127, 136])]),
            FormatCase(
                CNGDSAParametersV2Blob.self, nil, try samples("DSA parameters V2 (BCRYPT_DSA_PARAMETER_HEADER_V2)"),
                count: 1, secretFields: [],
                scalars: [magic("DPM2", at: 4, but: ["DPB2", "DSPM", "DHPM"])]
                    + [length("cbKeyLength", 8, legal: 256, illegal: [0, 255, 392])]),
        ]
    }

    private static func generation(at offset: Int) -> [Scalar] {
        [
            Scalar(
                name: "hashAlgorithm", offset: offset, width: 4, legal: [0], illegal: [3, 4, 0xFFFF_FFFF],
                reason: .badAlgorithm),
            Scalar(
                name: "standardVersion", offset: offset + 4, width: 4, legal: [0, 1], illegal: [2, 0xFFFF_FFFF],
                reason: .unsupportedVersion),
            Scalar(
                name: "cbGroupSize", offset: offset + 12, width: 4, legal: [20], illegal: [0, 19, 21, 28, 32, 64],
                reason: .badKeyLength),
        ]
    }

    private static func cngDH() throws -> [FormatCase] {
        func samples(_ format: String) throws -> [Sample] { KeyBlobTests.samples(try golden("cng-dh", format)) }
        let size = length("cbKey", 4, legal: 64, illegal: [0, 1, 56, 63, 65, 520, 0xFFFF_FFFF])
        return [
            FormatCase(
                CNGDHPublicKeyBlob.self, nil, try samples("DHPUBLICBLOB"), count: 6, secretFields: [],
                scalars: [magic("DHPB", but: ["DHPV", "DHPM", "DSPB"]), size]),
            FormatCase(
                CNGDHPrivateKeyBlob.self, nil, try samples("DHPRIVATEBLOB"), count: 6,
                secretFields: ["PrivateExponent"],
                scalars: [magic("DHPV", but: ["DHPB", "DHPM", "DSPV"]), size]),
            FormatCase(
                CNGDHParametersBlob.self, nil, try samples("DH parameters (BCRYPT_DH_PARAMETER_HEADER)"), count: 3,
                secretFields: [],
                scalars: [
                    magic("DHPM", at: 4, but: ["DHPB", "DSPM"]),
                    length("cbKeyLength", 8, legal: 64, illegal: [0, 63, 65]),
                ]),
        ]
    }

    private static func length(_ name: String, _ offset: Int, legal: UInt64, illegal: [UInt64]) -> Scalar {
        Scalar(name: name, offset: offset, width: 4, legal: [legal], illegal: illegal, reason: .badKeyLength)
    }

    static func version(_ name: String, _ offset: Int, _ legal: UInt64 = 1) -> Scalar {
        Scalar(
            name: name, offset: offset, width: 4, legal: [legal], illegal: [0, 1, 2, 3, 0x10000, 0xFFFF_FFFF],
            reason: .unsupportedVersion)
    }

    static func magic(_ legal: String..., at offset: Int = 0, name: String = "dwMagic", but wrong: [String]) -> Scalar {
        Scalar(
            name: name, offset: offset, width: 4, legal: legal.map(number),
            illegal: [0, 0xFFFF_FFFF] + wrong.map(number), reason: .badMagic)
    }
}
