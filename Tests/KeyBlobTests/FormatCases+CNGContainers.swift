import GoldenVectors
import KeyBlob

extension FormatCase {
    /// CNG's post-quantum keys and containers, laid out by hand: no implementation's BLOBs are at hand. The long keys are
    /// asked in `PQKeyBlobTests`.
    static func cngContainers() throws -> [FormatCase] {
        try postQuantum() + ncrypt() + der() + tpm()
    }

    private static func postQuantum() -> [FormatCase] {
        let kem = ["MLKP", "CMKP"]
        let kemPrivate = ["MLKR", "MLKS", "CMKR", "CMKS"]
        let dsa = ["DSPK", "CMPK", "SHPK", "LMPK", "XMPK"]
        let dsaPrivate = ["DSSK", "DSSS", "CMSK", "SHSK"]
        let none = ["DSPB", "DSS1", "KDBM", "MLK1", "PKDS"]
        return [
            FormatCase(
                MLKEMPublicKeyBlob.self, nil,
                [postQuantumBlob("MLKP", "512", 800), postQuantumBlob("CMKP", "768-X25519", 99)], count: 2,
                secretFields: [], scalars: [magic("MLKP", but: kemPrivate + dsa + dsaPrivate + none)]),
            FormatCase(
                MLKEMPrivateKeyBlob.self, nil,
                [
                    postQuantumBlob("MLKS", "1024", 64),
                    postQuantumBlob("CMKS", "768-P256", 32), postQuantumBlob("CMKR", "1024-P384", 100),
                ],
                count: 3, secretFields: ["key"], scalars: [magic("MLKS", but: kem + dsa + dsaPrivate + none)]),
            FormatCase(
                PQDSAPublicKeyBlob.self, nil,
                [
                    postQuantumBlob("SHPK", "SHAKE-192f", 48), postQuantumBlob("CMPK", "44-ECDSA-P256-SHA256", 77),
                    postQuantumBlob("LMPK", "LMS_SHA256_M32_H5", 56),
                    postQuantumBlob("XMPK", "XMSS-SHA2_10_256", 68),
                ],
                count: 4, secretFields: [], scalars: [magic("SHPK", but: dsaPrivate + kem + kemPrivate + none)]),
            FormatCase(
                PQDSAPrivateKeyBlob.self, nil,
                [
                    postQuantumBlob("DSSS", "65", 32),
                    postQuantumBlob("CMSK", "87-ECDSA-P384-SHA512", 80), postQuantumBlob("SHSK", "SHA2-256s", 128),
                ],
                count: 3, secretFields: ["key"], scalars: [magic("DSSS", but: dsa + kem + kemPrivate + none)]),
            FormatCase(
                PQPrivateKeyBlob.self, nil, samples(ContainerLiterals.pqPrivate), count: 1,
                secretFields: ["BCryptBlob"],
                scalars: [magic("PQPR", but: ["DSSS", "MLKR", "RPQP"]), string("cbBCryptType", 4)]),
        ]
    }

    private static func ncrypt() -> [FormatCase] {
        let header = [
            Scalar(
                name: "cbSize", offset: 0, width: 4, legal: [16], illegal: [0, 12, 15, 17, 0xFFFF_FFFF],
                reason: .lengthMismatch),
            string("cbAlgName", 8),
        ]
        let others = ["CPHR", "PRTK", "KDF1", "KDBM", "RHPC"]
        func headerMagic(_ legal: String) -> Scalar { magic(legal, at: 4, but: others.filter { $0 != legal }) }
        return [
            FormatCase(
                CipherKeyBlob.self, nil, samples(ContainerLiterals.cipher), count: 2, secretFields: ["key"],
                scalars: header + [headerMagic("CPHR"), magic("KDBM", at: 24, but: ["CPHR", "PRTK"])]),
            FormatCase(
                ProtectedKeyBlob.self, nil, samples(ContainerLiterals.protected), count: 1, secretFields: ["KeyData"],
                scalars: header + [headerMagic("PRTK")]),
            FormatCase(
                KDFKeyBlob.self, nil, samples(ContainerLiterals.derivation), count: 1, secretFields: ["KeyData"],
                scalars: header + [headerMagic("KDF1")]),
            FormatCase(
                PKCS11RSAAESWrapBlob.self, nil, samples(ContainerLiterals.rsaAESWrap), count: 2, secretFields: [],
                scalars: [magic("RAPW", but: ["WPAR", "KDBM"]), string("cbPaddingAlgId", 8)]),
            FormatCase(
                IsolatedKeyEnvelope.self, nil, samples(ContainerLiterals.isolated), count: 1, secretFields: [],
                scalars: [
                    version("Version", 0, 0), string("cbAlgName", 12),
                    Scalar(
                        name: "PerBootKey", offset: 8, width: 4, legal: [0, 1], illegal: [2, 3, 0x8000_0000],
                        reason: .reservedNonZero),
                ]),
        ]
    }

