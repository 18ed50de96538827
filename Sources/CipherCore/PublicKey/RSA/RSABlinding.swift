#if GMP
internal import Glibc
internal import Synchronization

/// A random factor, and what takes it away after a private power.
struct RSABlindingPair: ~Copyable {
    /// sᵉ mod n for a random s: its private power is s.
    let factor: LimbInteger
    /// s⁻¹ mod n.
    let remover: LimbInteger

    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    static func random(_ modulus: borrowing LimbModulus, publicExponent: UInt32) throws(CipherError) -> Self {
        while true {
            let secret = try modulus.randomElement()
            // The product with a second random number is as random as the two: its inverse may be taken in the open.
            let mask = try modulus.randomElement()
            // What shares a prime with n has no inverse; with primes of any use that never comes up.
            guard let inverse = try modulus.inverse(ofPublic: modulus.product(secret, mask)) else { continue }
            return Self(
                factor: try modulus.power(secret, exponent: publicExponent),
                remover: try modulus.product(inverse, mask))
        }
    }

    /// The pair of s².
    func squared(_ modulus: borrowing LimbModulus) throws(CipherError) -> Self {
        Self(factor: try modulus.product(factor, factor), remover: try modulus.product(remover, remover))
    }
}

/// The blinding pair that a key keeps: making one anew costs an inversion, squaring the last one two products.
///
/// Nobody waits for it: a thread that finds it taken, for the microseconds that squaring takes, makes a pair of its
/// own. After `fork` the child makes its own too, so that no factor is used by both.
final class RSABlinding: @unchecked Sendable {
    // SAFETY (Sendable): `kept` and what belongs to it is touched by the holder alone.

    /// The process whose thread holds the pair; 0 when nobody does. A child that was forked while its parent held the
    /// pair sees the parent's number here, and takes over.
    private let holder = Atomic<pid_t>(0)
    private var kept: RSABlindingPair?
    private var maker: pid_t = 0
    private var usesLeft = 0

    /// How often a pair is squared before another is drawn.
    private static let usesPerPair = 32

    /// A pair that nobody else gets.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    func next(_ modulus: borrowing LimbModulus, publicExponent: UInt32) throws(CipherError) -> RSABlindingPair {
        let process = getpid()
        guard take(by: process) else { return try .random(modulus, publicExponent: publicExponent) }
        defer { holder.store(0, ordering: .releasing) }

        if maker != process || usesLeft == 0 {
            kept = nil
            (maker, usesLeft) = (process, Self.usesPerPair)
        }
        usesLeft -= 1
        let pair: RSABlindingPair
        if let last = kept.take() { pair = last } else { pair = try .random(modulus, publicExponent: publicExponent) }
        kept = try pair.squared(modulus)
        return pair
    }

    /// Takes hold of the pair unless another thread of this process has it.
    private func take(by process: pid_t) -> Bool {
        let free = holder.compareExchange(expected: 0, desired: process, ordering: .acquiring)
        if free.exchanged { return true }
        if free.original == process { return false }
        return holder.compareExchange(expected: free.original, desired: process, ordering: .acquiring).exchanged
    }
}
#endif
