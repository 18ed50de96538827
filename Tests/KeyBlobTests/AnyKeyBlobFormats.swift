import KeyBlob

extension AnyKeyBlob.Format {
    /// The format that a view of this type is of.
    init?(ofType name: String) {
        guard let format = Self.byType[name] else { return nil }
        self = format
    }

    private static let byType: [String: Self] = [
        "RSAPublicKeyBlob": .rsaPublicKey,
        "RSAPrivateKeyBlob": .rsaPrivateKey,
        "DSSPublicKeyBlob": .dssPublicKey,
        "DSSPrivateKeyBlob": .dssPrivateKey,
        "DSSVersion3PublicKeyBlob": .dssVersion3PublicKey,
        "DSSVersion3PrivateKeyBlob": .dssVersion3PrivateKey,
        "DSSVersion3ParametersBlob": .dssVersion3Parameters,
        "DHPublicKeyBlob": .dhPublicKey,
        "DHPrivateKeyBlob": .dhPrivateKey,
        "DHVersion3PublicKeyBlob": .dhVersion3PublicKey,
        "DHVersion3PrivateKeyBlob": .dhVersion3PrivateKey,
        "DHVersion3ParametersBlob": .dhVersion3Parameters,
        "EncryptedPrivateKeyBlob": .encryptedPrivateKey,
        "SimpleBlob": .simple,
        "PlaintextKeyBlob": .plaintextKey,
        "SymmetricWrapKeyBlob": .symmetricWrapKey,
        "OpaqueKeyBlob": .opaqueKey,
        "OpaqueSessionKeyBlob": .opaqueSessionKey,
        "OpaqueTokenKeyBlob": .opaqueTokenKey,
        "KeyStateBlob": .keyState,
        "PublicKeyBlobEx": .publicKeyEx,
        "ForeignKeyBlob": .foreignKey,
        "PVKFile": .pvk,
        "StrongNamePublicKey": .strongNamePublicKey,
        "KeyDataBlob": .keyData,
        "AESWrapKeyBlob": .aesWrapKey,
        "CNGOpaqueKeyBlob": .cngOpaqueKey,
        "CNGRSAPublicKeyBlob": .cngRSAPublicKey,
        "CNGRSAPrivateKeyBlob": .cngRSAPrivateKey,
        "CNGRSAFullPrivateKeyBlob": .cngRSAFullPrivateKey,
        "CNGECCPublicKeyBlob": .cngECCPublicKey,
        "CNGECCPrivateKeyBlob": .cngECCPrivateKey,
        "CNGECCFullPublicKeyBlob": .cngECCFullPublicKey,
        "CNGECCFullPrivateKeyBlob": .cngECCFullPrivateKey,
        "CNGECCParametersBlob": .cngECCParameters,
        "SSLECCPublicKeyBlob": .sslECCPublicKey,
        "CNGDSAPublicKeyBlob": .cngDSAPublicKey,
        "CNGDSAPrivateKeyBlob": .cngDSAPrivateKey,
        "CNGDSAParametersBlob": .cngDSAParameters,
        "CNGDSAPublicKeyV2Blob": .cngDSAPublicKeyV2,
        "CNGDSAPrivateKeyV2Blob": .cngDSAPrivateKeyV2,
        "CNGDSAParametersV2Blob": .cngDSAParametersV2,
        "CNGDHPublicKeyBlob": .cngDHPublicKey,
        "CNGDHPrivateKeyBlob": .cngDHPrivateKey,
        "CNGDHParametersBlob": .cngDHParameters,
        "MLKEMPublicKeyBlob": .mlKEMPublicKey,
        "MLKEMPrivateKeyBlob": .mlKEMPrivateKey,
        "PQDSAPublicKeyBlob": .pqdsaPublicKey,
        "PQDSAPrivateKeyBlob": .pqdsaPrivateKey,
        "PQPrivateKeyBlob": .pqPrivateKey,
        "CipherKeyBlob": .cipherKey,
        "KDFKeyBlob": .kdfKey,
        "ProtectedKeyBlob": .protectedKey,
        "PKCS11RSAAESWrapBlob": .pkcs11RSAAESWrap,
        "IsolatedKeyEnvelope": .isolatedKeyEnvelope,
        "PKCS8KeyBlob": .pkcs8Key,
        "PKCS7EnvelopeBlob": .pkcs7Envelope,
        "TPMLoadableKeyBlob": .tpmLoadableKey,
        "TPMPersistentKeyBlob": .tpmPersistentKey,
        "PCPKeyBlob": .pcpKey,
        "PCP20KeyBlob": .pcp20Key,
        "DPAPIBlob": .dpapi,
        "MasterKeyFile": .masterKeyFile,
        "MasterKeyRecord": .masterKeyRecord,
        "CredentialHistoryRecord": .credentialHistoryRecord,
        "ClientWrappedSecret": .clientWrappedSecret,
        "ServerWrappedSecret": .serverWrappedSecret,
        "ServerWrapKey": .serverWrapKey,
        "ClientWrapKeyPair": .clientWrapKeyPair,
        "DPAPISystemSecret": .dpapiSystemSecret,
        "KeyContainerFile": .keyContainerFile,
        "ContainerRSAPublicKey": .containerRSAPublicKey,
        "ContainerRSAPrivateKey": .containerRSAPrivateKey,
        "CNGKeyFile": .cngKeyFile,
        "CNGKeyProperty": .cngKeyProperty,
    ]

    /// What recognition never answers: any bytes might be one, or it is a record within a file.
    static let unrecognisable: Set<Self> = [
        .aesWrapKey, .cngOpaqueKey, .masterKeyRecord, .credentialHistoryRecord, .cngKeyProperty,
    ]

    /// What has no mark: it is possible at most.
    static let unmarked: Set<Self> = [
        .foreignKey, .cngECCParameters, .sslECCPublicKey, .isolatedKeyEnvelope, .pkcs8Key, .pkcs7Envelope,
        .clientWrappedSecret, .serverWrappedSecret, .serverWrapKey, .dpapiSystemSecret,
    ]
}