    private static func der() throws -> [FormatCase] {
        let tag = Scalar(
            name: "tag", offset: 0, width: 1, legal: [0x30], illegal: [0, 2, 0x31, 0x10], reason: .badMagic)
        let length = Scalar(
            name: "length", offset: 1, width: 1, legal: [], illegal: [0x80, 0x85, 0x86, 0x90, 0xFF],
            reason: .lengthMismatch)
        return [
            FormatCase(
                PKCS8KeyBlob.self, nil, KeyBlobTests.samples(try golden("openssl-der", "PKCS8_PRIVATEKEY")), count: 3,
                secretFields: ["contents"],
                scalars: [tag, length]),
            FormatCase(
                PKCS7EnvelopeBlob.self, nil, KeyBlobTests.samples(try golden("openssl-der", "PKCS7_ENVELOPE")),
                count: 1,
                secretFields: [],
                scalars: [tag, length]),
        ]
    }

    private static func tpm() -> [FormatCase] {
        func header(_ legal: UInt64) -> Scalar {
            let illegal: [UInt64] = [0, 12, 16, 20, 51, 53, 55, 57, 64, 0xFFFF_FFFF]
            return Scalar(
                name: "cbHeader", offset: 4, width: 4, legal: [legal], illegal: illegal, reason: .lengthMismatch)
        }
        let wrong = ["PCPM", "KPTM", "MPCP", "MTPK", "MTPE"]
        func tpmMagic(_ legal: String) -> Scalar { magic(legal, name: "magic", but: wrong.filter { $0 != legal }) }
        return [
            FormatCase(
                TPMLoadableKeyBlob.self, nil, samples(ContainerLiterals.tpmLoadable), count: 1, secretFields: [],
                scalars: [tpmMagic("KPTM"), header(20)]),
            FormatCase(
                TPMPersistentKeyBlob.self, nil, samples(ContainerLiterals.tpmPersistent), count: 1, secretFields: [],
                scalars: [
                    tpmMagic("KPTM"), header(12),
                    Scalar(
                        name: "tpmHandle", offset: 8, width: 4, legal: [0, 0x8100_0001, 0xFFFF_FFFF], illegal: [],
                        reason: .badMagic),
                ]),
            FormatCase(
                PCPKeyBlob.self, nil, samples(ContainerLiterals.pcp12), count: 1, secretFields: [],
                scalars: [tpmMagic("PCPM"), header(20), version("pcpType", 8)]),
            FormatCase(
                PCP20KeyBlob.self, nil, samples(ContainerLiterals.pcp20), count: 3, secretFields: [],
                scalars: [tpmMagic("PCPM"), header(52), version("pcpType", 8, 2)]),
        ]
    }

    private static func samples(_ literals: [(id: String, hex: String)]) -> [Sample] {
        literals.compactMap { literal in [UInt8](hex: literal.hex).map { Sample(id: literal.id, bytes: $0) } }
    }

    private static func string(_ name: String, _ offset: Int) -> Scalar {
        Scalar(
            name: name, offset: offset, width: 4, legal: [], illegal: [0, 1, 2, 3, 5, 7, 9, 0xFFFF_FFFF],
            reason: .badString)
    }
}
