/// A session-key algorithm, by its name on our command lines and its ALG_ID at Wine's.
struct SessionAlgorithm {
    let name: String
    let algID: UInt32
    let keyLength: Int

    /// Zero for a stream cipher.
    let blockLength: Int

    /// For RC2 and RC4, whose length is the caller's choice; elsewhere the ALG_ID tells it.
    var chosenBits: UInt32 { name.hasPrefix("rc") ? UInt32(keyLength * 8) : 0 }

    /// DES ignores the low bit of every key byte. We set it to odd parity in derived keys as Windows does, Wine does not.
    var hasParityBits: Bool { name.contains("des") }

    static let aes256 = SessionAlgorithm(name: "aes-256", algID: 0x6610, keyLength: 32, blockLength: 16)

    static let all = [
        SessionAlgorithm(name: "rc2-40", algID: 0x6602, keyLength: 5, blockLength: 8),
        SessionAlgorithm(name: "rc2-56", algID: 0x6602, keyLength: 7, blockLength: 8),
        SessionAlgorithm(name: "rc2-128", algID: 0x6602, keyLength: 16, blockLength: 8),
        SessionAlgorithm(name: "rc4-40", algID: 0x6801, keyLength: 5, blockLength: 0),
        SessionAlgorithm(name: "rc4-56", algID: 0x6801, keyLength: 7, blockLength: 0),
        SessionAlgorithm(name: "rc4-128", algID: 0x6801, keyLength: 16, blockLength: 0),
        SessionAlgorithm(name: "des", algID: 0x6601, keyLength: 8, blockLength: 8),
        SessionAlgorithm(name: "3des-112", algID: 0x6609, keyLength: 16, blockLength: 8),
        SessionAlgorithm(name: "3des", algID: 0x6603, keyLength: 24, blockLength: 8),
        SessionAlgorithm(name: "aes-128", algID: 0x660e, keyLength: 16, blockLength: 16),
        SessionAlgorithm(name: "aes-192", algID: 0x660f, keyLength: 24, blockLength: 16),
        .aes256,
    ]
}

/// A digest that keys are derived from.
struct HashAlgorithm {
    let name: String
    let algID: UInt32

    static let all = [
        HashAlgorithm(name: "md5", algID: 0x8003),
        HashAlgorithm(name: "sha1", algID: 0x8004),
        HashAlgorithm(name: "sha256", algID: 0x800c),
    ]
}

/// A provider of the RSA family, by our name and by the one Windows registers.
struct Provider {
    let name: String
    let type: UInt32
    let registeredName: String

    static let all = [
        Provider(name: "base", type: 1, registeredName: "Microsoft Base Cryptographic Provider v1.0"),
        Provider(name: "strong", type: 1, registeredName: "Microsoft Strong Cryptographic Provider"),
        Provider(name: "enhanced", type: 1, registeredName: "Microsoft Enhanced Cryptographic Provider v1.0"),
        Provider(name: "aes", type: 24, registeredName: "Microsoft Enhanced RSA and AES Cryptographic Provider"),
    ]
}
