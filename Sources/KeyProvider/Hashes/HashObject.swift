public import CipherCore
public import KeyBlob

/// A hash being computed inside a provider (`HCRYPTHASH`): of data and of keys, with or without a key of its own.
///
/// Data goes in by ``update(_:)`` until the value is asked for, or set from outside: then the hash is finished, keeps its
/// value, and takes no more data. It has one owner; threads that share one put it into a ``Guarded``.
///
/// Source: Microsoft Learn, `CryptCreateHash`, `CryptHashData`, `CryptGetHashParam`, `CryptSetHashParam`.
public struct HashObject: ~Copyable, Sendable {
    /// The algorithm (HP_ALGID).
    public let algorithm: AlgorithmIdentifier
    /// The provider that the hash belongs to.
    public let provider: Provider
    /// Nil for an HMAC until HP_HMAC_INFO names its hash function, and for what hashes no data: SSL3_SHAMD5, the TLS PRF.
    var function: HashFunction?
    /// The key of an HMAC, the secret of the TLS PRF.
    let secret: SecretBytes?
    /// What else the TLS PRF works on.
    var tls1PRF = TLS1PRFParameters()
    /// HP_HASHVAL, once the hash is finished.
    private var finishedValue: SecretBytes?

    init(
        _ algorithm: AlgorithmIdentifier, _ provider: Provider, _ function: consuming HashFunction? = nil,
        secret: consuming SecretBytes? = nil
    ) {
        self.algorithm = algorithm
        self.provider = provider
        self.function = function
        self.secret = secret
        finishedValue = nil
    }

    /// The hash of nothing yet (`CryptCreateHash` without a key): MD2, MD4, MD5, SHA-1, SHA-256, SHA-384, SHA-512, or
    /// SSL3_SHAMD5, whose value is always set from outside.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` for what the provider lacks, ``ProviderError/unsuitableKey``
    ///   for algorithms that need a key, ``ProviderError/cipher(_:)``.
    public init(_ algorithm: AlgorithmIdentifier, provider: Provider) throws(ProviderError) {
        guard provider.has(algorithm) else { throw .unsupportedAlgorithm(algorithm) }
        if let digest = algorithm.digest {
            self.init(algorithm, provider, try providing { () throws(CipherError) in try HashFunction(digest) })
            return
        }
        switch algorithm {
        case .ssl3SHAMD5: self.init(algorithm, provider)
        case .mac, .hmac, .tls1PRF, .schannelMasterHash: throw .unsuitableKey
        default: throw .unsupportedAlgorithm(algorithm)
        }
    }

    /// The length of the value, in bytes (HP_HASHSIZE): of an HMAC 0 until its hash function is set, of the TLS PRF 0,
    /// since its caller says how many bytes he wants.
    public var byteCount: Int {
        get throws(ProviderError) {
            switch function {
            case .some(let function): function.byteCount
            case .none: algorithm == .ssl3SHAMD5 ? HandshakeDigest.byteCount : 0
            }
        }
    }

    /// Whether the hash has its value, and takes no more data.
    public var isFinished: Bool { finishedValue != nil }

    /// Hashes the next piece of the data (`CryptHashData`).
    ///
    /// - Throws: ``ProviderError/hashFinished``; ``ProviderError/unsupportedAlgorithm(_:)`` for SSL3_SHAMD5 and the TLS
    ///   PRF, which hash no data; ``ProviderError/hashIncomplete`` for an HMAC without hash function;
    ///   ``ProviderError/cipher(_:)``.
    public mutating func update(_ data: RawSpan) throws(ProviderError) {
        try requireRunning()
        do throws(CipherError) { try function?.update(data) } catch { throw .cipher(error) }
    }

    /// Throws what ``update(_:)`` would before it takes any data.
    func requireRunning() throws(ProviderError) {
        // Of a value that was set, too.
        if algorithm == .ssl3SHAMD5 { throw .unsupportedAlgorithm(algorithm) }
        if finishedValue != nil { throw .hashFinished }
        if function == nil { throw algorithm == .hmac ? .hashIncomplete : .unsupportedAlgorithm(algorithm) }
    }

    /// Hashes the description of a signature, as the last of the data: what `CryptSignHash` and `CryptVerifySignature` do
    /// with `sDescription`, a thing of old. It is hashed as UTF-16, little-endian, without terminator.
    ///
    /// - Throws: as ``update(_:)``.
    public mutating func update(description: String) throws(ProviderError) {
        let bytes = description.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        try update(unsafe bytes.span.bytes)
    }

    /// The value (HP_HASHVAL), ``byteCount`` bytes in the order of the algorithm's specification. It finishes the hash;
    /// asked again, it is the same.
    ///
    /// - Throws: ``ProviderError/hashIncomplete`` for an HMAC without hash function, and for SSL3_SHAMD5 before its value
    ///   was set; ``ProviderError/unsuitableHash`` for the TLS PRF, which must be told a length;
    ///   ``ProviderError/cipher(_:)``.
    public mutating func value() throws(ProviderError) -> SecretBytes {
        if algorithm == .tls1PRF { throw .unsuitableHash }
        do throws(CipherError) {
            if finishedValue == nil { finishedValue = try function?.finish() }
            if let value = try finishedValue?.copy() { return value }
        } catch {
            throw .cipher(error)
        }
        throw .hashIncomplete
    }

    /// Sets the value from outside (HP_HASHVAL) and so finishes the hash.
    ///
    /// - Throws: ``ProviderError/unsuitableHash`` unless `value` is ``byteCount`` bytes long, for the TLS PRF, and for an
    ///   HMAC without hash function; ``ProviderError/cipher(_:)``.
    public mutating func setValue(_ value: RawSpan) throws(ProviderError) {
        guard try byteCount == value.byteCount, !value.isEmpty else { throw .unsuitableHash }
        do throws(CipherError) {
            finishedValue = try SecretBytes(copying: value)
            // What was hashed before is forgotten.
            _ = try function?.finish()
        } catch {
            throw .cipher(error)
        }
    }

    /// A second hash in the same state, running or finished (`CryptDuplicateHash`). They share nothing.
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public borrowing func duplicate() throws(ProviderError) -> HashObject {
        do throws(CipherError) {
            var second = HashObject(algorithm, provider, try function?.copy(), secret: try secret?.copy())
            second.tls1PRF = tls1PRF
            second.finishedValue = try finishedValue?.copy()
            return second
        } catch {
            throw .cipher(error)
        }
    }
}
