public import KeyBlob

/// An algorithm that a provider has: an entry of PP_ENUMALGS_EX.
///
/// Lengths are as that enumeration has them: in bits, DES without parity.
public struct ProviderAlgorithm: Sendable, Equatable {
    /// The ALG_ID.
    public let identifier: AlgorithmIdentifier
    /// The key length where none is asked for; a hash's own length; 0 where there is none.
    public let defaultBitLength: Int
    /// The legal lengths.
    public let bitLengths: ClosedRange<Int>
    /// Legal lengths are multiples of this.
    public let stepBitLength: Int
    /// `dwProtocols`: what the algorithm is for.
    public let protocols: Protocols
    /// `szName`, at most 19 characters.
    public let name: String
    /// `szLongName`, at most 39 characters.
    public let longName: String

    /// `dwProtocols` (Microsoft Learn, "Enumerating Supported Protocols").
    public struct Protocols: OptionSet, Sendable {
        /// The bits.
        public let rawValue: UInt32

        /// Any bits at all.
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        /// CRYPT_FLAG_PCT1.
        public static let pct1 = Self(rawValue: 0x01)
        /// CRYPT_FLAG_SSL2.
        public static let ssl2 = Self(rawValue: 0x02)
        /// CRYPT_FLAG_SSL3.
        public static let ssl3 = Self(rawValue: 0x04)
        /// CRYPT_FLAG_TLS1.
        public static let tls1 = Self(rawValue: 0x08)
        /// CRYPT_FLAG_IPSEC.
        public static let ipsec = Self(rawValue: 0x10)
        /// CRYPT_FLAG_SIGNING.
        public static let signing = Self(rawValue: 0x20)
    }

    init(
        _ identifier: AlgorithmIdentifier, _ defaultBitLength: Int, in bitLengths: ClosedRange<Int>? = nil,
        step: Int = 8, for protocols: Protocols = [], _ name: String, _ longName: String
    ) {
        self.identifier = identifier
        self.defaultBitLength = defaultBitLength
        self.bitLengths = bitLengths ?? defaultBitLength...defaultBitLength
        stepBitLength = step
        self.protocols = protocols
        self.name = name
        self.longName = longName
    }
}

extension Provider {
    /// Every algorithm that the provider has, in a fixed order.
    public var algorithms: [ProviderAlgorithm] { Self.tables[self] ?? [] }

    /// The entry of an algorithm.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)``.
    public func algorithm(_ identifier: AlgorithmIdentifier) throws(ProviderError) -> ProviderAlgorithm {
        guard let entry = algorithms.first(where: { $0.identifier == identifier }) else {
            throw .unsupportedAlgorithm(identifier)
        }
        return entry
    }

    /// Whether the provider has an algorithm.
    public func has(_ identifier: AlgorithmIdentifier) -> Bool {
        algorithms.contains { $0.identifier == identifier }
    }

