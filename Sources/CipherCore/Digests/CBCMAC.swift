/// A MAC made with a block cipher: CryptoAPI's `CALG_MAC`.
///
/// The data is padded as for encryption (PKCS #5, always) and encrypted in CBC; the last block is the code. The weakness
/// of plain CBC-MAC is here too: who sees the codes of two messages can make a third, unless all have one length.
public struct CBCMAC: ~Copyable, Sendable {
    /// Data waits here for a cipher that is fastest on many blocks at once; a whole number of any cipher's blocks.
    private static let bufferByteCount = 1024

    private var cipher: BulkCipher
    private var buffer: SecretBytes
    private var filledByteCount = 0

    /// The code of nothing yet.
    ///
    /// - Parameters:
    ///   - key: the key bytes, then the salt bytes.
    ///   - effectiveKeyBits: RC2 only, 1…1024; nil for all the bits of the key.
    ///   - initializationVector: `KP_IV` of the key, one block; nil for zeros.
    /// - Throws: ``CipherError/unsupportedAlgorithm`` for RC4, and what ``BulkCipher`` throws.
    public init(
        _ algorithm: CipherAlgorithm, key: RawSpan, effectiveKeyBits: Int? = nil, initializationVector: RawSpan? = nil
    ) throws(CipherError) {
        guard algorithm.blockByteCount != nil else { throw .unsupportedAlgorithm }
        let cipher = try BulkCipher(
            algorithm, key: key, effectiveKeyBits: effectiveKeyBits, mode: .cbc,
            initializationVector: initializationVector)
        self.init(cipher, try SecretBytes(count: Self.bufferByteCount), filledByteCount: 0)
    }

    private init(_ cipher: consuming BulkCipher, _ buffer: consuming SecretBytes, filledByteCount: Int) {
        self.cipher = cipher
        self.buffer = buffer
        self.filledByteCount = filledByteCount
    }

    /// The length of the code, in bytes: a block of the cipher.
    public var byteCount: Int { cipher.algorithm.blockByteCount ?? 0 }

    /// Authenticates the next piece of the data.
    ///
    /// - Throws: ``CipherError/library(code:)`` where libgcrypt fails; the computation is of no use then.
    public mutating func update(_ data: RawSpan) throws(CipherError) {
        var rest = data
        while !rest.isEmpty {
            let filled = filledByteCount
            let piece = rest.extracting(first: Self.bufferByteCount - filled)
            rest = rest.extracting(droppingFirst: piece.byteCount)
            filledByteCount += piece.byteCount
            let isFull = filledByteCount == Self.bufferByteCount
            try buffer.withUnsafeMutableBytes { buffer throws(CipherError) in
                buffer.copy(piece, at: filled)
                if isFull { try cipher.encrypt(buffer) }
            }
            if isFull { filledByteCount = 0 }
        }
    }

    /// A second computation that stands where this one does; they share nothing.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> CBCMAC {
        CBCMAC(try cipher.copy(), try buffer.copy(), filledByteCount: filledByteCount)
    }

    /// Writes the code into `buffer`, and starts over with the same key and IV.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless the buffer has exactly ``byteCount`` bytes;
    ///   ``CipherError/library(code:)``.
    public mutating func finish(into code: UnsafeMutableRawBufferPointer) throws(CipherError) {
        let blockByteCount = byteCount
        guard code.count == blockByteCount else { throw .illegalParameter }
        let dataByteCount = filledByteCount
        let paddedByteCount = try BlockPadding.paddedByteCount(dataByteCount, blockByteCount: blockByteCount)
        try buffer.withUnsafeMutableBytes { buffer throws(CipherError) in
            let padded = UnsafeMutableRawBufferPointer(rebasing: buffer[..<paddedByteCount])
            try BlockPadding.pad(padded, dataByteCount: dataByteCount, blockByteCount: blockByteCount)
            try cipher.encrypt(padded)
            code.copyMemory(from: UnsafeRawBufferPointer(rebasing: padded.suffix(blockByteCount)))
        }
        cipher.restart()
        filledByteCount = 0
    }

    /// Ends the computation and returns the code, ``byteCount`` bytes.
    ///
    /// - Throws: ``CipherError/outOfMemory``, ``CipherError/library(code:)``.
    public consuming func finish() throws(CipherError) -> SecretBytes {
        var code = try SecretBytes(count: byteCount)
        try code.withUnsafeMutableBytes { buffer throws(CipherError) in try finish(into: buffer) }
        return code
    }

    /// Ends the computation and says whether `code` is what it gives, in a time that depends on its length only.
    ///
    /// - Throws: what ``finish()`` throws.
    public consuming func isValid(_ code: RawSpan) throws(CipherError) -> Bool {
        let expected = try finish()
        return constantTimeEqual(expected.bytes, code)
    }
}
