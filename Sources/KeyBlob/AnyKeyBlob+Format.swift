extension AnyKeyBlob {
    /// The formats, by name. In reports the names are stable.
    public enum Format: String, Sendable, CaseIterable {
        // CryptoAPI
        case rsaPublicKey = "RSA PUBLICKEYBLOB"
        case rsaPrivateKey = "RSA PRIVATEKEYBLOB"
        case dssPublicKey = "DSS PUBLICKEYBLOB"
        case dssPrivateKey = "DSS PRIVATEKEYBLOB"
        case dssVersion3PublicKey = "DSS PUBLICKEYBLOB, version 3"
        case dssVersion3PrivateKey = "DSS PRIVATEKEYBLOB, version 3"
        case dssVersion3Parameters = "DSS PUBLICKEYBLOB, version 3, parameters"
        case dhPublicKey = "DH PUBLICKEYBLOB"
        case dhPrivateKey = "DH PRIVATEKEYBLOB"
        case dhVersion3PublicKey = "DH PUBLICKEYBLOB, version 3"
        case dhVersion3PrivateKey = "DH PRIVATEKEYBLOB, version 3"
        case dhVersion3Parameters = "DH PUBLICKEYBLOB, version 3, parameters"
        case encryptedPrivateKey = "encrypted PRIVATEKEYBLOB"
        case simple = "SIMPLEBLOB"
        case plaintextKey = "PLAINTEXTKEYBLOB"
        case symmetricWrapKey = "SYMMETRICWRAPKEYBLOB"
        case opaqueKey = "OPAQUEKEYBLOB"
        case opaqueSessionKey = "OPAQUEKEYBLOB of this package"
        case opaqueTokenKey = "OPAQUEKEYBLOB of this package, key in a token"
        case keyState = "KEYSTATEBLOB"
        case publicKeyEx = "PUBLICKEYBLOBEX"
        case foreignKey = "BLOB of a foreign provider"

        // Files
        case pvk = "PVK file"
        case strongNamePublicKey = "strong-name public key"

        // CNG
        case keyData = "KeyDataBlob"
        case aesWrapKey = "Rfc3565KeyWrapBlob"
        case cngOpaqueKey = "OpaqueKeyBlob"
        case cngRSAPublicKey = "RSAPUBLICBLOB"
        case cngRSAPrivateKey = "RSAPRIVATEBLOB"
        case cngRSAFullPrivateKey = "RSAFULLPRIVATEBLOB"
        case cngECCPublicKey = "ECCPUBLICBLOB"
        case cngECCPrivateKey = "ECCPRIVATEBLOB"
        case cngECCFullPublicKey = "ECCFULLPUBLICBLOB"
        case cngECCFullPrivateKey = "ECCFULLPRIVATEBLOB"
        case cngECCParameters = "ECCParameters"
        case sslECCPublicKey = "SSLECCPUBLICBLOB"
        case cngDSAPublicKey = "DSAPUBLICBLOB"
        case cngDSAPrivateKey = "DSAPRIVATEBLOB"
        case cngDSAParameters = "DSAParameters"
        case cngDSAPublicKeyV2 = "DSAPUBLICBLOB, version 2"
        case cngDSAPrivateKeyV2 = "DSAPRIVATEBLOB, version 2"
        case cngDSAParametersV2 = "DSAParameters, version 2"
        case cngDHPublicKey = "DHPUBLICBLOB"
        case cngDHPrivateKey = "DHPRIVATEBLOB"
        case cngDHParameters = "DHParameters"
        case mlKEMPublicKey = "MLKEMPUBLICBLOB"
        case mlKEMPrivateKey = "MLKEMPRIVATEBLOB or MLKEMPRIVATESEEDBLOB"
        case pqdsaPublicKey = "PQDSAPUBLICBLOB"
        case pqdsaPrivateKey = "PQDSAPRIVATEBLOB or PQDSAPRIVATESEEDBLOB"
        case pqPrivateKey = "PQPrivateKeyBlob"
        case cipherKey = "CipherKeyBlob"
        case kdfKey = "KDFKeyBlob"
        case protectedKey = "ProtectedKeyBlob"
        case pkcs11RSAAESWrap = "PKCS11RsaAesWrapBlob"
        case isolatedKeyEnvelope = "ISOLATED_KEY_ENVELOPE"
        case pkcs8Key = "PKCS8_PRIVATEKEY"
        case pkcs7Envelope = "PKCS7_ENVELOPE"
        case tpmLoadableKey = "PcpTpmProtectedKeyBlob"
        case tpmPersistentKey = "PcpTpmPersistentKeyBlob"
        case pcpKey = "PCP_KEY_BLOB"
        case pcp20Key = "PCP_20_KEY_BLOB"

        // At rest
        case dpapi = "DPAPI BLOB"
        case masterKeyFile = "master key file"
        case masterKeyRecord = "master key record"
        case credentialHistoryRecord = "credential history record"
        case clientWrappedSecret = "client-side-wrapped secret"
        case serverWrappedSecret = "server-side-wrapped secret"
        case serverWrapKey = "ServerWrap key"
        case clientWrapKeyPair = "ClientWrap key pair"
        case dpapiSystemSecret = "DPAPI_SYSTEM secret"
        case keyContainerFile = "key container file"
        case containerRSAPublicKey = "container RSA public key"
        case containerRSAPrivateKey = "container RSA private key"
        case cngKeyFile = "CNG key file"
        case cngKeyProperty = "CNG key property"
    }
}

