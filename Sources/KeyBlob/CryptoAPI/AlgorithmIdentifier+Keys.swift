extension AlgorithmIdentifier {
    /// Whether this is the algorithm of the keys that wrap session keys: CALG_RSA_KEYX.
    @inlinable
    var isRSAKeyExchange: Bool { rawValue == 0xA400 }

    /// Whether this is one of the two ALG_IDs of Diffie-Hellman keys: store-and-forward or ephemeral.
    @inlinable
    public var isDiffieHellman: Bool { rawValue == 0xAA01 || rawValue == 0xAA02 }

    /// Whether a key pair of this algorithm has a published BLOB: RSA, DSS or Diffie-Hellman.
    @inlinable
    public var isKeyPair: Bool {
        switch rawValue {
        case 0xA400, 0x2400, 0x2200, 0xAA01, 0xAA02: true
        default: false
        }
    }

    /// Whether Microsoft gave this number to an algorithm of its own providers. The numbers it left to third parties
    /// (`CALG_THIRDPARTY_*`) and all that others took without asking, as the GOST providers did, are not.
    @inlinable
    public var isMicrosofts: Bool {
        switch rawValue {
        case 0x2000, 0x2200, 0x2203, 0x2400: true  // signatures
        case 0x4C01...0x4C07: true  // Schannel
        case 0x6000, 0x6601...0x6604, 0x6609...0x6611, 0x6801, 0x6802: true  // data ciphers
        case 0x8001...0x8005, 0x8008...0x800E: true  // hashes
        case 0xA001, 0xA003, 0xA400, 0xAA01...0xAA05, 0xAE06: true  // key exchange
        default: false
        }
    }
}
