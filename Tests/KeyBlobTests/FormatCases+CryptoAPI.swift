import GoldenVectors
import KeyBlob

extension FormatCase {
    /// CryptoAPI's BLOBs but for RSA's and the SIMPLEBLOB and PLAINTEXTKEYBLOB.
    static func cryptoAPI() throws -> [FormatCase] {
        try dss() + dssVersion3() + diffieHellman() + diffieHellmanVersion3() + sessionKeyStates() + others()
    }

    private static func dss() throws -> [FormatCase] {
        let algorithms: Algorithms = ([0x2200], publicKeys.filter { $0 != 0x2200 })
        let mono = try golden("mono-dsa", "ExportCspBlob")
        let bits = primeLength("bitlen", [1, 8, 448, 504, 511, 513, 520, 1025, 1032, 1088, 2048])
        return [
            FormatCase(
                DSSPublicKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-public", "PUBLICKEYBLOB DSS1"))
                    + KeyBlobTests.samples(mono, "public_blob")
                    + KeyBlobTests.samples(try golden("openssl-msblob", "PUBLICKEYBLOB DSA")),
                count: 10, secretFields: [],
                scalars: header(type: 6, algorithms: algorithms) + [magic(0x3153_5344), bits, counter(at: 228)]),
            FormatCase(
                DSSPrivateKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-private", "PRIVATEKEYBLOB DSS2"))
                    + KeyBlobTests.samples(mono, "private_blob")
                    + KeyBlobTests.samples(try golden("openssl-msblob", "PRIVATEKEYBLOB DSA")),
                count: 10, secretFields: ["x"],
                scalars: header(type: 7, algorithms: algorithms) + [magic(0x3253_5344), bits, counter(at: 184)]),
        ]
    }

    private static func dssVersion3() throws -> [FormatCase] {
        let algorithms: Algorithms = ([0x2200], publicKeys.filter { $0 != 0x2200 })
        let lengths = [
            primeLength("bitlenP", [1, 8, 448, 504, 511, 513, 520, 1032, 3073, 3136, 4096]),
            bitLength("bitlenQ", at: 16, legal: 160, [0, 1, 152, 159, 161, 168, 223, 255, 257, 264, 512]),
            bitLength("bitlenJ", at: 20, legal: 0, [1, 4, 9, 513, 520, 864]),
        ]
        let publicKeys = KeyBlobTests.samples(try golden("capi-public", "PUBLICKEYBLOB DSS3 (version 3)"))
        let header = header(type: 6, version: 3, algorithms: algorithms) + [magic(0x3353_5344)] + lengths
        return [
            FormatCase(
                DSSVersion3PublicKeyBlob.self, nil, publicKeys, count: 6, secretFields: [],
                scalars: header + [counter(at: 24)]),
            FormatCase(
                DSSVersion3ParametersBlob.self, nil, publicKeys.map(\.withoutY), count: 6, secretFields: [],
                scalars: header + [counter(at: 24)]),
            FormatCase(
                DSSVersion3PrivateKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-private", "PRIVATEKEYBLOB DSS4 (version 3)")), count: 6,
                secretFields: ["x"],
                scalars: FormatCase.header(type: 7, version: 3, algorithms: algorithms) + [magic(0x3453_5344)]
                    + lengths + [
                        bitLength("bitlenX", at: 24, legal: 160, [0, 1, 159, 161, 168, 0x8000_0000]),
                        counter(at: 28),
                    ]),
        ]
    }

    private static let dhKeys: Algorithms = (
        [0xAA01, 0xAA02], publicKeys.filter { $0 != 0xAA01 && $0 != 0xAA02 }
    )

    private static func diffieHellman() throws -> [FormatCase] {
        let bits = primeLength("bitlen", [1, 7, 8, 376, 383, 385, 511, 513, 4097, 4104, 8192])
        return [
            FormatCase(
                DHPublicKeyBlob.self, nil, KeyBlobTests.samples(try golden("capi-public", "PUBLICKEYBLOB DH1")),
                count: 6,
                secretFields: [], scalars: header(type: 6, algorithms: dhKeys) + [magic(0x3148_4400), bits]),
            FormatCase(
                DHPrivateKeyBlob.self, nil, KeyBlobTests.samples(try golden("capi-private", "PRIVATEKEYBLOB DH2")),
                count: 6, secretFields: ["x"],
                scalars: header(type: 7, algorithms: dhKeys) + [magic(0x3248_4400), bits]),
        ]
    }

