internal import CipherCore
internal import KeyBlob

/// How a hash value is laid out in an RSA signature; DSS has one form only.
public enum SignatureFormat: Sendable, CaseIterable {
    /// PKCS #1 v1.5 with the hash's identifier; SSL3_SHAMD5 has none.
    case standard
    /// PKCS #1 v1.5 without identifier (CRYPT_NOHASHOID): nothing in the signature says which hash it belongs to.
    case withoutIdentifier
    /// ANSI X9.31 (CRYPT_X931_FORMAT), for SHA-1 and SHA-2.
    case x931

    /// The padding of a hash of this algorithm.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` for hashes that are not signed.
    fileprivate func padding(_ hash: AlgorithmIdentifier) throws(ProviderError) -> RSASignaturePadding {
        switch (self, hash.digest) {
        case (.standard, let digest?): return .pkcs1(digest)
        case (.withoutIdentifier, _?): return .pkcs1WithoutIdentifier
        case (.x931, let digest?): return .x931(digest)
        case (.standard, nil), (.withoutIdentifier, nil):
            guard hash == .ssl3SHAMD5 else { throw .unsupportedAlgorithm(hash) }
            return .pkcs1WithoutIdentifier
        case (.x931, nil): throw .unsupportedAlgorithm(hash)
        }
    }
}

extension KeyPair {
    /// Signs a hash (`CryptSignHash`), which is finished by that and keeps its value. RSA pairs sign whatever they are
    /// for.
    ///
    /// - Returns: an RSA signature: little-endian, as long as the modulus. A DSS signature: r, then s, each little-endian
    ///   and 20 bytes long; two of one hash differ.
    /// - Throws: ``ProviderError/unsuitableKey`` for a Diffie-Hellman pair, ``ProviderError/unsupportedAlgorithm(_:)`` for
    ///   a hash that is not signed (DSS: all but SHA-1), ``ProviderError/messageTooLong`` where the modulus has no room,
    ///   ``ProviderError/cipher(_:)``, and what ``HashObject/value()`` throws.
    public borrowing func sign(
        _ hash: inout HashObject, format: SignatureFormat = .standard
    ) throws(ProviderError) -> [UInt8] {
        switch numbers {
        case .rsa(let key):
            let padding = try format.padding(hash.algorithm)
            let value = try hash.value()
            return try signing(hash.algorithm) { () throws(CipherError) in
                try key.value.sign(hash: value.bytes, padding: padding).reversed()
            }
        case .dss(let key, _):
            guard hash.algorithm == .sha1 else { throw .unsupportedAlgorithm(hash.algorithm) }
            let value = try hash.value()
            return try signing(hash.algorithm) { () throws(CipherError) in
                halvesReversed(try key.value.sign(hash: value.bytes))
            }
        case .diffieHellman: throw .unsuitableKey
        }
    }
}

extension PublicKey {
    /// Verifies a signature (`CryptVerifySignature`), in CryptoAPI's byte order: see ``KeyPair/sign(_:format:)``. The hash
    /// is finished by that and keeps its value.
    ///
    /// - Parameter acceptingMissingIdentifier: whether ``SignatureFormat/standard`` also accepts a signature without the
    ///   hash's identifier, as Windows does: whoever signed it may have meant another hash.
    /// - Throws: ``ProviderError/badSignature``, for a signature of another length before all else; and as signing.
    public func verify(
        _ signature: RawSpan, of hash: inout HashObject, format: SignatureFormat = .standard,
        acceptingMissingIdentifier: Bool = false
    ) throws(ProviderError) {
        var isValid: Bool
        switch numbers {
        case .rsa(let key):
            guard signature.byteCount == key.byteCount else { throw .badSignature }
            let padding = try format.padding(hash.algorithm)
            let value = try hash.value()
            let number = [UInt8](copied(signature).reversed())
            isValid = try key.isSigned(number, hash.algorithm, value, padding)
            if !isValid && acceptingMissingIdentifier && format == .standard {
                isValid = try key.isSigned(number, hash.algorithm, value, .pkcs1WithoutIdentifier)
            }
        case .dss(let key, _):
            guard signature.byteCount == 2 * key.parameters.orderByteCount else { throw .badSignature }
            guard hash.algorithm == .sha1 else { throw .unsupportedAlgorithm(hash.algorithm) }
            let value = try hash.value()
            let numbers = halvesReversed(copied(signature))
            isValid = try signing(hash.algorithm) { () throws(CipherError) in
                try key.isValidSignature(unsafe numbers.span.bytes, hash: value.bytes)
            }
        case .diffieHellman: throw .unsuitableKey
        }
        if !isValid { throw .badSignature }
    }
}

extension RSAPublicKey {
    /// Whether `number` is a signature of this one form. A form that has no room under the modulus has no signatures.
    fileprivate func isSigned(
        _ number: [UInt8], _ hash: AlgorithmIdentifier, _ value: borrowing SecretBytes, _ padding: RSASignaturePadding
    ) throws(ProviderError) -> Bool {
        do throws(ProviderError) {
            return try signing(hash) { () throws(CipherError) in
                try isValidSignature(unsafe number.span.bytes, hash: value.bytes, padding: padding)
            }
        } catch .messageTooLong {
            return false
        }
    }
}

/// The boundary to the cipher core for signatures, where an algorithm that it refuses is the hash's.
private func signing<Result>(
    _ hash: AlgorithmIdentifier, _ work: () throws(CipherError) -> Result
) throws(ProviderError) -> Result {
    do throws(ProviderError) {
        return try providing(work)
    } catch .cipher(.unsupportedAlgorithm) {
        throw .unsupportedAlgorithm(hash)
    }
}

/// r and s, each the other way round.
private func halvesReversed(_ signature: [UInt8]) -> [UInt8] {
    let half = signature.count / 2
    return signature[..<half].reversed() + signature[half...].reversed()
}
