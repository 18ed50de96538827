/// A libgcrypt handle that is opened when first needed, as most keys never see data long enough for it.
struct DeferredCipher {
    let key: CipherKey
    let mode: CipherMode
    private var opened: LibraryCipher?

    init(_ key: CipherKey, mode: CipherMode) {
        self.key = key
        self.mode = mode
    }

    mutating func open() throws(CipherError) -> LibraryCipher {
        if let opened { return opened }
        let cipher = try LibraryCipher(key, mode: mode)
        opened = cipher
        return cipher
    }
}
