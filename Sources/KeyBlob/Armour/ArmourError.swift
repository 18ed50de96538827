/// Why a text could not be decoded, and at which of its bytes. It never holds a character of the text.
public struct ArmourError: Error, Hashable, Sendable {
    /// What can be wrong with a text.
    public enum Reason: String, Sendable, CaseIterable {
        /// A character that is neither white space nor one of the armour's.
        case illegalCharacter
        /// The text ends within a byte, or before its padding, its closing quote or its last line.
        case truncated
        /// There is more padding than the text needs, or the last digit has bits that belong to no byte.
        case badPadding
        /// A line of a hex dump does not begin where the line before it ended.
        case badOffset
        /// The label behind `-----END` is not the one behind `-----BEGIN`.
        case labelMismatch
        /// The text holds more than one BLOB.
        case severalBlobs
        /// The output buffer is too short. Nothing was written.
        case outputTooSmall
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in bytes from the start of the text; its length where something is missing at its end.
    public let offset: Int
}

extension ArmourError: CustomStringConvertible {
    /// One line, such as `illegalCharacter at byte 17 of the text`.
    public var description: String { "\(reason.rawValue) at byte \(offset) of the text" }
}
