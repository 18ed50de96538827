/// Where a block cipher stands in its data: the IV it began with, the register to go on from, and in streaming modes
/// what is left of the key stream of a block that the data ended inside of.
struct CipherPosition: ~Copyable {
    /// Zero for RC4, which keeps its own position.
    let blockByteCount: Int
    /// Three blocks: IV, register, key stream. Secret because of the last, and because OFB's register is key stream.
    private var storage: SecretBytes
    /// The second of them.
    let register: UnsafeMutableRawBufferPointer
    /// How many bytes of the key stream are used up; zero where the data ended with a block.
    private var begunByteCount = 0

    /// The beginning, with an IV of zeros, as CryptoAPI has it where nobody set one.
    init(blockByteCount: Int) throws(CipherError) {
        self.init(blockByteCount, try SecretBytes(count: 3 * blockByteCount), begunByteCount: 0)
    }

    private init(_ blockByteCount: Int, _ storage: consuming SecretBytes, begunByteCount: Int) {
        self.blockByteCount = blockByteCount
        register = storage.withUnsafeMutableBytes {
            UnsafeMutableRawBufferPointer(rebasing: $0[blockByteCount..<(2 * blockByteCount)])
        }
        self.storage = storage
        self.begunByteCount = begunByteCount
    }

    borrowing func copy() throws(CipherError) -> CipherPosition {
        CipherPosition(blockByteCount, try storage.copy(), begunByteCount: begunByteCount)
    }

    var initializationVector: RawSpan {
        @_lifetime(borrow self)
        borrowing get { storage.bytes.extracting(first: blockByteCount) }
    }

    /// Takes over the IV; `illegalParameter` unless it is one block.
    mutating func setInitializationVector(_ vector: RawSpan) throws(CipherError) {
        guard vector.byteCount == blockByteCount else { throw .illegalParameter }
        storage.withUnsafeMutableBytes { storage in vector.withUnsafeBytes { storage.copyMemory(from: $0) } }
    }

    /// Returns to the IV.
    mutating func restart() {
        begunByteCount = 0
        // The IV lies in front of it.
        if let base = register.baseAddress { register.setBlock(base - blockByteCount) }
    }
}

// Moving on.
extension CipherPosition {
    /// Puts whole blocks through `engine`, from the register on; no block is begun.
    mutating func advance(
        through engine: any BlockEngine, _ source: UnsafeRawBufferPointer,
        into destination: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        try engine.process(source, into: destination, register: register, direction)
    }

    /// Begins a block: makes its key stream, which is what encryption makes of zeros in every streaming mode.
    mutating func beginBlock(with engine: any BlockEngine) throws(CipherError) {
        let (block, register) = (blockByteCount, register)
        try storage.withUnsafeMutableBytes { storage throws(CipherError) in
            let keyStream = UnsafeMutableRawBufferPointer(rebasing: storage[(2 * block)...])
            for index in keyStream.indices { keyStream[index] = 0 }
            try engine.process(UnsafeRawBufferPointer(keyStream), into: keyStream, register: register, .encryption)
        }
    }

    /// Uses up the key stream of a begun block, as far as the data goes.
    ///
    /// - Returns: how many bytes that were.
    mutating func continueBlock(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer, _ mode: CipherMode,
        _ direction: CipherDirection
    ) -> Int {
        let (block, begun, register) = (blockByteCount, begunByteCount, register)
        let count = min(block - begun, source.count)
        storage.withUnsafeMutableBytes { storage in
            for index in 0..<count {
                let input = source[index]
                let output = input ^ storage[2 * block + begun + index]
                // The register becomes the ciphertext block byte by byte.
                if mode == .cfb { register[begun + index] = direction == .encryption ? output : input }
                destination[index] = output
            }
        }
        begunByteCount = (begun + count) % block
        return count
    }

    var isInsideBlock: Bool { begunByteCount > 0 }
}

// Taking the position out and putting it back.
extension CipherPosition {
    /// The register; in streaming modes the key stream and the number of bytes used up behind it.
    borrowing func export(_ mode: CipherMode) throws(CipherError) -> SecretBytes {
        let state = storage.bytes.extracting(droppingFirst: blockByteCount)
        guard mode.isStreaming else { return try SecretBytes(copying: state.extracting(first: blockByteCount)) }
        var exported = try SecretBytes(count: state.byteCount + 1)
        exported.withUnsafeMutableBytes { exported in
            state.withUnsafeBytes { exported.copyMemory(from: $0) }
            exported[state.byteCount] = UInt8(begunByteCount)
        }
        return exported
    }

    /// Goes on from what ``export(_:)`` gave in the same mode; `illegalParameter` where that cannot be.
    mutating func restore(_ exported: RawSpan, _ mode: CipherMode) throws(CipherError) {
        let stateByteCount = mode.isStreaming ? 2 * blockByteCount : blockByteCount
        guard exported.byteCount == (mode.isStreaming ? stateByteCount + 1 : stateByteCount) else {
            throw .illegalParameter
        }
        let begun = mode.isStreaming ? Int(exported.unsafeLoad(fromByteOffset: stateByteCount, as: UInt8.self)) : 0
        guard begun == 0 || begun < blockByteCount else { throw .illegalParameter }
        let block = blockByteCount
        storage.withUnsafeMutableBytes { storage in
            let state = UnsafeMutableRawBufferPointer(rebasing: storage[block...])
            exported.extracting(first: stateByteCount).withUnsafeBytes { state.copyMemory(from: $0) }
        }
        begunByteCount = begun
    }
}