    private static func diffieHellmanVersion3() throws -> [FormatCase] {
        let lengths = [
            primeLength("bitlenP", [1, 7, 8, 376, 383, 385, 511, 513, 4097, 4104, 8192]),
            bitLength("bitlenQ", at: 16, legal: 0, [1, 4, 9, 513, 520]),
            bitLength("bitlenJ", at: 20, legal: 0, [1, 4, 9, 513, 520, 864]),
        ]
        let publicKeys = KeyBlobTests.samples(try golden("capi-public", "PUBLICKEYBLOB DH3 (version 3)"))
        let header = header(type: 6, version: 3, algorithms: dhKeys) + [magic(0x3348_4400)] + lengths
        return [
            FormatCase(
                DHVersion3PublicKeyBlob.self, nil, publicKeys, count: 7, secretFields: [],
                scalars: header + [counter(at: 24)]),
            FormatCase(
                DHVersion3ParametersBlob.self, nil, publicKeys.map(\.withoutY), count: 7, secretFields: [],
                scalars: header + [counter(at: 24)]),
            FormatCase(
                DHVersion3PrivateKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-private", "PRIVATEKEYBLOB DH4 (version 3)")), count: 7,
                secretFields: ["x"],
                scalars: FormatCase.header(type: 7, version: 3, algorithms: dhKeys) + [magic(0x3448_4400)] + lengths
                    + [bitLength("bitlenX", at: 24, legal: 512, [0, 1, 511, 520, 0x8000_0000]), counter(at: 28)]),
        ]
    }

    private static func sessionKeyStates() throws -> [FormatCase] {
        func row(_ cipher: String, _ count: Int, _ algorithm: UInt64, _ secret: Set<String>) throws -> FormatCase {
            let illegal = sessionKeys.legal.filter { ![0x6601, 0x6603, 0x660E, 0x6610, 0x6801].contains($0) }
            return FormatCase(
                KeyStateBlob.self, nil, variant: " \(cipher)",
                KeyBlobTests.samples(try golden("capi-constructed", "KEYSTATEBLOB \(cipher)")), count: count,
                secretFields: secret,
                scalars: header(type: 12, algorithms: ([algorithm], illegal + sessionKeys.illegal)))
        }
        return [
            try row("RC4", 3, 0x6801, ["Key", "SBox"]),
            try row("DES", 2, 0x6601, ["Key", "Feedback"]),
            try row("AES", 2, 0x660E, ["Key", "EncryptionState", "DecryptionState", "Feedback"]),
        ]
    }

