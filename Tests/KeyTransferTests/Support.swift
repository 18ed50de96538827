import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

/// A source over bytes in memory that gives at most `portion` of them at a time, and may fail on the way.
struct MemorySource: ByteSource {
    static let failure = TransferError.io(code: 5)

    let bytes: [UInt8]
    var portion = Int.max
    /// Fails once this many bytes have been read.
    var failsAt = Int.max
    private(set) var position = 0
    /// How often it was asked.
    private(set) var reads = 0
    /// How often it was asked again after it had failed or said that the data ends.
    private(set) var readsTooMany = 0
    private(set) var longestBuffer = 0
    private var isOver = false

    init(_ bytes: [UInt8], portion: Int = .max, failsAt: Int = .max) {
        self.bytes = bytes
        self.portion = portion
        self.failsAt = failsAt
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
        reads += 1
        if isOver { readsTooMany += 1 }
        longestBuffer = max(longestBuffer, buffer.count)
        guard position < failsAt else {
            isOver = true
            throw Self.failure
        }
        let count = min(buffer.count, portion, bytes.count - position, failsAt - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        isOver = count == 0
        return count
    }
}

/// A sink that keeps what it is given, and may be full.
struct MemorySink: ByteSink {
    static let failure = TransferError.io(code: 28)

    var bytes: [UInt8] = []
    /// Takes this many bytes and no more.
    var capacity = Int.max
    private(set) var writes = 0
    private(set) var writesTooMany = 0
    private var isFull = false

    init(capacity: Int = .max) { self.capacity = capacity }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TransferError) {
        writes += 1
        if isFull { writesTooMany += 1 }
        guard self.bytes.count + bytes.count <= capacity else {
            isFull = true
            throw Self.failure
        }
        self.bytes += bytes
    }
}

/// The algorithms of session keys.
let algorithms: [AlgorithmIdentifier] = [.rc2, .rc4, .des, .twoKeyTripleDES, .tripleDES, .aes128, .aes192, .aes256]

/// The records of `capi-simple` that have a SIMPLEBLOB.
func wrappedRecords() throws -> [GoldenRecord] {
    try GoldenVectors.load("capi-simple").filter { $0.bytes("blob") != nil }
}

/// An exchange pair that was made elsewhere, of 512, 768, 1024, 1032, 2048 or 4096 bits.
func exchangePair(bits: UInt64) throws -> KeyPair {
    let record = try #require(wrappedRecords().first { $0.number("rsa_bits") == bits })
    return try exchangePair(of: record)
}

/// The pair that a record's BLOB was wrapped for.
func exchangePair(of record: GoldenRecord) throws -> KeyPair {
    let blob = try #require(record.bytes("rsa_private_blob"))
    return try KeyPair(importing: blob.span.bytes)
}

/// A new session key.
func newKey(_ algorithm: AlgorithmIdentifier) throws -> SessionKey {
    try SessionKey(generating: algorithm, allowing: .weakKeys)
}

/// The key's PLAINTEXTKEYBLOB.
func plaintextBlob(of key: borrowing SessionKey) throws -> [UInt8] {
    try key.exportPlaintext().withUnsafeBytes { Array($0) }
}

/// A second handle of the same key, at its start.
func copy(of key: borrowing SessionKey) throws -> SessionKey {
    let blob = try plaintextBlob(of: key)
    return try SessionKey(importing: blob.span.bytes)
}

/// Bytes without an evident period, to see that pieces are neither lost nor exchanged.
func sample(_ count: Int) -> [UInt8] {
    var state: UInt32 = 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
    }
}

/// The error that `body` ends with, or nil.
func refusal(_ body: () throws -> Void) -> TransferError? {
    do {
        try body()
    } catch let error as TransferError {
        return error
    } catch {
        Issue.record(error)
    }
    return nil
}
