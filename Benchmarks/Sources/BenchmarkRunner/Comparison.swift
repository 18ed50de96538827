/// One piece of work, done by us and by others, on buffers of several lengths.
public struct Comparison: Sendable {
    /// Does the work on the buffer so many times.
    public typealias Work = (_ buffer: UnsafeMutableRawBufferPointer, _ turns: Int) -> Void

    /// Somebody who does the work.
    public struct Contender: Sendable {
        /// Such as `libgcrypt`.
        public let name: String
        /// Everything the work needs, made ready for one thread.
        public let prepare: @Sendable () -> Work

        /// Somebody of that name.
        public init(_ name: String, prepare: @escaping @Sendable () -> Work) {
            self.name = name
            self.prepare = prepare
        }
    }

    /// Such as `aes-128-cbc-enc`.
    public let name: String
    /// The lengths of the buffers.
    public let byteCounts: [Int]
    /// We come first.
    public let contenders: [Contender]
    /// Whether all of them leave the same in the buffer, which is then made sure of.
    public let isDeterministic: Bool
    /// How many blocks one turn of ours may allocate.
    public let allowedAllocations: Double
    /// The least part of a peer's speed that is not a failure: far below any noise.
    public let leastRatio: Double

    /// A comparison of those contenders.
    public init(
        _ name: String, byteCounts: [Int], isDeterministic: Bool = true, allowedAllocations: Double = 0,
        leastRatio: Double = 0.1, _ contenders: [Contender]
    ) {
        self.name = name
        self.byteCounts = byteCounts
        self.isDeterministic = isDeterministic
        self.allowedAllocations = allowedAllocations
        self.leastRatio = leastRatio
        self.contenders = contenders
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Calls `body` with a page-aligned buffer of the same bytes every time, whose first is zero: a big-endian integer
    /// in it is below every modulus of its length.
    static func withMaterial<Result>(
        byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 4096)
        defer { buffer.deallocate() }
        for index in buffer.indices { buffer[index] = UInt8(truncatingIfNeeded: (index &* 167) >> 2) }
        return try body(buffer)
    }
}
