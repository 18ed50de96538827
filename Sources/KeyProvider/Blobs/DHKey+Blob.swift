internal import CipherCore
internal import KeyBlob

// Diffie-Hellman keys in BLOBs. Version 2 has neither q nor j, its public form not even a group; version 3 has all there
// is, y beside x too.

extension PublicNumbers {
    /// The key in a Diffie-Hellman PUBLICKEYBLOB.
    ///
    /// - Parameter group: what a BLOB of version 2 is read in, which has nothing but y.
    /// - Throws: ``ProviderError/blob(_:)``; ``ProviderError/noKey`` for version 2 without a group;
    ///   ``ProviderError/inconsistentKey`` where y is not as long as the group's; ``ProviderError/cipher(_:)`` for a group
    ///   that is none, or a y that is no value in it.
    static func diffieHellman(
        importing source: RawSpan, version: UInt8, group: KeyParameters?
    ) throws(ProviderError) -> PublicNumbers {
        if version == 3 {
            let blob = try parsed(DHVersion3PublicKeyBlob.self, source)
            return try diffieHellman(KeyParameters(blob.parameters), y: ByteOrder.bigEndian(blob.publicValue))
        }
        let blob = try parsed(DHPublicKeyBlob.self, source)
        guard let group else { throw .noKey }
        guard Int(blob.bitLength) == 8 * ((group.bitLength + 7) / 8) else { throw .inconsistentKey }
        return try diffieHellman(group, y: ByteOrder.bigEndian(blob.publicValue))
    }

    private static func diffieHellman(
        _ parameters: KeyParameters, y: [UInt8]
    ) throws(ProviderError) -> PublicNumbers {
        let group = try parameters.diffieHellmanGroup()
        let y = try providing { () throws(CipherError) in try group.publicValue(unsafe y.span.bytes) }
        return .diffieHellman(group, y: y, parameters.seed)
    }
}

extension PrivateNumbers {
    /// The key in a Diffie-Hellman PRIVATEKEYBLOB. Where there is a y it must be x's.
    ///
    /// - Throws: as for a public key; ``ProviderError/inconsistentKey``.
    static func diffieHellman(importing source: RawSpan, version: UInt8) throws(ProviderError) -> PrivateNumbers {
        if version == 3 {
            let blob = try parsed(DHVersion3PrivateKeyBlob.self, source)
            return try diffieHellman(
                KeyParameters(blob.parameters), x: blob.privateValue, y: ByteOrder.bigEndian(blob.publicValue))
        }
        let blob = try parsed(DHPrivateKeyBlob.self, source)
        let parameters = KeyParameters(
            prime: blob.p.bytes, generator: blob.g.bytes)
        return try diffieHellman(parameters, x: blob.privateValue, y: nil)
    }

    private static func diffieHellman(
        _ parameters: KeyParameters, x: LittleEndianInteger, y: [UInt8]?
    ) throws(ProviderError) -> PrivateNumbers {
        let group = try parameters.diffieHellmanGroup()
        let x = try reversed(x.bytes)
        let key = try providing { () throws(CipherError) in
            try DiffieHellmanPrivateKey(parameters: group, privateValue: x.bytes)
        }
        if let y, y != key.publicValue { throw .inconsistentKey }
        return .diffieHellman(Shared(key), parameters.seed)
    }
}

extension DiffieHellmanParameters {
    /// A public key as a PUBLICKEYBLOB.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` for lengths that the version cannot carry.
    func blob(
        _ algorithm: AlgorithmIdentifier, y: [UInt8], _ seed: DomainSeed, version3: Bool
    ) throws(ProviderError) -> [UInt8] {
        let y = [UInt8](y.reversed())
        return try KeyParameters(self, seed).withFields { fields throws(ProviderError) in
            let value = LittleEndianInteger(bytes: unsafe y.span.bytes)
            return try coding { () throws(BlobError) in
                version3
                    ? try DHVersion3PublicKeyBlob(keyAlgorithm: algorithm, parameters: fields, publicValue: value)
                        .serialized()
                    : try DHPublicKeyBlob(keyAlgorithm: algorithm, publicValue: value).serialized()
            }
        }
    }
}

extension DiffieHellmanPrivateKey {
    /// The key as a PRIVATEKEYBLOB.
    ///
    /// - Throws: as for a public key.
    borrowing func blob(
        _ algorithm: AlgorithmIdentifier, _ seed: DomainSeed, version3: Bool
    ) throws(ProviderError) -> SecretBytes {
        let x = try reversed(privateValue)
        let y = [UInt8](publicValue.reversed())
        let shortByteCount = privateByteCount
        return try KeyParameters(parameters, seed).withFields { fields throws(ProviderError) in
            if version3 {
                return try DHVersion3PrivateKeyBlob(
                    keyAlgorithm: algorithm, parameters: fields,
                    publicValue: LittleEndianInteger(bytes: unsafe y.span.bytes),
                    privateValue: LittleEndianInteger(bytes: x.bytes.extracting(first: shortByteCount))
                ).secretBytes()
            }
            return try DHPrivateKeyBlob(
                keyAlgorithm: algorithm, p: fields.p, g: fields.g, privateValue: LittleEndianInteger(bytes: x.bytes)
            ).secretBytes()
        }
    }

    /// How long x is in a BLOB of version 3, in bytes: as q, or as p where there is no q or x is longer than it.
    private var privateByteCount: Int {
        let whole = parameters.byteCount
        guard let order = parameters.subgroupOrder, order.count < whole else { return whole }
        let excess = privateValue.extracting(first: whole - order.count)
        let isShort = unsafe excess.withUnsafeBytes { unsafe $0.allSatisfy { $0 == 0 } }
        return isShort ? order.count : whole
    }
}
