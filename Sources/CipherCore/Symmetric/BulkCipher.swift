/// A symmetric cipher with its key, its mode, and the point in the data that it has reached.
///
/// As with CryptoAPI keys there is *one* feedback register: a cipher that encrypts and then decrypts goes on from the
/// ciphertext of the first. The register is the last block of ciphertext that went through, at first the IV. RC4 has
/// the point in its key stream instead.
///
/// CryptoAPI's `Final` is three steps: pad and encrypt, or decrypt and unpad (``BlockPadding``), then ``restart()``.
public struct BulkCipher: ~Copyable, Sendable {
    /// The algorithm.
    public let algorithm: CipherAlgorithm

    /// The mode; without meaning for RC4.
    public private(set) var mode: CipherMode

    // Exactly one of the three is there. (An enum's payload could not be changed in place.)
    private var library: LibraryCipher?
    private var rc2: RC2?
    private var rc4: RC4?

    private var initial: FeedbackRegister
    private var feedback: FeedbackRegister

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
        guard algorithm.keyByteCounts.contains(key.byteCount) else { throw .illegalKeyLength }
        guard algorithm == .rc2 || effectiveKeyBits == nil else { throw .illegalParameter }
        var initial = FeedbackRegister(for: algorithm)
        if let initializationVector { try initial.set(initializationVector) }
        let isOurs = algorithm.libraryIdentifier == nil
        let library = try isOurs ? nil : LibraryCipher(algorithm, mode: mode, key: key)
        let bits = effectiveKeyBits ?? 8 * key.byteCount
        let rc2 = try algorithm == .rc2 ? RC2(key: key, effectiveBits: bits) : nil
        let rc4 = try algorithm == .rc4 ? RC4(key: key) : nil
        self.init(algorithm, mode, library, rc2, rc4, initial, initial)
    }

    private init(
        _ algorithm: CipherAlgorithm, _ mode: CipherMode, _ library: consuming LibraryCipher?, _ rc2: consuming RC2?,
        _ rc4: consuming RC4?, _ initial: FeedbackRegister, _ feedback: FeedbackRegister
    ) {
        self.algorithm = algorithm
        self.mode = mode
        self.library = library
        self.rc2 = rc2
        self.rc4 = rc4
        self.initial = initial
        self.feedback = feedback
    }

    /// A second cipher with the same key that stands at the same point; they share nothing.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func copy() throws(CipherError) -> BulkCipher {
        BulkCipher(
            algorithm, mode, try library?.copy(mode: mode), try rc2?.copy(), try rc4?.copy(), initial, feedback)
    }

    /// Encrypts `buffer` in place.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless it is a whole number of blocks (RC4: any length); then
    ///   nothing has changed.
    public mutating func encrypt(_ buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        try encrypt(UnsafeRawBufferPointer(buffer), into: buffer)
    }

    /// Decrypts `buffer` in place.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless it is a whole number of blocks (RC4: any length); then
    ///   nothing has changed.
    public mutating func decrypt(_ buffer: UnsafeMutableRawBufferPointer) throws(CipherError) {
        try decrypt(UnsafeRawBufferPointer(buffer), into: buffer)
    }

    /// Encrypts `source` into `destination`, which are the same memory or do not touch.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless both have one length, a whole number of blocks (RC4: any
    ///   length); then nothing has changed.
    public mutating func encrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        try checkLengths(source, destination)
        guard !source.isEmpty else { return }
        rc4?.apply(to: source, into: destination)
        rc2?.encrypt(source, into: destination, mode: mode, register: feedback.bytes)
        try library?.encrypt(source, into: destination, register: feedback.bytes)
        if mode != .ecb { feedback.setToLastBlock(of: UnsafeRawBufferPointer(destination)) }
    }

    /// Decrypts `source` into `destination`, which are the same memory or do not touch.
    ///
    /// - Throws: ``CipherError/illegalDataLength`` unless both have one length, a whole number of blocks (RC4: any
    ///   length); then nothing has changed.
    public mutating func decrypt(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        try checkLengths(source, destination)
        guard !source.isEmpty else { return }
        var next = feedback
        if mode != .ecb { next.setToLastBlock(of: source) }
        rc4?.apply(to: source, into: destination)
        rc2?.decrypt(source, into: destination, mode: mode, register: feedback.bytes)
        try library?.decrypt(source, into: destination, register: feedback.bytes)
        feedback = next
    }

    private func checkLengths(
        _ source: UnsafeRawBufferPointer, _ destination: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        guard source.count == destination.count, source.count.isMultiple(of: algorithm.blockByteCount ?? 1) else {
            throw .illegalDataLength
        }
    }

    /// Returns to the beginning: the register to the IV, RC4 to the first byte of its key stream.
    public mutating func restart() {
        feedback = initial
        rc4?.restart()
    }

    /// The IV, one block; nothing for RC4.
    public var initializationVector: RawSpan {
        @_lifetime(borrow self)
        borrowing get { initial.bytes }
    }

    /// Sets the IV and restarts.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless it is one block (RC4: nothing).
    public mutating func setInitializationVector(_ vector: RawSpan) throws(CipherError) {
        try initial.set(vector)
        restart()
    }

    /// Sets the mode and restarts.
    ///
    /// - Throws: ``CipherError/outOfMemory``; then nothing has changed.
    public mutating func setMode(_ newMode: CipherMode) throws(CipherError) {
        library = try library?.copy(mode: newMode)
        mode = newMode
        restart()
    }

    /// The point that has been reached, for ``restorePosition(_:)``: a block cipher's feedback register, or RC4's
    /// permutation, i and j (258 bytes).
    ///
    /// RC4's is as secret as its key.
    ///
    /// - Throws: ``CipherError/outOfMemory``.
    public borrowing func exportPosition() throws(CipherError) -> SecretBytes {
        if let state = try rc4?.exportState() { return state }
        return try SecretBytes(copying: feedback.bytes)
    }

    /// Goes on from the point that ``exportPosition()`` gave for a cipher with the same algorithm and key.
    ///
    /// - Throws: ``CipherError/illegalParameter`` where the length is another or RC4's permutation is none,
    ///   ``CipherError/outOfMemory``; then nothing has changed.
    public mutating func restorePosition(_ position: RawSpan) throws(CipherError) {
        if algorithm == .rc4 {
            try rc4?.restoreState(position)
        } else {
            try feedback.set(position)
        }
    }
}
