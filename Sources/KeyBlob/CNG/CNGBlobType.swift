/// A BLOB type of CNG: the string that travels beside a BLOB and says how to read it.
///
/// Source: the SDK's bcrypt.h and ncrypt.h. In CNG the strings are UTF-16 with a NUL (``WideString``).
public enum CNGBlobType: String, Sendable, CaseIterable {
    /// ``KeyDataBlob``.
    case keyData = "KeyDataBlob"
    /// ``AESWrapKeyBlob``.
    case aesWrapKey = "Rfc3565KeyWrapBlob"
    /// ``CNGOpaqueKeyBlob``; of the Platform Crypto Provider, ``PCPKeyBlob`` and ``PCP20KeyBlob``.
    case opaqueKey = "OpaqueKeyBlob"
    /// ``PKCS11RSAAESWrapBlob``.
    case pkcs11RSAAESWrap = "PKCS11RsaAesWrapBlob"
    /// Any public key that has a magic.
    case publicKey = "PUBLICBLOB"
    /// Any private key that has a magic.
    case privateKey = "PRIVATEBLOB"
    /// ``CNGRSAPublicKeyBlob``.
    case rsaPublicKey = "RSAPUBLICBLOB"
    /// ``CNGRSAPrivateKeyBlob``.
    case rsaPrivateKey = "RSAPRIVATEBLOB"
    /// ``CNGRSAFullPrivateKeyBlob``.
    case rsaFullPrivateKey = "RSAFULLPRIVATEBLOB"
    /// ``CNGECCPublicKeyBlob``.
    case eccPublicKey = "ECCPUBLICBLOB"
    /// ``CNGECCPrivateKeyBlob``.
    case eccPrivateKey = "ECCPRIVATEBLOB"
    /// ``CNGECCFullPublicKeyBlob``.
    case eccFullPublicKey = "ECCFULLPUBLICBLOB"
    /// ``CNGECCFullPrivateKeyBlob``.
    case eccFullPrivateKey = "ECCFULLPRIVATEBLOB"
    /// ``SSLECCPublicKeyBlob``.
    case sslECCPublicKey = "SSLECCPUBLICBLOB"
    /// ``CNGOpaqueKeyBlob``: nobody has published what is in it.
    case tls13PreSharedKey = "TLS13PRESHAREDKEY"
    /// ``CNGDSAPublicKeyBlob`` and ``CNGDSAPublicKeyV2Blob``.
    case dsaPublicKey = "DSAPUBLICBLOB"
    /// ``CNGDSAPrivateKeyBlob`` and ``CNGDSAPrivateKeyV2Blob``.
    case dsaPrivateKey = "DSAPRIVATEBLOB"
    /// ``CNGDHPublicKeyBlob``.
    case dhPublicKey = "DHPUBLICBLOB"
    /// ``CNGDHPrivateKeyBlob``.
    case dhPrivateKey = "DHPRIVATEBLOB"
    /// ``MLKEMPublicKeyBlob``.
    case mlKEMPublicKey = "MLKEMPUBLICBLOB"
    /// ``MLKEMPrivateKeyBlob``, the expanded key.
    case mlKEMPrivateKey = "MLKEMPRIVATEBLOB"
    /// ``MLKEMPrivateKeyBlob``, the seed.
    case mlKEMPrivateSeed = "MLKEMPRIVATESEEDBLOB"
    /// ``PQDSAPublicKeyBlob``.
    case pqdsaPublicKey = "PQDSAPUBLICBLOB"
    /// ``PQDSAPrivateKeyBlob``, the expanded key.
    case pqdsaPrivateKey = "PQDSAPRIVATEBLOB"
    /// ``PQDSAPrivateKeyBlob``, the seed.
    case pqdsaPrivateSeed = "PQDSAPRIVATESEEDBLOB"
    /// ``PQPrivateKeyBlob``.
    case pqPrivateKey = "PQPrivateKeyBlob"
    /// ``CipherKeyBlob``.
    case cipherKey = "CipherKeyBlob"
    /// ``KDFKeyBlob``.
    case kdfKey = "KDFKeyBlob"
    /// ``ProtectedKeyBlob``.
    case protectedKey = "ProtectedKeyBlob"
    /// ``PKCS8KeyBlob``.
    case pkcs8PrivateKey = "PKCS8_PRIVATEKEY"
    /// ``PKCS7EnvelopeBlob``.
    case pkcs7Envelope = "PKCS7_ENVELOPE"
    /// ``CNGOpaqueKeyBlob``.
    case opaqueTransport = "OpaqueTransport"
    /// ``IsolatedKeyEnvelope``.
    case isolatedKeyEnvelope = "ISOLATED_KEY_ENVELOPE"
    /// ``TPMLoadableKeyBlob``.
    case tpmProtectedKey = "PcpTpmProtectedKeyBlob"
    /// ``TPMPersistentKeyBlob``.
    case tpmPersistentKey = "PcpTpmPersistentKeyBlob"
    /// CryptoAPI's PUBLICKEYBLOB with "RSA1".
    case legacyRSAPublicKey = "CAPIPUBLICBLOB"
    /// CryptoAPI's PRIVATEKEYBLOB with "RSA2".
    case legacyRSAPrivateKey = "CAPIPRIVATEBLOB"
    /// CryptoAPI's PUBLICKEYBLOB of version 3 with "DH3".
    case legacyDHPublicKey = "CAPIDHPUBLICBLOB"
    /// CryptoAPI's PRIVATEKEYBLOB of version 3 with "DH4".
    case legacyDHPrivateKey = "CAPIDHPRIVATEBLOB"
    /// CryptoAPI's PUBLICKEYBLOB of version 3 with "DSS3".
    case legacyDSAPublicKey = "CAPIDSAPUBLICBLOB"
    /// CryptoAPI's PRIVATEKEYBLOB of version 3 with "DSS4".
    case legacyDSAPrivateKey = "CAPIDSAPRIVATEBLOB"
    /// CryptoAPI's PUBLICKEYBLOB of version 2 with "DSS1"; the 2 is not that of ``CNGDSAPublicKeyV2Blob``.
    case legacyDSAV2PublicKey = "V2CAPIDSAPUBLICBLOB"
    /// CryptoAPI's PRIVATEKEYBLOB of version 2 with "DSS2".
    case legacyDSAV2PrivateKey = "V2CAPIDSAPRIVATEBLOB"

    /// The type that `name` spells; nil where it spells none. Case counts.
    public init?(_ name: borrowing WideString) {
        guard name.isTerminated else { return nil }
        self.init(rawValue: name.text)
    }

    /// The type's string as CNG has it: UTF-16, little-endian, with a NUL.
    public var wideBytes: [UInt8] { WideString.bytes(of: rawValue) }
}
