import Foundation

/// CryptoAPI's blob types that travel here.
enum BlobType: Int {
    case simple = 1
    case publicKey = 6
    case privateKey = 7
    case plaintextKey = 8
}

/// The CryptoAPI calls of the cells. Keys have names; `reset` forgets them all.
extension Oracle {
    /// A clean table of keys and a context on `provider`.
    func begin(_ provider: Provider? = nil) throws {
        try ask("reset")
        guard let provider else {
            try ask("acquire p=csp")
            return
        }
        let name = provider.registeredName.replacing(" ", with: "+")
        try ask("acquire p=csp type=\(provider.type) name=\(name)")
    }

    /// CryptGenKey of an exchange pair, exportable.
    func generateExchangePair(_ key: String, bits: Int) throws {
        try ask("genkey p=csp k=\(key) alg=1 flags=\(UInt32(bits) << 16 | 1)")
    }

    /// CryptGenKey of a session key. It goes out and in again as a blob, because Wine gives a generated 40-bit key a
    /// random salt, which no blob carries; an imported one has the documented zeros.
    func generateSessionKey(_ key: String, _ algorithm: SessionAlgorithm) throws -> Data {
        try ask("genkey p=csp k=\(key) alg=\(algorithm.algID) flags=\(algorithm.chosenBits << 16 | 1)")
        let blob = try exportKey(key, as: .plaintextKey)
        try importKey(blob, as: key)
        return blob
    }

    /// CryptImportKey. Of the flags only CRYPT_OAEP is ever needed: Wine exports session keys without CRYPT_EXPORTABLE.
    func importKey(_ blob: Data, as key: String, under wrappingKey: String? = nil, flags: UInt32 = 0) throws {
        let wrapping = wrappingKey.map { " with=\($0)" } ?? ""
        try ask("import p=csp k=\(key) blob=\(blob.hex)\(wrapping) flags=\(flags)")
    }

    /// CryptImportKey of a pair that may be exported again.
    func importPair(_ blob: Data, as key: String) throws {
        try importKey(blob, as: key, flags: 1)
    }

    /// CryptExportKey.
    func exportKey(
        _ key: String, as type: BlobType, under wrappingKey: String? = nil, flags: UInt32 = 0
    ) throws -> Data {
        let wrapping = wrappingKey.map { " with=\($0)" } ?? ""
        let answer = try ask("export k=\(key) type=\(type.rawValue)\(wrapping) flags=\(flags)")
        return try bytes(answer.blob)
    }

    /// CryptSetKeyParam of KP_MODE and KP_IV.
    func set(_ setting: CipherSetting, on key: String) throws {
        if let mode = setting.wineMode { try ask("setkeyparam k=\(key) param=4 dword=\(mode)") }
        if let vector = setting.initializationVector { try ask("setkeyparam k=\(key) param=1 data=\(vector.hex)") }
    }

    /// CryptEncrypt of a whole message, Final.
    func encrypt(_ plaintext: Data, with key: String) throws -> Data {
        try bytes(ask("encrypt k=\(key) data=\(plaintext.hex)").data)
    }

    /// CryptDecrypt of a whole message, Final.
    func decrypt(_ ciphertext: Data, with key: String) throws -> Data {
        try bytes(ask("decrypt k=\(key) data=\(ciphertext.hex)").data)
    }

    /// CryptCreateHash, CryptHashData and CryptDeriveKey.
    func derive(
        _ key: String, _ algorithm: SessionAlgorithm, from password: Data, _ hash: HashAlgorithm, flags: UInt32
    ) throws {
        try ask("hash p=csp h=digest alg=\(hash.algID)")
        try ask("hashdata h=digest data=\(password.hex)")
        try ask("derive p=csp k=\(key) alg=\(algorithm.algID) h=digest flags=\(algorithm.chosenBits << 16 | flags)")
    }

    /// CryptGetKeyParam of KP_SALT.
    func salt(of key: String) throws -> Data {
        try bytes(ask("getkeyparam k=\(key) param=2").data)
    }

    private func bytes(_ hex: String?) throws -> Data {
        guard let bytes = hex.flatMap(Data.init(hex:)) else { throw Failure("an answer of Wine's without its bytes") }
        return bytes
    }
}
