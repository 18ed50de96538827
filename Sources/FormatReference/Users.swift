import KeyBlob

/// Who reads and writes a format, where that was seen in source, in documentation or by running the program.
struct Users {
    private let both: String
    private let readers: String
    private let remark: String

    init(_ both: String, reads readers: String = "", remark: String = "") {
        self.both = both
        self.readers = readers
        self.remark = remark
    }

    /// In a few sentences.
    var text: String {
        let first = both.isEmpty ? "" : "Read and written by \(both)."
        let second = readers.isEmpty ? "" : "Read\(both.isEmpty ? "" : " only") by \(readers)."
        return [first, second, remark].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static let windows = Users("Windows' CryptoAPI providers")
    private static let cng = Users("Windows' CNG providers")
    private static let dotNET = "Windows' CNG providers and .NET"
    private static let credentials = "mimikatz and impacket"

    static func of(_ format: AnyKeyBlob.Format) -> Users {
        switch format {
        case .rsaPublicKey:
            Users(
                "Windows, Wine, OpenSSL, .NET, Mono, mimikatz and phpseclib",
                reads: "impacket, malduck and binary refinery")
        case .rsaPrivateKey:
            Users(
                "Windows, Wine, OpenSSL, .NET, Mono, mimikatz, phpseclib and, of 2048 bits, Samba",
                reads: "impacket, malduck and binary refinery",
                remark: "KeyStore Explorer and jsign know it within PVK files.")
        case .dssPublicKey: Users("Windows, Wine, OpenSSL and .NET")
        case .dssPrivateKey:
            Users("Windows, Wine, OpenSSL, .NET and, within PVK files, KeyStore Explorer", reads: "mimikatz")
        case .dssVersion3PublicKey: Users("Windows and .NET", reads: "Wine")
        case .dssVersion3PrivateKey: Users("Windows and .NET", reads: "mimikatz")
        case .dssVersion3Parameters, .dhPublicKey, .dhPrivateKey, .dhVersion3PublicKey, .dhVersion3PrivateKey,
            .dhVersion3Parameters:
            Self.windows
        case .encryptedPrivateKey: Users("Windows", remark: "Wine writes the key in the clear instead.")
        case .simple: Users("Windows, Wine and mimikatz", reads: "impacket and binary refinery")
        case .plaintextKey: Users("Windows, Wine and mimikatz", reads: "malduck and binary refinery")
        case .symmetricWrapKey: Users("Windows' DSS and Diffie-Hellman providers, by documentation of 2000")
        case .opaqueKey: Users("Windows' Schannel providers, each its own")
        case .opaqueSessionKey, .opaqueTokenKey: Users("this package")
        case .keyState: Users("", remark: "Windows' headers have it; no program is known to use it.")
        case .publicKeyEx: Users("", remark: "No program is known to write it.")
        case .foreignKey: Users("providers of others, such as CryptoPro's")
        case .pvk:
            Users("Microsoft's Authenticode tools, OpenSSL and KeyStore Explorer; plain ones mimikatz", reads: "jsign")
        case .strongNamePublicKey: Users(".NET (sn, compilers, runtimes)", reads: "Mono")
        case .keyData: Users("Windows and Wine", reads: "impacket and mimikatz")
        case .aesWrapKey: Users("Windows and newer Wine")
        case .cngOpaqueKey: Users("each provider its own")
        case .cngRSAPublicKey: Users("Windows, Wine and .NET", reads: "mimikatz and binary refinery")
        case .cngRSAPrivateKey: Users("Windows and Wine", reads: ".NET, mimikatz and binary refinery")
        case .cngRSAFullPrivateKey: Users("Windows, Wine and .NET", reads: "mimikatz and binary refinery")
        case .cngECCPublicKey, .cngECCPrivateKey:
            Users("Windows, .NET and, for P-256 and P-384, Wine", reads: "mimikatz and, within MS-GKDI, impacket")
        case .cngECCFullPublicKey, .cngECCFullPrivateKey, .cngDSAPrivateKey, .cngDSAPublicKeyV2, .cngDSAPrivateKeyV2,
            .cipherKey:
            Users(Self.dotNET)
        case .cngDSAPublicKey: Users(Self.dotNET, reads: "Wine")
        case .mlKEMPublicKey, .mlKEMPrivateKey, .pqdsaPublicKey, .pqdsaPrivateKey:
            Users("Windows since 11 24H2, and .NET")
        case .cngDHPublicKey, .cngDHPrivateKey, .cngDHParameters:
            Users("Windows and newer Wine", reads: "impacket, within MS-GKDI")
        case .cngECCParameters, .sslECCPublicKey, .cngDSAParameters, .cngDSAParametersV2, .pqPrivateKey, .kdfKey,
            .protectedKey, .pkcs11RSAAESWrap, .isolatedKeyEnvelope:
            Self.cng
        case .pkcs8Key, .pkcs7Envelope: Users("everybody")
        case .tpmLoadableKey, .tpmPersistentKey: Users("Windows' Platform Crypto Provider")
        case .pcpKey, .pcp20Key: Users("Windows' Platform Crypto Provider", reads: "mimikatz and PCPTool")
        case .dpapi, .masterKeyFile, .masterKeyRecord: Users("Windows", reads: Self.credentials)
        case .credentialHistoryRecord, .dpapiSystemSecret: Users("Windows", reads: Self.credentials)
        case .clientWrappedSecret, .clientWrapKeyPair, .serverWrapKey:
            Users("Windows and Samba", reads: Self.credentials)
        case .serverWrappedSecret: Users("Windows and Samba", reads: "impacket")
        case .keyContainerFile: Users("Windows and mimikatz")
        case .containerRSAPublicKey: Users("Windows and programs that speak RDP")
        case .containerRSAPrivateKey, .cngKeyFile, .cngKeyProperty: Users("Windows", reads: "mimikatz")
        }
    }
}
