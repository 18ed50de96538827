/// A big integer as CNG writes it: most significant byte first, zero-padded at the front of its field.
///
/// The byte order is in the type, so that a CryptoAPI integer (little-endian) cannot be passed where this one is due.
public struct BigEndianInteger: BitwiseCopyable, ~Escapable {
    /// The bytes of the whole field, borrowed.
    public let bytes: RawSpan

    /// A view of `bytes`, most significant byte first.
    @inlinable
    @_lifetime(copy bytes)
    public init(bytes: RawSpan) { self.bytes = bytes }

    /// The length of the field, in bytes.
    @inlinable
    public var byteCount: Int { bytes.byteCount }

    /// Whether the integer is odd; false for an empty field.
    @inlinable
    public var isOdd: Bool {
        guard byteCount > 0 else { return false }
        // SAFETY: the field is not empty.
        let lowest = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: byteCount &- 1, as: UInt8.self)
        return lowest & 1 == 1
    }

    /// Whether the most significant bit of the field is set: the integer is as long as its field.
    @inlinable
    public var fillsItsField: Bool {
        guard byteCount > 0 else { return false }
        // SAFETY: the field is not empty.
        let highest = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self)
        return highest & 0x80 != 0
    }
}
