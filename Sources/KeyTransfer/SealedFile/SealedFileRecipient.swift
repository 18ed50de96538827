internal import CipherCore
public import KeyProvider

/// For whom a file is sealed, and how the session key is wrapped.
public struct SealedFileRecipient: Sendable {
    /// Why somebody can open a file.
    public enum Role: UInt32, Sendable {
        /// The file is for him.
        case recipient = 0
        /// A backup authority, which can open what its owners have lost the keys of.
        case escrow = 1
    }

    /// An RSA exchange key.
    public let key: PublicKey
    /// Why he can open the file.
    public let role: Role
    /// How the session key stands in the RSA block.
    public let padding: WrapPadding

    /// The owner of `key`; whether it is fit for that, sealing finds out.
    public init(_ key: PublicKey, role: Role = .recipient, padding: WrapPadding = .oaep) {
        self.key = key
        self.role = role
        self.padding = padding
    }

    /// Whether the session key would be less safe under it than AES-256 is: PKCS #1 v1.5, fewer than 2048 bits, or a
    /// modulus with a flaw.
    ///
    /// - Throws: ``TransferError/provider(_:)``.
    public func isWeak() throws(TransferError) -> Bool {
        let weaknesses = try providing { () throws(ProviderError) in try key.weaknesses() }
        return padding == .pkcs1 || key.bitLength < 2048 || weaknesses.contains { $0 != .smallExponent }
    }

    /// The entry in the header.
    func entry(
        _ sessionKey: borrowing SessionKey, allowing insecure: Insecure?
    ) throws(TransferError) -> SealedFileEntry {
        if insecure == nil, try isWeak() { throw .provider(.weakKeyRefused) }
        var entry = SealedFileEntry()
        entry.identity = try KeyIdentity(of: key).bytes
        entry.role = role.rawValue
        entry.padding = padding == .oaep ? 0 : 1
        entry.blob = try providing { () throws(ProviderError) in
            try sessionKey.exportWrapped(for: key, padding: padding)
        }
        return entry
    }
}

/// One recipient in the header of a sealed file.
///
/// ```c
/// struct { BYTE identity[32];     // KeyIdentity of the recipient's key
///          DWORD role;            // 0: recipient, 1: escrow
///          DWORD padding;         // 0: OAEP, 1: PKCS #1 v1.5
///          DWORD cbKeyBlob;
///          BYTE keyBlob[]; }      // SIMPLEBLOB of the session key
/// ```
struct SealedFileEntry: Record {
    /// A SIMPLEBLOB under moduli of 384 to 16384 bits.
    static let blobByteCounts = 12 + 48...12 + 2048
    static let longest = 32 + 4 + 4 + 4 + blobByteCounts.upperBound

    var identity: [UInt8] = []
    var role: UInt32 = 0
    var padding: UInt32 = 0
    var blob: [UInt8] = []

    var wrapPadding: WrapPadding { padding == 0 ? .oaep : .pkcs1 }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("identity", &identity, count: KeyIdentity.byteCount)
        try pass.number("role", &role, in: 0...1)
        try pass.number("padding", &padding, in: 0...1)
        try pass.bytes("keyBlob", &blob, in: Self.blobByteCounts)
    }
}
