import GoldenVectors
import KeyBlob

extension FormatCase {
    /// Keys at rest; all samples are constructed, by `Scripts/make-at-rest-vectors`.
    static func atRest() throws -> [FormatCase] {
        [
            FormatCase(
                DPAPIBlob.self, nil, try atRest("DPAPI BLOB"), count: 3, secretFields: [],
                scalars: [
                    version(1), constant("guidProvider.Data1", at: 4, 0xDF9D_8CD0, .badMagic),
                    constant("guidProvider.Data2", at: 8, width: 2, 0x1501, .badMagic),
                    constant("guidProvider.Data3", at: 10, width: 2, 0x11D1, .badMagic),
                    constant("guidProvider.Data4", at: 12, width: 8, 0xEB97_C24F_C000_7A8C, .badMagic),
                    constant("dwMasterKeyVersion", at: 20, 1, .unsupportedVersion), any("dwFlags", at: 40),
                    Scalar(
                        name: "algCrypt", offset: 106, width: 4, legal: [0x6603, 0x6610],
                        illegal: [0, 0x8004, 0xA400, 0x6611], reason: .badAlgorithm),
                    any("dwAlgCryptLen", at: 110),
                    Scalar(
                        name: "algHash", offset: 154, width: 4, legal: [0x8004, 0x8009, 0x800E],
                        illegal: [0, 0x6610, 0xA400, 0x1_8004], reason: .badAlgorithm),
                ]),
            FormatCase(
                MasterKeyFile.self, nil, try atRest("master key file"), count: 3, secretFields: [],
                scalars: [
                    version(2), constant("unk0", at: 4, 0, .reservedNonZero),
                    constant("unk1", at: 8, 0, .reservedNonZero), any("dwPolicy", at: 88), any("dwFlags", at: 92),
                ]),
            FormatCase(
                MasterKeyRecord.self, nil, try atRest("master key record"), count: 2, rest: 0...Int.max,
                secretFields: [],
                scalars: [
                    version(2), any("rounds", at: 20),
                    Scalar(
                        name: "algHash", offset: 24, width: 4, legal: [0x8009, 0x800E], illegal: [0, 0x6610],
                        reason: .badAlgorithm),
                    Scalar(
                        name: "algCrypt", offset: 28, width: 4, legal: [0x6603, 0x6610], illegal: [0, 0x800E],
                        reason: .badAlgorithm),
                ]),
            FormatCase(
                CredentialHistoryRecord.self, nil, try atRest("credential history record"), count: 2, secretFields: [],
                scalars: [any("dwVersion", at: 0)]),
            FormatCase(
                ClientWrappedSecret.self, nil, try atRest("client-side-wrapped secret"), count: 2, secretFields: [],
                scalars: [
                    Scalar(
                        name: "dwVersion", offset: 0, width: 4, legal: [2], illegal: [0, 1, 4, 0xFFFF_FFFF],
                        reason: .unsupportedVersion),
                    constant("cbEncryptedSecret", at: 4, 256, .badKeyLength),
                    Scalar(
                        name: "cbAccessCheck", offset: 8, width: 4, legal: [88], illegal: [84, 87, 89, 0xFFFF_FFFF],
                        reason: .badKeyLength),
                ]),
            FormatCase(
                ServerWrappedSecret.self, nil, try atRest("server-side-wrapped secret"), count: 2, secretFields: [],
                scalars: [
                    version(1, named: "version"),
                    Scalar(
                        name: "Payload_Length", offset: 4, width: 4, legal: [20, 64, 84], illegal: [],
                        reason: .lengthMismatch),
                    Scalar(
                        name: "Ciphertext_Length", offset: 8, width: 4, legal: [144],
                        illegal: [0, 64, 123, 189, 0x7FFF_FFFF, 0xFFFF_FFFF], reason: .lengthMismatch),
                ]),
            FormatCase(
                ServerWrapKey.self, nil, try atRest("ServerWrap key"), count: 1, secretFields: ["Key"],
                scalars: [version(1, named: "version")]),
            FormatCase(
                ClientWrapKeyPair.self, nil, try atRest("ClientWrap key pair"), count: 1,
                secretFields: ["prime1", "prime2", "exponent1", "exponent2", "coefficient", "privateExponent"],
                scalars: [
                    version(2, named: "version"), constant("cbPrivateKey", at: 4, 0x494, .badKeyLength),
                    constant("bType", at: 12, width: 1, 7, .unknownBlobType),
                    constant("magic", at: 20, 0x3241_5352, .badMagic),
                ]),
            FormatCase(
                DPAPISystemSecret.self, nil, try atRest("DPAPI_SYSTEM"), count: 1,
                secretFields: ["machineKey", "userKey"], scalars: [version(1)]),
        ] + (try containers())
    }

