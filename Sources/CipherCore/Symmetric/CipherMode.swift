/// How a block cipher is applied to more than one block (NIST SP 800-38A).
public enum CipherMode: Sendable, CaseIterable {
    /// Cipher block chaining: `CRYPT_MODE_CBC`.
    case cbc
    /// Electronic codebook: `CRYPT_MODE_ECB`. The feedback register has no part in it.
    case ecb
    /// Cipher feedback with segments of 8 bits: `CRYPT_MODE_CFB`, as Microsoft's providers know no other segment.
    case cfb8
}
