internal import CipherCore
public import KeyBlob

extension PublicKey {
    /// The key in an RSA PUBLICKEYBLOB.
    ///
    /// - Parameter insecure: take a key whose private half anybody can compute (``KeyWeakness/rocaFingerprint``) too.
    /// - Throws: ``ProviderError/cipher(_:)`` for numbers that make no RSA key, and with ``CipherError/weakKey(_:)``.
    public init(
        importing blob: borrowing RSAPublicKeyBlob, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let modulus = ByteOrder.bigEndian(blob.modulus)
        let exponent = blob.publicExponent
        let rsa = try providing { () throws(CipherError) in
            try RSAPublicKey(modulus, exponent, allowing: insecure)
        }
        self.init(KeyPurpose(blob.keyAlgorithm).algorithm, .rsa(rsa))
    }

    /// The key in the bytes of a PUBLICKEYBLOB, read strictly.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view.
    public init(importing source: RawSpan, allowing insecure: Insecure? = nil) throws(ProviderError) {
        let blob: RSAPublicKeyBlob
        do throws(BlobError) { blob = try RSAPublicKeyBlob(parsing: source) } catch { throw .blob(error) }
        try self.init(importing: blob, allowing: insecure)
    }

    /// The key as a PUBLICKEYBLOB.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` for a legacy key that no legal BLOB can carry.
    public func exportBlob() throws(ProviderError) -> [UInt8] {
        let rsa = try rsa()
        let modulus = [UInt8](rsa.modulus.reversed())
        let blob = RSAPublicKeyBlob(
            keyAlgorithm: algorithm, publicExponent: rsa.publicExponent,
            modulus: LittleEndianInteger(bytes: unsafe modulus.span.bytes))
        return try coding { () throws(BlobError) in try blob.serialized() }
    }
}
