/// What a tolerant parse forgave: a fixed set of cases with the first offset of each, so that recording allocates
/// nothing.
public struct Deviations: Sendable {
    /// Each thing that known writers get wrong, or known readers accept, and a strict parse refuses.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// Bytes after the last field; most readers ignore them.
        case trailingBytes
        /// `reserved` is not 0; OpenSSL and .NET ignore it.
        case reservedNonZero
        /// `bVersion` is not the format's; .NET ignores it.
        case unexpectedVersion
        /// `aiKeyAlg` is not legal for the format; OpenSSL, Mono and jsign ignore it.
        case unexpectedKeyAlgorithm
        /// The wrapping ALG_ID is not CALG_RSA_KEYX; Wine does not look at it.
        case unexpectedWrappingAlgorithm
        /// `bitlen` is no multiple of 8, as OpenSSL writes it for such keys; the fields are rounded up to bytes.
        case bitLengthNotWholeBytes
        /// `bitlen` is outside the 384…16384 of Microsoft's providers.
        case bitLengthOutsideLimits
        /// The modulus does not fill its field: its top bit is clear.
        case modulusTooShort
        /// The modulus is even.
        case evenModulus
        /// The public exponent is 0, 1 or even (the "exponent of one" trick uses 1).
        case weakExponent
        /// A prime is even or zero.
        case evenPrime
        /// `privateExponent` is cut short or missing; Windows accepts it down to half its length and recomputes it.
        case privateExponentCutShort
        /// The key's length is not one of the algorithm's; Wine fills up with zeros.
        case unexpectedKeyLength
        /// The wrapped key is shorter or longer than any RSA modulus of Microsoft's providers.
        case unexpectedWrappedLength

        /// A stable name for reports, in lower case with hyphens, such as `trailing-bytes`.
        public var name: String {
            var text = ""
            for character in "\(self)" {
                text += character.isUppercase ? "-" + character.lowercased() : String(character)
            }
            return text
        }
    }

    private var present: UInt64 = 0
    private var offsets = InlineArray<64, Int>(repeating: 0)

    /// No deviation.
    public init() {}

    /// Whether nothing was forgiven.
    public var isEmpty: Bool { present == 0 }

    /// The byte at which `kind` was met first; nil if it was not.
    public func firstOffset(of kind: Kind) -> Int? {
        present & bit(kind) == 0 ? nil : offsets[Int(kind.rawValue)]
    }

    /// What was forgiven, in the order of ``Kind``.
    public var kinds: [Kind] { Kind.allCases.filter { present & bit($0) != 0 } }

    mutating func note(_ kind: Kind, at offset: Int) {
        guard present & bit(kind) == 0 else { return }
        present |= bit(kind)
        offsets[Int(kind.rawValue)] = offset
    }

    private func bit(_ kind: Kind) -> UInt64 { 1 << UInt64(kind.rawValue) }
}
