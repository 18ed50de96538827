public import CipherCore
internal import KeyBlob

/// A key that seals what leaves a process and comes back in another: opaque key BLOBs. Who seals and who opens must have
/// the same one, so it says where it comes from.
public struct SealingKey: ~Copyable, Sendable {
    /// Where a sealing key comes from, and so who has it.
    public enum Source: UInt32, Sendable, CaseIterable {
        /// The store of the user's key containers: his own processes, on this machine and as long as the store lives.
        case user = 1
        /// The machine's store: the processes of its owner and of its group.
        case machine = 2
        /// An agreement of two processes (``ChannelAgreement``): they alone, as long as they keep it.
        case channel = 3
    }

    static let byteCount = 32
    static let identifierByteCount = 16

    /// Where the key comes from.
    public let source: Source
    /// 32 bytes, for what seals with a method of its own, as references to keys in tokens do.
    public let bytes: SecretBytes
    /// 16 bytes that are no secret and differ from key to key: what is sealed carries them to say by which.
    public let identifier: [UInt8]

    init(_ source: Source, bytes: consuming SecretBytes, identifier: [UInt8]) {
        self.source = source
        self.bytes = bytes
        self.identifier = identifier
    }

    /// The key of one message, and no other: `salt` is random.
    borrowing func messageKey(salt: RawSpan, label: StaticString) throws(ProviderError) -> MessageKey {
        let info = label.bytes
        do throws(CipherError) {
            return MessageKey(
                try HKDF.derive(
                    .sha256, secret: bytes.bytes, salt: salt, info: unsafe info.span.bytes,
                    byteCount: MessageKey.byteCount))
        } catch {
            throw .cipher(error)
        }
    }
}

extension SealingKey.Source {
    /// The source of the key that opens an OPAQUEKEYBLOB, as the BLOB says it; nothing of it has been authenticated.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` for a BLOB that is not this package's.
    public init(namedBy blob: RawSpan) throws(ProviderError) {
        // The format has no other numbers.
        self = Self(rawValue: try parsed(OpaqueSessionKeyBlob.self, blob).keySource) ?? .user
    }
}
