internal import CPKCS11

/// What a token says of itself.
public struct TokenDescription: Sendable, Equatable {
    /// `CK_TOKEN_INFO.label`: 32 bytes of UTF-8, padded with blanks.
    let label: [UInt8]
    /// `CK_TOKEN_INFO.serialNumber`: 16 bytes, padded with blanks.
    let serialNumber: [UInt8]
    /// How many sessions the token has; nil where it does not say, or sets no limit.
    let sessionLimit: Int?
    /// Whether the PIN was wrong so often that the next mistake locks it.
    public let isFinalTry: Bool
    /// Whether the PIN is locked.
    public let isPINLocked: Bool
    /// Whether the PIN is typed at the reader: then ``Token/logIn(pin:)`` is given none.
    public let takesPINItself: Bool

    init(_ information: CK_TOKEN_INFO) {
        label = withUnsafeBytes(of: information.label) { Array($0) }
        serialNumber = withUnsafeBytes(of: information.serialNumber) { Array($0) }
        let limit = information.ulMaxSessionCount
        sessionLimit = limit == CK_EFFECTIVELY_INFINITE || limit == .max ? nil : Int(clamping: limit)
        isFinalTry = information.flags & CKF_USER_PIN_FINAL_TRY != 0
        isPINLocked = information.flags & CKF_USER_PIN_LOCKED != 0
        takesPINItself = information.flags & CKF_PROTECTED_AUTHENTICATION_PATH != 0
    }

    /// The label that the token was given, without the blanks.
    public var labelText: String { Self.text(label) }
    /// The serial number that its maker gave it, without the blanks.
    public var serialNumberText: String { Self.text(serialNumber) }

    static func text(_ padded: [UInt8]) -> String {
        let end = padded.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
        return String(decoding: padded[..<end], as: UTF8.self)
    }
}
