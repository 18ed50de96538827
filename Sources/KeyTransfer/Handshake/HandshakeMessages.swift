internal import KeyBlob
internal import KeyProvider

// The messages of the three phases. Each begins with magic, version and its phase.

/// A message of one phase.
protocol HandshakeMessage: Record {
    static var phase: UInt32 { get }
    mutating func fields(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError)
}

extension HandshakeMessage {
    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBHANDS\0")
        try pass.version1()
        var phase = Self.phase
        try pass.number("phase", &phase, in: 1...3)
        guard phase == Self.phase else { throw .handshake(.unexpectedMessage) }
        try fields(&pass)
    }
}

/// Who talks to whom. Both sides must say the same.
struct HandshakeParties: Equatable {
    var sender = Party()
    var receiver = Party()

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.record("sender", &sender)
        try pass.record("receiver", &receiver)
    }
}

/// A session key on its way, with what makes its message one of its kind.
struct HandshakeKeyOffer {
    static let nonceByteCount = 32

    var nonce: [UInt8] = []
    /// SIMPLEBLOB of an AES-256 key, OAEP.
    var keyBlob: [UInt8] = []

    init() {}

    init(_ key: borrowing SessionKey, for recipient: PublicKey) throws(TransferError) {
        nonce = try .random(count: Self.nonceByteCount)
        keyBlob = try providing { () throws(ProviderError) in try key.exportWrapped(for: recipient, padding: .oaep) }
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("nonce", &nonce, count: Self.nonceByteCount)
        try pass.bytes("keyBlob", &keyBlob, in: 1...Envelope.longestSimpleBlob)
    }

    /// The key.
    ///
    /// - Throws: ``HandshakeError/badProof``, whatever is wrong.
    func open(with pair: borrowing KeyPair) throws(TransferError) -> SessionKey {
        do throws(ProviderError) {
            let key = try SessionKey(importing: unsafe keyBlob.span.bytes, unwrappingWith: pair, padding: .oaep)
            if key.algorithm == .aes256 { return key }
        } catch .unsuitableKey {
            throw .provider(.unsuitableKey)
        } catch {}
        throw .handshake(.badProof)
    }
}

/// Phase 1, sender to receiver: key A for the receiver.
struct HandshakeOffer: HandshakeMessage {
    static let phase: UInt32 = 1
    var parties = HandshakeParties()
    var key = HandshakeKeyOffer()

    mutating func fields(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try parties.layout(&pass)
        try key.layout(&pass)
    }
}

/// Phase 2, receiver to sender: key B for the sender, and the proof that the receiver has A.
struct HandshakeAnswer: HandshakeMessage {
    static let phase: UInt32 = 2
    var parties = HandshakeParties()
    var key = HandshakeKeyOffer()
    var proof: [UInt8] = []

    mutating func fields(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try parties.layout(&pass)
        try key.layout(&pass)
        try pass.bytes("proof", &proof, count: HandshakeProof.byteCount)
    }

    /// The message but for its proof, which covers it.
    func unproved() throws(TransferError) -> [UInt8] {
        var copy = self
        copy.proof = [UInt8](repeating: 0, count: HandshakeProof.byteCount)
        return try copy.written().dropLast(HandshakeProof.byteCount)
    }
}

/// Phase 3, sender to receiver: the proof that the sender has B.
struct HandshakeConfirmation: HandshakeMessage {
    static let phase: UInt32 = 3
    var proof: [UInt8] = []

    mutating func fields(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("proof", &proof, count: HandshakeProof.byteCount)
    }
}
