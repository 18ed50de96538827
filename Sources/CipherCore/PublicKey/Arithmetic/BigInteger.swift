internal import CGcrypt

/// A non-negative integer of libgcrypt's, with what RSA needs of arithmetic; wiped by libgcrypt when the value dies.
///
/// Every result lies in libgcrypt's secure memory. The arithmetic is not constant-time: it drops leading zero words and
/// divides by estimates. A secret goes in once in its life (import, generation), or blinded (``RSAPrivateOperation``).
///
/// libgcrypt ends the process when the system has no memory left for an integer; one takes a few kilobytes at most.
struct BigInteger: ~Copyable {
    private let handle: gcry_mpi_t

    /// Zero, in secure memory: where a result goes.
    private init() {
        handle = gcry_mpi_snew(0)
    }

    /// The big-endian integer in `bytes`, in ordinary memory.
    init(public bytes: RawSpan) throws(CipherError) {
        try CipherLibrary.start()
        var scanned: gcry_mpi_t?
        try check(
            bytes.withUnsafeBytes { gcry_mpi_scan(&scanned, GCRYMPI_FMT_USG, $0.baseAddress, $0.count, nil) })
        // Of no bytes at all libgcrypt makes no integer.
        handle = scanned ?? gcry_mpi_new(0)
    }

    /// The big-endian integer in `bytes`, in secure memory.
    init(secret bytes: RawSpan) throws(CipherError) {
        // libgcrypt scans into ordinary memory, which it wipes; asking its secure pool for a buffer instead can fail
        // when many threads work at once, while integers overflow into further pools.
        let transient = try BigInteger(public: bytes)
        self.init()
        gcry_mpi_add_ui(handle, transient.handle, 0)
    }

    /// The big-endian integer in `secret`, in secure memory.
    init(_ secret: borrowing SecretBytes) throws(CipherError) {
        try self.init(secret: secret.bytes)
    }

    /// A small public number.
    init(_ value: UInt32) throws(CipherError) {
        try CipherLibrary.start()
        handle = gcry_mpi_set_ui(nil, CUnsignedLong(value))
    }

    /// Takes over an integer that libgcrypt made.
    init(adopting handle: gcry_mpi_t) {
        self.handle = handle
    }

    deinit {
        gcry_mpi_release(handle)
    }

    /// The number of bits up to the highest that is set.
    var bitLength: Int { Int(gcry_mpi_get_nbits(handle)) }

    /// The integer in `count` bytes: big-endian, zeros in front.
    ///
    /// Reads bit by bit: libgcrypt allocates nothing, and the time depends on the words that the integer has, not on
    /// its bits.
    ///
    /// - Throws: ``CipherError/illegalParameter`` when it does not fit, ``CipherError/outOfMemory``.
    func bytes(count: Int) throws(CipherError) -> SecretBytes {
        guard bitLength <= 8 * count else { throw .illegalParameter }
        var bytes = try SecretBytes(count: count)
        bytes.withUnsafeMutableBytes { bytes in
            for index in 0..<count {
                let lowestBit = CUnsignedInt(8 * (count - 1 - index))
                for bit in 0..<8 as Range<CUnsignedInt> {
                    bytes[index] |= UInt8(truncatingIfNeeded: gcry_mpi_test_bit(handle, lowestBit + bit)) << bit
                }
            }
        }
        return bytes
    }

    static func == (left: borrowing Self, right: borrowing Self) -> Bool {
        gcry_mpi_cmp(left.handle, right.handle) == 0
    }

    static func < (left: borrowing Self, right: borrowing Self) -> Bool {
        gcry_mpi_cmp(left.handle, right.handle) < 0
    }

    static func + (left: borrowing Self, right: borrowing Self) -> BigInteger {
        let sum = BigInteger()
        gcry_mpi_add(sum.handle, left.handle, right.handle)
        return sum
    }

    /// `left - right`, which the caller knows not to be negative.
    static func - (left: borrowing Self, right: UInt32) -> BigInteger {
        let difference = BigInteger()
        gcry_mpi_sub_ui(difference.handle, left.handle, CUnsignedLong(right))
        return difference
    }

    /// `left - right`, which the caller knows not to be negative.
    static func - (left: borrowing Self, right: borrowing Self) -> BigInteger {
        let difference = BigInteger()
        gcry_mpi_sub(difference.handle, left.handle, right.handle)
        return difference
    }

    static func * (left: borrowing Self, right: borrowing Self) -> BigInteger {
        let product = BigInteger()
        gcry_mpi_mul(product.handle, left.handle, right.handle)
        return product
    }

    /// The remainder; `modulus` must not be zero.
    static func % (dividend: borrowing Self, modulus: borrowing Self) -> BigInteger {
        let remainder = BigInteger()
        gcry_mpi_mod(remainder.handle, dividend.handle, modulus.handle)
        return remainder
    }

    /// The quotient, rounded down; `divisor` must not be zero.
    static func / (dividend: borrowing Self, divisor: borrowing Self) -> BigInteger {
        let quotient = BigInteger()
        gcry_mpi_div(quotient.handle, nil, dividend.handle, divisor.handle, 0)
        return quotient
    }

    /// The square root, rounded down (Newton's iteration, from above).
    func squareRoot() -> BigInteger {
        guard bitLength > 0 else { return BigInteger() }
        let two = BigInteger()
        gcry_mpi_set_ui(two.handle, 2)
        var root = (two << ((bitLength + 1) / 2)) - 1
        while true {
            let next = (root + self / root) / two
            guard next < root else { return root }
            root = next
        }
    }

    static func << (value: borrowing Self, bitCount: Int) -> BigInteger {
        let shifted = BigInteger()
        gcry_mpi_lshift(shifted.handle, value.handle, CUnsignedInt(bitCount))
        return shifted
    }

    /// `self - other` modulo `modulus`, from 0 up; `modulus` must not be zero.
    func minus(_ other: borrowing Self, modulo modulus: borrowing Self) -> BigInteger {
        let difference = BigInteger()
        gcry_mpi_subm(difference.handle, handle, other.handle, modulus.handle)
        return difference
    }

    /// `self` to the power `exponent`, modulo `modulus`, which must not be zero.
    func power(_ exponent: borrowing Self, modulo modulus: borrowing Self) -> BigInteger {
        let power = BigInteger()
        gcry_mpi_powm(power.handle, handle, exponent.handle, modulus.handle)
        return power
    }

    /// The x with `self · x ≡ 1` modulo `modulus`; nil when there is none.
    func inverse(modulo modulus: borrowing Self) -> BigInteger? {
        let inverse = BigInteger()
        guard gcry_mpi_invm(inverse.handle, handle, modulus.handle) != 0 else { return nil }
        return consume inverse
    }

    /// Whether the number is prime, but for a chance of less than 2⁻¹²⁸ (64 rounds of Rabin and Miller's test, which
    /// libgcrypt makes with random bases).
    func isPrime() -> Bool {
        gcry_prime_check(handle, 0) == 0
    }
}
