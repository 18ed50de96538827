/// The protocols whose keys a Schannel provider derives.
public enum SchannelProtocol: Sendable, CaseIterable {
    /// SSL 3.0 (RFC 6101): `CALG_SSL3_MASTER`.
    case ssl3
    /// TLS 1.0 (RFC 2246), and 1.1, which derives in the same way: `CALG_TLS1_MASTER`.
    case tls1
}

/// Who writes what a key protects; `CRYPT_SERVER` asks for the server's.
public enum SchannelSide: Sendable, CaseIterable {
    /// The client.
    case client
    /// The server.
    case server
}

/// How much a cipher suite takes of the key material: what the `SCHANNEL_ALG` structures of a master key say.
public struct SchannelKeySizes: Sendable {
    /// The MAC key: 16 bytes for MD5, 20 for SHA-1.
    public let macKeyByteCount: Int
    /// The key that is cut from the key material.
    public let keyByteCount: Int
    /// One block of the cipher; 0 for a stream cipher.
    public let initializationVectorByteCount: Int
    /// Of an export cipher (`INTERNATIONAL_USAGE`), the key that is made of the one that was cut: 16 bytes of 5 for RC4
    /// and RC2, 8 of 5 for DES. Nil for all others.
    public let exportKeyByteCount: Int?

    /// The longest of each, far beyond any suite.
    private static let longestByteCount = 256

    /// What a suite takes, all in bytes.
    ///
    /// - Throws: ``CipherError/illegalParameter`` for a length that is negative or longer than 256 bytes.
    public init(
        macKeyByteCount: Int, keyByteCount: Int, initializationVectorByteCount: Int, exportKeyByteCount: Int? = nil
    ) throws(CipherError) {
        for count in [macKeyByteCount, keyByteCount, initializationVectorByteCount, exportKeyByteCount ?? 0] {
            guard 0...Self.longestByteCount ~= count else { throw .illegalParameter }
        }
        self.macKeyByteCount = macKeyByteCount
        self.keyByteCount = keyByteCount
        self.initializationVectorByteCount = initializationVectorByteCount
        self.exportKeyByteCount = exportKeyByteCount
    }
}

/// What one side of a connection writes with.
///
/// DES keys have the parity that the key material gave them; ``DESParity`` corrects it.
public struct SchannelKeys: ~Copyable, Sendable {
    /// The key of the MAC.
    public let macKey: SecretBytes
    /// The key of the cipher.
    public let key: SecretBytes
    /// The first IV.
    public let initializationVector: SecretBytes
}
