internal import KeyBlob
public import KeyProvider

/// A side of a three-phase exchange between two of its runs, at rest: the messages so far, and the key that this side made,
/// wrapped for itself.
///
/// ```c
/// struct { BYTE magic[8];             // "KBHSTAT\0"
///          DWORD version;             // 1
///          DWORD phase;               // of this side's last message: 1 for a sender, 2 for a receiver
///          QWORD serial;              // from 1, in the guard's count
///          BYTE nonce[32];
///          DWORD cbKeyBlob; BYTE keyBlob[];   // SIMPLEBLOB, OAEP: key A of a sender, B of a receiver
///          DWORD cbOffer;   BYTE offer[];     // message 1
///          DWORD cbAnswer;  BYTE answer[]; }  // message 2; empty for a sender
/// ```
/// Behind it stands the signature by this side's exchange pair: whoever can write to the disk could otherwise go on with keys of
/// his own choice.
struct HandshakeState: SignedBody {
    static let label: StaticString = "keyblob handshake state 1"
    static let forgery = TransferError.handshake(.otherState)

    private var phase: UInt32 = 1
    private var serial: UInt64 = 1
    private(set) var key = HandshakeKeyOffer()
    private(set) var offer: [UInt8] = []
    private(set) var answer: [UInt8] = []

    init() {}

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBHSTAT\0")
        try pass.version1()
        try pass.number("phase", &phase, in: 1...2)
        try pass.number("serial", &serial, in: 1...MessageHead.lastSerial)
        try key.layout(&pass)
        try pass.bytes("offer", &offer, in: 1...HandshakeSender.longestMessage)
        try pass.bytes("answer", &answer, in: 0...HandshakeSender.longestMessage)
    }

    /// Puts a side to rest that has sent `answer`, or `offer` where there is no answer yet.
    ///
    /// - Returns: the state, signed, in bytes.
    static func written(
        _ key: borrowing SessionKey, offer: [UInt8], answer: [UInt8] = [], of pair: borrowing KeyPair,
        _ serials: some SerialSource
    ) throws(TransferError) -> [UInt8] {
        let owner = try KeyIdentity(of: pair.publicKey)
        var state = HandshakeState()
        state.phase = answer.isEmpty ? HandshakeOffer.phase : HandshakeAnswer.phase
        state.serial = try serials.nextSerial(from: owner, to: states(of: owner))
        state.key = try HandshakeKeyOffer(key, for: pair.publicKey)
        state.offer = offer
        state.answer = answer
        return try Signed(state, by: pair).written()
    }

    /// Reads a state for the one time that it may be gone on with.
    ///
    /// - Parameter phase: of the message that its side has sent last.
    /// - Throws: ``HandshakeError/otherState``, ``HandshakeError/usedState``; ``TransferError/malformed(_:)``,
    ///   ``TransferError/io(code:)``. But for `usedState` the state is not used up then.
    init(
        using bytes: RawSpan, after phase: UInt32, of pair: borrowing KeyPair, _ replayGuard: some ReplayGuard
    ) throws(TransferError) {
        let signed = try Signed<HandshakeState>(reading: bytes)
        try signed.verify(by: pair.publicKey)
        self = signed.body
        guard self.phase == phase else { throw Self.forgery }
        let owner = try KeyIdentity(of: pair.publicKey)
        let mark = MessageMark(sender: owner, receiver: try Self.states(of: owner), serial: serial, sent: 0)
        do throws(TransferError) {
            _ = try replayGuard.take(mark, under: ReplayRule())
        } catch {
            throw error == .message(.replayed) ? .handshake(.usedState) : error
        }
    }

    /// Whom a guard takes for the receiver of states, so that they and messages do not get into each other's count.
    private static func states(of owner: KeyIdentity) throws(TransferError) -> KeyIdentity {
        KeyIdentity(bytes: try Digest256.of(label.utf8Bytes + [0] + owner.bytes))
    }
}

extension HandshakeSender {
    /// Ends this run; another goes on with the state that this returns, once.
    ///
    /// - Parameters:
    ///   - pair: this side's, as before. It wraps and signs the state.
    ///   - serials: of the guard that ``init(resuming:with:_:)`` will ask.
    /// - Throws: ``TransferError/io(code:)``, ``TransferError/provider(_:)``, ``MessageError/serialsExhausted``.
    public consuming func suspend(
        with pair: borrowing KeyPair, _ serials: some SerialSource
    ) throws(TransferError) -> [UInt8] {
        try HandshakeState.written(keyA, offer: message, of: pair, serials)
    }

    /// Goes on from a state that ``suspend(with:_:)`` returned. It is used up then, whatever comes of the exchange.
    ///
    /// - Throws: ``HandshakeError/otherState``, ``HandshakeError/usedState``, ``TransferError/malformed(_:)``,
    ///   ``TransferError/io(code:)``, ``TransferError/provider(_:)``.
    public init(
        resuming state: RawSpan, with pair: borrowing KeyPair, _ replayGuard: some ReplayGuard
    ) throws(TransferError) {
        let state = try HandshakeState(using: state, after: HandshakeOffer.phase, of: pair, replayGuard)
        try self.init(
            offer: state.offer, HandshakeOffer(reading: state.offer).parties, pair,
            keyA: state.key.open(with: pair))
    }
}

extension HandshakeReceiver {
    /// Ends this run; another goes on with the state that this returns, once. See ``HandshakeSender/suspend(with:_:)``.
    public consuming func suspend(
        with pair: borrowing KeyPair, _ serials: some SerialSource
    ) throws(TransferError) -> [UInt8] {
        try HandshakeState.written(keyB, offer: offer, answer: message, of: pair, serials)
    }

    /// Goes on from a state that ``suspend(with:_:)`` returned. See ``HandshakeSender/init(resuming:with:_:)``.
    public init(
        resuming state: RawSpan, with pair: borrowing KeyPair, _ replayGuard: some ReplayGuard
    ) throws(TransferError) {
        let state = try HandshakeState(using: state, after: HandshakeAnswer.phase, of: pair, replayGuard)
        let read = try HandshakeOffer(reading: state.offer)
        try self.init(
            offer: state.offer, answer: state.answer, read.parties, keyA: read.key.open(with: pair),
            keyB: state.key.open(with: pair))
    }
}
