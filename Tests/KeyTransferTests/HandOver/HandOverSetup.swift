import CipherCore
import Dispatch
import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Two ends of a Unix stream socket, closed when they go.
struct SocketPair: ~Copyable {
    let left: Int32
    let right: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        (left, right) = (ends[0], ends[1])
    }

    deinit {
        close(left)
        close(right)
    }
}

/// Work on another thread, and what came of it.
final class Background<Value: Sendable>: @unchecked Sendable {
    private var value: Value?
    private let done = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Value) {
        Thread.detachNewThread {
            self.value = work()
            self.done.signal()
        }
    }

    /// Waits, half a minute at most; to be asked once.
    func result() throws -> Value {
        try #require(done.wait(timeout: .now() + 30) == .success)
        return try #require(value)
    }
}

/// What a relay between the sides does with the messages of a hand-over: -2 and -1 the agreement on the channel key, 0 the
/// offer, 1 its acknowledgement, 2 the commit, 3 its confirmation. The even ones are the source's.
struct Relay: Sendable {
    /// What goes on instead of a message; nil cuts the connection,
    /// and a part of it cuts it there.
    var change: @Sendable (_ number: Int, _ message: [UInt8]) -> [UInt8]? = { $1 }

    /// Passes on message by message as long as there are any; returns those from the offer on.
    func run(source: Int32, receiver: Int32) -> [[UInt8]] {
        defer {
            shutdown(source, Int32(SHUT_RDWR))
            shutdown(receiver, Int32(SHUT_RDWR))
        }
        var seen: [[UInt8]] = []
        for number in (-2)... {
            let (from, to) = number.isMultiple(of: 2) ? (source, receiver) : (receiver, source)
            let next = number < 0 ? Self.read(ChannelAgreement.messageByteCount, from) : Self.frame(from)
            guard let message = next else { return seen }
            if number >= 0 { seen.append(message) }
            guard let passed = change(number, message) else { return seen }
            Self.write(passed, to)
            if passed.count < message.count { return seen }
        }
        return seen
    }

    static func frame(_ socket: Int32) -> [UInt8]? {
        guard let head = read(32, socket) else { return nil }
        let byteCount = head[28...].reversed().reduce(0) { $0 << 8 | Int($1) }
        return read(byteCount + 32, socket).map { head + $0 }
    }

    private static func read(_ byteCount: Int, _ socket: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        return recv(socket, &bytes, byteCount, Int32(MSG_WAITALL)) == byteCount ? bytes : nil
    }

    static func write(_ bytes: [UInt8], _ socket: Int32) {
        _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}

/// What became of a hand-over.
struct HandOverOutcome {
    let sourceError: TransferError?
    let receiverError: TransferError?
    /// What each side has.
    let sourceRoles: [String]
    let receiverRoles: [String]
    let messages: [[UInt8]]
}

/// Hands `keys` over through a relay.
func handOver(
    _ keys: Guarded<KeyBundle>, through relay: Relay = Relay(), timeout: Duration = .seconds(10),
    receiving: (inout KeyBundle) throws -> Void = { _ in }
) throws -> HandOverOutcome {
    let near = try SocketPair()
    let far = try SocketPair()
    let (source, relaySource, relayReceiver) = (near.left, near.right, far.left)
    let sourceError = Background { () -> TransferError? in
        // As when the process ends: the relay waits for no more.
        defer { shutdown(source, Int32(SHUT_RDWR)) }
        return refusal {
            var side = try HandOverSource(over: source)
            try keys.withLock { keys in try side.handOver(&keys, timeout: timeout) }
        }
    }
    let messages = Background { relay.run(source: relaySource, receiver: relayReceiver) }
    var roles: [String] = []
    let receiverError = refusal {
        var side = try HandOverReceiver(over: far.right)
        var bundle = try side.receive(timeout: timeout)
        roles = bundle.roles
        try receiving(&bundle)
    }
    shutdown(far.right, Int32(SHUT_RDWR))
    return HandOverOutcome(
        sourceError: try sourceError.result(), receiverError: receiverError,
        sourceRoles: keys.withLock { $0.roles }, receiverRoles: roles, messages: try messages.result())
}

/// The keys of a TLS 1.0 connection with AES-128 and SHA-1, or RC4 and MD5; the secret is random.
func connectionKeys(_ cipher: AlgorithmIdentifier = .aes128) throws -> MasterHash {
    var master = try MasterKey(generating: .tls1Master)
    let (client, server) = (sample(32), Array(sample(64).suffix(32)))
    try master.setClientRandom(client.span.bytes)
    try master.setServerRandom(server.span.bytes)
    try master.setAlgorithm(SchannelAlgorithm(.encryption, cipher, bits: 128))
    try master.setAlgorithm(SchannelAlgorithm(.authentication, .sha1, bits: 160))
    return try master.masterHash()
}

/// A bundle of a client's write key, whose stream has begun, its MAC key, and a reference.
func sampleBundle(_ hash: borrowing MasterHash) throws -> KeyBundle {
    var keys = KeyBundle()
    var cipher = try hash.key(.encryption, side: .client)
    _ = try encrypted(sample(48), with: &cipher)
    try keys.add(cipher, as: "client write key", position: 3)
    try keys.add(try hash.key(.authentication, side: .client), as: "client MAC key", position: 3)
    try keys.add(reference: sampleReference(), as: "token key")
    return keys
}

/// A reference to an AES key in a token that is not there.
func sampleReference() throws -> [UInt8] {
    let (blank, block, nothing) = ([UInt8](repeating: 0x20, count: 32), sample(16), [UInt8]())
    return try OpaqueTokenKeyBlob(
        keyAlgorithm: .aes128, sealMethod: .digest, permissions: 0, mode: 1, tokenLabel: blank.span.bytes,
        tokenSerialNumber: blank.span.bytes.extracting(first: 16), identifier: block.span.bytes,
        initializationVector: block.span.bytes, feedback: block.span.bytes, keyDigest: nothing.span.bytes,
        seal: blank.span.bytes
    ).serialized()
}

/// The roles of ``sampleBundle(_:)``.
let sampleRoles = ["client write key", "client MAC key", "token key"]

/// A piece of a stream, encrypted.
func encrypted(_ piece: [UInt8], with key: inout SessionKey) throws -> [UInt8] {
    var bytes = piece
    let count = try bytes.withUnsafeMutableBytes { try key.encrypt($0, byteCount: piece.count, isFinal: false) }
    try #require(count == piece.count)
    return bytes
}
