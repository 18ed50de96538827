/// RC4, with a state that can be copied and taken out: libgcrypt's cannot, and CryptoAPI duplicates keys in mid-stream.
///
/// Broken as a cipher; the CryptoAPI world is full of it.
final class RC4: BlockEngine {
    /// The permutation S (256 bytes), then the indices i and j.
    static let stateByteCount = 258
    private static let i = 256
    private static let j = 257

    private var state: SecretBytes
    /// The state after the key schedule, to return to.
    private let initial: SecretBytes

    init(_ key: CipherKey) throws(CipherError) {
        var state = try SecretBytes(count: Self.stateByteCount)
        state.withUnsafeMutableBytes { state in
            for index in 0..<256 { state[index] = UInt8(index) }
            key.bytes.withUnsafeBytes { key in
                var j: UInt8 = 0
                for index in 0..<256 {
                    j &+= state[index] &+ key[index % key.count]
                    state.swapAt(index, Int(j))
                }
            }
        }
        initial = try state.copy()
        self.state = state
    }

    private init(state: consuming SecretBytes, initial: consuming SecretBytes) {
        self.state = state
        self.initial = initial
    }

    func copy() throws(CipherError) -> RC4 {
        RC4(state: try state.copy(), initial: try initial.copy())
    }

    /// Encrypts or decrypts, which are the same. A block is a byte, and there is no register.
    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        state.withUnsafeMutableBytes { state in
            var i = state[Self.i]
            var j = state[Self.j]
            for index in source.indices {
                i &+= 1
                let first = state[Int(i)]
                j &+= first
                let second = state[Int(j)]
                state[Int(i)] = second
                state[Int(j)] = first
                destination[index] = source[index] ^ state[Int(first &+ second)]
            }
            state[Self.i] = i
            state[Self.j] = j
        }
    }

    /// Returns to the state after the key schedule.
    func restart() {
        initial.withUnsafeBytes { initial in state.withUnsafeMutableBytes { $0.copyMemory(from: initial) } }
    }

    /// A copy of S, i and j.
    func exportState() throws(CipherError) -> SecretBytes { try state.copy() }

    /// Goes on from a state that ``exportState()`` gave; `illegalParameter` where S is no permutation of 0…255.
    func restoreState(_ saved: RawSpan) throws(CipherError) {
        guard saved.byteCount == Self.stateByteCount else { throw .illegalParameter }
        var seen = try SecretBytes(count: 256)
        seen.withUnsafeMutableBytes { seen in
            for index in 0..<256 { seen[Int(saved.unsafeLoad(fromByteOffset: index, as: UInt8.self))] = 1 }
        }
        guard seen.withUnsafeBytes({ $0.allSatisfy { $0 == 1 } }) else { throw .illegalParameter }
        state = try SecretBytes(copying: saved)
    }
}