    private static func others() throws -> [FormatCase] {
        let encrypted = try golden("capi-private-encrypted", "PRIVATEKEYBLOB encrypted")
        let opaque: Algorithms = (
            sessionKeys.legal + [0x4C02, 0x4C03, 0x4C07], sessionKeys.illegal.filter { $0 >> 4 != 0x4C0 } + [0x4C08]
        )
        let wrapped = try golden("capi-symmetricwrap", "SYMMETRICWRAPKEYBLOB").filter { $0.string("quirk") == nil }
        return [
            FormatCase(
                EncryptedPrivateKeyBlob.self, nil,
                // One of every cipher, and of every length.
                KeyBlobTests.samples(encrypted.filter { $0.number("rsa_bits") == 512 || $0.string("iv") == nil }),
                count: 32,
                restRefusal: { _, byteCount in
                    let isWhole = byteCount % 8 == 0 || [0, 7].contains((byteCount - 12) % 9)
                    return byteCount >= 228 && isWhole ? nil : .truncated
                }, secretFields: [],
                // In version 3 the first sample would need another algorithm.
                scalars: header(type: 7, algorithms: ([0xA400, 0x2400, 0x2200, 0xAA01, 0xAA02], sessionKeys.legal))
                    .map { $0.name == "bVersion" ? $0.without(illegal: 3) : $0 }),
            FormatCase(
                SymmetricWrapKeyBlob.self, nil, KeyBlobTests.samples(wrapped), count: 7,
                restRefusal: { blob, byteCount in
                    if blob[8] == 2 && (24...272).contains(byteCount) && byteCount % 8 == 0 { return nil }
                    if blob[8] != 2 && byteCount == 40 { return nil }
                    return byteCount > (blob[8] == 2 ? 272 : 40) ? .trailingBytes : .truncated
                }, secretFields: [],
                scalars: header(
                    type: 11,
                    algorithms: ([0x6603, 0x6609], [0, 0x6601, 0x6604, 0x660E, 0x6610, 0x6801, 0xA400]))
                    + [
                        Scalar(
                            name: "wrapAlgid", offset: 8, width: 4, legal: [0x6603],
                            illegal: [0, 0x6601, 0x6602, 0x6604, 0x6609, 0x660E, 0x6610, 0x6801, 0xA400],
                            reason: .badAlgorithm)
                    ]),
            FormatCase(
                PublicKeyBlobEx.self, nil, KeyBlobTests.samples(try golden("capi-constructed", "PUBLICKEYBLOBEX")),
                count: 2, rest: 0...Int.max, secretFields: [],
                scalars: header(
                    type: 10,
                    algorithms: (
                        [0x2200, 0x2400, 0x2203, 0xA400, 0xAA01, 0xAA04], [0, 1, 0x4C01, 0x6610, 0x8004, 0x1_A400]
                    ))),
            FormatCase(
                OpaqueKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-constructed", "OPAQUEKEYBLOB"))
                    + KeyBlobTests.samples(try golden("capi-errors", "unsupported type").filter { $0.isOpaque }),
                count: 4, rest: 0...Int.max, secretFields: ["body"], scalars: header(type: 9, algorithms: opaque)),
            FormatCase(
                OpaqueSessionKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-constructed", "OPAQUEKEYBLOB SKB1")), count: 2,
                rest: 16...Int.max, secretFields: [],
                scalars: header(type: 9, algorithms: opaque) + [
                    magic(0x3142_4B53),
                    Scalar(
                        name: "version", offset: 12, width: 4, legal: [1], illegal: [0, 2, 0x100, 0xFFFF_FFFF],
                        reason: .unsupportedVersion),
                    Scalar(
                        name: "provider", offset: 16, width: 4, legal: [1, 2, 9], illegal: [0, 10, 0x100, 0xFFFF_FFFF],
                        reason: .badAlgorithm),
                    Scalar(
                        name: "keySource", offset: 20, width: 4, legal: [1, 2, 3], illegal: [0, 4, 0x100, 0xFFFF_FFFF],
                        reason: .badAlgorithm),
                ]),
            tokenKeys(try golden("capi-constructed", "OPAQUEKEYBLOB SKT1")),
            FormatCase(
                ForeignKeyBlob.self, nil,
                KeyBlobTests.samples(try golden("capi-constructed", "foreign PUBLICKEYBLOB"))
                    + KeyBlobTests.samples(try golden("capi-constructed", "foreign SIMPLEBLOB")),
                count: 2, rest: 0...Int.max, secretFields: [], scalars: foreignHeader),
        ]
    }

    private static func tokenKeys(_ records: [GoldenRecord]) -> FormatCase {
        FormatCase(
            OpaqueTokenKeyBlob.self, nil, KeyBlobTests.samples(records), count: 4, secretFields: [],
            // What an algorithm allows further down is its own, so that no other fits every sample.
            scalars: header(type: 9, algorithms: ([], sessionKeys.illegal.filter { $0 & 0xFFF != 0x400 } + [0x6602]))
                + [
                    magic(0x3154_4B53),
                    Scalar(
                        name: "version", offset: 12, width: 4, legal: [1], illegal: [0, 2, 0x100, 0xFFFF_FFFF],
                        reason: .unsupportedVersion),
                    Scalar(
                        name: "sealMethod", offset: 16, width: 4, legal: [0, 1], illegal: [2, 0x100, 0xFFFF_FFFF],
                        reason: .unsupportedVersion),
                    Scalar(
                        name: "objectClass", offset: 20, width: 4, legal: [], illegal: [0, 1, 2, 5, 0xFFFF_FFFF],
                        reason: .badAlgorithm),
                    Scalar(
                        name: "permissions", offset: 24, width: 4, legal: [0, 1, 0x1FF, 0xFFFF_FFFF], illegal: [],
                        reason: .truncated),
                    Scalar(
                        name: "mode", offset: 28, width: 4, legal: [], illegal: [3, 4, 0xFFFF_FFFF],
                        reason: .badAlgorithm),
                    Scalar(
                        name: "cbID", offset: 80, width: 4, legal: [], illegal: [0, 256, 0xFFFF_FFFF],
                        reason: .badKeyLength),
                    Scalar(
                        name: "cbIV", offset: 84, width: 4, legal: [], illegal: [1, 7, 9, 17, 0xFFFF_FFFF],
                        reason: .lengthMismatch),
                    Scalar(
                        name: "cbKeyDigest", offset: 88, width: 4, legal: [], illegal: [1, 31, 33, 0xFFFF_FFFF],
                        reason: .lengthMismatch),
                ])
    }

