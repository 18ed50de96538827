internal import CipherCore

/// The key of a store: 32 random bytes, from which all its other keys are derived. Never used itself.
final class StoreKey: Sendable {
    static let byteCount = 32
    static let identifierByteCount = 16

    let bytes: SecretBytes
    /// Tells store keys from each other; no secret.
    let identifier: [UInt8]

    init(_ bytes: consuming SecretBytes) throws(ProviderError) {
        let identifier = try Self.derive(bytes.bytes, [], "keyblob store key identifier 1", Self.identifierByteCount)
        self.bytes = bytes
        self.identifier = unsafe identifier.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    static func random() throws(ProviderError) -> StoreKey {
        try StoreKey(try providing { () throws(CipherError) in try SecretBytes.random(count: byteCount) })
    }

    /// The key that seals one state of one container.
    ///
    /// - Parameter salt: random, and another for each state.
    func containerKey(salt: [UInt8]) throws(ProviderError) -> MessageKey {
        MessageKey(try derive(salt, "keyblob container 1", MessageKey.byteCount))
    }

    /// A key for another part of the library, which `label` names, and what tells it from other stores' keys.
    func sealingKey(_ label: String, _ source: SealingKey.Source) throws(ProviderError) -> SealingKey {
        let identifier = try derive([], "keyblob sealing key identifier 1: " + label, Self.identifierByteCount)
        return SealingKey(
            source, bytes: try derive([], "keyblob sealing key 1: " + label, SealingKey.byteCount),
            identifier: unsafe identifier.withUnsafeBytes { unsafe [UInt8]($0) })
    }

    private func derive(_ salt: [UInt8], _ label: String, _ byteCount: Int) throws(ProviderError) -> SecretBytes {
        try bytes.withSpan { secret throws(ProviderError) in try Self.derive(secret, salt, label, byteCount) }
    }

    /// HKDF-SHA-256.
    private static func derive(
        _ secret: RawSpan, _ salt: [UInt8], _ label: String, _ byteCount: Int
    ) throws(ProviderError) -> SecretBytes {
        let info = Array(label.utf8)
        return try providing { () throws(CipherError) in
            try HKDF.derive(
                .sha256, secret: secret, salt: unsafe salt.span.bytes, info: unsafe info.span.bytes,
                byteCount: byteCount)
        }
    }
}
