internal import CipherCore

/// What a hash object computes with: a hash function, HMAC over one, or CBC-MAC. It starts over with each value that it
/// gives.
struct HashFunction: ~Copyable, Sendable {
    // Exactly one of the three is there.
    private var digest: MessageDigest?
    private var hashCode: HMAC?
    private var blockCode: CBCMAC?
    /// The length of its value, in bytes.
    let byteCount: Int

    /// MD2 to SHA-512.
    init(_ digest: DigestAlgorithm) throws(CipherError) {
        self.init(digest: try MessageDigest(digest), byteCount: digest.byteCount)
    }

    /// CALG_HMAC.
    init(_ code: consuming HMAC) {
        let byteCount = code.byteCount
        self.init(hashCode: code, byteCount: byteCount)
    }

    /// CALG_MAC.
    init(_ code: consuming CBCMAC) {
        let byteCount = code.byteCount
        self.init(blockCode: code, byteCount: byteCount)
    }

    private init(
        digest: consuming MessageDigest? = nil, hashCode: consuming HMAC? = nil, blockCode: consuming CBCMAC? = nil,
        byteCount: Int
    ) {
        self.digest = digest
        self.hashCode = hashCode
        self.blockCode = blockCode
        self.byteCount = byteCount
    }

    /// Takes the next piece of the data.
    mutating func update(_ data: RawSpan) throws(CipherError) {
        digest?.update(data)
        hashCode?.update(data)
        try blockCode?.update(data)
    }

    /// The value of the data so far.
    mutating func finish() throws(CipherError) -> SecretBytes {
        var value = try SecretBytes(count: byteCount)
        try unsafe value.withUnsafeMutableBytes { value throws(CipherError) in
            try unsafe digest?.finish(into: value)
            try unsafe hashCode?.finish(into: value)
            try unsafe blockCode?.finish(into: value)
        }
        return value
    }

    /// A second one that stands where this one does; they share nothing.
    borrowing func copy() throws(CipherError) -> HashFunction {
        HashFunction(
            digest: try digest?.copy(), hashCode: try hashCode?.copy(), blockCode: try blockCode?.copy(),
            byteCount: byteCount)
    }
}
