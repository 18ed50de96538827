/// `dwMagic` of the BLOBs of post-quantum keys: the algorithm, and which form of the key is there.
///
/// Source: the SDK's bcrypt.h since Windows 11 24H2; the composite ML-DSA ones from .NET's PqcBlobHelpers. The composite
/// ML-KEM ones are *unverified*: they stand in no public header or page.
public enum PQMagic: UInt32, Sendable, BitwiseCopyable, CaseIterable {
    /// "MLKP".
    case mlKEMPublic = 0x504B_4C4D
    /// "MLKR": the decapsulation key.
    case mlKEMPrivate = 0x524B_4C4D
    /// "MLKS": the seed, d and z.
    case mlKEMSeed = 0x534B_4C4D
    /// "CMKP"; unverified.
    case compositeMLKEMPublic = 0x504B_4D43
    /// "CMKR"; unverified.
    case compositeMLKEMPrivate = 0x524B_4D43
    /// "CMKS"; unverified.
    case compositeMLKEMSeed = 0x534B_4D43
    /// "DSPK".
    case mlDSAPublic = 0x4B50_5344
    /// "DSSK": the expanded key.
    case mlDSAPrivate = 0x4B53_5344
    /// "DSSS": the seed.
    case mlDSASeed = 0x5353_5344
    /// "CMPK".
    case compositeMLDSAPublic = 0x4B50_4D43
    /// "CMSK".
    case compositeMLDSAPrivate = 0x4B53_4D43
    /// "SHPK".
    case slhDSAPublic = 0x4B50_4853
    /// "SHSK".
    case slhDSAPrivate = 0x4B53_4853
    /// "LMPK"; there are no private ones.
    case lmsPublic = 0x4B50_4D4C
    /// "XMPK"; there are no private ones.
    case xmssPublic = 0x4B50_4D58

    /// The algorithm of a key.
    public enum Algorithm: Sendable {
        /// FIPS 203.
        case mlKEM
        /// ML-KEM beside another key agreement; unverified.
        case compositeMLKEM
        /// FIPS 204.
        case mlDSA
        /// ML-DSA beside another signature.
        case compositeMLDSA
        /// FIPS 205.
        case slhDSA
        /// RFC 8554.
        case lms
        /// RFC 8391.
        case xmss

        /// Whether this is a key encapsulation (`BCRYPT_MLKEM_KEY_BLOB`), not a signature (`BCRYPT_PQDSA_KEY_BLOB`).
        public var isKEM: Bool { self == .mlKEM || self == .compositeMLKEM }
    }

    /// Which form of a key stands in a BLOB.
    public enum Form: Sendable {
        /// The public key.
        case publicKey
        /// The expanded private key, from which no seed can be had again.
        case privateKey
        /// The seed, from which everything else follows.
        case seed
    }

    /// The algorithm.
    public var algorithm: Algorithm {
        switch self {
        case .mlKEMPublic, .mlKEMPrivate, .mlKEMSeed: .mlKEM
        case .compositeMLKEMPublic, .compositeMLKEMPrivate, .compositeMLKEMSeed: .compositeMLKEM
        case .mlDSAPublic, .mlDSAPrivate, .mlDSASeed: .mlDSA
        case .compositeMLDSAPublic, .compositeMLDSAPrivate: .compositeMLDSA
        case .slhDSAPublic, .slhDSAPrivate: .slhDSA
        case .lmsPublic: .lms
        case .xmssPublic: .xmss
        }
    }

    /// The form.
    public var form: Form {
        switch self {
        case .mlKEMPublic, .compositeMLKEMPublic, .mlDSAPublic, .compositeMLDSAPublic, .slhDSAPublic, .lmsPublic,
            .xmssPublic:
            .publicKey
        case .mlKEMPrivate, .compositeMLKEMPrivate, .mlDSAPrivate, .compositeMLDSAPrivate, .slhDSAPrivate: .privateKey
        case .mlKEMSeed, .compositeMLKEMSeed, .mlDSASeed: .seed
        }
    }
}
