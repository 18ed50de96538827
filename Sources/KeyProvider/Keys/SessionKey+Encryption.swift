public import CipherCore
internal import KeyBlob

/// Encryption in pieces, as `CryptEncrypt` and `CryptDecrypt` do it.
///
/// The key keeps its place in the stream from piece to piece. Every piece but the last is a whole number of blocks; the
/// last (`isFinal`) is padded with PKCS #5, 1 to one block of bytes, in every mode of a block cipher, and puts the key
/// back to its start. RC4 pads nothing. Encryption and decryption share one feedback register, so a stream goes one way.
extension SessionKey {
    /// The length of the ciphertext of a piece of `byteCount` bytes.
    ///
    /// - Throws: ``ProviderError/illegalDataLength`` where the piece is not the last and no whole number of blocks, or
    ///   its length below zero; ``ProviderError/messageTooLong`` where the length is no `Int`.
    public func encryptedByteCount(of byteCount: Int, isFinal: Bool) throws(ProviderError) -> Int {
        guard byteCount >= 0 else { throw .illegalDataLength }
        guard let block = blockByteCount else { return byteCount }
        if isFinal {
            return try providing { () throws(CipherError) in
                try BlockPadding.paddedByteCount(byteCount, blockByteCount: block)
            }
        }
        guard byteCount % block == 0 else { throw .illegalDataLength }
        return byteCount
    }

    /// Encrypts the first `byteCount` bytes of `buffer` in place and returns the length of the ciphertext, for which
    /// the buffer must have room.
    ///
    /// - Throws: as ``encryptedByteCount(of:isFinal:)``; ``ProviderError/bufferTooSmall(needed:)``;
    ///   ``ProviderError/unsuitableKey`` for an RC2 key of more than 16 bytes (at the Base provider 7), with which Windows
    ///   only decrypts, and for one that only authenticates; ``ProviderError/notPermitted``. The stream has not moved then.
    public mutating func encrypt(
        _ buffer: UnsafeMutableRawBufferPointer, byteCount: Int, isFinal: Bool
    ) throws(ProviderError) -> Int {
        let needed = try unsafe requireEncryption(buffer, byteCount: byteCount, isFinal: isFinal)
        try unsafe encrypt(buffer, byteCount: byteCount, encryptedByteCount: needed, isFinal: isFinal)
        return needed
    }

    /// Whether the key encrypts, and not only decrypts or authenticates, as an RC2 key does that is longer than the
    /// provider's own.
    var canEncrypt: Bool {
        role.encrypts && (algorithm != .rc2 || key.count <= (provider.hasShortKeys ? 7 : 16))
    }

    /// Checks that the key encrypts at all, which comes before every question about the data.
    ///
    /// - Throws: ``ProviderError/unsuitableKey``, ``ProviderError/notPermitted``.
    public func requireEncryption() throws(ProviderError) {
        guard canEncrypt else { throw .unsuitableKey }
        guard permissions.contains(.encrypt) else { throw .notPermitted }
    }

    /// The length of the ciphertext, where nothing stands in the way of ``encrypt(_:byteCount:isFinal:)``.
    func requireEncryption(
        _ buffer: UnsafeMutableRawBufferPointer, byteCount: Int, isFinal: Bool
    ) throws(ProviderError) -> Int {
        try requireEncryption()
        let needed = try encryptedByteCount(of: byteCount, isFinal: isFinal)
        guard needed <= buffer.count else { throw .bufferTooSmall(needed: needed) }
        return needed
    }

    /// Encrypts what ``requireEncryption(_:byteCount:isFinal:)`` let pass.
    mutating func encrypt(
        _ buffer: UnsafeMutableRawBufferPointer, byteCount: Int, encryptedByteCount: Int, isFinal: Bool
    ) throws(ProviderError) {
        let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<encryptedByteCount])
        do throws(CipherError) {
            if isFinal, let block = blockByteCount {
                try unsafe BlockPadding.pad(piece, dataByteCount: byteCount, blockByteCount: block)
            }
            try unsafe stream?.encrypt(piece)
        } catch {
            throw .cipher(error)
        }
        if isFinal { stream?.restart() }
    }

    /// Decrypts `buffer` in place and returns the length of the plaintext, which the last piece's padding shortens.
    ///
    /// Wrong padding is found in a time that depends on the length alone. The bytes have been decrypted in place then,
    /// and the stream is back at its start.
    ///
    /// - Throws: ``ProviderError/illegalDataLength``, ``ProviderError/badPadding``, and
    ///   ``ProviderError/emptyCiphertext`` for a last piece of no bytes, whatever the cipher.
    public mutating func decrypt(
        _ buffer: UnsafeMutableRawBufferPointer, isFinal: Bool
    ) throws(ProviderError) -> Int {
        guard role.encrypts else { throw .unsuitableKey }
        guard permissions.contains(.decrypt) else { throw .notPermitted }
        if unsafe buffer.isEmpty {
            if isFinal { throw .emptyCiphertext }
            return 0
        }
        if let block = blockByteCount, buffer.count % block != 0 { throw .illegalDataLength }
        do throws(CipherError) { try unsafe stream?.decrypt(buffer) } catch { throw .cipher(error) }
        guard isFinal else { return buffer.count }
        stream?.restart()
        guard let block = blockByteCount else { return buffer.count }
        do throws(CipherError) {
            return try BlockPadding.dataByteCount(in: unsafe buffer.bytes, blockByteCount: block)
        } catch {
            throw .badPadding
        }
    }

    /// A whole message, encrypted in one piece.
    ///
    /// - Throws: as ``encrypt(_:byteCount:isFinal:)``.
    public mutating func encrypt(_ message: RawSpan) throws(ProviderError) -> [UInt8] {
        let byteCount = message.byteCount
        // Whole from the start: an array that grows leaves the message behind in memory that it gave back.
        var ciphertext = [UInt8](repeating: 0, count: try encryptedByteCount(of: byteCount, isFinal: true))
        var outcome = Result<Int, ProviderError>.success(0)
        unsafe ciphertext.withUnsafeMutableBytes { buffer in
            unsafe message.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
            outcome = Result { () throws(ProviderError) in
                try unsafe encrypt(buffer, byteCount: byteCount, isFinal: true)
            }
            // Nothing was encrypted: what stands there is the message.
            if case .failure = outcome { unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0) }
        }
        _ = try outcome.get()
        return ciphertext
    }

    /// A whole message, decrypted in one piece.
    ///
    /// - Throws: as ``decrypt(_:isFinal:)``.
    public mutating func decrypt(_ ciphertext: RawSpan) throws(ProviderError) -> SecretBytes {
        var padded = try providing { () throws(CipherError) in try SecretBytes(copying: ciphertext) }
        let byteCount = try unsafe padded.withUnsafeMutableBytes { buffer throws(ProviderError) in
            try unsafe decrypt(buffer, isFinal: true)
        }
        return try providing { () throws(CipherError) in
            try SecretBytes(copying: padded.bytes.extracting(first: byteCount))
        }
    }
}
