public import CipherCore
public import KeyBlob

/// A symmetric key inside a provider, with its whole state: the key, its salt, its parameters, and how far it has come
/// in a stream of data. It has one owner; when that is gone the key is wiped.
public struct SessionKey: ~Copyable, Sendable {
    /// The algorithm (KP_ALGID).
    public let algorithm: AlgorithmIdentifier
    /// The provider whose rules the key follows.
    public let provider: Provider
    /// Whether the key may leave the provider in a BLOB (CRYPT_EXPORTABLE).
    public let isExportable: Bool
    /// The key's own bytes: what BLOBs carry. DES keys with their parity bits.
    let key: SecretBytes

    private(set) var saltBytes: SecretBytes
    /// RC2's effective key length, in bits (KP_EFFECTIVE_KEYLEN); the key's length for other algorithms.
    public private(set) var effectiveKeyBitLength: Int
    var stream: BulkCipher

    /// A key of given bytes, which must suit `algorithm`; whether the provider takes them was asked before.
    ///
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` and the cipher core's.
    init(
        _ algorithm: AlgorithmIdentifier, key: consuming SecretBytes, salt: consuming SecretBytes, provider: Provider,
        isExportable: Bool
    ) throws(ProviderError) {
        guard let cipher = algorithm.cipher else { throw .unsupportedAlgorithm(algorithm) }
        // The Base provider knows no effective length but 40 bits once a key is longer than its 56.
        let effective = provider == .base && key.count > 7 && algorithm == .rc2 ? 40 : key.count * 8
        stream = try providing { () throws(CipherError) in
            try Self.stream(cipher, key, salt, effectiveKeyBitLength: effective)
        }
        self.algorithm = algorithm
        self.provider = provider
        self.isExportable = isExportable
        self.key = key
        saltBytes = salt
        effectiveKeyBitLength = effective
    }

    /// The length of the key in bits (KP_KEYLEN): with parity bits, without salt.
    public var keyBitLength: Int { key.count * 8 }

    /// The length of a block in bytes; nil for RC4.
    public var blockByteCount: Int? { algorithm.cipher?.blockByteCount }

    /// The salt (KP_SALT), which no BLOB carries: whoever stores the key keeps it beside the BLOB.
    public var salt: RawSpan {
        @_lifetime(borrow self)
        borrowing get { saltBytes.bytes }
    }

    /// The mode of a block cipher (KP_MODE); it means nothing for RC4.
    public var mode: CipherMode { stream.mode }

    /// The IV of a block cipher (KP_IV): as set, or zeros; never the running register. Empty for RC4.
    public var initializationVector: RawSpan {
        @_lifetime(borrow self)
        borrowing get { stream.initializationVector }
    }

    /// The cipher as it stands before the first byte of data: key and salt behind each other are its key.
    private static func stream(
        _ algorithm: CipherAlgorithm, _ key: borrowing SecretBytes, _ salt: borrowing SecretBytes,
        effectiveKeyBitLength: Int
    ) throws(CipherError) -> BulkCipher {
        var whole = try SecretBytes(count: key.count + salt.count)
        unsafe whole.withUnsafeMutableBytes { whole in
            unsafe key.withUnsafeBytes { unsafe whole.copyMemory(from: $0) }
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: whole[key.count...])
            unsafe salt.withUnsafeBytes { unsafe rest.copyMemory(from: $0) }
        }
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
            try fresh.setMode(stream.mode)
            try fresh.setInitializationVector(stream.initializationVector)
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
    /// - Throws: ``ProviderError/illegalParameter(_:)`` for another, such as OFB, which Microsoft's providers name but do
    ///   not have; and for RC4.
    public mutating func setMode(_ mode: CipherMode) throws(ProviderError) {
        guard blockByteCount != nil, CipherMode.cryptoAPI.contains(mode) else { throw .illegalParameter(.mode) }
        do throws(CipherError) { try stream.setMode(mode) } catch { throw .cipher(error) }
    }

    /// Sets the IV of a block cipher (KP_IV): one block of bytes.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` for another length, and for RC4.
    public mutating func setInitializationVector(_ iv: RawSpan) throws(ProviderError) {
        guard blockByteCount != nil else { throw .illegalParameter(.initializationVector) }
        do throws(CipherError) {
            try stream.setInitializationVector(iv)
        } catch {
            throw .illegalParameter(.initializationVector)
        }
    }

    /// Sets the salt of an RC2 or RC4 key (KP_SALT, KP_SALT_EX): 0 to 24 bytes, as far as the cipher's key, of which it
    /// is the end, has room for them.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` for more, ``ProviderError/unsuitableKey`` for other algorithms.
    public mutating func setSalt(_ salt: RawSpan) throws(ProviderError) {
        guard let cipher = algorithm.cipher, cipher == .rc2 || cipher == .rc4 else { throw .unsuitableKey }
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
    /// - Throws: ``ProviderError/illegalParameter(_:)``, ``ProviderError/unsuitableKey`` for other algorithms.
    public mutating func setEffectiveKeyBitLength(_ bits: Int) throws(ProviderError) {
        guard algorithm == .rc2 else { throw .unsuitableKey }
        guard (1...1024).contains(bits) else { throw .illegalParameter(.effectiveKeyLength) }
        let accepted = provider == .base ? 40 : bits
        stream = try rekeyedStream(salt: saltBytes, effectiveKeyBitLength: accepted)
        effectiveKeyBitLength = accepted
        if accepted != bits { throw .illegalParameter(.effectiveKeyLength) }
    }
}