extension AnyKeyBlob.Format {
    /// A row for every field of `source`, read tolerantly as this format, whatever `source` may be.
    ///
    /// - Throws: ``BlobError`` where even the tolerant parse refuses.
    public func inspect(_ source: RawSpan) throws(BlobError) -> Inspection {
        try visit(InspectingVisitor(source: source))
    }

    /// What a tolerant parse of `source` as this format forgives; nothing where a strict one accepts it.
    ///
    /// - Throws: ``BlobError`` where even the tolerant parse refuses.
    func deviations(in source: RawSpan) throws(BlobError) -> Deviations {
        try visit(TolerantVisitor(source: source))
    }

    /// Shows the format's type to `visitor`.
    func visit<Visitor: FormatVisitor & ~Escapable>(_ visitor: borrowing Visitor) throws(BlobError) -> Visitor.Answer {
        switch self {
        case .rsaPublicKey: try visitor.visit(RSAPublicKeyBlob.self)
        case .rsaPrivateKey: try visitor.visit(RSAPrivateKeyBlob.self)
        case .dssPublicKey: try visitor.visit(DSSPublicKeyBlob.self)
        case .dssPrivateKey: try visitor.visit(DSSPrivateKeyBlob.self)
        case .dssVersion3PublicKey: try visitor.visit(DSSVersion3PublicKeyBlob.self)
        case .dssVersion3PrivateKey: try visitor.visit(DSSVersion3PrivateKeyBlob.self)
        case .dssVersion3Parameters: try visitor.visit(DSSVersion3ParametersBlob.self)
        case .dhPublicKey: try visitor.visit(DHPublicKeyBlob.self)
        case .dhPrivateKey: try visitor.visit(DHPrivateKeyBlob.self)
        case .dhVersion3PublicKey: try visitor.visit(DHVersion3PublicKeyBlob.self)
        case .dhVersion3PrivateKey: try visitor.visit(DHVersion3PrivateKeyBlob.self)
        case .dhVersion3Parameters: try visitor.visit(DHVersion3ParametersBlob.self)
        case .encryptedPrivateKey: try visitor.visit(EncryptedPrivateKeyBlob.self)
        case .simple: try visitor.visit(SimpleBlob.self)
        case .plaintextKey: try visitor.visit(PlaintextKeyBlob.self)
        case .symmetricWrapKey: try visitor.visit(SymmetricWrapKeyBlob.self)
        case .opaqueKey: try visitor.visit(OpaqueKeyBlob.self)
        case .opaqueSessionKey: try visitor.visit(OpaqueSessionKeyBlob.self)
        case .opaqueTokenKey: try visitor.visit(OpaqueTokenKeyBlob.self)
        case .keyState: try visitor.visit(KeyStateBlob.self)
        case .publicKeyEx: try visitor.visit(PublicKeyBlobEx.self)
        case .foreignKey: try visitor.visit(ForeignKeyBlob.self)
        case .pvk: try visitor.visit(PVKFile.self)
        case .strongNamePublicKey: try visitor.visit(StrongNamePublicKey.self)
        case .keyData: try visitor.visit(KeyDataBlob.self)
        case .aesWrapKey: try visitor.visit(AESWrapKeyBlob.self)
        case .cngOpaqueKey: try visitor.visit(CNGOpaqueKeyBlob.self)
        case .cngRSAPublicKey: try visitor.visit(CNGRSAPublicKeyBlob.self)
        case .cngRSAPrivateKey: try visitor.visit(CNGRSAPrivateKeyBlob.self)
        case .cngRSAFullPrivateKey: try visitor.visit(CNGRSAFullPrivateKeyBlob.self)
        case .cngECCPublicKey: try visitor.visit(CNGECCPublicKeyBlob.self)
        case .cngECCPrivateKey: try visitor.visit(CNGECCPrivateKeyBlob.self)
        case .cngECCFullPublicKey: try visitor.visit(CNGECCFullPublicKeyBlob.self)
        case .cngECCFullPrivateKey: try visitor.visit(CNGECCFullPrivateKeyBlob.self)
        case .cngECCParameters: try visitor.visit(CNGECCParametersBlob.self)
        case .sslECCPublicKey: try visitor.visit(SSLECCPublicKeyBlob.self)
        case .cngDSAPublicKey: try visitor.visit(CNGDSAPublicKeyBlob.self)
        case .cngDSAPrivateKey: try visitor.visit(CNGDSAPrivateKeyBlob.self)
        case .cngDSAParameters: try visitor.visit(CNGDSAParametersBlob.self)
        case .cngDSAPublicKeyV2: try visitor.visit(CNGDSAPublicKeyV2Blob.self)
        case .cngDSAPrivateKeyV2: try visitor.visit(CNGDSAPrivateKeyV2Blob.self)
        case .cngDSAParametersV2: try visitor.visit(CNGDSAParametersV2Blob.self)
        case .cngDHPublicKey: try visitor.visit(CNGDHPublicKeyBlob.self)
        case .cngDHPrivateKey: try visitor.visit(CNGDHPrivateKeyBlob.self)
        case .cngDHParameters: try visitor.visit(CNGDHParametersBlob.self)
        case .mlKEMPublicKey: try visitor.visit(MLKEMPublicKeyBlob.self)
        case .mlKEMPrivateKey: try visitor.visit(MLKEMPrivateKeyBlob.self)
        case .pqdsaPublicKey: try visitor.visit(PQDSAPublicKeyBlob.self)
        case .pqdsaPrivateKey: try visitor.visit(PQDSAPrivateKeyBlob.self)
        case .pqPrivateKey: try visitor.visit(PQPrivateKeyBlob.self)
        case .cipherKey: try visitor.visit(CipherKeyBlob.self)
        case .kdfKey: try visitor.visit(KDFKeyBlob.self)
        case .protectedKey: try visitor.visit(ProtectedKeyBlob.self)
        case .pkcs11RSAAESWrap: try visitor.visit(PKCS11RSAAESWrapBlob.self)
        case .isolatedKeyEnvelope: try visitor.visit(IsolatedKeyEnvelope.self)
        case .pkcs8Key: try visitor.visit(PKCS8KeyBlob.self)
        case .pkcs7Envelope: try visitor.visit(PKCS7EnvelopeBlob.self)
        case .tpmLoadableKey: try visitor.visit(TPMLoadableKeyBlob.self)
        case .tpmPersistentKey: try visitor.visit(TPMPersistentKeyBlob.self)
        case .pcpKey: try visitor.visit(PCPKeyBlob.self)
        case .pcp20Key: try visitor.visit(PCP20KeyBlob.self)
        case .dpapi: try visitor.visit(DPAPIBlob.self)
        case .masterKeyFile: try visitor.visit(MasterKeyFile.self)
        case .masterKeyRecord: try visitor.visit(MasterKeyRecord.self)
        case .credentialHistoryRecord: try visitor.visit(CredentialHistoryRecord.self)
        case .clientWrappedSecret: try visitor.visit(ClientWrappedSecret.self)
        case .serverWrappedSecret: try visitor.visit(ServerWrappedSecret.self)
        case .serverWrapKey: try visitor.visit(ServerWrapKey.self)
        case .clientWrapKeyPair: try visitor.visit(ClientWrapKeyPair.self)
        case .dpapiSystemSecret: try visitor.visit(DPAPISystemSecret.self)
        case .keyContainerFile: try visitor.visit(KeyContainerFile.self)
        case .containerRSAPublicKey: try visitor.visit(ContainerRSAPublicKey.self)
        case .containerRSAPrivateKey: try visitor.visit(ContainerRSAPrivateKey.self)
        case .cngKeyFile: try visitor.visit(CNGKeyFile.self)
        case .cngKeyProperty: try visitor.visit(CNGKeyProperty.self)
        }
    }
}

/// What is asked of a format that only the compiler's switch knows.
protocol FormatVisitor: ~Escapable {
    associatedtype Answer
    func visit<Format: KeyBlobFormat & LayoutFormat & ~Escapable>(_ format: Format.Type) throws(BlobError) -> Answer
}

private struct InspectingVisitor: FormatVisitor, ~Escapable {
    let source: RawSpan

    func visit<Format: KeyBlobFormat & LayoutFormat & ~Escapable>(
        _ format: Format.Type
    ) throws(BlobError) -> Inspection {
        try Format.inspect(source)
    }
}

private struct TolerantVisitor: FormatVisitor, ~Escapable {
    let source: RawSpan

    func visit<Format: KeyBlobFormat & LayoutFormat & ~Escapable>(
        _ format: Format.Type
    ) throws(BlobError) -> Deviations {
        var deviations = Deviations()
        _ = try Format(parsing: source, tolerating: &deviations)
        return deviations
    }
}
