/// How a hash value becomes the block that an RSA key signs.
public enum RSASignaturePadding: Sendable, Equatable {
    /// EMSA-PKCS1-v1_5 (RFC 8017 section 9.2): 00 01 ff…ff 00 and the DigestInfo of the hash. What `CryptSignHash`
    /// makes.
    case pkcs1(DigestAlgorithm)
    /// The same with the bare hash value in place of the DigestInfo: `CRYPT_NOHASHOID`, and the MD5 ‖ SHA-1 (36 bytes)
    /// of SSL 3 and TLS 1.0. Nothing in such a signature says which hash function it belongs to.
    case pkcs1WithoutIdentifier
    /// ANSI X9.31 (`CRYPT_X931_FORMAT`): 6b bb…bb ba, the hash, its number in ISO/IEC 10118, cc. For SHA-1 and SHA-2:
    /// the others have no number. The modulus must have whole bytes, or the block might not be below it.
    ///
    /// Signatures are made as CryptoAPI makes them (measured: Wine's CSP), not as the smaller of s and n - s, which
    /// X9.31 asks for; both are accepted, since everybody can turn the one into the other.
    case x931(DigestAlgorithm)
    /// EMSA-PSS (RFC 8017 section 9.1) with MGF1 over the same hash function, and a random salt of a length that both
    /// sides know; `BCRYPT_PAD_PSS`.
    case pss(DigestAlgorithm, saltByteCount: Int)
}

extension RSASignaturePadding {
    /// The block that is signed, as long as the modulus.
    ///
    /// - Parameter salt: of PSS, as many bytes as it asks for; of the others nothing.
    /// - Throws: ``CipherError/illegalDataLength`` where the hash value is not as long as its algorithm's,
    ///   ``CipherError/messageTooLong`` where the block has no room, ``CipherError/unsupportedAlgorithm``, and what
    ///   hashing throws.
    package func block(hash: [UInt8], salt: [UInt8], modulusBitLength: Int) throws(CipherError) -> [UInt8] {
        let byteCount = (modulusBitLength + 7) / 8
        if let digest, hash.count != digest.byteCount { throw .illegalDataLength }
        switch self {
        case .pkcs1(let digest):
            return try Self.pkcs1Block(digest.digestInfoPrefix + hash, byteCount: byteCount)
        case .pkcs1WithoutIdentifier:
            return try Self.pkcs1Block(hash, byteCount: byteCount)
        case .x931(let digest):
            guard let number = digest.isoNumber else { throw .unsupportedAlgorithm }
            let fillCount = byteCount - hash.count - 4  // 6b, ba, the number, cc
            guard fillCount >= 0, modulusBitLength.isMultiple(of: 8) else { throw .messageTooLong }
            return [0x6b] + [UInt8](repeating: 0xbb, count: fillCount) + [0xba] + hash + [number, 0xcc]
        case .pss(let digest, _):
            return try PSS(digest: digest, modulusBitLength: modulusBitLength).block(hash: hash, salt: salt)
        }
    }

    private var digest: DigestAlgorithm? {
        switch self {
        case .pkcs1(let digest), .x931(let digest), .pss(let digest, _): digest
        case .pkcs1WithoutIdentifier: nil
        }
    }

    private static func pkcs1Block(_ content: [UInt8], byteCount: Int) throws(CipherError) -> [UInt8] {
        guard content.count <= byteCount - PKCS1Padding.overhead else { throw .messageTooLong }
        return [0, 1] + [UInt8](repeating: 0xff, count: byteCount - content.count - 3) + [0] + content
    }
}

extension DigestAlgorithm {
    /// What stands before the hash value in a DigestInfo (RFC 8017 section A.2.4), in DER: SEQUENCE { SEQUENCE { OID,
    /// NULL }, OCTET STRING }. Every length fits in a byte.
    fileprivate var digestInfoPrefix: [UInt8] {
        let identifier = [0x06, UInt8(objectIdentifier.count)] + objectIdentifier + [0x05, 0x00]
        let algorithm = [0x30, UInt8(identifier.count)] + identifier
        return [0x30, UInt8(algorithm.count + 2 + byteCount)] + algorithm + [0x04, UInt8(byteCount)]
    }

    /// The contents of the OBJECT IDENTIFIER.
    private var objectIdentifier: [UInt8] {
        let rsaDigest: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2]  // 1.2.840.113549.2
        let nistHash: [UInt8] = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2]  // 2.16.840.1.101.3.4.2
        return switch self {
        case .md2: rsaDigest + [2]
        case .md4: rsaDigest + [4]
        case .md5: rsaDigest + [5]
        case .sha1: [0x2b, 0x0e, 3, 2, 0x1a]  // 1.3.14.3.2.26
        case .sha256: nistHash + [1]
        case .sha384: nistHash + [2]
        case .sha512: nistHash + [3]
        }
    }

    /// The function's number in ISO/IEC 10118-3, as X9.31 ends with it.
    fileprivate var isoNumber: UInt8? {
        switch self {
        case .md2, .md4, .md5: nil
        case .sha1: 0x33
        case .sha256: 0x34
        case .sha384: 0x36
        case .sha512: 0x35
        }
    }
}
