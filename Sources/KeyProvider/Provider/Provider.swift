/// A cryptographic service provider: which algorithms it has, with which key lengths, and what it does with salts.
///
/// Source: Microsoft Learn, "Microsoft Cryptographic Service Providers" and the tables of `CryptGenKey` and
/// `CryptDeriveKey`.
public enum Provider: String, Sendable, CaseIterable {
    /// `Microsoft Base Cryptographic Provider v1.0` (PROV_RSA_FULL): 40- and 56-bit keys.
    case base
    /// `Microsoft Strong Cryptographic Provider`: the default of PROV_RSA_FULL on Windows.
    case strong
    /// `Microsoft Enhanced Cryptographic Provider v1.0` (PROV_RSA_FULL): as Strong, but CRYPT_CREATE_SALT makes no salt.
    case enhanced
    /// `Microsoft Enhanced RSA and AES Cryptographic Provider` (PROV_RSA_AES).
    case aes
    /// `Microsoft RSA SChannel Cryptographic Provider` (PROV_RSA_SCHANNEL): SSL 3.0 and TLS 1.0.
    case rsaSchannel = "rsa-schannel"
    /// `Microsoft Base DSS Cryptographic Provider` (PROV_DSS): signs, and wraps no keys.
    case dss
    /// `Microsoft Base DSS and Diffie-Hellman Cryptographic Provider` (PROV_DSS_DH): 40- and 56-bit keys.
    case baseDSSDH = "base-dss-dh"
    /// `Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider`: the default of PROV_DSS_DH.
    case enhancedDSSDH = "enhanced-dss-dh"
    /// `Microsoft DH SChannel Cryptographic Provider` (PROV_DH_SCHANNEL).
    case dhSchannel = "dh-schannel"

    /// Its name, as `CryptAcquireContext` takes it and PP_NAME gives it.
    public var name: String {
        switch self {
        case .base: "Microsoft Base Cryptographic Provider v1.0"
        case .strong: "Microsoft Strong Cryptographic Provider"
        case .enhanced: "Microsoft Enhanced Cryptographic Provider v1.0"
        case .aes: "Microsoft Enhanced RSA and AES Cryptographic Provider"
        case .rsaSchannel: "Microsoft RSA SChannel Cryptographic Provider"
        case .dss: "Microsoft Base DSS Cryptographic Provider"
        case .baseDSSDH: "Microsoft Base DSS and Diffie-Hellman Cryptographic Provider"
        case .enhancedDSSDH: "Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider"
        case .dhSchannel: "Microsoft DH SChannel Cryptographic Provider"
        }
    }

    /// The provider of a name, whose case does not matter; also the AES provider's name of Windows XP.
    public init?(named name: String) {
        let wanted = name.lowercased()
        let prototype = Provider.aes.name + " (Prototype)"
        guard let found = Self.allCases.first(where: { $0.name.lowercased() == wanted }) else {
            guard wanted == prototype.lowercased() else { return nil }
            self = .aes
            return
        }
        self = found
    }

    /// Its type (PP_PROVTYPE).
    public var type: ProviderType {
        switch self {
        case .base, .strong, .enhanced: .rsaFull
        case .aes: .rsaAES
        case .rsaSchannel: .rsaSchannel
        case .dss: .dss
        case .baseDSSDH, .enhancedDSSDH: .dssDH
        case .dhSchannel: .dhSchannel
        }
    }

    /// Whether it is one of those that hold the keys of SSL and TLS connections.
    public var isSchannel: Bool { type == .rsaSchannel || type == .dhSchannel }

    /// The family whose providers open each other's key containers.
    public var family: ProviderFamily {
        switch type {
        case .rsaFull, .rsaAES, .rsaSchannel: .rsa
        case .dss, .dssDH, .dhSchannel: .dss
        }
    }
}

/// What a provider is for (`PROV_*`): it fixes key exchange and signature algorithm, and the formats of BLOBs.
///
/// Source: Microsoft Learn, "Cryptographic Provider Types". Others are defined, and no provider of Microsoft's has them.
public enum ProviderType: UInt32, Sendable, CaseIterable {
    /// PROV_RSA_FULL.
    case rsaFull = 1
    /// PROV_DSS.
    case dss = 3
    /// PROV_RSA_SCHANNEL.
    case rsaSchannel = 12
    /// PROV_DSS_DH.
    case dssDH = 13
    /// PROV_DH_SCHANNEL.
    case dhSchannel = 18
    /// PROV_RSA_AES.
    case rsaAES = 24

    /// The provider that the type's name alone stands for.
    public var standardProvider: Provider {
        switch self {
        case .rsaFull: .strong
        case .dss: .dss
        case .rsaSchannel: .rsaSchannel
        case .dssDH: .enhancedDSSDH
        case .dhSchannel: .dhSchannel
        case .rsaAES: .aes
        }
    }

    /// Its name on Windows, as `CryptEnumProviderTypes` gives it.
    public var name: String {
        switch self {
        case .rsaFull: "RSA Full (Signature and Key Exchange)"
        case .dss: "DSS Signature"
        case .rsaSchannel: "RSA SChannel"
        case .dssDH: "DSS Signature with Diffie-Hellman Key Exchange"
        case .dhSchannel: "Diffie-Hellman SChannel"
        case .rsaAES: "RSA Full and AES"
        }
    }
}

/// Providers that share their key containers, since their key pairs are of the same kinds.
public enum ProviderFamily: String, Sendable, CaseIterable {
    /// RSA pairs for exchange and for signatures.
    case rsa
    /// Diffie-Hellman for exchange, DSS for signatures.
    case dss
}
