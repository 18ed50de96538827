extension CNGBlobType {
    /// A magic number, and where in a BLOB it stands.
    public struct Magic: Hashable, Sendable {
        /// The number.
        public let number: UInt32
        /// 0 in most BLOBs; 4 behind `cbSize`, 8 behind CryptoAPI's BLOBHEADER.
        public let offset: Int

        init(_ number: UInt32, at offset: Int = 0) {
            self.number = number
            self.offset = offset
        }
    }

    /// The magics of BLOBs of this type; none for those that have no magic of their own.
    public var magics: [Magic] {
        switch self {
        case .keyData: [Magic(0x4D42_444B)]
        case .aesWrapKey, .sslECCPublicKey, .tls13PreSharedKey, .pkcs8PrivateKey, .pkcs7Envelope, .opaqueTransport,
            .isolatedKeyEnvelope:
            []
        case .opaqueKey: [Magic(0x4D50_4350)]
        case .pkcs11RSAAESWrap: [Magic(0x5750_4152)]
        case .publicKey, .privateKey: Self.allCases.filter { $0.generic == self }.flatMap(\.magics)
        case .rsaPublicKey: [Magic(0x3141_5352)]
        case .rsaPrivateKey: [Magic(0x3241_5352)]
        case .rsaFullPrivateKey: [Magic(0x3341_5352)]
        case .eccPublicKey: CNGECCMagic.allCases.filter { !$0.isPrivate }.map { Magic($0.rawValue) }
        case .eccPrivateKey: CNGECCMagic.allCases.filter(\.isPrivate).map { Magic($0.rawValue) }
        case .eccFullPublicKey: [.ecdhPublicGeneric, .ecdsaPublicGeneric].map(Self.magic)
        case .eccFullPrivateKey: [.ecdhPrivateGeneric, .ecdsaPrivateGeneric].map(Self.magic)
        case .dsaPublicKey: [Magic(0x4250_5344), Magic(0x3242_5044)]
        case .dsaPrivateKey: [Magic(0x5650_5344), Magic(0x3256_5044)]
        case .dhPublicKey: [Magic(0x4250_4844)]
        case .dhPrivateKey: [Magic(0x5650_4844)]
        case .mlKEMPublicKey: Self.magics(isKEM: true, .publicKey)
        case .mlKEMPrivateKey: Self.magics(isKEM: true, .privateKey)
        case .mlKEMPrivateSeed: Self.magics(isKEM: true, .seed)
        case .pqdsaPublicKey: Self.magics(isKEM: false, .publicKey)
        case .pqdsaPrivateKey: Self.magics(isKEM: false, .privateKey)
        case .pqdsaPrivateSeed: Self.magics(isKEM: false, .seed)
        case .pqPrivateKey: [Magic(0x5250_5150)]
        case .cipherKey: [Magic(0x5248_5043, at: 4)]
        case .kdfKey: [Magic(0x3146_444B, at: 4)]
        case .protectedKey: [Magic(0x4B54_5250, at: 4)]
        case .tpmProtectedKey, .tpmPersistentKey: [Magic(0x4D54_504B)]
        case .legacyRSAPublicKey, .legacyRSAPrivateKey, .legacyDHPublicKey, .legacyDHPrivateKey, .legacyDSAPublicKey,
            .legacyDSAPrivateKey, .legacyDSAV2PublicKey, .legacyDSAV2PrivateKey:
            legacy.map { [Magic($0.magic, at: 8)] } ?? []
        }
    }

    /// The types whose BLOBs have this magic there, the particular ones first: a BLOB of several is told apart by its
    /// length (``eccPublicKey`` and ``eccFullPublicKey``) or by `cbHeader` (the two of the TPM).
    public static func types(withMagic number: UInt32, at offset: Int = 0) -> [CNGBlobType] {
        let found = allCases.filter { $0.magics.contains(Magic(number, at: offset)) }
        return found.filter { !$0.isGeneric } + found.filter(\.isGeneric)
    }

    /// A BLOB of CryptoAPI that CNG takes under this name: its type, version and magic; nil for the others. The
    /// primitive provider imports none of the public ones.
    public var legacy: (type: BlobType, version: UInt8, magic: UInt32)? {
        switch self {
        case .legacyRSAPublicKey: (.publicKey, 2, 0x3141_5352)  // "RSA1"
        case .legacyRSAPrivateKey: (.privateKey, 2, 0x3241_5352)  // "RSA2"
        case .legacyDHPublicKey: (.publicKey, 3, 0x3348_4400)  // NUL, "DH3"
        case .legacyDHPrivateKey: (.privateKey, 3, 0x3448_4400)  // NUL, "DH4"
        case .legacyDSAPublicKey: (.publicKey, 3, 0x3353_5344)  // "DSS3"
        case .legacyDSAPrivateKey: (.privateKey, 3, 0x3453_5344)  // "DSS4"
        case .legacyDSAV2PublicKey: (.publicKey, 2, 0x3153_5344)  // "DSS1"
        case .legacyDSAV2PrivateKey: (.privateKey, 2, 0x3253_5344)  // "DSS2"
        default: nil
        }
    }

    /// Whether this is `PUBLICBLOB` or `PRIVATEBLOB`, under which a reader goes by the magic.
    public var isGeneric: Bool { self == .publicKey || self == .privateKey }

    /// The generic type under which BLOBs of this one go as well.
    private var generic: CNGBlobType? {
        switch self {
        case .rsaPublicKey, .eccPublicKey, .dsaPublicKey, .dhPublicKey, .mlKEMPublicKey, .pqdsaPublicKey: .publicKey
        case .rsaPrivateKey, .rsaFullPrivateKey, .eccPrivateKey, .dsaPrivateKey, .dhPrivateKey, .mlKEMPrivateKey,
            .mlKEMPrivateSeed, .pqdsaPrivateKey, .pqdsaPrivateSeed:
            .privateKey
        default: nil
        }
    }

    private static func magic(_ magic: CNGECCMagic) -> Magic { Magic(magic.rawValue) }

    private static func magics(isKEM: Bool, _ form: PQMagic.Form) -> [Magic] {
        PQMagic.allCases.filter { $0.algorithm.isKEM == isKEM && $0.form == form }.map { Magic($0.rawValue) }
    }
}
