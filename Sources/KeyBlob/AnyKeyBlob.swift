/// A key BLOB of any format this codec knows, told apart by its structure.
///
/// What a BLOB is, and how sure that is, ``Recognition`` says. Where a caller knows more than the bytes say (a BLOB type
/// that came beside them, the name of a file), it names the format, or parses with that format's own type instead.
public enum AnyKeyBlob: ~Escapable {
    // CryptoAPI
    case rsaPublicKey(RSAPublicKeyBlob)
    case rsaPrivateKey(RSAPrivateKeyBlob)
    case dssPublicKey(DSSPublicKeyBlob)
    case dssPrivateKey(DSSPrivateKeyBlob)
    case dssVersion3PublicKey(DSSVersion3PublicKeyBlob)
    case dssVersion3PrivateKey(DSSVersion3PrivateKeyBlob)
    case dssVersion3Parameters(DSSVersion3ParametersBlob)
    case dhPublicKey(DHPublicKeyBlob)
    case dhPrivateKey(DHPrivateKeyBlob)
    case dhVersion3PublicKey(DHVersion3PublicKeyBlob)
    case dhVersion3PrivateKey(DHVersion3PrivateKeyBlob)
    case dhVersion3Parameters(DHVersion3ParametersBlob)
    case encryptedPrivateKey(EncryptedPrivateKeyBlob)
    case simple(SimpleBlob)
    case plaintextKey(PlaintextKeyBlob)
    case symmetricWrapKey(SymmetricWrapKeyBlob)
    case opaqueKey(OpaqueKeyBlob)
    case opaqueSessionKey(OpaqueSessionKeyBlob)
    case opaqueTokenKey(OpaqueTokenKeyBlob)
    case keyState(KeyStateBlob)
    case publicKeyEx(PublicKeyBlobEx)
    case foreignKey(ForeignKeyBlob)

    // Files
    case pvk(PVKFile)
    case strongNamePublicKey(StrongNamePublicKey)

    // CNG
    case keyData(KeyDataBlob)
    case aesWrapKey(AESWrapKeyBlob)
    case cngOpaqueKey(CNGOpaqueKeyBlob)
    case cngRSAPublicKey(CNGRSAPublicKeyBlob)
    case cngRSAPrivateKey(CNGRSAPrivateKeyBlob)
    case cngRSAFullPrivateKey(CNGRSAFullPrivateKeyBlob)
    case cngECCPublicKey(CNGECCPublicKeyBlob)
    case cngECCPrivateKey(CNGECCPrivateKeyBlob)
    case cngECCFullPublicKey(CNGECCFullPublicKeyBlob)
    case cngECCFullPrivateKey(CNGECCFullPrivateKeyBlob)
    case cngECCParameters(CNGECCParametersBlob)
    case sslECCPublicKey(SSLECCPublicKeyBlob)
    case cngDSAPublicKey(CNGDSAPublicKeyBlob)
    case cngDSAPrivateKey(CNGDSAPrivateKeyBlob)
    case cngDSAParameters(CNGDSAParametersBlob)
    case cngDSAPublicKeyV2(CNGDSAPublicKeyV2Blob)
    case cngDSAPrivateKeyV2(CNGDSAPrivateKeyV2Blob)
    case cngDSAParametersV2(CNGDSAParametersV2Blob)
    case cngDHPublicKey(CNGDHPublicKeyBlob)
    case cngDHPrivateKey(CNGDHPrivateKeyBlob)
    case cngDHParameters(CNGDHParametersBlob)
    case mlKEMPublicKey(MLKEMPublicKeyBlob)
    case mlKEMPrivateKey(MLKEMPrivateKeyBlob)
    case pqdsaPublicKey(PQDSAPublicKeyBlob)
    case pqdsaPrivateKey(PQDSAPrivateKeyBlob)
    case pqPrivateKey(PQPrivateKeyBlob)
    case cipherKey(CipherKeyBlob)
    case kdfKey(KDFKeyBlob)
    case protectedKey(ProtectedKeyBlob)
    case pkcs11RSAAESWrap(PKCS11RSAAESWrapBlob)
    case isolatedKeyEnvelope(IsolatedKeyEnvelope)
    case pkcs8Key(PKCS8KeyBlob)
    case pkcs7Envelope(PKCS7EnvelopeBlob)
    case tpmLoadableKey(TPMLoadableKeyBlob)
    case tpmPersistentKey(TPMPersistentKeyBlob)
    case pcpKey(PCPKeyBlob)
    case pcp20Key(PCP20KeyBlob)

