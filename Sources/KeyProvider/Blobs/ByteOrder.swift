package import CipherCore
package import KeyBlob

/// The one place where CryptoAPI's little-endian integers become the big-endian ones of the cipher core, and back.
package enum ByteOrder {
    /// Copies `source` into `target`, which is as long, last byte first.
    package static func reverse(_ source: RawSpan, into target: UnsafeMutableRawBufferPointer) {
        precondition(source.byteCount == target.count, "a field is as long as its integer")
        unsafe source.withUnsafeBytes { source in
            for index in 0..<source.count { unsafe target[source.count &- 1 &- index] = source[index] }
        }
    }

    /// A public integer, big-endian, as long as its field.
    package static func bigEndian(_ integer: LittleEndianInteger) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: integer.byteCount) { buffer, count in
            unsafe reverse(integer.bytes, into: UnsafeMutableRawBufferPointer(buffer))
            count = integer.byteCount
        }
    }

    /// A secret integer, big-endian, as long as its field.
    package static func secretBigEndian(_ integer: LittleEndianInteger) throws(CipherError) -> SecretBytes {
        try reversed(integer.bytes)
    }

    /// A secret integer the other way round, whichever way it was.
    package static func reversed(_ source: RawSpan) throws(CipherError) -> SecretBytes {
        var secret = try SecretBytes(count: source.byteCount)
        unsafe secret.withUnsafeMutableBytes { unsafe reverse(source, into: $0) }
        return secret
    }
}

/// A copy of bytes that are no secret.
func copied(_ bytes: RawSpan) -> [UInt8] { unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) } }
