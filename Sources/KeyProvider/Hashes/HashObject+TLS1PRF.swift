public import CipherCore
internal import KeyBlob

/// What the pseudorandom function of TLS 1.0 works on beside its secret.
struct TLS1PRFParameters: Sendable {
    /// HP_TLS1PRF_LABEL.
    var label: [UInt8]?
    /// HP_TLS1PRF_SEED.
    var seed: [UInt8]?
}

// CALG_TLS1PRF: the pseudorandom function of TLS 1.0 as a hash object of three parameters.
extension HashObject {
    /// The function of a secret; label and seed are set later.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/cipher(_:)``.
    init(tls1PRFSecret secret: RawSpan, provider: Provider) throws(ProviderError) {
        guard provider.has(.tls1PRF) else { throw .unsupportedAlgorithm(.tls1PRF) }
        let copy = try providing { () throws(CipherError) in try SecretBytes(copying: secret) }
        self.init(.tls1PRF, provider, secret: copy)
    }

    /// Sets the label (HP_TLS1PRF_LABEL), such as `client finished`: ASCII without terminator.
    ///
    /// - Throws: ``ProviderError/unsuitableHash`` for another hash object.
    public mutating func setTLS1PRFLabel(_ label: RawSpan) throws(ProviderError) {
        guard algorithm == .tls1PRF else { throw .unsuitableHash }
        tls1PRF.label = copied(label)
    }

    /// Sets the seed (HP_TLS1PRF_SEED).
    ///
    /// - Throws: ``ProviderError/unsuitableHash`` for another hash object.
    public mutating func setTLS1PRFSeed(_ seed: RawSpan) throws(ProviderError) {
        guard algorithm == .tls1PRF else { throw .unsuitableHash }
        tls1PRF.seed = copied(seed)
    }

    /// The value (HP_HASHVAL) where its length is the caller's to choose: as many bytes as wanted of the TLS PRF. That is
    /// never finished; its parameters may be set anew. Other hashes have a length of their own.
    ///
    /// - Parameter byteCount: 0…65536 for the TLS PRF; ``byteCount`` for others.
    /// - Throws: ``ProviderError/hashIncomplete`` without label or seed, ``ProviderError/unsuitableHash`` for a length
    ///   that the value does not have, and what ``value()`` throws.
    public mutating func value(byteCount: Int) throws(ProviderError) -> SecretBytes {
        guard algorithm == .tls1PRF else {
            guard try byteCount == self.byteCount else { throw .unsuitableHash }
            return try value()
        }
        guard let label = tls1PRF.label, let seed = tls1PRF.seed else { throw .hashIncomplete }
        guard 0...65536 ~= byteCount else { throw .unsuitableHash }
        do throws(CipherError) {
            switch secret {
            case .some(let secret):
                return try TLS1PRF.derive(
                    secret: secret.bytes, label: unsafe label.span.bytes, seed: unsafe seed.span.bytes,
                    byteCount: byteCount)
            case .none: break
            }
        } catch {
            throw .cipher(error)
        }
        throw .hashIncomplete
    }
}
