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

    /// One that a frame carries, or that a process kept: a source that does not know what became of its transfer hands
    /// the keys over as the same one, and a receiver that keeps ``HandOverReceiver/offered`` refuses it after its own end,
    /// too. Nil unless there are 16 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }
}