    private static func containers() throws -> [FormatCase] {
        [
            FormatCase(
                ContainerRSAPublicKey.self, nil, try atRest("container RSA public key"), count: 2, secretFields: [],
                scalars: containerRSA(magic: 0x3141_5352, bits: 512)),
            FormatCase(
                ContainerRSAPrivateKey.self, nil, try atRest("container RSA private key"), count: 2, rest: 0...Int.max,
                secretFields: [
                    "prime1", "prime2", "exponent1", "exponent2", "coefficient", "privateExponent", "rest",
                ],
                scalars: containerRSA(magic: 0x3241_5352, bits: 512)),
            FormatCase(
                KeyContainerFile.self, nil, try atRest("key container file"), count: 3, secretFields: [],
                scalars: [version(2), constant("unk0", at: 4, 0, .reservedNonZero)]),
            FormatCase(
                CNGKeyFile.self, nil, try atRest("CNG key file"), count: 2, secretFields: [],
                scalars: [
                    version(1), any("unk", at: 4),
                    Scalar(
                        name: "dwNameLen", offset: 8, width: 4, legal: [12], illegal: [11, 13, 0xFFFF_FFFF],
                        reason: .lengthMismatch),
                    any("type", at: 12),
                ]),
            FormatCase(
                CNGKeyProperty.self, nil, try atRest("CNG key property"), count: 2, secretFields: [],
                scalars: [
                    Scalar(
                        name: "dwStructLen", offset: 0, width: 4, legal: [175], illegal: [0, 1, 19],
                        reason: .lengthMismatch),
                    any("type", at: 4), any("unk", at: 8),
                    Scalar(
                        name: "dwNameLen", offset: 12, width: 4, legal: [0], illegal: [1, 0xFFFF_FFFF],
                        reason: .lengthMismatch),
                    Scalar(
                        name: "dwPropertyLen", offset: 16, width: 4, legal: [155],
                        illegal: [156, 0x7FFF_FFFF, 0xFFFF_FFFF], reason: .lengthMismatch),
                ]),
        ]
    }

    private static func containerRSA(magic: UInt64, bits: UInt64) -> [Scalar] {
        [
            constant("magic", at: 0, magic, .badMagic),
            Scalar(
                name: "bitlen", offset: 8, width: 4, legal: [bits],
                illegal: [0, bits - 8, bits + 1, bits + 8, 0xFFFF_FFFF], reason: .badBitLength),
            constant("datalen", at: 12, bits / 8 - 1, .lengthMismatch),
            Scalar(
                name: "pubexp", offset: 16, width: 4, legal: [3, 65537], illegal: [0, 1, 2, 65536],
                reason: .badExponent),
        ]
    }

    private static func atRest(_ format: String) throws -> [Sample] {
        KeyBlobTests.samples(try golden("constructed-at-rest", format))
    }

    private static func version(_ legal: UInt64, named name: String = "dwVersion") -> Scalar {
        Scalar(
            name: name, offset: 0, width: 4, legal: [legal],
            illegal: [0, legal - 1, legal + 1, 0xFFFF_FFFF], reason: .unsupportedVersion)
    }

    private static func constant(
        _ name: String, at offset: Int, width: Int = 4, _ legal: UInt64, _ reason: BlobError.Reason
    ) -> Scalar {
        Scalar(
            name: name, offset: offset, width: width, legal: [legal],
            illegal: [legal ^ 1, legal ^ 0x80 << UInt64(8 * width - 8), legal ^ 0x40], reason: reason)
    }

    private static func any(_ name: String, at offset: Int) -> Scalar {
        Scalar(
            name: name, offset: offset, width: 4, legal: [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF], illegal: [],
            reason: .truncated)
    }
}
