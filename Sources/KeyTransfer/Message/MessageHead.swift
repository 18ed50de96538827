internal import KeyBlob

/// What a message says of itself, in the clear and signed.
public struct MessageHead: Record, Sendable, Equatable {
    /// The highest serial, which SQLite's numbers have room for.
    static let lastSerial = UInt64(Int64.max)
    /// The last moment, in milliseconds: so that no sum of times leaves 64 bits.
    private static let endOfTime: UInt64 = 1 << 53

    /// Who sends it; the key is the one that signs.
    public internal(set) var sender = Party()
    /// Who it is for; the key is his exchange key.
    public internal(set) var receiver = Party()
    /// In milliseconds since 1970, UTC, by the sender's clock.
    public internal(set) var sent: UInt64 = 0
    /// From 1; greater than that of every message that this sender made for this receiver before.
    public internal(set) var serial: UInt64 = 0

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBMESSG\0")
        try pass.version1()
        try pass.record("sender", &sender)
        try pass.record("receiver", &receiver)
        try pass.number("sent", &sent, in: 0...Self.endOfTime)
        try pass.number("serial", &serial, in: 1...Self.lastSerial)
    }
}
