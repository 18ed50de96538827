/// An engine that cuts long data into slices, one a core, where the mode lets a block be had without the one before it.
///
/// Results and register are those of one engine: a slice begins with the register that one engine would have there.
final class ParallelEngine: BlockEngine {
    private let key: CipherKey
    private let mode: CipherMode
    private let alone: any BlockEngine
    /// Opened when first needed; the first has the engine `alone`.
    private var slices: [Slice] = []

    /// A slice is no shorter than this.
    private let shortestSliceByteCount: Int

    /// - Parameters:
    ///   - alone: the engine for what cannot be cut.
    ///   - shortestByteCount: the shortest data to be cut; nil for what pays.
    init(_ key: CipherKey, mode: CipherMode, alone: any BlockEngine, shortestByteCount: Int? = nil) {
        self.key = key
        self.mode = mode
        self.alone = alone
        shortestSliceByteCount = (shortestByteCount ?? Self.shortestByteCount(key.algorithm, mode)) / 2
    }

    /// Where a second thread may be asked for, in bytes: half a millisecond of work on one core, or more. With less it
    /// gained nothing where it was measured (docs/performance.md): the helper wakes too late.
    static func shortestByteCount(_ algorithm: CipherAlgorithm, _ mode: CipherMode) -> Int {
        switch (algorithm, mode) {
        case (.aes128, .cfb8), (.aes192, .cfb8), (.aes256, .cfb8): 1 << 19
        case (.aes128, _), (.aes192, _), (.aes256, _): 1 << 23
        case (.rc2, _): 1 << 18
        default: 1 << 16
        }
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        let count = min(WorkerPool.shared.threadCount, source.count / shortestSliceByteCount)
        guard count > 1, mode.canBeCut(direction), openSlices(count) else {
            return try alone.process(source, into: destination, register: register, direction)
        }
        let block = register.count
        let blockCount = source.count / block
        for (index, slice) in slices.prefix(count).enumerated() {
            let range = (blockCount * index / count * block)..<(blockCount * (index + 1) / count * block)
            slice.source = UnsafeRawBufferPointer(rebasing: source[range])
            slice.destination = UnsafeMutableRawBufferPointer(rebasing: destination[range])
            // All of them before any slice begins: in place the ciphertext is about to be overwritten.
            slice.register.withUnsafeMutableBytes { own in
                if index > 0, mode.isFedByCiphertext {
                    own.setToLastBlock(of: UnsafeRawBufferPointer(rebasing: source[..<range.lowerBound]))
                } else {
                    own.copyMemory(from: UnsafeRawBufferPointer(register))
                    if mode == .ctr { own.advanceCounter(byBlocks: range.lowerBound / block) }
                }
            }
        }
        let slices = slices
        WorkerPool.shared.perform(count) { slices[$0].run(direction) }
        for slice in slices.prefix(count) { if let failure = slice.failure { throw failure } }
        slices[count - 1].register.withUnsafeBytes { register.copyMemory(from: $0) }
    }

    /// Opens engines until there are `count`; false where the system has no memory for them.
    private func openSlices(_ count: Int) -> Bool {
        do throws(CipherError) {
            while slices.count < count {
                let register = try SecretBytes(count: key.algorithm.blockByteCount ?? 0)
                slices.append(Slice(slices.isEmpty ? alone : try key.engine(for: mode), register))
            }
            return true
        } catch {
            return false
        }
    }

    /// A slice and what it takes to work on it; one thread at a time does.
    private final class Slice {
        let engine: any BlockEngine
        var register: SecretBytes
        var source = UnsafeRawBufferPointer(start: nil, count: 0)
        var destination = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        var failure: CipherError?

        init(_ engine: any BlockEngine, _ register: consuming SecretBytes) {
            self.engine = engine
            self.register = register
        }

        func run(_ direction: CipherDirection) {
            do throws(CipherError) {
                failure = nil
                try register.withUnsafeMutableBytes { register throws(CipherError) in
                    try engine.process(source, into: destination, register: register, direction)
                }
            } catch {
                failure = error
            }
        }
    }
}

extension CipherMode {
    /// Whether the register is the last block of ciphertext.
    fileprivate var isFedByCiphertext: Bool { self == .cbc || self == .cfb || self == .cfb8 }

    /// Whether a block can be had without the output of the one before it.
    fileprivate func canBeCut(_ direction: CipherDirection) -> Bool {
        switch self {
        case .ecb, .ctr: true
        case .cbc, .cfb, .cfb8: direction == .decryption
        case .ofb: false
        }
    }
}
