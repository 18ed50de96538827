internal import KeyBlob
public import KeyProvider

/// Whose key a record speaks of: the SHA-256 of its PUBLICKEYBLOB, without anything that only names the key's use.
///
/// CALG_RSA_KEYX and CALG_RSA_SIGN are one key's two names, so the ALG_ID does not enter.
public struct KeyIdentity: Sendable, Hashable {
    /// The length of an identity, in bytes.
    public static let byteCount = 32

    /// 32 bytes.
    public var bytes: [UInt8]

    /// An identity out of a record.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The identity of a key.
    ///
    /// - Throws: ``TransferError/provider(_:)``.
    public init(of key: PublicKey) throws(TransferError) {
        let blob = try providing { () throws(ProviderError) in try key.exportBlob() }
        bytes = try Digest256.of(Array(blob.dropFirst(BlobHeader.byteCount)))
    }
}

extension KeyIdentity: CustomStringConvertible {
    /// 64 hexadecimal digits.
    public var description: String {
        bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }
}
