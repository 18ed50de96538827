/// A symmetric cipher with its key, its mode, and the point in the data that it has reached.
///
/// As with CryptoAPI keys there is *one* feedback register: a cipher that encrypts and then decrypts goes on from the
/// ciphertext of the first. The register is the last block of ciphertext that went through, at first the IV; OFB has
/// its last block of key stream instead, CTR its counter, and RC4 the point in its key stream.
///
/// CryptoAPI's `Final` is three steps: pad and encrypt, or decrypt and unpad (``BlockPadding``), then ``restart()``.
public struct BulkCipher: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the engine belongs to this cipher alone, and using it takes exclusive access to the cipher.

    /// The mode; without meaning for RC4.
    public let mode: CipherMode

    private let key: CipherKey
    /// A constant, so that it is used without counting references, which short data would feel.
    private let engine: any BlockEngine
    /// The engine's handle where it is one of libgcrypt's modes: short data would feel the protocol between.
    private let libraryHandle: BorrowedHandle?
    /// The engine once more where it is RC4, which keeps its own position.
    private let rc4: RC4?
    private var position: CipherPosition
    /// For data from this many bytes on there is an engine for several threads, made when first needed.
    private let shortestParallelByteCount: Int
    private var parallelEngine: ParallelEngine?

    /// A cipher that stands at its beginning.
    ///
    /// - Parameters:
    ///   - key: as long as ``CipherAlgorithm/keyByteCounts`` allows. The parity bits of DES keys are ignored, and weak
    ///     keys are taken. CryptoAPI's salt is part of it: the key bytes, then the salt bytes.
    ///   - effectiveKeyBits: RC2 only, 1…1024; nil for all the bits of the key.
    ///   - mode: CryptoAPI's default is CBC; ignored by RC4.
    ///   - initializationVector: one block (RC4: nothing); nil for zeros.
    /// - Throws: ``CipherError/illegalKeyLength``, ``CipherError/illegalParameter`` (the effective bits or the IV),
    ///   ``CipherError/unsupportedAlgorithm``, ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public init(
        _ algorithm: CipherAlgorithm, key: RawSpan, effectiveKeyBits: Int? = nil, mode: CipherMode = .cbc,
        initializationVector: RawSpan? = nil
    ) throws(CipherError) {
        let key = try CipherKey(algorithm, key, effectiveBits: effectiveKeyBits)
        var position = try CipherPosition(blockByteCount: algorithm.blockByteCount ?? 0)
        if let initializationVector { try position.setInitializationVector(initializationVector) }
        position.restart()
        self.init(key, mode, try key.engine(for: mode), position)
    }

    private init(
        _ key: CipherKey, _ mode: CipherMode, _ engine: any BlockEngine, _ position: consuming CipherPosition
    ) {
        self.key = key
        self.mode = mode
        self.engine = engine
        libraryHandle = (engine as? LibraryCipher)?.borrowed
        rc4 = engine as? RC4
        // RC4 has one stream, and cannot be cut.
        shortestParallelByteCount =
            rc4 == nil ? ParallelEngine.shortestByteCount(key.algorithm, mode) : Int.max
        self.position = position
    }

    /// A second cipher with the same key that stands at the same point; they share nothing that changes.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> BulkCipher {
        if let rc4 { return BulkCipher(key, mode, try rc4.copy(), try position.copy()) }
        return BulkCipher(key, mode, try key.engine(for: mode), try position.copy())
    }

    /// The algorithm.
    public var algorithm: CipherAlgorithm { key.algorithm }

    /// Returns to the beginning: the register to the IV, RC4 to the first byte of its key stream.
    public mutating func restart() {
        position.restart()
        rc4?.restart()
    }

    /// The IV, one block; nothing for RC4.
    public var initializationVector: RawSpan {
        @_lifetime(borrow self)
        borrowing get { position.initializationVector }
    }

    /// Sets the IV and restarts.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless it is one block (RC4: nothing).
    public mutating func setInitializationVector(_ vector: RawSpan) throws(CipherError) {
        try position.setInitializationVector(vector)
        restart()
    }

    /// Sets the mode and restarts.
    ///
    /// - Throws: ``CipherError/outOfMemory``; then nothing has changed.
    public mutating func setMode(_ newMode: CipherMode) throws(CipherError) {
        self = BulkCipher(key, newMode, try key.engine(for: newMode), try position.copy())
        restart()
    }

    /// The point that has been reached, for ``restorePosition(_:)``: a block cipher's feedback register; in streaming
    /// modes register, key stream of the block that the data ended in, and the number of its bytes used up (2 blocks
    /// and 1 byte); RC4's permutation, i and j (258 bytes).
    ///
    /// RC4's is as secret as its key, a streaming mode's as secret as the data around it.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func exportPosition() throws(CipherError) -> SecretBytes {
        if let state = try rc4?.exportState() { return state }
        return try position.export(mode)
    }

    /// Goes on from the point that ``exportPosition()`` gave for a cipher with the same algorithm, key and mode.
    ///
    /// - Throws: ``CipherError/illegalParameter`` where the length is another, RC4's permutation is none or more bytes
    ///   are used up than a block has, ``CipherError/outOfMemory``; then nothing has changed.
    public mutating func restorePosition(_ saved: RawSpan) throws(CipherError) {
        if let rc4 {
            try rc4.restoreState(saved)
        } else {
            try position.restore(saved, mode)
        }
    }
}

