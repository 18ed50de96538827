internal import CipherCore
internal import KeyBlob

// DSS keys in BLOBs. Version 2 has a q of 160 bits and no j; version 3 has all there is, y beside x too.

extension PublicNumbers {
    /// The key in a DSS PUBLICKEYBLOB.
    ///
    /// - Throws: ``ProviderError/blob(_:)``; ``ProviderError/cipher(_:)`` for a group that is none, or a y outside of it.
    static func dss(importing source: RawSpan, version: UInt8) throws(ProviderError) -> PublicNumbers {
        if version == 3 {
            let blob = try parsed(DSSVersion3PublicKeyBlob.self, source)
            return try dss(KeyParameters(blob.parameters), y: ByteOrder.bigEndian(blob.publicValue))
        }
        let blob = try parsed(DSSPublicKeyBlob.self, source)
        return try dss(KeyParameters(blob.parameters), y: ByteOrder.bigEndian(blob.publicValue))
    }

    private static func dss(_ parameters: KeyParameters, y: [UInt8]) throws(ProviderError) -> PublicNumbers {
        let group = try parameters.dssGroup()
        return try providing { () throws(CipherError) in
            .dss(try DSAPublicKey(parameters: group, publicValue: unsafe y.span.bytes), parameters.seed)
        }
    }
}

extension PrivateNumbers {
    /// The key in a DSS PRIVATEKEYBLOB. Where there is a y it must be x's.
    ///
    /// - Throws: as for a public key; ``ProviderError/inconsistentKey``.
    static func dss(importing source: RawSpan, version: UInt8) throws(ProviderError) -> PrivateNumbers {
        if version == 3 {
            let blob = try parsed(DSSVersion3PrivateKeyBlob.self, source)
            return try dss(
                KeyParameters(blob.parameters), x: blob.privateValue, y: ByteOrder.bigEndian(blob.publicValue))
        }
        let blob = try parsed(DSSPrivateKeyBlob.self, source)
        return try dss(KeyParameters(blob.parameters), x: blob.privateValue, y: nil)
    }

    private static func dss(
        _ parameters: KeyParameters, x: LittleEndianInteger, y: [UInt8]?
    ) throws(ProviderError) -> PrivateNumbers {
        let group = try parameters.dssGroup()
        let x = try reversed(x.bytes)
        let key = try providing { () throws(CipherError) in
            try DSAPrivateKey(parameters: group, privateValue: x.bytes)
        }
        if let y, y != key.publicKey.publicValue { throw .inconsistentKey }
        return .dss(Shared(key), parameters.seed)
    }
}

extension DSAPublicKey {
    /// The key as a PUBLICKEYBLOB.
    ///
    /// - Throws: ``ProviderError/blob(_:)`` for lengths that the version cannot carry.
    func blob(_ seed: DomainSeed, version3: Bool) throws(ProviderError) -> [UInt8] {
        let y = [UInt8](publicValue.reversed())
        return try KeyParameters(parameters, seed).withFields { fields throws(ProviderError) in
            let value = LittleEndianInteger(bytes: unsafe y.span.bytes)
            return try coding { () throws(BlobError) in
                version3
                    ? try DSSVersion3PublicKeyBlob(parameters: fields, publicValue: value).serialized()
                    : try DSSPublicKeyBlob(parameters: fields, publicValue: value).serialized()
            }
        }
    }
}

extension DSAPrivateKey {
    /// The key as a PRIVATEKEYBLOB.
    ///
    /// - Throws: as for a public key.
    borrowing func blob(_ seed: DomainSeed, version3: Bool) throws(ProviderError) -> SecretBytes {
        let x = try reversed(privateValue)
        let y = [UInt8](publicKey.publicValue.reversed())
        return try KeyParameters(publicKey.parameters, seed).withFields { fields throws(ProviderError) in
            let value = LittleEndianInteger(bytes: x.bytes)
            if version3 {
                let publicValue = LittleEndianInteger(bytes: unsafe y.span.bytes)
                return try DSSVersion3PrivateKeyBlob(
                    parameters: fields, publicValue: publicValue, privateValue: value
                ).secretBytes()
            }
            return try DSSPrivateKeyBlob(parameters: fields, privateValue: value).secretBytes()
        }
    }
}
