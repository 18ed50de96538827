#if GMP
internal import CGMP
internal import CLinux

/// A secret integer of a fixed number of GMP's limbs (machine words, the lowest first), in the arena.
///
/// The number of limbs is public and never shrinks with the value: that is what makes GMP's functions for cryptography
/// (`mpn_sec_…`, GMP manual 8.1) take the same time for all values. What they leave of it is in ``LimbModulus``.
struct LimbInteger: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the memory has one owner, and is changed only while that owner is being made.

    /// The limbs, for C calls. They live as long as the value.
    let limbs: UnsafeMutablePointer<mp_limb_t>
    /// The number of limbs.
    let count: Int

    static let limbByteCount = MemoryLayout<mp_limb_t>.size

    /// Zero, in `count` limbs, or in one where `count` is 0 (of scratch, GMP often needs none).
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    init(count: Int) throws(CipherError) {
        let count = max(count, 1)
        guard let block = kb_arena_allocate(count * Self.limbByteCount) else { throw .outOfMemory }
        limbs = block.bindMemory(to: mp_limb_t.self, capacity: count)
        self.count = count
    }

    /// The big-endian integer in `bytes`, in as many limbs as the bytes fill, or more where `count` says so.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    init(_ bytes: RawSpan, count: Int = 0) throws(CipherError) {
        try self.init(count: max(count, Self.count(forByteCount: bytes.byteCount)))
        words.load(bigEndian: bytes)
    }

    deinit { kb_arena_release(limbs, count * Self.limbByteCount) }

    static func count(forByteCount byteCount: Int) -> Int { (byteCount + limbByteCount - 1) / limbByteCount }

    private var words: UnsafeMutableBufferPointer<mp_limb_t> {
        UnsafeMutableBufferPointer(start: limbs, count: count)
    }

    /// The lowest `count` bytes, big-endian; at most as many as the limbs have.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    func bytes(count: Int) throws(CipherError) -> SecretBytes {
        var bytes = try SecretBytes(count: count)
        bytes.withUnsafeMutableBytes { words.store(bigEndian: $0) }
        return bytes
    }

    /// The product, in as many limbs as both factors have.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    static func * (left: borrowing Self, right: borrowing Self) throws(CipherError) -> LimbInteger {
        guard left.count >= right.count else { return try right * left }  // GMP wants the longer one first
        let product = try LimbInteger(count: left.count + right.count)
        let scratch = try LimbInteger(count: __gmpn_sec_mul_itch(left.count, right.count))
        __gmpn_sec_mul(product.limbs, left.limbs, left.count, right.limbs, right.count, scratch.limbs)
        return product
    }

    /// Adds `other`, which has no more limbs, in place; the caller knows that the sum fits.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    consuming func adding(_ other: borrowing Self) throws(CipherError) -> LimbInteger {
        let carry = __gmpn_cnd_add_n(1, limbs, limbs, other.limbs, other.count)
        let restCount = count - other.count
        if restCount > 0 {
            let scratch = try LimbInteger(count: __gmpn_sec_add_1_itch(restCount))
            let rest = limbs + other.count
            _ = __gmpn_sec_add_1(rest, rest, restCount, carry, scratch.limbs)
        }
        return self
    }

    /// Whether both are the same number, of the same length; the answer is public.
    static func == (left: borrowing Self, right: borrowing Self) -> Bool {
        guard left.count == right.count else { return false }
        var difference: mp_limb_t = 0
        for index in 0..<left.count { difference |= left.limbs[index] ^ right.limbs[index] }
        return ConstantTimeMask(isZero: UInt64(difference)).isTrue
    }
}
#endif