    private static let foreignHeader = [
        Scalar(
            name: "bType", offset: 0, width: 1, legal: [6, 7, 10], illegal: [0, 2, 3, 4, 5, 13, 0xFF],
            reason: .unknownBlobType),
        Scalar(
            name: "bVersion", offset: 1, width: 1, legal: [0, 1, 2, 3, 0x20, 0xFF], illegal: [],
            reason: .unsupportedVersion),
        Scalar(
            name: "reserved", offset: 2, width: 2, legal: [0], illegal: [1, 0x100, 0xFFFF], reason: .reservedNonZero),
        Scalar(
            name: "aiKeyAlg", offset: 4, width: 4, legal: [0x2E1E, 0x2E23, 0xAA24, 0xAA46, 0x3000, 0xB000],
            illegal: [0, 1, 2, 0x2400, 0xA400, 0x2200, 0xAA01, 0x661E, 0x6801, 0x801E, 0x1_2E23, 0xFFFF_FFFF],
            reason: .badAlgorithm),
    ]

    private static let publicKeys: [UInt64] = [
        0, 1, 2, 0x2200, 0x2201, 0x2203, 0x2400, 0xA400, 0xAA00, 0xAA01, 0xAA02, 0xAA03, 0xAA04, 0x6610, 0xFFFF_FFFF,
    ]

    private static func magic(_ magic: UInt64) -> Scalar {
        let others: [UInt64] = [
            0, magic - 1, magic + 1, 0x3153_5344, 0x3253_5344, 0x3353_5344, 0x3453_5344, 0x3148_4400, 0x3248_4400,
            0x3348_4400, 0x3448_4400, 0x3141_5352, 0x0031_4844,
        ]
        return Scalar(name: "magic", offset: 8, width: 4, legal: [magic], illegal: others, reason: .badMagic)
    }

    /// The length of p: 512 bits in the first sample of every row.
    private static func primeLength(_ name: String, _ illegal: [UInt64]) -> Scalar {
        bitLength(name, at: 12, legal: 512, [0] + illegal + [0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8, 0xFFFF_FFFF])
    }

    private static func bitLength(_ name: String, at offset: Int, legal: UInt64, _ illegal: [UInt64]) -> Scalar {
        Scalar(name: name, offset: offset, width: 4, legal: [legal], illegal: illegal, reason: .badBitLength)
    }

    private static func counter(at offset: Int) -> Scalar {
        Scalar(
            name: "counter", offset: offset, width: 4, legal: [0, 1, 105, 4096, 0x8000_0000, 0xFFFF_FFFF],
            illegal: [], reason: .truncated)
    }
}

extension FormatCase.Scalar {
    func without(illegal value: UInt64) -> Self {
        Self(
            name: name, offset: offset, width: width, legal: legal, illegal: illegal.filter { $0 != value },
            reason: reason)
    }
}

extension Sample {
    /// A version 3 public key cut off before y, as KP_PUB_PARAMS has it.
    var withoutY: Sample {
        let primeByteCount = (Int(bytes[12]) | Int(bytes[13]) << 8) / 8
        return Sample(id: "\(id) without y", bytes: bytes.dropLast(primeByteCount))
    }
}

extension GoldenRecord {
    /// Of the records of unsupported types: the OPAQUEKEYBLOB.
    fileprivate var isOpaque: Bool { string("what") == "bType 9" }
}
