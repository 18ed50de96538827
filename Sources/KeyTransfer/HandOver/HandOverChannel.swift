internal import CipherCore
internal import Glibc
internal import KeyProvider

/// A socket between two processes with the key that they agreed on over it: sends and receives authenticated frames.
struct HandOverChannel: ~Copyable {
    /// What seals the keys.
    let sealingKey: SealingKey

    private let descriptor: Int32
    private let outgoing: SecretBytes
    private let incoming: SecretBytes
    private var isOver = false

    /// The sides, and what names the key of each one's frames.
    enum Side {
        case source, receiver

        var label: StaticString {
            switch self {
            case .source: "keyblob hand-over source 1"
            case .receiver: "keyblob hand-over receiver 1"
            }
        }
    }

    /// A frame as it came, authenticated.
    struct Frame {
        let kind: HandOverHead.Kind
        let transfer: TransferIdentifier
        let body: [UInt8]
    }

    typealias Fault = HandOverError.Fault

    /// - Throws: ``TransferError/provider(_:)``.
    init(
        over descriptor: Int32, as side: Side, timeout: Duration, trusting isTrusted: (PeerCredentials) -> Bool
    ) throws(TransferError) {
        let key = try providing { () throws(ProviderError) in
            try SealingKey.agreed(over: descriptor, timeout: timeout, trusting: isTrusted)
        }
        try self.init(over: descriptor, as: side, key)
    }

    /// A channel whose key was agreed on.
    init(over descriptor: Int32, as side: Side, _ key: consuming SealingKey) throws(TransferError) {
        let mine = try Self.frameKey(of: side, key)
        let theirs = try Self.frameKey(of: side == .source ? .receiver : .source, key)
        self.descriptor = descriptor
        outgoing = mine
        incoming = theirs
        sealingKey = key
    }

    private static func frameKey(of side: Side, _ key: borrowing SealingKey) throws(TransferError) -> SecretBytes {
        let info = side.label.utf8Bytes
        do throws(CipherError) {
            return try HKDF.expand(
                .sha256, pseudorandomKey: key.bytes.bytes, info: unsafe info.span.bytes, byteCount: 32)
        } catch {
            throw .provider(.cipher(error))
        }
    }

    /// - Throws: ``HandOverError/ended``.
    func requireOpen() throws(TransferError) {
        if isOver { throw .handOver(.ended) }
    }

    /// Shuts the socket down, so that the other side learns at once; it stays open as a descriptor.
    mutating func end() {
        isOver = true
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func send(
        _ kind: HandOverHead.Kind, of transfer: TransferIdentifier, _ body: [UInt8] = [],
        before deadline: ContinuousClock.Instant
    ) throws(Fault) {
        var head = HandOverHead()
        head.kind = kind.rawValue
        head.transfer = transfer.bytes
        head.bodyByteCount = UInt32(clamping: body.count)
        // A head of these fields is legal: a body that a layout wrote is within its limit.
        guard let front = try? head.written() else { throw .unexpected }
        let frame = front + body
        do throws(ProviderError) {
            let code = try KeyProvider.providing { () throws(CipherError) in
                try HMAC.authenticationCode(.sha256, key: outgoing.bytes, data: unsafe frame.span.bytes)
            }
            let whole = unsafe frame + code.withUnsafeBytes { unsafe Array($0) }
            try ChannelSocket(descriptor: descriptor, deadline: deadline).send(whole)
        } catch {
            throw Fault(error)
        }
    }

    /// The next frame. Nothing of a frame is believed before its code was checked but the length of the body, which has a
    /// limit.
    func receive(before deadline: ContinuousClock.Instant) throws(Fault) -> Frame {
        let socket = ChannelSocket(descriptor: descriptor, deadline: deadline)
        let front = try Self.read(HandOverHead.byteCount, from: socket)
        guard let head = try? HandOverHead(reading: unsafe front.span.bytes),
            let kind = HandOverHead.Kind(rawValue: head.kind),
            let transfer = TransferIdentifier(bytes: head.transfer)
        else { throw .forged }
        let body = try Self.read(Int(head.bodyByteCount), from: socket)
        let code = try Self.read(DigestAlgorithm.sha256.byteCount, from: socket)
        let isGenuine: Bool
        do throws(CipherError) {
            var expected = try HMAC(.sha256, key: incoming.bytes)
            expected.update(unsafe front.span.bytes)
            expected.update(unsafe body.span.bytes)
            isGenuine = try expected.isValid(unsafe code.span.bytes)
        } catch {
            throw .provider(.cipher(error))
        }
        guard isGenuine else { throw .forged }
        return Frame(kind: kind, transfer: transfer, body: body)
    }

    private static func read(_ byteCount: Int, from socket: ChannelSocket) throws(Fault) -> [UInt8] {
        do throws(ProviderError) { return try socket.receive(byteCount) } catch { throw Fault(error) }
    }

    /// The next frame, which must be of one kind and of one transfer.
    func receive(
        _ kind: HandOverHead.Kind, of transfer: TransferIdentifier, before deadline: ContinuousClock.Instant
    ) throws(Fault) {
        let frame = try receive(before: deadline)
        guard frame.kind == kind, frame.transfer == transfer, frame.body.isEmpty else { throw .unexpected }
    }
}
