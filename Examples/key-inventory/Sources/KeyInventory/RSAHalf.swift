import KeyBlob

/// What two halves of an RSA key pair have in common, whatever they are kept in.
///
/// The key outlives the file it was read from, so it is an *owned twin*: it keeps its bytes, where a view borrows them.
struct RSAHalf {
    let publicKey: RSAPublicKeyBlob.Owned
    let isPrivate: Bool

    /// The RSA key in `blob`; nil where it holds none in the clear.
    init?(of blob: borrowing AnyKeyBlob, in source: RawSpan) throws(BlobError) {
        switch blob {
        case .rsaPublicKey(let key):
            publicKey = try RSAPublicKeyBlob.Owned(key)
            isPrivate = false
        case .rsaPrivateKey(let key):
            publicKey = try key.publicTwin()
            isPrivate = true
        case .strongNamePublicKey(let strongName) where !strongName.isNeutral:
            publicKey = try RSAPublicKeyBlob.Owned(strongName.publicKey)
            isPrivate = false
        case .pvk(let file) where !file.isEncrypted:
            // The same bytes, read as the PRIVATEKEYBLOB that they hold.
            guard let key = try? RSAPrivateKeyBlob(parsing: source.extracting(file.privateKeyBlobRange)) else {
                return nil
            }
            publicKey = try key.publicTwin()
            isPrivate = true
        case .cngRSAPublicKey(let key):
            guard let twin = try RSAHalf.twin(key.publicExponent, key.modulus) else { return nil }
            publicKey = twin
            isPrivate = false
        case .cngRSAPrivateKey(let key):
            guard let twin = try RSAHalf.twin(key.publicExponent, key.modulus) else { return nil }
            publicKey = twin
            isPrivate = true
        case .cngRSAFullPrivateKey(let key):
            guard let twin = try RSAHalf.twin(key.publicExponent, key.modulus) else { return nil }
            publicKey = twin
            isPrivate = true
        default:
            return nil
        }
    }

    /// CNG's big-endian numbers as CryptoAPI's little-endian BLOB; nil for an exponent that CryptoAPI cannot say.
    private static func twin(
        _ exponent: BigEndianInteger, _ modulus: BigEndianInteger
    ) throws(BlobError) -> RSAPublicKeyBlob.Owned? {
        guard exponent.byteCount <= 4 else { return nil }
        var value: UInt32 = 0
        for index in 0..<exponent.byteCount {
            value = value << 8 | UInt32(exponent.bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self))
        }
        let reversed = (0..<modulus.byteCount).reversed().map {
            modulus.bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self)
        }
        let span = reversed.span
        return try RSAPublicKeyBlob.Owned(
            RSAPublicKeyBlob(
                keyAlgorithm: .rsaKeyExchange, publicExponent: value, modulus: LittleEndianInteger(bytes: span.bytes)))
    }

    /// The numbers alone: a key for exchange and the same for signatures are one key pair.
    var numbers: [UInt8] { publicKey.bytes.withUnsafeBytes { Array($0.dropFirst(12)) } }
}

extension RSAPrivateKeyBlob {
    /// The PUBLICKEYBLOB that belongs to this key pair.
    func publicTwin() throws(BlobError) -> RSAPublicKeyBlob.Owned {
        let fields = RSAPublicKeyBlob(keyAlgorithm: keyAlgorithm, publicExponent: publicExponent, modulus: modulus)
        return try RSAPublicKeyBlob.Owned(fields)
    }
}
