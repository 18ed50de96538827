import CipherCore
import GoldenVectors
import Testing

extension GoldenRecord {
    /// The key of the fields `n` and `e`.
    func publicKey() throws -> RSAPublicKey {
        let modulus = try #require(bytes("n"))
        return try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: publicExponent())
    }

    /// The field `e`.
    func publicExponent() throws -> UInt32 { try #require(bytes("e")).reduce(0) { $0 << 8 | UInt32($1) } }

    /// The form of a signature: in `format`, `hash_algorithm` and `salt_length`, or as CryptSignHash has it.
    var signaturePadding: RSASignaturePadding? {
        if let digest = namedDigest {
            switch format {
            case "RSASSA-PKCS1-v1_5": return .pkcs1(digest)
            case "X9.31": return .x931(digest)
            default: return number("salt_length").map { .pss(digest, saltByteCount: Int($0)) }
            }
        }
        // CALG_SSL3_SHAMD5 has no OID; its X9.31 block ends with SHA-1's number, like all of Wine's.
        guard let digest = digestAlgorithm, number("flags") != 1 else { return .pkcs1WithoutIdentifier }
        return number("flags") == 4 ? .x931(digest) : .pkcs1(digest)
    }

    /// The hash function of the field `hash_algorithm`.
    var namedDigest: DigestAlgorithm? {
        switch string("hash_algorithm") {
        case "MD5": .md5
        case "SHA1": .sha1
        case "SHA256": .sha256
        case "SHA384": .sha384
        case "SHA512": .sha512
        default: nil
        }
    }

    /// The error, or the weakness, that the field `error` names.
    var error: CipherError? {
        switch string("error") {
        case "illegalDataLength": .illegalDataLength
        case "illegalParameter": .illegalParameter
        case "inconsistentKey": .inconsistentKey
        case "unwrapFailed": .unwrapFailed
        default: string("error").flatMap { KeyWeakness(rawValue: $0) }.map { .weakKey($0) }
        }
    }
}

extension RSAPublicKey {
    /// Verification of arrays.
    func accepts(_ signature: [UInt8], _ hash: [UInt8], _ padding: RSASignaturePadding) throws -> Bool {
        try isValidSignature(signature.span.bytes, hash: hash.span.bytes, padding: padding)
    }
}
