/// `dwMagic` of a `BCRYPT_ECCKEY_BLOB`: what the key is for, its curve, and whether the private key is there.
///
/// The generic magics name no curve: it is the caller's to know. The generic ones of ECDSA are "ECDP" and "ECDV", not
/// "ECSP" and "ECSV". Source: the SDK's bcrypt.h.
public enum CNGECCMagic: UInt32, Sendable, BitwiseCopyable, CaseIterable {
    /// "ECK1".
    case ecdhPublicP256 = 0x314B_4345
    /// "ECK2".
    case ecdhPrivateP256 = 0x324B_4345
    /// "ECK3".
    case ecdhPublicP384 = 0x334B_4345
    /// "ECK4".
    case ecdhPrivateP384 = 0x344B_4345
    /// "ECK5".
    case ecdhPublicP521 = 0x354B_4345
    /// "ECK6".
    case ecdhPrivateP521 = 0x364B_4345
    /// "ECKP".
    case ecdhPublicGeneric = 0x504B_4345
    /// "ECKV".
    case ecdhPrivateGeneric = 0x564B_4345
    /// "ECS1".
    case ecdsaPublicP256 = 0x3153_4345
    /// "ECS2".
    case ecdsaPrivateP256 = 0x3253_4345
    /// "ECS3".
    case ecdsaPublicP384 = 0x3353_4345
    /// "ECS4".
    case ecdsaPrivateP384 = 0x3453_4345
    /// "ECS5".
    case ecdsaPublicP521 = 0x3553_4345
    /// "ECS6".
    case ecdsaPrivateP521 = 0x3653_4345
    /// "ECDP".
    case ecdsaPublicGeneric = 0x5044_4345
    /// "ECDV".
    case ecdsaPrivateGeneric = 0x5644_4345

    /// The magic with that number; nil for any other. Inlined, as the compiler's own search is not.
    @inlinable @inline(__always)
    public init?(rawValue: UInt32) {
        switch rawValue {
        case 0x314B_4345: self = .ecdhPublicP256
        case 0x324B_4345: self = .ecdhPrivateP256
        case 0x334B_4345: self = .ecdhPublicP384
        case 0x344B_4345: self = .ecdhPrivateP384
        case 0x354B_4345: self = .ecdhPublicP521
        case 0x364B_4345: self = .ecdhPrivateP521
        case 0x504B_4345: self = .ecdhPublicGeneric
        case 0x564B_4345: self = .ecdhPrivateGeneric
        case 0x3153_4345: self = .ecdsaPublicP256
        case 0x3253_4345: self = .ecdsaPrivateP256
        case 0x3353_4345: self = .ecdsaPublicP384
        case 0x3453_4345: self = .ecdsaPrivateP384
        case 0x3553_4345: self = .ecdsaPublicP521
        case 0x3653_4345: self = .ecdsaPrivateP521
        case 0x5044_4345: self = .ecdsaPublicGeneric
        case 0x5644_4345: self = .ecdsaPrivateGeneric
        default: return nil
        }
    }

    /// What the key is for; the numbers are the same for either.
    public enum Usage: Sendable {
        /// Key agreement.
        case ecdh
        /// Signatures.
        case ecdsa
    }

    /// What the key is for.
    public var usage: Usage {
        switch self {
        case .ecdhPublicP256, .ecdhPrivateP256, .ecdhPublicP384, .ecdhPrivateP384, .ecdhPublicP521, .ecdhPrivateP521,
            .ecdhPublicGeneric, .ecdhPrivateGeneric:
            .ecdh
        case .ecdsaPublicP256, .ecdsaPrivateP256, .ecdsaPublicP384, .ecdsaPrivateP384, .ecdsaPublicP521,
            .ecdsaPrivateP521, .ecdsaPublicGeneric, .ecdsaPrivateGeneric:
            .ecdsa
        }
    }

    /// Whether the key is for key agreement, on a curve that travels beside the BLOB.
    @inlinable @inline(__always)
    var isGenericECDH: Bool {
        switch self {
        case .ecdhPublicGeneric, .ecdhPrivateGeneric: true
        default: false
        }
    }

    /// Whether the private key is in the BLOB.
    @inlinable @inline(__always)
    public var isPrivate: Bool {
        switch self {
        case .ecdhPrivateP256, .ecdhPrivateP384, .ecdhPrivateP521, .ecdhPrivateGeneric, .ecdsaPrivateP256,
            .ecdsaPrivateP384, .ecdsaPrivateP521, .ecdsaPrivateGeneric:
            true
        default: false
        }
    }

    /// The length of a coordinate on the curve, in bytes; nil where the magic names no curve.
    @inlinable @inline(__always)
    public var fieldByteCount: Int? {
        switch self {
        case .ecdhPublicP256, .ecdhPrivateP256, .ecdsaPublicP256, .ecdsaPrivateP256: 32
        case .ecdhPublicP384, .ecdhPrivateP384, .ecdsaPublicP384, .ecdsaPrivateP384: 48
        case .ecdhPublicP521, .ecdhPrivateP521, .ecdsaPublicP521, .ecdsaPrivateP521: 66
        case .ecdhPublicGeneric, .ecdhPrivateGeneric, .ecdsaPublicGeneric, .ecdsaPrivateGeneric: nil
        }
    }

    /// CNG's name of the curve, such as `nistP256`; nil where the magic names none.
    public var curveName: StaticString? {
        switch fieldByteCount {
        case 32: "nistP256"
        case 48: "nistP384"
        case 66: "nistP521"
        default: nil
        }
    }
}
