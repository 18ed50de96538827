/// What a tolerant parse forgave: a fixed set of cases with the first offset of each, so that recording allocates
/// nothing.
public struct Deviations: Sendable {
    /// Each thing that known writers get wrong, or known readers accept, and a strict parse refuses.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// Bytes after the last field; most readers ignore them.
        case trailingBytes
        /// A field that must be 0 is not: `reserved` (OpenSSL and .NET ignore it), or the primes' lengths in a CNG public
        /// key (Wine ignores them).
        case reservedNonZero
        /// `bVersion` is not the format's; .NET ignores it.
        case unexpectedVersion
        /// `aiKeyAlg` is not legal for the format; OpenSSL, Mono and jsign ignore it.
        case unexpectedKeyAlgorithm
        /// The wrapping ALG_ID is not CALG_RSA_KEYX; Wine does not look at it.
        case unexpectedWrappingAlgorithm
        /// `bitlen` is no multiple of 8, as OpenSSL writes it for such keys; the fields are rounded up to bytes.
        case bitLengthNotWholeBytes
        /// `bitlen` is outside the 384…16384 of Microsoft's providers (CNG: 512…16384).
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
        /// The key's length is not one of the algorithm's; Wine fills up with zeros, its bcrypt takes any DSA key.
        case unexpectedKeyLength
        /// What is wrapped is of a length that no wrapping or encrypting makes, such as that of no RSA modulus of
        /// Microsoft's providers.
        case unexpectedWrappedLength
        /// `cbPublicExp` counts leading zeros of the public exponent; Wine takes it.
        case paddedExponent
        /// `BitLength` does not say how long the modulus is; Wine's bcrypt does not look at it.
        case bitLengthDisagrees
        /// `cbPrime1` and `cbPrime2` do not add up to `cbModulus`; Wine's bcrypt does not hold them against it.
        case unusualPrimeLengths
        /// What stands behind the primes is cut short or missing; Wine's bcrypt does not look at it.
        case crtPartCutShort
        /// X and Y are zero, for CNG to compute them from d, as .NET (curve25519) and YubiHSM's provider leave it.
        case publicPointMissing
        /// A curve25519 coordinate is 2^255 - 19 or more, as RFC 7748 allows and CNG does not.
        case nonCanonicalCoordinate
        /// A curve25519 scalar is not clamped; RFC 7748 leaves that to the reader, CNG to the writer.
        case unclampedScalar
        /// `cbGroupSize` is not the digest length of `hashAlgorithm`; .NET refuses it.
        case unexpectedGroupSize
        /// A length in a header contradicts those it follows from (`cbSize`, `cbLength`, a nested BLOB's length).
        case lengthFieldDisagrees
        /// `bType` does not fit the magic number; .NET ignores it, Wine's DSS provider does not compare the two, and
        /// phpseclib takes PUBLICKEYBLOBEX for PUBLICKEYBLOB.
        case unexpectedBlobType
        /// A DSS prime is not a multiple of 64 bits long, as FIPS 186 asks; OpenSSL writes and Wine reads such keys.
        case bitLengthNotMultipleOf64
        /// p or q does not fill its field: its top bit is clear; OpenSSL, Mono and Wine do not look.
        case primeTooShort
        /// A 3DES key of three keys under one of two, which RFC 3217 forbids and CryptoAPI's documentation does not.
        case wrappingKeyTooWeak
        /// `keySpec` is neither AT_KEYEXCHANGE nor AT_SIGNATURE, or not that of `aiKeyAlg`; OpenSSL ignores it.
        case unexpectedKeySpec
        /// `encryptType` is unknown or contradicts the salt; OpenSSL goes by the salt's length alone.
        case unexpectedEncryptionType
        /// The salt is not of the 16 bytes that everybody writes; OpenSSL takes any up to 10240.
        case unexpectedSaltLength
        /// `SigAlgID` is not CALG_RSA_SIGN; Roslyn takes any signature algorithm, Mono ignores it.
        case unexpectedSignatureAlgorithm
        /// `HashAlgID` is none of the hashes of strong names; Roslyn takes any hash algorithm, Mono ignores it.
        case unexpectedHashAlgorithm
        /// A text lacks the NUL that Windows writes; mimikatz and impacket go by its length.
        case textNotTerminated
        /// A field holds something else than the structure that belongs there; mimikatz copies it unseen.
        case unexpectedContents
        /// Bytes between a record's last field and the end that its length names; mimikatz steps over them.
        case paddedRecord

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
