internal import KeyBlob
internal import KeyProvider

extension KeyIdentity {
    /// The identity of the key that a BLOB or a key file holds in the clear: RSA, public or private, in a BLOB of CryptoAPI or
    /// CNG, in a PVK file that is not encrypted or in a strong-name key; or a public DSS key of CryptoAPI. Nothing but the
    /// public half enters, and nothing is checked that the BLOB's own structure does not demand.
    ///
    /// - Returns: nil for what holds no such key, or is not a BLOB of a strict reader.
    /// - Throws: ``TransferError/provider(_:)``.
    public init?(in blob: RawSpan) throws(TransferError) {
        guard let body = Self.publicBody(of: blob) else { return nil }
        self.init(bytes: try Digest256.of(body))
    }

    /// The PUBLICKEYBLOB without its header.
    private static func publicBody(of blob: RawSpan) -> [UInt8]? {
        guard let parsed = try? AnyKeyBlob(parsing: blob) else { return nil }
        switch parsed {
        case .rsaPublicKey(let key): return body(of: key)
        case .rsaPrivateKey(let key):
            return body(
                of: RSAPublicKeyBlob(
                    keyAlgorithm: key.keyAlgorithm, publicExponent: key.publicExponent, modulus: key.modulus))
        case .cngRSAPublicKey(let key): return body(key.publicExponent, key.modulus)
        case .cngRSAPrivateKey(let key): return body(key.publicExponent, key.modulus)
        case .cngRSAFullPrivateKey(let key): return body(key.publicExponent, key.modulus)
        case .strongNamePublicKey(let key) where !key.isNeutral: return body(of: key.publicKey)
        case .pvk(let file) where !file.isEncrypted: return publicBody(of: blob.extracting(file.privateKeyBlobRange))
        case .dssPublicKey, .dssVersion3PublicKey:
            let exported = try? PublicKey(importing: blob, allowing: .weakKeys).exportBlob()
            return exported.map { Array($0.dropFirst(BlobHeader.byteCount)) }
        default: return nil
        }
    }

    /// Of CNG's key, if a PUBLICKEYBLOB can hold it.
    private static func body(_ exponent: BigEndianInteger, _ modulus: BigEndianInteger) -> [UInt8]? {
        guard exponent.byteCount <= 4 else { return nil }
        let number = unsafe exponent.bytes.withUnsafeBytes { unsafe $0.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } }
        let reversed = unsafe modulus.bytes.withUnsafeBytes { unsafe [UInt8]($0.reversed()) }
        return unsafe body(
            of: RSAPublicKeyBlob(
                keyAlgorithm: .rsaKeyExchange, publicExponent: number,
                modulus: LittleEndianInteger(bytes: reversed.span.bytes)))
    }

    private static func body(of key: borrowing RSAPublicKeyBlob) -> [UInt8]? {
        guard let count = try? key.byteCount else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let written = unsafe bytes.withUnsafeMutableBytes { buffer in try? unsafe key.serialize(into: buffer) }
        return written == count ? Array(bytes.dropFirst(BlobHeader.byteCount)) : nil
    }
}
