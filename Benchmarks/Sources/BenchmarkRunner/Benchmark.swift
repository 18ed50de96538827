/// One thing measured, and the peer it is measured against.
///
/// Both sides take a number of turns and return a checksum over what they read, so that nothing can be left out. Each is
/// one function with its own loop: a closure call a turn would cost more than some of the things measured.
public struct Benchmark: Sendable {
    /// Such as `parse-rsa-public`.
    public let name: String
    /// What we measure.
    public let ours: @Sendable (_ turns: Int) -> UInt64
    /// What we measure it against.
    public let peer: @Sendable (_ turns: Int) -> UInt64
    /// Our time may be at most so many times the peer's. Far beyond any noise: it catches code that is no longer
    /// specialised, not code that is slow.
    public let limit: Double

    /// A benchmark of `ours` against `peer`.
    public init(
        _ name: String, limit: Double = 10, ours: @escaping @Sendable (_ turns: Int) -> UInt64,
        peer: @escaping @Sendable (_ turns: Int) -> UInt64
    ) {
        self.name = name
        self.limit = limit
        self.ours = ours
        self.peer = peer
    }
}
