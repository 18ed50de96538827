extension AnyKeyBlob {
    /// The format of the BLOB.
    public var format: Format {
        switch self {
        case .rsaPublicKey: .rsaPublicKey
        case .rsaPrivateKey: .rsaPrivateKey
        case .dssPublicKey: .dssPublicKey
        case .dssPrivateKey: .dssPrivateKey
        case .dssVersion3PublicKey: .dssVersion3PublicKey
        case .dssVersion3PrivateKey: .dssVersion3PrivateKey
        case .dssVersion3Parameters: .dssVersion3Parameters
        case .dhPublicKey: .dhPublicKey
        case .dhPrivateKey: .dhPrivateKey
        case .dhVersion3PublicKey: .dhVersion3PublicKey
        case .dhVersion3PrivateKey: .dhVersion3PrivateKey
        case .dhVersion3Parameters: .dhVersion3Parameters
        case .encryptedPrivateKey: .encryptedPrivateKey
        case .simple: .simple
        case .plaintextKey: .plaintextKey
        case .symmetricWrapKey: .symmetricWrapKey
        case .opaqueKey: .opaqueKey
        case .opaqueSessionKey: .opaqueSessionKey
        case .opaqueTokenKey: .opaqueTokenKey
        case .keyState: .keyState
        case .publicKeyEx: .publicKeyEx
        case .foreignKey: .foreignKey
        case .pvk: .pvk
        case .strongNamePublicKey: .strongNamePublicKey
        case .keyData: .keyData
        case .aesWrapKey: .aesWrapKey
        case .cngOpaqueKey: .cngOpaqueKey
        case .cngRSAPublicKey: .cngRSAPublicKey
        case .cngRSAPrivateKey: .cngRSAPrivateKey
        case .cngRSAFullPrivateKey: .cngRSAFullPrivateKey
        case .cngECCPublicKey: .cngECCPublicKey
        case .cngECCPrivateKey: .cngECCPrivateKey
        case .cngECCFullPublicKey: .cngECCFullPublicKey
        case .cngECCFullPrivateKey: .cngECCFullPrivateKey
        case .cngECCParameters: .cngECCParameters
        case .sslECCPublicKey: .sslECCPublicKey
        case .cngDSAPublicKey: .cngDSAPublicKey
        case .cngDSAPrivateKey: .cngDSAPrivateKey
        case .cngDSAParameters: .cngDSAParameters
        case .cngDSAPublicKeyV2: .cngDSAPublicKeyV2
        case .cngDSAPrivateKeyV2: .cngDSAPrivateKeyV2
        case .cngDSAParametersV2: .cngDSAParametersV2
        case .cngDHPublicKey: .cngDHPublicKey
        case .cngDHPrivateKey: .cngDHPrivateKey
        case .cngDHParameters: .cngDHParameters
        case .mlKEMPublicKey: .mlKEMPublicKey
        case .mlKEMPrivateKey: .mlKEMPrivateKey
        case .pqdsaPublicKey: .pqdsaPublicKey
        case .pqdsaPrivateKey: .pqdsaPrivateKey
        case .pqPrivateKey: .pqPrivateKey
        case .cipherKey: .cipherKey
        case .kdfKey: .kdfKey
        case .protectedKey: .protectedKey
        case .pkcs11RSAAESWrap: .pkcs11RSAAESWrap
        case .isolatedKeyEnvelope: .isolatedKeyEnvelope
        case .pkcs8Key: .pkcs8Key
        case .pkcs7Envelope: .pkcs7Envelope
        case .tpmLoadableKey: .tpmLoadableKey
        case .tpmPersistentKey: .tpmPersistentKey
        case .pcpKey: .pcpKey
        case .pcp20Key: .pcp20Key
        case .dpapi: .dpapi
        case .masterKeyFile: .masterKeyFile
        case .masterKeyRecord: .masterKeyRecord
        case .credentialHistoryRecord: .credentialHistoryRecord
        case .clientWrappedSecret: .clientWrappedSecret
        case .serverWrappedSecret: .serverWrappedSecret
        case .serverWrapKey: .serverWrapKey
        case .clientWrapKeyPair: .clientWrapKeyPair
        case .dpapiSystemSecret: .dpapiSystemSecret
        case .keyContainerFile: .keyContainerFile
        case .containerRSAPublicKey: .containerRSAPublicKey
        case .containerRSAPrivateKey: .containerRSAPrivateKey
        case .cngKeyFile: .cngKeyFile
        case .cngKeyProperty: .cngKeyProperty
        }
    }

    /// The length of the BLOB, in bytes.
    ///
    /// - Throws: ``BlobError`` as the format's own ``KeyBlobFormat/byteCount``.
    public var byteCount: Int { get throws(BlobError) { try visit(MeasuringVisitor()) } }

    /// Writes the BLOB to the start of `buffer` and returns its length, in bytes.
    ///
    /// - Throws: ``BlobError`` as the format's own ``KeyBlobFormat/serialize(into:)``.
    public func serialize(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Int {
        try visit(unsafe SerializingVisitor(buffer: buffer))
    }

    /// Shows the view within to `visitor`.
    private func visit<Visitor: BlobVisitor>(_ visitor: Visitor) throws(BlobError) -> Int {
        switch self {
        case .rsaPublicKey(let blob): try visitor.visit(blob)
        case .rsaPrivateKey(let blob): try visitor.visit(blob)
        case .dssPublicKey(let blob): try visitor.visit(blob)
        case .dssPrivateKey(let blob): try visitor.visit(blob)
        case .dssVersion3PublicKey(let blob): try visitor.visit(blob)
        case .dssVersion3PrivateKey(let blob): try visitor.visit(blob)
        case .dssVersion3Parameters(let blob): try visitor.visit(blob)
        case .dhPublicKey(let blob): try visitor.visit(blob)
        case .dhPrivateKey(let blob): try visitor.visit(blob)
        case .dhVersion3PublicKey(let blob): try visitor.visit(blob)
        case .dhVersion3PrivateKey(let blob): try visitor.visit(blob)
        case .dhVersion3Parameters(let blob): try visitor.visit(blob)
        case .encryptedPrivateKey(let blob): try visitor.visit(blob)
        case .simple(let blob): try visitor.visit(blob)
        case .plaintextKey(let blob): try visitor.visit(blob)
        case .symmetricWrapKey(let blob): try visitor.visit(blob)
        case .opaqueKey(let blob): try visitor.visit(blob)
        case .opaqueSessionKey(let blob): try visitor.visit(blob)
        case .opaqueTokenKey(let blob): try visitor.visit(blob)
        case .keyState(let blob): try visitor.visit(blob)
        case .publicKeyEx(let blob): try visitor.visit(blob)
        case .foreignKey(let blob): try visitor.visit(blob)
        case .pvk(let blob): try visitor.visit(blob)
        case .strongNamePublicKey(let blob): try visitor.visit(blob)
        case .keyData(let blob): try visitor.visit(blob)
        case .aesWrapKey(let blob): try visitor.visit(blob)
        case .cngOpaqueKey(let blob): try visitor.visit(blob)
        case .cngRSAPublicKey(let blob): try visitor.visit(blob)
        case .cngRSAPrivateKey(let blob): try visitor.visit(blob)
        case .cngRSAFullPrivateKey(let blob): try visitor.visit(blob)
        case .cngECCPublicKey(let blob): try visitor.visit(blob)
        case .cngECCPrivateKey(let blob): try visitor.visit(blob)
        case .cngECCFullPublicKey(let blob): try visitor.visit(blob)
        case .cngECCFullPrivateKey(let blob): try visitor.visit(blob)
        case .cngECCParameters(let blob): try visitor.visit(blob)
        case .sslECCPublicKey(let blob): try visitor.visit(blob)
        case .cngDSAPublicKey(let blob): try visitor.visit(blob)
        case .cngDSAPrivateKey(let blob): try visitor.visit(blob)
        case .cngDSAParameters(let blob): try visitor.visit(blob)
        case .cngDSAPublicKeyV2(let blob): try visitor.visit(blob)
        case .cngDSAPrivateKeyV2(let blob): try visitor.visit(blob)
        case .cngDSAParametersV2(let blob): try visitor.visit(blob)
        case .cngDHPublicKey(let blob): try visitor.visit(blob)
        case .cngDHPrivateKey(let blob): try visitor.visit(blob)
        case .cngDHParameters(let blob): try visitor.visit(blob)
        case .mlKEMPublicKey(let blob): try visitor.visit(blob)
        case .mlKEMPrivateKey(let blob): try visitor.visit(blob)
        case .pqdsaPublicKey(let blob): try visitor.visit(blob)
        case .pqdsaPrivateKey(let blob): try visitor.visit(blob)
        case .pqPrivateKey(let blob): try visitor.visit(blob)
        case .cipherKey(let blob): try visitor.visit(blob)
        case .kdfKey(let blob): try visitor.visit(blob)
        case .protectedKey(let blob): try visitor.visit(blob)
        case .pkcs11RSAAESWrap(let blob): try visitor.visit(blob)
        case .isolatedKeyEnvelope(let blob): try visitor.visit(blob)
        case .pkcs8Key(let blob): try visitor.visit(blob)
        case .pkcs7Envelope(let blob): try visitor.visit(blob)
        case .tpmLoadableKey(let blob): try visitor.visit(blob)
        case .tpmPersistentKey(let blob): try visitor.visit(blob)
        case .pcpKey(let blob): try visitor.visit(blob)
        case .pcp20Key(let blob): try visitor.visit(blob)
        case .dpapi(let blob): try visitor.visit(blob)
        case .masterKeyFile(let blob): try visitor.visit(blob)
        case .masterKeyRecord(let blob): try visitor.visit(blob)
        case .credentialHistoryRecord(let blob): try visitor.visit(blob)
        case .clientWrappedSecret(let blob): try visitor.visit(blob)
        case .serverWrappedSecret(let blob): try visitor.visit(blob)
        case .serverWrapKey(let blob): try visitor.visit(blob)
        case .clientWrapKeyPair(let blob): try visitor.visit(blob)
        case .dpapiSystemSecret(let blob): try visitor.visit(blob)
        case .keyContainerFile(let blob): try visitor.visit(blob)
        case .containerRSAPublicKey(let blob): try visitor.visit(blob)
        case .containerRSAPrivateKey(let blob): try visitor.visit(blob)
        case .cngKeyFile(let blob): try visitor.visit(blob)
        case .cngKeyProperty(let blob): try visitor.visit(blob)
        }
    }
}

/// What is asked of a view whose format only the compiler's switch knows.
private protocol BlobVisitor {
    func visit(_ blob: borrowing some KeyBlobFormat & ~Escapable) throws(BlobError) -> Int
}

private struct MeasuringVisitor: BlobVisitor {
    func visit(_ blob: borrowing some KeyBlobFormat & ~Escapable) throws(BlobError) -> Int { try blob.byteCount }
}

@safe
private struct SerializingVisitor: BlobVisitor {
    let buffer: UnsafeMutableRawBufferPointer

    func visit(_ blob: borrowing some KeyBlobFormat & ~Escapable) throws(BlobError) -> Int {
        try unsafe blob.serialize(into: buffer)
    }
}
