import GoldenVectors
import KeyBlob

extension FormatCase {
    /// Files that hold CryptoAPI's BLOBs.
    static func files() throws -> [FormatCase] {
        let pvk = try GoldenVectors.load("openssl-pvk")
        return [
            FormatCase(
                PVKFile.self, nil,
                // One of each size and encryption; all are read by a test of their own.
                KeyBlobTests.samples(pvk.filter { $0.string("password_utf8") != "70c3a4737377c3b67264203132" }, "pvk"),
                count: 28, secretFields: ["body"],
                scalars: [
                    Scalar(
                        name: "magic", offset: 0, width: 4, legal: [0xB0B5_F11E],
                        illegal: [0, 0xB0B5_F11D, 0xB0B5_F11F, 0x1EF1_B5B0, 0x3241_5352], reason: .badMagic),
                    Scalar(
                        name: "reserved", offset: 4, width: 4, legal: [0], illegal: [1, 2, 0xFFFF_FFFF],
                        reason: .reservedNonZero),
                    Scalar(
                        name: "keySpec", offset: 8, width: 4, legal: [1], illegal: [0, 3, 0xFFFF_FFFF],
                        reason: .badAlgorithm),
                    Scalar(
                        name: "encryptType", offset: 12, width: 4, legal: [0], illegal: [2, 3, 0x100, 0xFFFF_FFFF],
                        reason: .badAlgorithm),
                    Scalar(
                        name: "cbEncryptData", offset: 16, width: 4, legal: [0],
                        illegal: [1, 15, 16, 17, 10240, 10241, 0x7FFF_FFFF, 0xFFFF_FFFF], reason: .lengthMismatch),
                    Scalar(
                        name: "cbPvk", offset: 20, width: 4, legal: [308],
                        illegal: [0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 19, 102_401, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF],
                        reason: .badKeyLength),
                    Scalar(
                        name: "bType", offset: 24, width: 1, legal: [7], illegal: [0, 6, 8, 10, 0xFF],
                        reason: .unknownBlobType),
                    Scalar(
                        name: "bVersion", offset: 25, width: 1, legal: [2], illegal: [0, 1, 3, 0xFF],
                        reason: .unsupportedVersion),
                    Scalar(
                        name: "reserved", offset: 26, width: 2, legal: [0], illegal: [1, 0x100, 0xFFFF],
                        reason: .reservedNonZero),
                    Scalar(
                        name: "aiKeyAlg", offset: 28, width: 4, legal: [0xA400],
                        illegal: [0, 1, 2, 0x2400, 0x2200, 0xAA01, 0x6801], reason: .badAlgorithm),
                ]),
            FormatCase(
                StrongNamePublicKey.self, nil,
                KeyBlobTests.samples(try golden("mono-rsa", "snk"), "strong_name_public") + [neutralKey],
                count: 4, secretFields: [],
                scalars: [
                    Scalar(
                        name: "SigAlgID", offset: 0, width: 4, legal: [0, 0x2400],
                        illegal: [1, 0x2200, 0x2203, 0x2401, 0xA400, 0x8004], reason: .badAlgorithm),
                    Scalar(
                        name: "HashAlgID", offset: 4, width: 4, legal: [0, 0x8004, 0x800C, 0x800D, 0x800E],
                        illegal: [1, 0x8001, 0x8003, 0x8005, 0x800B, 0x800F, 0x2400], reason: .badAlgorithm),
                    Scalar(
                        name: "aiKeyAlg", offset: 16, width: 4, legal: [0x2400, 0xA400],
                        illegal: [0, 0x2200, 0xAA01, 0x6801], reason: .badAlgorithm),
                    Scalar(
                        name: "magic", offset: 20, width: 4, legal: [0x3141_5352], illegal: [0, 0x3241_5352],
                        reason: .badMagic),
                ]),
        ]
    }

    /// The public key that ECMA-335 gives to the libraries of every runtime.
    static let neutralKey = Sample(
        id: "ECMA-335 II.6.2.1.3", bytes: [0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0])
}
