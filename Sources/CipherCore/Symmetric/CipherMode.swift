/// How a block cipher is applied to more than one block (NIST SP 800-38A).
public enum CipherMode: Sendable, CaseIterable {
    /// Cipher block chaining: `CRYPT_MODE_CBC`.
    case cbc
    /// Electronic codebook: `CRYPT_MODE_ECB`. The feedback register has no part in it.
    case ecb
    /// Cipher feedback with segments of 8 bits: `CRYPT_MODE_CFB`, as Microsoft's providers know no other segment.
    case cfb8
    /// Cipher feedback with segments of one block (CFB-128, or CFB-64 for blocks of 8 bytes): CNG's CFB when its
    /// `MessageBlockLength` is the block's.
    case cfb
    /// Output feedback: `CRYPT_MODE_OFB`, which Microsoft's providers name and do not have.
    case ofb
    /// Counter. The whole block is the counter, big-endian; the IV is its first value.
    case ctr

    /// The modes that Microsoft's CryptoAPI providers have.
    public static let cryptoAPI: [CipherMode] = [.cbc, .ecb, .cfb8]

    /// Whether data may stop and go on at any byte; otherwise it comes in whole blocks.
    ///
    /// CFB-8 could too, but CryptoAPI treats it as it treats CBC, padding included.
    public var isStreaming: Bool { self == .cfb || self == .ofb || self == .ctr }
}
