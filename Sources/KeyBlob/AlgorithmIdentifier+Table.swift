extension AlgorithmIdentifier {
    /// Every ALG_ID that Microsoft has named, in the order of their numbers within each class.
    ///
    /// CALG_RC5 is 0x660D by Microsoft's header (Wine's header computes 0x680D). RIPEMD has sub-identifiers but no
    /// CALG name. CALG_ECDH and CALG_ECDH_EPHEM do not share a type, although their names suggest it.
    public static let named: [(id: AlgorithmIdentifier, name: StaticString)] = [
        (noSignature, "CALG_NO_SIGN"), (dssSign, "CALG_DSS_SIGN"), (ecdsa, "CALG_ECDSA"), (rsaSign, "CALG_RSA_SIGN"),
        (thirdPartySignature, "CALG_THIRDPARTY_SIGNATURE"),

        (ssl3Master, "CALG_SSL3_MASTER"), (schannelMasterHash, "CALG_SCHANNEL_MASTER_HASH"),
        (schannelMACKey, "CALG_SCHANNEL_MAC_KEY"), (pct1Master, "CALG_PCT1_MASTER"),
        (ssl2Master, "CALG_SSL2_MASTER"), (tls1Master, "CALG_TLS1_MASTER"),
        (schannelEncryptionKey, "CALG_SCHANNEL_ENC_KEY"),

        (nullCipher, "CALG_NULLCIPHER"), (des, "CALG_DES"), (rc2, "CALG_RC2"), (tripleDES, "CALG_3DES"),
        (desx, "CALG_DESX"), (twoKeyTripleDES, "CALG_3DES_112"), (skipjack, "CALG_SKIPJACK"), (tek, "CALG_TEK"),
        (cylinkMEK, "CALG_CYLINK_MEK"), (rc5, "CALG_RC5"), (aes128, "CALG_AES_128"), (aes192, "CALG_AES_192"),
        (aes256, "CALG_AES_256"), (aes, "CALG_AES"), (rc4, "CALG_RC4"), (seal, "CALG_SEAL"),
        (thirdPartyCipher, "CALG_THIRDPARTY_CIPHER"),

        (md2, "CALG_MD2"), (md4, "CALG_MD4"), (md5, "CALG_MD5"), (sha1, "CALG_SHA1"), (mac, "CALG_MAC"),
        (ssl3SHAMD5, "CALG_SSL3_SHAMD5"), (hmac, "CALG_HMAC"), (tls1PRF, "CALG_TLS1PRF"),
        (hashReplaceOWF, "CALG_HASH_REPLACE_OWF"), (sha256, "CALG_SHA_256"), (sha384, "CALG_SHA_384"),
        (sha512, "CALG_SHA_512"), (thirdPartyHash, "CALG_THIRDPARTY_HASH"),

        (ecmqv, "CALG_ECMQV"), (hughesMD5, "CALG_HUGHES_MD5"), (rsaKeyExchange, "CALG_RSA_KEYX"),
        (dhStoreAndForward, "CALG_DH_SF"), (dhEphemeral, "CALG_DH_EPHEM"), (agreedKeyAny, "CALG_AGREEDKEY_ANY"),
        (keaKeyExchange, "CALG_KEA_KEYX"), (ecdh, "CALG_ECDH"), (ecdhEphemeral, "CALG_ECDH_EPHEM"),
        (thirdPartyKeyExchange, "CALG_THIRDPARTY_KEY_EXCHANGE"),
    ]

    private init(_ rawValue: UInt32) { self.init(rawValue: rawValue) }

    // Signatures
    /// `CALG_NO_SIGN`.
    public static let noSignature = Self(0x2000)
    /// `CALG_DSS_SIGN`.
    public static let dssSign = Self(0x2200)
    /// `CALG_ECDSA`.
    public static let ecdsa = Self(0x2203)
    /// `CALG_RSA_SIGN`: a signature key pair (AT_SIGNATURE).
    public static let rsaSign = Self(0x2400)
    /// `CALG_THIRDPARTY_SIGNATURE`.
    public static let thirdPartySignature = Self(0x3000)

    // Schannel
    /// `CALG_SSL3_MASTER`.
    public static let ssl3Master = Self(0x4C01)
    /// `CALG_SCHANNEL_MASTER_HASH`.
    public static let schannelMasterHash = Self(0x4C02)
    /// `CALG_SCHANNEL_MAC_KEY`.
    public static let schannelMACKey = Self(0x4C03)
    /// `CALG_PCT1_MASTER`.
    public static let pct1Master = Self(0x4C04)
    /// `CALG_SSL2_MASTER`.
    public static let ssl2Master = Self(0x4C05)
    /// `CALG_TLS1_MASTER`.
    public static let tls1Master = Self(0x4C06)
    /// `CALG_SCHANNEL_ENC_KEY`.
    public static let schannelEncryptionKey = Self(0x4C07)

    // Data ciphers
    /// `CALG_NULLCIPHER`.
    public static let nullCipher = Self(0x6000)
    /// `CALG_DES`: 8 bytes, parity included.
    public static let des = Self(0x6601)
    /// `CALG_RC2`: 40 to 128 bits in the providers.
    public static let rc2 = Self(0x6602)
    /// `CALG_3DES`: three keys, 24 bytes.
    public static let tripleDES = Self(0x6603)
    /// `CALG_DESX`.
    public static let desx = Self(0x6604)
    /// `CALG_3DES_112`: two keys, 16 bytes.
    public static let twoKeyTripleDES = Self(0x6609)
    /// `CALG_SKIPJACK`.
    public static let skipjack = Self(0x660A)
    /// `CALG_TEK`.
    public static let tek = Self(0x660B)
    /// `CALG_CYLINK_MEK`.
    public static let cylinkMEK = Self(0x660C)
    /// `CALG_RC5`: by Microsoft's header.
    public static let rc5 = Self(0x660D)
    /// `CALG_AES_128`.
    public static let aes128 = Self(0x660E)
    /// `CALG_AES_192`.
    public static let aes192 = Self(0x660F)
    /// `CALG_AES_256`.
    public static let aes256 = Self(0x6610)
    /// `CALG_AES`: without a length: in no BLOB.
    public static let aes = Self(0x6611)
    /// `CALG_RC4`: 40 to 128 bits in the providers.
    public static let rc4 = Self(0x6801)
    /// `CALG_SEAL`.
    public static let seal = Self(0x6802)
    /// `CALG_THIRDPARTY_CIPHER`.
    public static let thirdPartyCipher = Self(0x7000)

    // Hashes
    /// `CALG_MD2`.
    public static let md2 = Self(0x8001)
    /// `CALG_MD4`.
    public static let md4 = Self(0x8002)
    /// `CALG_MD5`.
    public static let md5 = Self(0x8003)
    /// `CALG_SHA1`: also named CALG_SHA.
    public static let sha1 = Self(0x8004)
    /// `CALG_MAC`.
    public static let mac = Self(0x8005)
    /// `CALG_SSL3_SHAMD5`.
    public static let ssl3SHAMD5 = Self(0x8008)
    /// `CALG_HMAC`.
    public static let hmac = Self(0x8009)
    /// `CALG_TLS1PRF`.
    public static let tls1PRF = Self(0x800A)
    /// `CALG_HASH_REPLACE_OWF`.
    public static let hashReplaceOWF = Self(0x800B)
    /// `CALG_SHA_256`.
    public static let sha256 = Self(0x800C)
    /// `CALG_SHA_384`.
    public static let sha384 = Self(0x800D)
    /// `CALG_SHA_512`.
    public static let sha512 = Self(0x800E)
    /// `CALG_THIRDPARTY_HASH`.
    public static let thirdPartyHash = Self(0x9000)

    // Key exchange
    /// `CALG_ECMQV`.
    public static let ecmqv = Self(0xA001)
    /// `CALG_HUGHES_MD5`.
    public static let hughesMD5 = Self(0xA003)
    /// `CALG_RSA_KEYX`: an exchange key pair (AT_KEYEXCHANGE).
    public static let rsaKeyExchange = Self(0xA400)
    /// `CALG_DH_SF`.
    public static let dhStoreAndForward = Self(0xAA01)
    /// `CALG_DH_EPHEM`.
    public static let dhEphemeral = Self(0xAA02)
    /// `CALG_AGREEDKEY_ANY`.
    public static let agreedKeyAny = Self(0xAA03)
    /// `CALG_KEA_KEYX`.
    public static let keaKeyExchange = Self(0xAA04)
    /// `CALG_ECDH`.
    public static let ecdh = Self(0xAA05)
    /// `CALG_ECDH_EPHEM`.
    public static let ecdhEphemeral = Self(0xAE06)
    /// `CALG_THIRDPARTY_KEY_EXCHANGE`.
    public static let thirdPartyKeyExchange = Self(0xB000)
}
