import GoldenVectors
import KeyBlob

// BLOBs laid out by hand, from the C structs, where no implementation's are at hand.

/// The bytes of an ASCII magic, in the order they have in a BLOB.
func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The number that an ASCII magic is.
func number(_ magic: String) -> UInt64 { ascii(magic).reversed().reduce(0) { $0 << 8 | UInt64($1) } }

/// A string as CNG writes it: UTF-16, little-endian, with a NUL.
func wide(_ text: String) -> [UInt8] { Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0, 0] }

/// Bytes that are neither all alike nor odd or even by accident; the first has its top bit set, the last is odd.
func pattern(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
    var bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ Int(seed) &* 11) }
    guard count > 0 else { return bytes }
    bytes[0] |= 0x80
    bytes[count - 1] |= 1
    return bytes
}

/// A BLOB of a post-quantum key.
func postQuantumBlob(_ magic: String, _ set: String, _ keyByteCount: Int) -> Sample {
    let name = wide(set)
    let bytes = ascii(magic).appending(UInt32(name.count), UInt32(keyByteCount)) + name + pattern(keyByteCount)
    return Sample(id: "\(magic) \(set)", bytes: bytes)
}

/// An RSA BLOB of CNG; numbers are big-endian, and whatever the caller gives.
func cngRSABlob(
    _ magic: String, bitLength: UInt32? = nil, exponent: [UInt8] = [1, 0, 1], modulus: [UInt8] = pattern(64),
    primes: [[UInt8]] = [], rest: [UInt8] = []
) -> [UInt8] {
    let bits = bitLength ?? UInt32(modulus.count * 8)
    let sizes = primes.map { UInt32($0.count) } + [0, 0]
    return ascii(magic).appending(bits, UInt32(exponent.count), UInt32(modulus.count), sizes[0], sizes[1])
        + exponent + modulus + primes.flatMap(\.self) + rest
}

/// An ECC BLOB of CNG; `parts` are X, Y and d.
func cngECCBlob(_ magic: String, cbKey: UInt32? = nil, _ parts: [UInt8]...) -> [UInt8] {
    ascii(magic).appending(cbKey ?? UInt32(parts.first?.count ?? 0)) + parts.flatMap(\.self)
}

extension BigEndianInteger {
    /// A copy of the field's bytes.
    var array: [UInt8] { bytes.array }
}

extension [UInt8] {
    /// The bytes with zeros in front, up to `count`.
    func bigEndian(width: Int) -> [UInt8] { [UInt8](repeating: 0, count: Swift.max(0, width - self.count)) + self }
}
