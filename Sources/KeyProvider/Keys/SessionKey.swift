public import CipherCore
public import KeyBlob

/// A symmetric key inside a provider, with its whole state: the key, its salt, its parameters, and how far it has come
/// in a stream of data. It has one owner; when that is gone the key is wiped.
public struct SessionKey: ~Copyable, Sendable {
    /// The algorithm (KP_ALGID).
    public let algorithm: AlgorithmIdentifier
    /// The provider whose rules the key follows.
    public let provider: Provider
    /// What the key is for, where that is not all that its algorithm can do.
    public let role: Role
    /// What the key may be used for (KP_PERMISSIONS).
    public internal(set) var permissions: KeyPermissions
    /// The key's own bytes: what BLOBs carry. DES keys with their parity bits.
    let key: SecretBytes

    private(set) var saltBytes: SecretBytes
    /// RC2's effective key length, in bits (KP_EFFECTIVE_KEYLEN); the key's length for other algorithms.
    public private(set) var effectiveKeyBitLength: Int
    /// Whether the provider keeps silent about the salt, which is in use all the same: what the Enhanced provider does
    /// after KP_SALT was set. Only a C program sees that; it is part of the state that an OPAQUEKEYBLOB carries.
    public var hidesSalt = false
    /// Nil for a key that only authenticates.
    var stream: BulkCipher?

    /// What a session key is for.
    public enum Role: UInt8, Sendable, CaseIterable {
        /// Data: an ordinary key.
        case data = 1
        /// HMAC alone, with a key of any length (CRYPT_IPSEC_HMAC_KEY).
        case authentication = 2
        /// The record layer of a connection (CALG_SCHANNEL_ENC_KEY).
        case schannelEncryption = 3
        /// The MAC of its records (CALG_SCHANNEL_MAC_KEY).
        case schannelAuthentication = 4

        /// Whether keys of this role encrypt.
        public var encrypts: Bool { self == .data || self == .schannelEncryption }
    }

    /// A key of given bytes, which must suit `algorithm`; whether the provider takes them was asked before.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` and the cipher core's.
    init(
        _ algorithm: AlgorithmIdentifier, key: consuming SecretBytes, salt: consuming SecretBytes, provider: Provider,
        role: Role = .data, effectiveKeyBitLength: Int? = nil, permissions: KeyPermissions
    ) throws(ProviderError) {
        // The Base providers know no effective length but 40 bits once a key is longer than their 56.
        let standard = provider.hasShortKeys && key.count > 7 && algorithm == .rc2 ? 40 : key.count * 8
        let effective = effectiveKeyBitLength ?? standard
        if role.encrypts {
            guard let cipher = algorithm.cipher else { throw .unsupportedAlgorithm(algorithm) }
            stream = try providing { () throws(CipherError) in
                try Self.stream(cipher, key, salt, effectiveKeyBitLength: effective)
            }
        } else {
            stream = nil
        }
        self.algorithm = algorithm
        self.provider = provider
        self.role = role
        self.permissions = permissions
        self.key = key
        saltBytes = salt
        self.effectiveKeyBitLength = effective
    }

    private init(
        copyOf original: borrowing SessionKey, key: consuming SecretBytes, salt: consuming SecretBytes,
        stream: consuming BulkCipher?
    ) {
        algorithm = original.algorithm
        provider = original.provider
        role = original.role
        permissions = original.permissions.subtracting(.archive)
        effectiveKeyBitLength = original.effectiveKeyBitLength
        hidesSalt = original.hidesSalt
        self.key = key
        saltBytes = salt
        self.stream = stream
    }

    /// A key that has been made: for initialisers that make one and then set what it has beside its bytes.
    init(_ made: consuming SessionKey) {
        algorithm = made.algorithm
        provider = made.provider
        role = made.role
        permissions = made.permissions
        effectiveKeyBitLength = made.effectiveKeyBitLength
        hidesSalt = made.hidesSalt
        key = made.key
        saltBytes = made.saltBytes
        stream = made.stream
    }

    /// A second key in the same state, the place in the stream included (`CryptDuplicateKey`). They share nothing. It
    /// may not be archived: that is the first handle's right.
    ///
    /// - Throws: ``ProviderError/cipher(_:)``.
    public borrowing func duplicate() throws(ProviderError) -> SessionKey {
        do throws(CipherError) {
            return SessionKey(
                copyOf: self, key: try key.copy(), salt: try saltBytes.copy(), stream: try stream?.copy())
        } catch {
            throw .cipher(error)
        }
    }

    /// Ends the key's life (`CryptDestroyKey`): its bytes are wiped now.
    public consuming func destroy() {}

    /// Whether the key may leave the provider in a BLOB (CRYPT_EXPORTABLE, CRYPT_ARCHIVABLE).
    public var isExportable: Bool { permissions.allowExport }

    /// Sets KP_PERMISSIONS.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` where a key would get leave to leave.
    public mutating func setPermissions(_ wanted: KeyPermissions) throws(ProviderError) {
        permissions = try permissions.setting(wanted)
    }

    /// The length of the key in bits (KP_KEYLEN): with parity bits, without salt.
    public var keyBitLength: Int { key.count * 8 }

    /// The length of a block in bytes; nil for RC4, and for keys that only authenticate.
    public var blockByteCount: Int? { role.encrypts ? algorithm.cipher?.blockByteCount : nil }

    /// The salt (KP_SALT), which no BLOB carries: whoever stores the key keeps it beside the BLOB.
    public var salt: RawSpan {
        @_lifetime(borrow self)
        borrowing get { saltBytes.bytes }
    }