// Encryption and decryption.
extension BulkCipher {
    /// Encrypts `buffer` in place.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless it is a whole number of blocks (RC4 and streaming modes: any
    ///   length); then nothing has changed.
    public mutating func encrypt(_ buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        try process(UnsafeRawBufferPointer(buffer), into: buffer, .encryption)
    }

    /// Decrypts `buffer` in place.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless it is a whole number of blocks (RC4 and streaming modes: any
    ///   length); then nothing has changed.
    public mutating func decrypt(_ buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        try process(UnsafeRawBufferPointer(buffer), into: buffer, .decryption)
    }

    /// Encrypts `source` into `destination`, which are the same memory or do not touch.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless both have one length, a whole number of blocks (RC4 and
    ///   streaming modes: any length); then nothing has changed.
    public mutating func encrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        try process(source, into: destination, .encryption)
    }

    /// Decrypts `source` into `destination`, which are the same memory or do not touch.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless both have one length, a whole number of blocks (RC4 and
    ///   streaming modes: any length); then nothing has changed.
    public mutating func decrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        try process(source, into: destination, .decryption)
    }

    private mutating func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        _ direction: CipherDirection
    ) throws(CipherError) {
        guard source.count == destination.count else { throw .illegalDataLength }
        // A block's length is a power of two, and a division would be felt; RC4 has none, and is never ragged.
        let ragged = source.count & max(position.blockByteCount &- 1, 0)
        if rc4 == nil, mode.isStreaming, ragged > 0 || position.isInsideBlock {
            return try stream(source, into: destination, direction)
        }
        guard ragged == 0 else { throw .illegalDataLength }
        guard !source.isEmpty else { return }
        try advance(source, into: destination, direction)
    }

    /// Puts whole blocks through.
    @inline(__always)
    private mutating func advance(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        _ direction: CipherDirection
    ) throws(CipherError) {
        guard source.count < shortestParallelByteCount else {
            return try advanceInParallel(source, into: destination, direction)
        }
        if let libraryHandle {
            try libraryHandle.process(source, into: destination, register: position.register, direction)
        } else {
            try position.advance(through: engine, source, into: destination, direction)
        }
    }

    @inline(never)
    private mutating func advanceInParallel(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        _ direction: CipherDirection
    ) throws(CipherError) {
        let parallelEngine = parallelEngine ?? ParallelEngine(key, mode: mode, alone: engine)
        self.parallelEngine = parallelEngine
        try position.advance(through: parallelEngine, source, into: destination, direction)
    }

    /// Data that begins or ends inside a block: the rest of that block, whole blocks, the beginning of another.
    @inline(never)
    private mutating func stream(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        _ direction: CipherDirection
    ) throws(CipherError) {
        var done = 0
        if position.isInsideBlock {
            done = position.continueBlock(source, into: destination, mode, direction)
        }
        let wholeEnd = source.count - (source.count - done) % position.blockByteCount
        if done < wholeEnd {
            try advance(
                UnsafeRawBufferPointer(rebasing: source[done..<wholeEnd]),
                into: UnsafeMutableRawBufferPointer(rebasing: destination[done..<wholeEnd]), direction)
        }
        guard wholeEnd < source.count, wholeEnd >= done else { return }
        try position.beginBlock(with: engine)
        _ = position.continueBlock(
            UnsafeRawBufferPointer(rebasing: source[wholeEnd...]),
            into: UnsafeMutableRawBufferPointer(rebasing: destination[wholeEnd...]), mode, direction)
    }
}
