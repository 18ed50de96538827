internal import CipherCore
internal import KeyProvider

/// Which hand-over a frame belongs to: 16 bytes, random, of one transfer and never of a second.
public struct TransferIdentifier: Sendable, Hashable {
    /// The length of an identifier, in bytes.
    public static let byteCount = 16

    /// 16 bytes.
    public let bytes: [UInt8]

    /// A new one.
    ///
    /// - Throws: ``TransferError/provider(_:)``.
    public init() throws(TransferError) {
        let random = try providing { () throws(ProviderError) in
            try KeyProvider.providing { () throws(CipherError) in try SecretBytes.random(count: Self.byteCount) }
        }
        bytes = unsafe random.withUnsafeBytes { unsafe Array($0) }
    }

    /// One that a frame carries.
    init(bytes: [UInt8]) { self.bytes = bytes }
}