    // At rest
    case dpapi(DPAPIBlob)
    case masterKeyFile(MasterKeyFile)
    case masterKeyRecord(MasterKeyRecord)
    case credentialHistoryRecord(CredentialHistoryRecord)
    case clientWrappedSecret(ClientWrappedSecret)
    case serverWrappedSecret(ServerWrappedSecret)
    case serverWrapKey(ServerWrapKey)
    case clientWrapKeyPair(ClientWrapKeyPair)
    case dpapiSystemSecret(DPAPISystemSecret)
    case keyContainerFile(KeyContainerFile)
    case containerRSAPublicKey(ContainerRSAPublicKey)
    case containerRSAPrivateKey(ContainerRSAPrivateKey)
    case cngKeyFile(CNGKeyFile)
    case cngKeyProperty(CNGKeyProperty)

    /// A strict view of whatever `source` is.
    ///
    /// - Throws: ``BlobError``: as ``Format/init(of:)`` where no format claims `source`, else as the format's own parse.
    @inlinable @inline(__always) @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) {
        self = try AnyKeyBlob(parsing: source, as: Format(of: source))
    }

    /// A strict view of `source`, of which the caller knows that it is of this format.
    ///
    /// - Throws: ``BlobError``, as the format's own parse.
    @inlinable @inline(__always) @_lifetime(copy source)
    public init(parsing source: RawSpan, as format: Format) throws(BlobError) {
        switch format {
        case .rsaPublicKey: self = .rsaPublicKey(try RSAPublicKeyBlob(parsing: source))
        case .rsaPrivateKey: self = .rsaPrivateKey(try RSAPrivateKeyBlob(parsing: source))
        case .dssPublicKey: self = .dssPublicKey(try DSSPublicKeyBlob(parsing: source))
        case .dssPrivateKey: self = .dssPrivateKey(try DSSPrivateKeyBlob(parsing: source))
        case .dssVersion3PublicKey: self = .dssVersion3PublicKey(try DSSVersion3PublicKeyBlob(parsing: source))
        case .dssVersion3PrivateKey: self = .dssVersion3PrivateKey(try DSSVersion3PrivateKeyBlob(parsing: source))
        case .dssVersion3Parameters: self = .dssVersion3Parameters(try DSSVersion3ParametersBlob(parsing: source))
        case .dhPublicKey: self = .dhPublicKey(try DHPublicKeyBlob(parsing: source))
        case .dhPrivateKey: self = .dhPrivateKey(try DHPrivateKeyBlob(parsing: source))
        case .dhVersion3PublicKey: self = .dhVersion3PublicKey(try DHVersion3PublicKeyBlob(parsing: source))
        case .dhVersion3PrivateKey: self = .dhVersion3PrivateKey(try DHVersion3PrivateKeyBlob(parsing: source))
        case .dhVersion3Parameters: self = .dhVersion3Parameters(try DHVersion3ParametersBlob(parsing: source))
        case .encryptedPrivateKey: self = .encryptedPrivateKey(try EncryptedPrivateKeyBlob(parsing: source))
        case .simple: self = .simple(try SimpleBlob(parsing: source))
        case .plaintextKey: self = .plaintextKey(try PlaintextKeyBlob(parsing: source))
        case .symmetricWrapKey: self = .symmetricWrapKey(try SymmetricWrapKeyBlob(parsing: source))
        case .opaqueKey: self = .opaqueKey(try OpaqueKeyBlob(parsing: source))
        case .opaqueSessionKey: self = .opaqueSessionKey(try OpaqueSessionKeyBlob(parsing: source))
        case .opaqueTokenKey: self = .opaqueTokenKey(try OpaqueTokenKeyBlob(parsing: source))
        case .keyState: self = .keyState(try KeyStateBlob(parsing: source))
        case .publicKeyEx: self = .publicKeyEx(try PublicKeyBlobEx(parsing: source))
        case .foreignKey: self = .foreignKey(try ForeignKeyBlob(parsing: source))
        case .pvk: self = .pvk(try PVKFile(parsing: source))
        case .strongNamePublicKey: self = .strongNamePublicKey(try StrongNamePublicKey(parsing: source))
        case .keyData: self = .keyData(try KeyDataBlob(parsing: source))
        case .aesWrapKey: self = .aesWrapKey(try AESWrapKeyBlob(parsing: source))
        case .cngOpaqueKey: self = .cngOpaqueKey(try CNGOpaqueKeyBlob(parsing: source))
        case .cngRSAPublicKey: self = .cngRSAPublicKey(try CNGRSAPublicKeyBlob(parsing: source))
        case .cngRSAPrivateKey: self = .cngRSAPrivateKey(try CNGRSAPrivateKeyBlob(parsing: source))
        case .cngRSAFullPrivateKey: self = .cngRSAFullPrivateKey(try CNGRSAFullPrivateKeyBlob(parsing: source))
        case .cngECCPublicKey: self = .cngECCPublicKey(try CNGECCPublicKeyBlob(parsing: source))
        case .cngECCPrivateKey: self = .cngECCPrivateKey(try CNGECCPrivateKeyBlob(parsing: source))
        case .cngECCFullPublicKey: self = .cngECCFullPublicKey(try CNGECCFullPublicKeyBlob(parsing: source))
        case .cngECCFullPrivateKey: self = .cngECCFullPrivateKey(try CNGECCFullPrivateKeyBlob(parsing: source))
        case .cngECCParameters: self = .cngECCParameters(try CNGECCParametersBlob(parsing: source))
        case .sslECCPublicKey: self = .sslECCPublicKey(try SSLECCPublicKeyBlob(parsing: source))
        case .cngDSAPublicKey: self = .cngDSAPublicKey(try CNGDSAPublicKeyBlob(parsing: source))
        case .cngDSAPrivateKey: self = .cngDSAPrivateKey(try CNGDSAPrivateKeyBlob(parsing: source))
        case .cngDSAParameters: self = .cngDSAParameters(try CNGDSAParametersBlob(parsing: source))
        case .cngDSAPublicKeyV2: self = .cngDSAPublicKeyV2(try CNGDSAPublicKeyV2Blob(parsing: source))
        case .cngDSAPrivateKeyV2: self = .cngDSAPrivateKeyV2(try CNGDSAPrivateKeyV2Blob(parsing: source))
        case .cngDSAParametersV2: self = .cngDSAParametersV2(try CNGDSAParametersV2Blob(parsing: source))
        case .cngDHPublicKey: self = .cngDHPublicKey(try CNGDHPublicKeyBlob(parsing: source))
        case .cngDHPrivateKey: self = .cngDHPrivateKey(try CNGDHPrivateKeyBlob(parsing: source))
        case .cngDHParameters: self = .cngDHParameters(try CNGDHParametersBlob(parsing: source))
        case .mlKEMPublicKey: self = .mlKEMPublicKey(try MLKEMPublicKeyBlob(parsing: source))
        case .mlKEMPrivateKey: self = .mlKEMPrivateKey(try MLKEMPrivateKeyBlob(parsing: source))
        case .pqdsaPublicKey: self = .pqdsaPublicKey(try PQDSAPublicKeyBlob(parsing: source))
        case .pqdsaPrivateKey: self = .pqdsaPrivateKey(try PQDSAPrivateKeyBlob(parsing: source))
        case .pqPrivateKey: self = .pqPrivateKey(try PQPrivateKeyBlob(parsing: source))
        case .cipherKey: self = .cipherKey(try CipherKeyBlob(parsing: source))
        case .kdfKey: self = .kdfKey(try KDFKeyBlob(parsing: source))
        case .protectedKey: self = .protectedKey(try ProtectedKeyBlob(parsing: source))
        case .pkcs11RSAAESWrap: self = .pkcs11RSAAESWrap(try PKCS11RSAAESWrapBlob(parsing: source))
        case .isolatedKeyEnvelope: self = .isolatedKeyEnvelope(try IsolatedKeyEnvelope(parsing: source))
        case .pkcs8Key: self = .pkcs8Key(try PKCS8KeyBlob(parsing: source))
        case .pkcs7Envelope: self = .pkcs7Envelope(try PKCS7EnvelopeBlob(parsing: source))
        case .tpmLoadableKey: self = .tpmLoadableKey(try TPMLoadableKeyBlob(parsing: source))
        case .tpmPersistentKey: self = .tpmPersistentKey(try TPMPersistentKeyBlob(parsing: source))
        case .pcpKey: self = .pcpKey(try PCPKeyBlob(parsing: source))
        case .pcp20Key: self = .pcp20Key(try PCP20KeyBlob(parsing: source))
        case .dpapi: self = .dpapi(try DPAPIBlob(parsing: source))
        case .masterKeyFile: self = .masterKeyFile(try MasterKeyFile(parsing: source))
        case .masterKeyRecord: self = .masterKeyRecord(try MasterKeyRecord(parsing: source))
        case .credentialHistoryRecord: self = .credentialHistoryRecord(try CredentialHistoryRecord(parsing: source))
        case .clientWrappedSecret: self = .clientWrappedSecret(try ClientWrappedSecret(parsing: source))
        case .serverWrappedSecret: self = .serverWrappedSecret(try ServerWrappedSecret(parsing: source))
        case .serverWrapKey: self = .serverWrapKey(try ServerWrapKey(parsing: source))
        case .clientWrapKeyPair: self = .clientWrapKeyPair(try ClientWrapKeyPair(parsing: source))
        case .dpapiSystemSecret: self = .dpapiSystemSecret(try DPAPISystemSecret(parsing: source))
        case .keyContainerFile: self = .keyContainerFile(try KeyContainerFile(parsing: source))
        case .containerRSAPublicKey: self = .containerRSAPublicKey(try ContainerRSAPublicKey(parsing: source))
        case .containerRSAPrivateKey: self = .containerRSAPrivateKey(try ContainerRSAPrivateKey(parsing: source))
        case .cngKeyFile: self = .cngKeyFile(try CNGKeyFile(parsing: source))
        case .cngKeyProperty: self = .cngKeyProperty(try CNGKeyProperty(parsing: source))
        }
    }

    /// A strict view of whatever `buffer` is; the buffer must outlive it.
    @inlinable @inline(__always) @_lifetime(borrow buffer)
    public init(parsing buffer: UnsafeRawBufferPointer) throws(BlobError) {
        self = try AnyKeyBlob(parsing: unsafe buffer.bytes)
    }

    /// A tolerant view of whatever `source` is; what was forgiven is noted in `deviations`.
    ///
    /// - Throws: as the strict parse, but only for what nobody could read.
    @_lifetime(copy source)
    public init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) {
        self = try AnyKeyBlob(parsing: source, as: Format(of: source), tolerating: &deviations)
    }

    /// A tolerant view of `source`, of which the caller knows that it is of this format; what was forgiven is noted in
    /// `deviations`.
    ///
    /// - Throws: as the strict parse, but only for what nobody could read.
    @_lifetime(copy source)
    public init(parsing source: RawSpan, as format: Format, tolerating deviations: inout Deviations) throws(BlobError) {
        switch format {
        case .rsaPublicKey: self = .rsaPublicKey(try RSAPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .rsaPrivateKey: self = .rsaPrivateKey(try RSAPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .dssPublicKey: self = .dssPublicKey(try DSSPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .dssPrivateKey: self = .dssPrivateKey(try DSSPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .dssVersion3PublicKey:
            self = .dssVersion3PublicKey(try DSSVersion3PublicKeyBlob(parsing: source, tolerating: &deviations))
        case .dssVersion3PrivateKey:
            self = .dssVersion3PrivateKey(try DSSVersion3PrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .dssVersion3Parameters:
            self = .dssVersion3Parameters(try DSSVersion3ParametersBlob(parsing: source, tolerating: &deviations))
        case .dhPublicKey: self = .dhPublicKey(try DHPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .dhPrivateKey: self = .dhPrivateKey(try DHPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .dhVersion3PublicKey:
            self = .dhVersion3PublicKey(try DHVersion3PublicKeyBlob(parsing: source, tolerating: &deviations))
        case .dhVersion3PrivateKey:
            self = .dhVersion3PrivateKey(try DHVersion3PrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .dhVersion3Parameters:
            self = .dhVersion3Parameters(try DHVersion3ParametersBlob(parsing: source, tolerating: &deviations))
        case .encryptedPrivateKey:
            self = .encryptedPrivateKey(try EncryptedPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .simple: self = .simple(try SimpleBlob(parsing: source, tolerating: &deviations))
        case .plaintextKey: self = .plaintextKey(try PlaintextKeyBlob(parsing: source, tolerating: &deviations))
        case .symmetricWrapKey:
            self = .symmetricWrapKey(try SymmetricWrapKeyBlob(parsing: source, tolerating: &deviations))
        case .opaqueKey: self = .opaqueKey(try OpaqueKeyBlob(parsing: source, tolerating: &deviations))
        case .opaqueSessionKey:
            self = .opaqueSessionKey(try OpaqueSessionKeyBlob(parsing: source, tolerating: &deviations))
        case .opaqueTokenKey: self = .opaqueTokenKey(try OpaqueTokenKeyBlob(parsing: source, tolerating: &deviations))
        case .keyState: self = .keyState(try KeyStateBlob(parsing: source, tolerating: &deviations))
        case .publicKeyEx: self = .publicKeyEx(try PublicKeyBlobEx(parsing: source, tolerating: &deviations))
        case .foreignKey: self = .foreignKey(try ForeignKeyBlob(parsing: source, tolerating: &deviations))
        case .pvk: self = .pvk(try PVKFile(parsing: source, tolerating: &deviations))
        case .strongNamePublicKey:
            self = .strongNamePublicKey(try StrongNamePublicKey(parsing: source, tolerating: &deviations))
        case .keyData: self = .keyData(try KeyDataBlob(parsing: source, tolerating: &deviations))
        case .aesWrapKey: self = .aesWrapKey(try AESWrapKeyBlob(parsing: source, tolerating: &deviations))
        case .cngOpaqueKey: self = .cngOpaqueKey(try CNGOpaqueKeyBlob(parsing: source, tolerating: &deviations))
        case .cngRSAPublicKey:
            self = .cngRSAPublicKey(try CNGRSAPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .cngRSAPrivateKey:
            self = .cngRSAPrivateKey(try CNGRSAPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cngRSAFullPrivateKey:
            self = .cngRSAFullPrivateKey(try CNGRSAFullPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cngECCPublicKey:
            self = .cngECCPublicKey(try CNGECCPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .cngECCPrivateKey:
            self = .cngECCPrivateKey(try CNGECCPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cngECCFullPublicKey:
            self = .cngECCFullPublicKey(try CNGECCFullPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .cngECCFullPrivateKey:
            self = .cngECCFullPrivateKey(try CNGECCFullPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cngECCParameters:
            self = .cngECCParameters(try CNGECCParametersBlob(parsing: source, tolerating: &deviations))
        case .sslECCPublicKey:
            self = .sslECCPublicKey(try SSLECCPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .cngDSAPublicKey:
            self = .cngDSAPublicKey(try CNGDSAPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .cngDSAPrivateKey:
            self = .cngDSAPrivateKey(try CNGDSAPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cngDSAParameters:
            self = .cngDSAParameters(try CNGDSAParametersBlob(parsing: source, tolerating: &deviations))
        case .cngDSAPublicKeyV2:
            self = .cngDSAPublicKeyV2(try CNGDSAPublicKeyV2Blob(parsing: source, tolerating: &deviations))
        case .cngDSAPrivateKeyV2:
            self = .cngDSAPrivateKeyV2(try CNGDSAPrivateKeyV2Blob(parsing: source, tolerating: &deviations))
        case .cngDSAParametersV2:
            self = .cngDSAParametersV2(try CNGDSAParametersV2Blob(parsing: source, tolerating: &deviations))
        case .cngDHPublicKey: self = .cngDHPublicKey(try CNGDHPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .cngDHPrivateKey:
            self = .cngDHPrivateKey(try CNGDHPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cngDHParameters:
            self = .cngDHParameters(try CNGDHParametersBlob(parsing: source, tolerating: &deviations))
        case .mlKEMPublicKey: self = .mlKEMPublicKey(try MLKEMPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .mlKEMPrivateKey:
            self = .mlKEMPrivateKey(try MLKEMPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .pqdsaPublicKey: self = .pqdsaPublicKey(try PQDSAPublicKeyBlob(parsing: source, tolerating: &deviations))
        case .pqdsaPrivateKey:
            self = .pqdsaPrivateKey(try PQDSAPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .pqPrivateKey: self = .pqPrivateKey(try PQPrivateKeyBlob(parsing: source, tolerating: &deviations))
        case .cipherKey: self = .cipherKey(try CipherKeyBlob(parsing: source, tolerating: &deviations))
        case .kdfKey: self = .kdfKey(try KDFKeyBlob(parsing: source, tolerating: &deviations))
        case .protectedKey: self = .protectedKey(try ProtectedKeyBlob(parsing: source, tolerating: &deviations))
        case .pkcs11RSAAESWrap:
            self = .pkcs11RSAAESWrap(try PKCS11RSAAESWrapBlob(parsing: source, tolerating: &deviations))
        case .isolatedKeyEnvelope:
            self = .isolatedKeyEnvelope(try IsolatedKeyEnvelope(parsing: source, tolerating: &deviations))
        case .pkcs8Key: self = .pkcs8Key(try PKCS8KeyBlob(parsing: source, tolerating: &deviations))
        case .pkcs7Envelope: self = .pkcs7Envelope(try PKCS7EnvelopeBlob(parsing: source, tolerating: &deviations))
        case .tpmLoadableKey: self = .tpmLoadableKey(try TPMLoadableKeyBlob(parsing: source, tolerating: &deviations))
        case .tpmPersistentKey:
            self = .tpmPersistentKey(try TPMPersistentKeyBlob(parsing: source, tolerating: &deviations))
        case .pcpKey: self = .pcpKey(try PCPKeyBlob(parsing: source, tolerating: &deviations))
        case .pcp20Key: self = .pcp20Key(try PCP20KeyBlob(parsing: source, tolerating: &deviations))
        case .dpapi: self = .dpapi(try DPAPIBlob(parsing: source, tolerating: &deviations))
        case .masterKeyFile: self = .masterKeyFile(try MasterKeyFile(parsing: source, tolerating: &deviations))
        case .masterKeyRecord: self = .masterKeyRecord(try MasterKeyRecord(parsing: source, tolerating: &deviations))
        case .credentialHistoryRecord:
            self = .credentialHistoryRecord(try CredentialHistoryRecord(parsing: source, tolerating: &deviations))
        case .clientWrappedSecret:
            self = .clientWrappedSecret(try ClientWrappedSecret(parsing: source, tolerating: &deviations))
        case .serverWrappedSecret:
            self = .serverWrappedSecret(try ServerWrappedSecret(parsing: source, tolerating: &deviations))
        case .serverWrapKey: self = .serverWrapKey(try ServerWrapKey(parsing: source, tolerating: &deviations))
        case .clientWrapKeyPair:
            self = .clientWrapKeyPair(try ClientWrapKeyPair(parsing: source, tolerating: &deviations))
        case .dpapiSystemSecret:
            self = .dpapiSystemSecret(try DPAPISystemSecret(parsing: source, tolerating: &deviations))
        case .keyContainerFile: self = .keyContainerFile(try KeyContainerFile(parsing: source, tolerating: &deviations))
        case .containerRSAPublicKey:
            self = .containerRSAPublicKey(try ContainerRSAPublicKey(parsing: source, tolerating: &deviations))
        case .containerRSAPrivateKey:
            self = .containerRSAPrivateKey(try ContainerRSAPrivateKey(parsing: source, tolerating: &deviations))
        case .cngKeyFile: self = .cngKeyFile(try CNGKeyFile(parsing: source, tolerating: &deviations))
        case .cngKeyProperty: self = .cngKeyProperty(try CNGKeyProperty(parsing: source, tolerating: &deviations))
        }
    }
}
