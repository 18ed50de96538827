/// `ALG_ID`: an algorithm, as CryptoAPI numbers it. 32 bits, of which the low 16 are used:
/// `class << 13 | type << 9 | sid`.
///
/// Source: Microsoft Learn, "ALG_ID"; the decomposition from the public SDK header's `GET_ALG_*` macros.
public struct AlgorithmIdentifier: RawRepresentable, Hashable, Sendable {
    /// The number, as it stands in a BLOB.
    public let rawValue: UInt32

    /// Any number at all; ``name`` is nil for those Microsoft has not assigned.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `ALG_CLASS_*`: bits 13 to 15.
    public enum Class: UInt32, Sendable, CaseIterable {
        case any = 0
        case signature = 1
        case messageEncrypt = 2
        case dataEncrypt = 3
        case hash = 4
        case keyExchange = 5
        case all = 7
    }

    /// `ALG_TYPE_*`: bits 9 to 12.
    public enum Family: UInt32, Sendable, CaseIterable {
        case any = 0
        case dss = 1
        case rsa = 2
        case block = 3
        case stream = 4
        case diffieHellman = 5
        case secureChannel = 6
        case ellipticDiffieHellman = 7
        case thirdParty = 8
    }

    /// The class; nil where bits 13 to 15 hold the unassigned 6, or a higher bit is set.
    public var algorithmClass: Class? { rawValue >> 16 == 0 ? Class(rawValue: rawValue >> 13 & 7) : nil }

    /// The type (`ALG_TYPE_*`); nil where bits 9 to 12 hold an unassigned number.
    public var family: Family? { Family(rawValue: rawValue >> 9 & 15) }

    /// The sub-identifier (`ALG_SID_*`): bits 0 to 8. The same number means different things in different types.
    public var subIdentifier: UInt32 { rawValue & 0x1FF }

    /// Microsoft's name, such as `CALG_AES_256`; nil for a number that was never assigned.
    public var name: StaticString? { Self.named.first { $0.id == self }?.name }

    /// Whether a session key of this algorithm can stand in a BLOB: a data cipher, or an Schannel master key.
    @inlinable @inline(__always)
    public var isSessionKey: Bool {
        switch rawValue {
        case 0x6601...0x6604, 0x6609...0x6610, 0x6801, 0x6802: true  // data ciphers; CALG_AES has no key of its own
        case 0x4C01, 0x4C04...0x4C06: true  // SSL 2, SSL 3, TLS 1 and PCT 1 master keys
        default: false
        }
    }

    /// How long a key of this algorithm can be, in bytes; nil where the algorithm sets no limit of its own.
    ///
    /// RC2 and RC4 in a BLOB run from 1 to 128 bytes: providers allow 5 to 16, Windows imports more (and then only
    /// decrypts), and the length limit is the provider's affair.
    @inlinable @inline(__always)
    public var keyByteCounts: ClosedRange<Int>? {
        switch rawValue {
        case 0x6601: 8...8  // DES, parity bits included
        case 0x6609: 16...16  // 3DES with two keys
        case 0x6603, 0x6604: 24...24  // 3DES, DESX
        case 0x660E: 16...16
        case 0x660F: 24...24
        case 0x6610: 32...32
        case 0x6602, 0x6801: 1...128  // RC2, RC4
        case 0x4C01, 0x4C06: 48...48  // SSL 3 and TLS 1.0 master keys
        default: nil
        }
    }
}

extension AlgorithmIdentifier: CustomStringConvertible {
    /// The name, or the number in hex where there is none.
    public var description: String { name.map { "\($0)" } ?? "0x" + String(rawValue, radix: 16) }
}
