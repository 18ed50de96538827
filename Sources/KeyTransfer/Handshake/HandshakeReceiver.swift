internal import KeyBlob
public import KeyProvider

/// The receiver of a three-phase exchange, who answers, after phase 2. See ``HandshakeSender``.
///
/// ```swift
/// let receiver = try HandshakeReceiver("Bert", bert, answering: offer, of: HandshakeParty("Anna", annasKey))
/// let keys = try receiver.finish(confirmation)                                          // after sending receiver.message
/// ```
public struct HandshakeReceiver: ~Copyable {
    /// Phase 2, to be sent.
    public let message: [UInt8]

    private let parties: HandshakeParties
    let offer: [UInt8]
    private let keyA: SessionKey
    let keyB: SessionKey

    /// Phase 1 has come: the sender's key.
    ///
    /// - Parameters:
    ///   - pair: this side's RSA exchange pair.
    ///   - sender: who must have begun.
    ///   - insecure: takes an exchange key of the sender that is weak.
    /// - Throws: ``HandshakeError/reflected``, ``HandshakeError/unexpectedMessage``, ``HandshakeError/otherParty``,
    ///   ``HandshakeError/badProof`` where the key does not open; ``TransferError/malformed(_:)``,
    ///   ``TransferError/provider(_:)``.
    public init(
        _ name: String, _ pair: borrowing KeyPair, answering offer: [UInt8], of sender: HandshakeParty,
        allowing insecure: Insecure? = nil
    ) throws(TransferError) {
        let read = try HandshakeOffer(reading: offer)
        var parties = HandshakeParties()
        parties.receiver = try Party(name, pair.publicKey)
        parties.sender = try sender.party(allowing: insecure)
        guard read.parties.sender.key != parties.receiver.key else { throw .handshake(.reflected) }
        guard read.parties == parties else { throw .handshake(.otherParty) }
        let keyA = try read.key.open(with: pair)
        let keyB = try providing { () throws(ProviderError) in try SessionKey(generating: .aes256) }
        var answer = HandshakeAnswer()
        answer.parties = parties
        answer.key = try HandshakeKeyOffer(keyB, for: sender.key)
        answer.proof = try HandshakeProof.answer(keyA, keyB, parties, offer: offer, answer: answer.unproved())
        self.init(offer: offer, answer: try answer.written(), parties, keyA: keyA, keyB: keyB)
    }

    /// A side of its parts.
    init(
        offer: [UInt8], answer: [UInt8], _ parties: HandshakeParties, keyA: consuming SessionKey,
        keyB: consuming SessionKey
    ) {
        message = answer
        self.parties = parties
        self.offer = offer
        self.keyA = keyA
        self.keyB = keyB
    }

    /// Refuses what is no message of phase 3 at all. See ``HandshakeSender/requireAnswer(_:)``.
    public static func requireConfirmation(_ message: [UInt8]) throws(TransferError) {
        _ = try HandshakeConfirmation(reading: message)
    }

    /// Phase 3 has come: the sender's proof.
    ///
    /// - Throws: ``HandshakeError/reflected``, ``HandshakeError/unexpectedMessage``, ``HandshakeError/badProof``;
    ///   ``TransferError/malformed(_:)``, ``TransferError/provider(_:)``.
    public consuming func finish(_ confirmation: [UInt8]) throws(TransferError) -> HandshakeKeys {
        guard confirmation != message else { throw .handshake(.reflected) }
        let read = try HandshakeConfirmation(reading: confirmation)
        try HandshakeProof.require(
            read.proof, HandshakeProof.confirmation(keyB, parties, offer: offer, answer: message))
        return HandshakeKeys(outgoing: keyB, incoming: keyA)
    }
}