    /// The mode of a block cipher (KP_MODE); it means nothing for RC4.
    public var mode: CipherMode {
        switch stream {
        case .some(let stream): stream.mode
        case .none: .cbc
        }
    }

    /// The IV of a block cipher (KP_IV): as set, or zeros; never the running register. Empty for RC4.
    public var initializationVector: RawSpan {
        @_lifetime(borrow self)
        borrowing get {
            switch stream {
            case .some(let stream): return stream.initializationVector
            case .none: return RawSpan()
            }
        }
    }

    /// The cipher's key: key and salt behind each other.
    static func cipherKey(
        _ key: borrowing SecretBytes, _ salt: borrowing SecretBytes
    ) throws(CipherError) -> SecretBytes {
        var whole = try SecretBytes(count: key.count + salt.count)
        unsafe whole.withUnsafeMutableBytes { whole in
            unsafe key.withUnsafeBytes { unsafe whole.copyMemory(from: $0) }
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: whole[key.count...])
            unsafe salt.withUnsafeBytes { unsafe rest.copyMemory(from: $0) }
        }
        return whole
    }

    /// The cipher as it stands before the first byte of data.
    private static func stream(
        _ algorithm: CipherAlgorithm, _ key: borrowing SecretBytes, _ salt: borrowing SecretBytes,
        effectiveKeyBitLength: Int
    ) throws(CipherError) -> BulkCipher {
        let whole = try cipherKey(key, salt)
        return try BulkCipher(
            algorithm, key: whole.bytes, effectiveKeyBits: algorithm == .rc2 ? effectiveKeyBitLength : nil)
    }

    /// The stream from its start, under the key that another salt or effective length makes.
    private func rekeyedStream(
        salt: borrowing SecretBytes, effectiveKeyBitLength: Int
    ) throws(ProviderError) -> BulkCipher {
        guard let cipher = algorithm.cipher else { throw .unsupportedAlgorithm(algorithm) }
        var fresh = try providing { () throws(CipherError) in
            try Self.stream(cipher, key, salt, effectiveKeyBitLength: effectiveKeyBitLength)
        }
        do throws(CipherError) {
            try fresh.setMode(mode)
            try fresh.setInitializationVector(initializationVector)
        } catch {
            throw .cipher(error)
        }
        return fresh
    }
}

// Key parameters. Setting one begins the stream anew.
extension SessionKey {
    /// Sets the mode of a block cipher (KP_MODE): one of ``CipherCore/CipherMode/cryptoAPI``.
    ///
    /// `keepingRegister` goes on from the feedback register that the message has reached, as `CryptSetKeyParam` does at
    /// Wine's CSP, where a message may be in the middle.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` for another, such as OFB, which Microsoft's providers name but do
    ///   not have; and for RC4.
    public mutating func setMode(_ mode: CipherMode, keepingRegister: Bool = false) throws(ProviderError) {
        guard blockByteCount != nil, CipherMode.cryptoAPI.contains(mode) else { throw .illegalParameter(.mode) }
        do throws(CipherError) {
            // It is one block in each of these modes.
            let register = keepingRegister ? try stream?.exportPosition() : nil
            try stream?.setMode(mode)
            if let register { try stream?.restorePosition(register.bytes) }
        } catch {
            throw .cipher(error)
        }
    }

    /// Begins the stream anew, as its last piece does.
    public mutating func restart() { stream?.restart() }

    /// Sets the IV of a block cipher (KP_IV): one block of bytes.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` for another length, and for RC4.
    public mutating func setInitializationVector(_ iv: RawSpan) throws(ProviderError) {
        guard blockByteCount != nil else { throw .illegalParameter(.initializationVector) }
        do throws(CipherError) {
            try stream?.setInitializationVector(iv)
        } catch {
            throw .illegalParameter(.initializationVector)
        }
    }

    /// Sets the salt of an RC2 or RC4 key (KP_SALT, KP_SALT_EX): 0 to 24 bytes, as far as the cipher's key, of which it
    /// is the end, has room for them.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` for more, ``ProviderError/unsuitableKey`` for other algorithms and
    ///   for keys that only authenticate.
    public mutating func setSalt(_ salt: RawSpan) throws(ProviderError) {
        guard role.encrypts, let cipher = algorithm.cipher, cipher == .rc2 || cipher == .rc4 else {
            throw .unsuitableKey
        }
        guard salt.byteCount <= min(24, cipher.keyByteCounts.upperBound - key.count) else {
            throw .illegalParameter(.salt)
        }
        let bytes: SecretBytes
        do throws(CipherError) { bytes = try SecretBytes(copying: salt) } catch { throw .cipher(error) }
        stream = try rekeyedStream(salt: bytes, effectiveKeyBitLength: effectiveKeyBitLength)
        saltBytes = bytes
    }

    /// Sets RC2's effective key length (KP_EFFECTIVE_KEYLEN): 1 to 1024 bits. The Base provider knows only 40: it
    /// refuses every other length, and takes 40 all the same.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)``, ``ProviderError/unsuitableKey`` for other algorithms and for keys
    ///   that only authenticate.
    public mutating func setEffectiveKeyBitLength(_ bits: Int) throws(ProviderError) {
        guard role.encrypts, algorithm == .rc2 else { throw .unsuitableKey }
        guard (1...1024).contains(bits) else { throw .illegalParameter(.effectiveKeyLength) }
        let accepted = provider.hasShortKeys ? 40 : bits
        stream = try rekeyedStream(salt: saltBytes, effectiveKeyBitLength: accepted)
        effectiveKeyBitLength = accepted
        if accepted != bits { throw .illegalParameter(.effectiveKeyLength) }
    }
}