    private static let tables: [Provider: [ProviderAlgorithm]] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, $0.ciphers + $0.pairs + $0.hashes + $0.schannelKeys) })

    /// Base providers: what the United States once let go abroad.
    var hasShortKeys: Bool { self == .base || self == .dss || self == .baseDSSDH }

    /// What a Schannel provider's ciphers, pairs and digests serve; nothing elsewhere. An engine offers its peer the
    /// suites all of whose algorithms say so.
    private var connections: ProviderAlgorithm.Protocols { isSchannel ? [.ssl3, .tls1] : [] }

    /// The same, and SSL 2.0, whose keys the RSA provider has: with MD5 alone for a MAC, and without AES.
    private var allConnections: ProviderAlgorithm.Protocols {
        self == .rsaSchannel ? connections.union(.ssl2) : connections
    }

    private var ciphers: [ProviderAlgorithm] {
        if self == .dss { return [] }
        let (record, all) = (connections, allConnections)
        let lengths = hasShortKeys ? 40...56 : 40...128
        let standard = hasShortKeys ? 40 : 128
        var ciphers = [
            ProviderAlgorithm(.rc2, standard, in: lengths, for: all, "RC2", "RSA Data Security's RC2"),
            ProviderAlgorithm(.rc4, standard, in: lengths, for: all, "RC4", "RSA Data Security's RC4"),
            ProviderAlgorithm(.des, 56, for: all, "DES", "Data Encryption Standard (DES)"),
        ]
        if !hasShortKeys {
            ciphers += [
                ProviderAlgorithm(.twoKeyTripleDES, 112, for: record, "3DES TWO KEY", "Two Key Triple DES"),
                ProviderAlgorithm(.tripleDES, 168, for: all, "3DES", "Three Key Triple DES"),
            ]
        }
        if self == .aes || self == .rsaSchannel {
            ciphers += [
                ProviderAlgorithm(.aes128, 128, for: record, "AES 128", "Advanced Encryption Standard (AES-128)"),
                ProviderAlgorithm(.aes192, 192, for: record, "AES 192", "Advanced Encryption Standard (AES-192)"),
                ProviderAlgorithm(.aes256, 256, for: record, "AES 256", "Advanced Encryption Standard (AES-256)"),
            ]
        }
        return ciphers
    }

    private var pairs: [ProviderAlgorithm] {
        let both = isSchannel ? allConnections.union(.signing) : [.ipsec, .signing]
        let rsa = self == .base ? 512 : 1024
        let signature = ProviderAlgorithm(
            .dssSign, 1024, in: 512...1024, step: 64, for: connections.union(.signing), "DSA_SIGN",
            "Digital Signature Algorithm")
        let (dh, longest) = self == .baseDSSDH ? (512, 1024) : (1024, 4096)
        return switch type {
        case .rsaFull, .rsaAES, .rsaSchannel:
            [
                ProviderAlgorithm(.rsaSign, rsa, in: 384...16384, for: both, "RSA_SIGN", "RSA Signature"),
                ProviderAlgorithm(.rsaKeyExchange, rsa, in: 384...16384, for: both, "RSA_KEYX", "RSA Key Exchange"),
            ]
        case .dss: [signature]
        case .dssDH, .dhSchannel:
            [
                signature,
                ProviderAlgorithm(
                    .dhStoreAndForward, dh, in: 512...longest, step: 64, for: connections, "DH_KEYX",
                    "Diffie-Hellman Key Exchange"),
                ProviderAlgorithm(
                    .dhEphemeral, dh, in: 512...longest, step: 64, for: connections, "DH_KEYX_EPHEM",
                    "DH Ephemeral Key Exchange"),
            ]
        }
    }

    private var hashes: [ProviderAlgorithm] {
        let signing: ProviderAlgorithm.Protocols = [.signing]
        let md5 = ProviderAlgorithm(.md5, 128, for: allConnections.union(signing), "MD5", "Message Digest 5 (MD5)")
        let sha1 = ProviderAlgorithm(
            .sha1, 160, for: connections.union(signing), "SHA-1", "Secure Hash Algorithm (SHA-1)")
        let codes = [
            ProviderAlgorithm(.mac, 0, "MAC", "Message Authentication Code"),
            ProviderAlgorithm(.hmac, 0, "HMAC", "Hugo's MAC (HMAC)"),
        ]
        guard family == .rsa else { return [md5, sha1] + (self == .dss ? [] : codes) }
        let rsa =
            [
                ProviderAlgorithm(.md2, 128, for: signing, "MD2", "Message Digest 2 (MD2)"),
                ProviderAlgorithm(.md4, 128, for: signing, "MD4", "Message Digest 4 (MD4)"), md5, sha1,
            ] + codes + [ProviderAlgorithm(.ssl3SHAMD5, 288, "SSL3 SHAMD5", "SSL3 SHAMD5")]
        guard self == .aes else { return rsa }
        return rsa + [
            ProviderAlgorithm(.sha256, 256, for: signing, "SHA-256", "Secure Hash Algorithm (SHA-256)"),
            ProviderAlgorithm(.sha384, 384, for: signing, "SHA-384", "Secure Hash Algorithm (SHA-384)"),
            ProviderAlgorithm(.sha512, 512, for: signing, "SHA-512", "Secure Hash Algorithm (SHA-512)"),
        ]
    }

    private var schannelKeys: [ProviderAlgorithm] {
        guard isSchannel else { return [] }
        let all = [
            ProviderAlgorithm(.ssl3Master, 384, for: [.ssl3], "SSL3 MASTER", "SSL3 Master"),
            ProviderAlgorithm(.tls1Master, 384, for: [.tls1], "TLS1 MASTER", "TLS1 Master"),
            ProviderAlgorithm(.schannelMasterHash, 0, for: connections, "SCH MASTER HASH", "SChannel Master Hash"),
            ProviderAlgorithm(.schannelMACKey, 0, for: connections, "SCH MAC KEY", "SChannel MAC Key"),
            ProviderAlgorithm(.schannelEncryptionKey, 0, for: connections, "SCH ENC KEY", "SChannel Encryption Key"),
            ProviderAlgorithm(.tls1PRF, 0, for: [.tls1], "TLS1 PRF", "TLS1 Pseudorandom Function"),
        ]
        guard type == .rsaSchannel else { return all }
        return [ProviderAlgorithm(.ssl2Master, 40, in: 40...192, for: [.ssl2], "SSL2 MASTER", "SSL2 Master")] + all
    }
}
