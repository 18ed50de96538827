internal import CipherCore
public import KeyBlob

// Hashes with a key: CALG_MAC and CALG_HMAC.
extension HashObject {
    /// A CBC-MAC (CALG_MAC) of nothing yet: the data is padded as for encryption, and the last block of ciphertext is
    /// the value. It has a copy of the key as it is now, and begins with KP_IV; the key's own stream does not move.
    ///
    /// - Throws: ``ProviderError/unsuitableKey`` for RC4, for a mode other than CBC, and for keys that do not encrypt;
    ///   ``ProviderError/notPermitted`` without ``KeyPermissions/mac``; ``ProviderError/unsupportedAlgorithm(_:)``;
    ///   ``ProviderError/cipher(_:)``.
    public init(macWith key: borrowing SessionKey) throws(ProviderError) {
        guard key.provider.has(.mac) else { throw .unsupportedAlgorithm(.mac) }
        guard key.canEncrypt, key.blockByteCount != nil, key.mode == .cbc, let cipher = key.algorithm.cipher else {
            throw .unsuitableKey
        }
        guard key.permissions.contains(.mac) else { throw .notPermitted }
        let code: CBCMAC
        do throws(CipherError) {
            let whole = try SessionKey.cipherKey(key.key, key.saltBytes)
            code = try CBCMAC(
                cipher, key: whole.bytes, effectiveKeyBits: cipher == .rc2 ? key.effectiveKeyBitLength : nil,
                initializationVector: key.initializationVector)
        } catch {
            throw .cipher(error)
        }
        self.init(.mac, key.provider, HashFunction(code))
    }

    /// An HMAC (CALG_HMAC) that lacks its hash function yet: ``setHMACInfo(hash:innerPad:outerPad:)`` sets it. It has a
    /// copy of the key's own bytes, without salt; the key may be of any kind and length.
    ///
    /// - Throws: ``ProviderError/notPermitted`` without ``KeyPermissions/mac``,
    ///   ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/cipher(_:)``.
    public init(hmacWith key: borrowing SessionKey) throws(ProviderError) {
        guard key.provider.has(.hmac) else { throw .unsupportedAlgorithm(.hmac) }
        guard key.permissions.contains(.mac) else { throw .notPermitted }
        let bytes: SecretBytes
        do throws(CipherError) { bytes = try key.key.copy() } catch { throw .cipher(error) }
        self.init(.hmac, key.provider, secret: bytes)
    }

    /// Sets hash function and pads of an HMAC (HP_HMAC_INFO), and begins it anew.
    ///
    /// The key is XORed over as many bytes of a pad as it has, and the whole pad is hashed. The pads of RFC 2104 are as
    /// long as a block of the hash function: 128 bytes for SHA-384 and SHA-512, where Microsoft's page says 64 without
    /// regard to the hash (give 64 bytes of 0x36 and 0x5c to have that). MD2's are 64 bytes. A longer key is hashed
    /// first; with two pads of the caller's own, a key of more than 64 bytes.
    ///
    /// - Parameters:
    ///   - hash: one of the provider's hashes without key.
    ///   - innerPad: `pbInnerString`, of any length; empty for RFC 2104's.
    ///   - outerPad: `pbOuterString`, likewise.
    /// - Throws: ``ProviderError/unsuitableHash`` for another hash object, ``ProviderError/hashFinished``,
    ///   ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/cipher(_:)``.
    public mutating func setHMACInfo(
        hash: AlgorithmIdentifier, innerPad: RawSpan = RawSpan(), outerPad: RawSpan = RawSpan()
    ) throws(ProviderError) {
        guard algorithm == .hmac else { throw .unsuitableHash }
        if isFinished { throw .hashFinished }
        guard provider.has(hash), let digest = hash.digest else { throw .unsupportedAlgorithm(hash) }
        do throws(CipherError) {
            let code = try hmac(digest, innerPad, outerPad)
            if let code { function = HashFunction(code) }
        } catch {
            throw .cipher(error)
        }
    }

    private borrowing func hmac(
        _ digest: DigestAlgorithm, _ innerPad: RawSpan, _ outerPad: RawSpan
    ) throws(CipherError) -> HMAC? {
        switch secret {
        case .some(let key): try HMAC(digest, key: key.bytes, innerPad: innerPad, outerPad: outerPad)
        case .none: nil
        }
    }

    /// The code of other data under the same key, from a hash that has given its own.
    mutating func authenticate(_ data: RawSpan) throws(CipherError) -> SecretBytes {
        try function?.update(data)
        guard let code = try function?.finish() else { throw .unsupportedAlgorithm }
        return code
    }
}
