/// Somebody's point for ECDH on Curve25519.
///
/// Byte strings are little-endian, RFC 7748's form, which the BLOBs of CNG's `curve25519` have too.
public struct X25519PublicKey: Sendable, Equatable {
    /// u: 32 bytes, below 2²⁵⁵ - 19.
    public let u: [UInt8]

    /// A key of its u.
    ///
    /// As RFC 7748 section 5 demands, the highest bit does not count, and a u that is not below 2²⁵⁵ - 19 stands for
    /// its remainder; CNG refuses both. A u that is not a point of the curve is one of its twist, which is as good.
    ///
    /// - Parameter u: 32 bytes.
    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/outOfMemory``.
    public init(_ u: RawSpan) throws(CipherError) {
        guard u.byteCount == X25519.byteCount else { throw .illegalKeyLength }
        self.u = try X25519.canonical(u)
    }

    init(computed u: borrowing SecretBytes) {
        self.u = u.withUnsafeBytes { Array($0) }
    }
}

/// A private key for ECDH on Curve25519. One key serves several threads.
public struct X25519PrivateKey: ~Copyable, Sendable {
    /// The point that belongs to it.
    public let publicKey: X25519PublicKey
    private let scalar: SecretBytes

    /// The scalar: 32 bytes, as they came. Five of their bits do not count; CNG takes none but those in which they are
    /// set as RFC 7748 section 5 says.
    public var privateValue: RawSpan {
        @_lifetime(borrow self) borrowing get { scalar.bytes }
    }

    /// A key of its scalar.
    ///
    /// - Parameters:
    ///   - privateValue: any 32 bytes.
    ///   - publicKey: the point that came with it; computed when nil.
    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/inconsistentKey`` where the point is not the scalar's,
    ///   ``CipherError/outOfMemory``.
    public init(privateValue: RawSpan, publicKey: X25519PublicKey? = nil) throws(CipherError) {
        guard privateValue.byteCount == X25519.byteCount else { throw .illegalKeyLength }
        let base = X25519.base
        let computed = try X25519PublicKey(computed: X25519.multiply(privateValue, base.span.bytes))
        if let publicKey, publicKey != computed { throw .inconsistentKey }
        scalar = try SecretBytes(copying: privateValue)
        self.publicKey = computed
    }

    /// A new key, its five fixed bits set.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func generate() throws(CipherError) -> X25519PrivateKey {
        var scalar = try SecretBytes.random(count: X25519.byteCount)
        scalar.withUnsafeMutableBytes { scalar in
            scalar[0] &= 0xf8
            scalar[31] = scalar[31] & 0x7f | 0x40
        }
        return try X25519PrivateKey(privateValue: scalar.bytes)
    }

    /// The secret that both sides share (RFC 7748 section 6.1).
    ///
    /// - Returns: 32 bytes, little-endian.
    /// - Throws: ``CipherError/weakKey(_:)`` with ``KeyWeakness/pointOutsideSubgroup`` for a point of small order, of
    ///   which everybody's secret is zero; ``CipherError/outOfMemory``.
    public borrowing func agree(with other: X25519PublicKey) throws(CipherError) -> SecretBytes {
        let secret = try X25519.multiply(scalar.bytes, other.u.span.bytes)
        guard !secret.isZero else { throw .weakKey(.pointOutsideSubgroup) }
        return secret
    }
}
