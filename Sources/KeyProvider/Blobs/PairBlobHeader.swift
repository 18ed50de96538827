internal import KeyBlob

/// What says how a PUBLICKEYBLOB or PRIVATEKEYBLOB is to be read.
struct PairBlobHeader {
    /// `aiKeyAlg`; RSA's where the magic number is RSA's, whose format then says what is wrong with another ALG_ID.
    let algorithm: AlgorithmIdentifier
    /// `bVersion`.
    let version: UInt8

    /// - Throws: ``ProviderError/blob(_:)`` for fewer bytes than a header has.
    init(of source: RawSpan) throws(ProviderError) {
        let header = try coding { () throws(BlobError) in try BlobHeader(peekingAt: source) }
        version = header.version
        switch try? AnyKeyBlob.Format(of: source) {
        case .rsaPublicKey, .rsaPrivateKey: algorithm = .rsaKeyExchange
        default: algorithm = header.keyAlgorithm
        }
    }
}
