internal import CipherCore

/// A sealing key that two processes agree on over the socket between them, and that never touches a disk: for contexts
/// that have no store, or do not want what they hand over to outlive them.
///
/// Each side sends one message, in either order, and finishes with the other's. A message is 48 bytes: "SKC1", an ephemeral
/// X25519 public key (32), and the credentials of the *other* side as the sender's kernel has them: process, user and group
/// (DWORDs, little-endian). The key is HKDF-SHA-256 of the shared secret with both messages as salt, the lesser first. So
/// it is bound to both keys and to both sides' credentials; and each side looks whether the other sees its own user and
/// group, or somebody who passes messages on.
///
/// What makes it safe is that a Unix socket leads to one process, which the kernel names: ``PeerCredentials``. Whether
/// *that* one may have the keys, the caller decides; ``SealingKey/agreed(over:timeout:trusting:)`` asks for the same user.
public struct ChannelAgreement: ~Copyable, Sendable {
    /// The length of a message, in bytes.
    public static let messageByteCount = 48

    private static let magic = Array("SKC1".utf8)

    /// What to send to the other side.
    public let message: [UInt8]

    private let ephemeral: X25519PrivateKey
    private let this: PeerCredentials

    /// A new agreement, with a new key.
    ///
    /// - Parameters:
    ///   - peer: who is at the other end.
    ///   - this: who is at this end.
    /// - Throws: ``ProviderError/cipher(_:)``.
    public init(with peer: PeerCredentials, as this: PeerCredentials = .current) throws(ProviderError) {
        let ephemeral = try providing { () throws(CipherError) in try X25519PrivateKey.generate() }
        var message = Self.magic + ephemeral.publicKey.u
        message.append(number: peer.process)
        message.append(number: peer.user)
        message.append(number: peer.group)
        self.ephemeral = ephemeral
        self.message = message
        self.this = this
    }

    /// Takes the other side's message; both sides have the same key now, or, where somebody tampered, different ones.
    ///
    /// - Throws: ``ChannelError/illegalMessage``, also for this side's own, sent back; ``ChannelError/relayed``.
    public consuming func finish(_ answer: RawSpan) throws(ProviderError) -> SealingKey {
        guard answer.byteCount == Self.messageByteCount else { throw .channel(.illegalMessage) }
        let theirs = unsafe answer.withUnsafeBytes { unsafe Array($0) }
        var fields = StoreFieldReader(answer.extracting(droppingFirst: Self.magic.count))
        let publicKey = try fields.bytes(32)
        _ = try fields.number(Int32.self)
        let user: UInt32 = try fields.number()
        let group: UInt32 = try fields.number()
        guard theirs.starts(with: Self.magic) else { throw .channel(.illegalMessage) }
        guard user == this.user, group == this.group else { throw .channel(.relayed) }
        let secret: SecretBytes
        do throws(CipherError) {
            let other = try X25519PublicKey(publicKey)
            guard other != ephemeral.publicKey else { throw .inconsistentKey }
            secret = try ephemeral.agree(with: other)
        } catch {
            switch error {
            case .weakKey, .inconsistentKey: throw .channel(.illegalMessage)
            default: throw .cipher(error)
            }
        }
        let transcript = message.lexicographicallyPrecedes(theirs) ? message + theirs : theirs + message
        return try SealingKey(agreed: secret, transcript: transcript)
    }
}

extension SealingKey {
    fileprivate init(agreed secret: borrowing SecretBytes, transcript: [UInt8]) throws(ProviderError) {
        let (key, name) = (Array("keyblob channel key 1".utf8), Array("keyblob channel key identifier 1".utf8))
        let strong = try providing { () throws(CipherError) in
            try HKDF.extract(.sha256, secret: secret.bytes, salt: unsafe transcript.span.bytes)
        }
        let bytes = try providing { () throws(CipherError) in
            try HKDF.expand(
                .sha256, pseudorandomKey: strong.bytes, info: unsafe key.span.bytes, byteCount: Self.byteCount)
        }
        let identifier = try providing { () throws(CipherError) in
            try HKDF.expand(
                .sha256, pseudorandomKey: strong.bytes, info: unsafe name.span.bytes,
                byteCount: Self.identifierByteCount)
        }
        self.init(.channel, bytes: bytes, identifier: unsafe identifier.withUnsafeBytes { unsafe Array($0) })
    }
}
