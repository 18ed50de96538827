internal import CipherCore
public import KeyBlob

extension PublicKey {
    /// The key in an RSA PUBLICKEYBLOB.
    ///
    /// - Parameter insecure: take a key whose private half anybody can compute (``KeyWeakness/exponentOne``,
    ///   ``KeyWeakness/rocaFingerprint``) too.
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

    /// The key in the bytes of a PUBLICKEYBLOB, read strictly: RSA, DSS or Diffie-Hellman, of version 2 or 3, as the
    /// header says.
    ///
    /// - Parameters:
    ///   - group: what a Diffie-Hellman key of version 2 is read in, which says nothing but y: the ``parameters`` of the
    ///     pair that it is to agree with. Other BLOBs bring what they need.
    ///   - insecure: as the import of a view.
    /// - Throws: ``ProviderError/blob(_:)`` and as the import of a view; ``ProviderError/noKey`` for a Diffie-Hellman key
    ///   of version 2 without a group, ``ProviderError/inconsistentKey`` where its y is not as long as the group's p;
    ///   ``ProviderError/cipher(_:)`` with ``CipherError/weakKey(_:)`` for a group that is none and a y that is not in it.
    public init(
        importing source: RawSpan, group: KeyParameters? = nil, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let header = try PairBlobHeader(of: source)
        switch header.algorithm {
        case .dssSign:
            self.init(.dssSign, try PublicNumbers.dss(importing: source, version: header.version))
        case .dhStoreAndForward, .dhEphemeral:
            self.init(
                header.algorithm,
                try PublicNumbers.diffieHellman(importing: source, version: header.version, group: group))
        default:
            let blob: RSAPublicKeyBlob
            do throws(BlobError) {
                blob = try RSAPublicKeyBlob(parsing: source, forgiving: insecure == nil ? [] : [.weakExponent])
            } catch {
                throw .blob(error)
            }
            try self.init(importing: blob, allowing: insecure)
        }
    }

    /// The key as a PUBLICKEYBLOB; every key may leave so.
    ///
    /// - Parameter version3: write what CRYPT_BLOB_VER3 asks for, which says all that is known of a DSS or Diffie-Hellman
    ///   group; RSA has one version alone.
    /// - Throws: ``ProviderError/blob(_:)`` for a key that no legal BLOB of the version can carry.
    public func exportBlob(version3: Bool = false) throws(ProviderError) -> [UInt8] {
        switch numbers {
        case .rsa(let key): try key.blob(algorithm)
        case .dss(let key, let seed): try key.blob(seed, version3: version3)
        case .diffieHellman(let group, let y, let seed): try group.blob(algorithm, y: y, seed, version3: version3)
        }
    }
}

extension RSAPublicKey {
    /// The key as a PUBLICKEYBLOB.
    fileprivate func blob(_ algorithm: AlgorithmIdentifier) throws(ProviderError) -> [UInt8] {
        let modulus = [UInt8](modulus.reversed())
        let blob = RSAPublicKeyBlob(
            keyAlgorithm: algorithm, publicExponent: ExponentOfOne.standIn(for: publicExponent),
            modulus: LittleEndianInteger(bytes: unsafe modulus.span.bytes))
        var bytes = try coding { () throws(BlobError) in try blob.serialized() }
        unsafe bytes.withUnsafeMutableBytes { unsafe ExponentOfOne.put(publicExponent, in: $0) }
        return bytes
    }
}

/// A BLOB of one format, read strictly.
@_lifetime(copy source)
func parsed<Format: KeyBlobFormat & ~Escapable>(
    _ format: Format.Type, _ source: RawSpan
) throws(ProviderError) -> Format {
    do throws(BlobError) { return try Format(parsing: source) } catch { throw .blob(error) }
}
