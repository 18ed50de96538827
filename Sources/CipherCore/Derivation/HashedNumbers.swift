// Numbers among the data, as derivations have them.

extension MessageDigest {
    /// Hashes a number of four bytes, the highest first.
    mutating func update(bigEndian number: UInt32) {
        withUnsafeBytes(of: number.bigEndian) { update($0.bytes) }
    }
}

extension HMAC {
    /// Authenticates a number of four bytes, the highest first.
    mutating func update(bigEndian number: UInt32) {
        withUnsafeBytes(of: number.bigEndian) { update($0.bytes) }
    }

    /// Authenticates one byte.
    mutating func update(byteOf byte: UInt8) {
        withUnsafeBytes(of: byte) { update($0.bytes) }
    }
}
