import CipherCore

/// The ciphers that are measured.
let cipherCases: [CipherCase] =
    [(CipherAlgorithm.aes128, "128"), (.aes256, "256")].flatMap { algorithm, bits in
        [
            ("ecb-enc", CipherMode.ecb), ("ecb-dec", .ecb), ("cbc-enc", .cbc), ("cbc-dec", .cbc), ("ctr", .ctr),
            ("cfb-dec", .cfb), ("ofb", .ofb), ("cfb8-enc", .cfb8), ("cfb8-dec", .cfb8),
        ].map { name, mode in
            CipherCase(
                "aes-\(bits)-\(name)", algorithm, mode, gcrypt: ("AES\(bits == "128" ? "" : bits)", mode.peerName),
                openssl: "AES-\(bits)-\(mode.peerName)", mode == .cfb8 ? .slow : .quick)
        }
    }
    + [
        ("ecb-enc", CipherMode.ecb), ("ecb-dec", .ecb), ("cbc-enc", .cbc), ("cbc-dec", .cbc), ("cfb8-enc", .cfb8),
        ("cfb8-dec", .cfb8),
    ].map { name, mode in
        CipherCase(
            "3des-\(name)", .tripleDES, mode, gcrypt: ("3DES", mode.peerName),
            openssl: mode == .ecb ? "DES-EDE3" : "DES-EDE3-\(mode.peerName)", mode == .cfb8 ? .slowest : .slow)
    }
    + [
        CipherCase("des-cbc-enc", .des, .cbc, gcrypt: ("DES", "cbc"), openssl: "DES-CBC", .slow),
        CipherCase("des-cbc-dec", .des, .cbc, gcrypt: ("DES", "cbc"), openssl: "DES-CBC", .slow),
        CipherCase("rc2-128-ecb-enc", .rc2, .ecb, gcrypt: ("RFC2268_128", "ecb"), openssl: "RC2-ECB", .slow),
        CipherCase("rc2-128-ecb-dec", .rc2, .ecb, gcrypt: ("RFC2268_128", "ecb"), openssl: "RC2-ECB", .slow),
        CipherCase("rc2-128-cbc-enc", .rc2, .cbc, gcrypt: ("RFC2268_128", "cbc"), openssl: "RC2-CBC", .slow),
        CipherCase("rc2-128-cbc-dec", .rc2, .cbc, gcrypt: ("RFC2268_128", "cbc"), openssl: "RC2-CBC", .slow),
        CipherCase("rc4-128", .rc4, .cbc, gcrypt: ("ARCFOUR", "stream"), openssl: "RC4"),
    ]

extension CipherMode {
    /// What both peers call it.
    fileprivate var peerName: String {
        switch self {
        case .ecb: "ecb"
        case .cbc: "cbc"
        case .cfb: "cfb"
        case .cfb8: "cfb8"
        case .ofb: "ofb"
        case .ctr: "ctr"
        }
    }
}
