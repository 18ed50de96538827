/// A mode that encrypts and authenticates in one go.
public enum AEADMode: Sendable, CaseIterable {
    /// Galois/Counter Mode (NIST SP 800-38D).
    case gcm
    /// Counter with CBC-MAC (NIST SP 800-38C).
    case ccm

    /// Whether a nonce may have that many bytes: 12 for GCM (as CNG has it: other lengths are hashed, and may collide),
    /// 7…13 for CCM.
    public func allowsNonce(byteCount: Int) -> Bool {
        switch self {
        case .gcm: byteCount == 12
        case .ccm: 7...13 ~= byteCount
        }
    }

    /// Whether a tag may have that many bytes: 12…16 for GCM, an even number of 4…16 for CCM.
    public func allowsTag(byteCount: Int) -> Bool {
        switch self {
        case .gcm: 12...16 ~= byteCount
        case .ccm: 4...16 ~= byteCount && byteCount.isMultiple(of: 2)
        }
    }

    /// Whether a message of that many bytes can go under one nonce: GCM counts blocks in 32 bits, and CCM writes the
    /// length into the bytes that the nonce leaves of a block.
    func allowsMessage(byteCount: Int, nonceByteCount: Int) -> Bool {
        switch self {
        case .gcm: byteCount <= (1 << 36) - 32
        case .ccm: nonceByteCount <= 7 || byteCount >> (8 * (15 - nonceByteCount)) == 0
        }
    }
}
