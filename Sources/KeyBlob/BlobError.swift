/// Why a key BLOB was refused: what is wrong, in which field, at which byte.
///
/// The type is trivial, so that throwing it allocates nothing. It never holds a byte of a secret field.
public struct BlobError: Error, Sendable {
    /// The structural reasons; none of them depends on a key.
    public enum Reason: String, Sendable, CaseIterable {
        /// The bytes end before the field does.
        case truncated
        /// Bytes are left over after the last field.
        case trailingBytes
        /// `bType` is not that of the format, or of any format known here.
        case unknownBlobType
        /// `bVersion` is not the one of the format.
        case unsupportedVersion
        /// A reserved field is not zero.
        case reservedNonZero
        /// The magic number is not the format's.
        case badMagic
        /// An ALG_ID, or another name of an algorithm, curve or parameter set, is not legal in this place.
        case badAlgorithm
        /// A bit length is zero, no whole number of bytes, or outside the limits.
        case badBitLength
        /// The public exponent is even or below 3.
        case badExponent
        /// A key length, or the length of one of its parts, is not one of the algorithm's.
        case badKeyLength
        /// An integer is even or shorter than its field where that cannot be.
        case nonCanonicalInteger
        /// The parts of a key contradict each other.
        case inconsistentKey
        /// A length in a header contradicts another one. On writing: a byte field is not as long as the fields before it
        /// say.
        case lengthMismatch
        /// A string is no UTF-16 that ends with its one NUL.
        case badString
        /// A field does not hold the structure that belongs there.
        case badContents
        /// On writing: the output buffer is too short. Nothing was written.
        case outputTooSmall
    }

    /// What is wrong.
    public let reason: Reason
    /// The field, by Microsoft's name for it; `end` for the place after the last field.
    public let field: StaticString
    /// Where the field begins, in bytes from the start of the BLOB.
    public let offset: Int
    /// The value the field would have to hold, the least it may hold, or the bytes needed; nil where that is no number.
    public let expected: UInt64?
    /// The value found, or the number of bytes there were; nil for byte fields.
    public let found: UInt64?

    /// An error of the layers above, about a structure of theirs that holds BLOBs.
    public init(reason: Reason, field: StaticString, offset: Int, expected: UInt64? = nil, found: UInt64? = nil) {
        self.reason = reason
        self.field = field
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}

extension BlobError: Equatable {
    /// Two errors are equal when they say the same of the same byte; the field's name follows from both.
    public static func == (left: Self, right: Self) -> Bool {
        left.reason == right.reason && left.offset == right.offset && left.expected == right.expected
            && left.found == right.found
    }
}

extension BlobError: CustomStringConvertible {
    /// One line, such as `badMagic: magic at byte 8: found 0x32415352, expected 0x31415352`.
    public var description: String {
        var text = "\(reason.rawValue): \(field) at byte \(offset)"
        switch (found, expected) {
        case (let found?, let expected?): text += ": found \(written(found)), expected \(written(expected))"
        case (let found?, nil): text += ": found \(written(found))"
        case (nil, let expected?): text += ": expected \(written(expected))"
        case (nil, nil): break
        }
        return text
    }

    /// Lengths read best in decimal, identifiers and magics in hex.
    private func written(_ number: UInt64) -> String {
        switch reason {
        case .badMagic, .badAlgorithm: "0x" + String(number, radix: 16)
        default: String(number)
        }
    }
}

/// The one place that throws. Out of line, so that the fast path of a parse holds no error construction.
@usableFromInline @inline(never)
func refuse(
    _ reason: BlobError.Reason, _ field: StaticString, _ offset: Int, expected: UInt64? = nil, found: UInt64? = nil
) throws(BlobError) -> Never {
    throw BlobError(reason: reason, field: field, offset: offset, expected: expected, found: found)
}
