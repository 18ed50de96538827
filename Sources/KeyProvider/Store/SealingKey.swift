public import CipherCore

/// A key of a store for what is sealed outside of it, such as opaque key BLOBs.
public struct SealingKey: ~Copyable, Sendable {
    static let byteCount = 32

    /// 32 bytes, for AES-256-GCM.
    public let bytes: SecretBytes
    /// 16 bytes that are no secret and differ from store to store: what is sealed can carry them to say by which key.
    public let identifier: [UInt8]
}
