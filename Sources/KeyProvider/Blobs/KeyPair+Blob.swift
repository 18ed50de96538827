public import CipherCore
public import KeyBlob

extension KeyPair {
    /// How much of a PRIVATEKEYBLOB must be there.
    public enum Completeness: Sendable {
        /// All of it.
        case whole
        /// `privateExponent` may be cut short or missing, as Windows takes it; it is computed anew.
        case privateExponentOptional
    }

    /// The pair in a PRIVATEKEYBLOB. Its numbers are held against each other: n = p·q, e·d ≡ 1, and the CRT parts belong
    /// to d.
    ///
    /// - Parameter insecure: take a pair that anybody can compute (``KeyWeakness/exponentOne``,
    ///   ``KeyWeakness/closePrimes``, ``KeyWeakness/rocaFingerprint``) too, for data that was made with it.
    /// - Throws: ``ProviderError/inconsistentKey``; ``ProviderError/cipher(_:)`` with ``CipherError/weakKey(_:)``.
    public init(
        importing blob: borrowing RSAPrivateKeyBlob, isExportable: Bool = true, allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let algorithm = KeyPurpose(blob.keyAlgorithm).algorithm
        let exponent = blob.publicExponent
        let modulus = ByteOrder.bigEndian(blob.modulus)
        let numbers: RSAPrivateKey
        do throws(CipherError) {
            let prime1 = try ByteOrder.reversed(blob.prime1.bytes)
            let prime2 = try ByteOrder.reversed(blob.prime2.bytes)
            let exponent1 = try ByteOrder.reversed(blob.exponent1.bytes)
            let exponent2 = try ByteOrder.reversed(blob.exponent2.bytes)
            let coefficient = try ByteOrder.reversed(blob.coefficient.bytes)
            let privateExponent = try ByteOrder.reversed(blob.privateExponent.bytes)
            numbers = try RSAPrivateKey(
                publicKey: try RSAPublicKey(modulus, exponent, allowing: insecure),
                prime1: prime1.bytes, prime2: prime2.bytes, exponent1: exponent1.bytes, exponent2: exponent2.bytes,
                coefficient: coefficient.bytes, privateExponent: privateExponent.bytes,
                insecurePrimes: insecure != nil)
        } catch {
            throw error == .inconsistentKey ? .inconsistentKey : .cipher(error)
        }
        self.init(algorithm, .rsa(Shared(numbers)), permissions: KeyPermissions(isExportable: isExportable))
    }

    /// The pair in the bytes of a PRIVATEKEYBLOB: RSA, DSS or Diffie-Hellman, of version 2 or 3, as the header says; read
    /// strictly but for what `completeness` allows of RSA's.
    ///
    /// - Throws: ``ProviderError/blob(_:)``; ``ProviderError/inconsistentKey``; ``ProviderError/cipher(_:)`` with
    ///   ``CipherError/weakKey(_:)`` for a group that is none, with ``CipherError/illegalParameter`` for an x out of range.
    public init(
        importing source: RawSpan, _ completeness: Completeness = .whole, isExportable: Bool = true,
        allowing insecure: Insecure? = nil
    ) throws(ProviderError) {
        let header = try PairBlobHeader(of: source)
        let numbers: PrivateNumbers
        switch header.algorithm {
        case .dssSign: numbers = try .dss(importing: source, version: header.version)
        case .dhStoreAndForward, .dhEphemeral:
            numbers = try .diffieHellman(importing: source, version: header.version)
        default:
            let blob: RSAPrivateKeyBlob
            var forgiven: [Deviations.Kind] = insecure == nil ? [] : [.weakExponent]
            if completeness == .privateExponentOptional { forgiven.append(.privateExponentCutShort) }
            do throws(BlobError) {
                blob = try RSAPrivateKeyBlob(parsing: source, forgiving: forgiven)
            } catch {
                throw .blob(error)
            }
            try self.init(importing: blob, isExportable: isExportable, allowing: insecure)
            return
        }
        self.init(header.algorithm, numbers, permissions: KeyPermissions(isExportable: isExportable))
    }

    /// The pair as a PRIVATEKEYBLOB, in the clear.
    ///
    /// - Parameter version3: as ``PublicKey/exportBlob(version3:)``.
    /// - Throws: ``ProviderError/notExportable``; ``ProviderError/blob(_:)`` for a key that no legal BLOB of the version
    ///   can carry.
    public func exportBlob(version3: Bool = false) throws(ProviderError) -> SecretBytes {
        guard isExportable else { throw .notExportable }
        return try blob(version3: version3)
    }

    /// The same whatever the permissions, with all that is known of the group: for key containers, which a key does not
    /// leave in.
    func storedBlob() throws(ProviderError) -> SecretBytes { try blob(version3: true) }

    private func blob(version3: Bool) throws(ProviderError) -> SecretBytes {
        switch numbers {
        case .rsa(let key): try key.value.blob(algorithm)
        case .dss(let key, let seed): try key.value.blob(seed, version3: version3)
        case .diffieHellman(let key, let seed): try key.value.blob(algorithm, seed, version3: version3)
        }
    }
}

extension RSAPrivateKey {
    /// The key as a PRIVATEKEYBLOB.
    fileprivate borrowing func blob(_ algorithm: AlgorithmIdentifier) throws(ProviderError) -> SecretBytes {
        let modulus = [UInt8](publicKey.modulus.reversed())
        let prime1 = try reversed(prime1)
        let prime2 = try reversed(prime2)
        let exponent1 = try reversed(exponent1)
        let exponent2 = try reversed(exponent2)
        let coefficient = try reversed(coefficient)
        let privateExponent = try reversed(privateExponent)
        let blob = RSAPrivateKeyBlob.Fields(
            keyAlgorithm: algorithm, publicExponent: ExponentOfOne.standIn(for: publicKey.publicExponent),
            modulus: LittleEndianInteger(bytes: unsafe modulus.span.bytes),
            prime1: LittleEndianInteger(bytes: prime1.bytes), prime2: LittleEndianInteger(bytes: prime2.bytes),
            exponent1: LittleEndianInteger(bytes: exponent1.bytes),
            exponent2: LittleEndianInteger(bytes: exponent2.bytes),
            coefficient: LittleEndianInteger(bytes: coefficient.bytes),
            privateExponent: LittleEndianInteger(bytes: privateExponent.bytes))
        var bytes = try blob.secretBytes()
        unsafe bytes.withUnsafeMutableBytes { unsafe ExponentOfOne.put(publicKey.publicExponent, in: $0) }
        return bytes
    }
}

/// A secret integer the other way round, whichever way it was.
func reversed(_ number: RawSpan) throws(ProviderError) -> SecretBytes {
    do throws(CipherError) { return try ByteOrder.reversed(number) } catch { throw .cipher(error) }
}
