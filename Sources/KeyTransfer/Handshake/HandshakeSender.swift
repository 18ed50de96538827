internal import KeyBlob
public import KeyProvider

/// The sender of a three-phase exchange, who begins it, after phase 1. See Microsoft's "Three-Phase Key Exchange Protocol".
///
/// Each state is used up by the next message, whatever comes of it: after an error there is no state left, and the keys are
/// wiped.
///
/// ```swift
/// let sender = try HandshakeSender("Anna", anna, to: HandshakeParty("Bert", bertsKey))   // send sender.message
/// let end = try sender.finish(answer)                                                   // send end.message; end.keys
/// ```
public struct HandshakeSender: ~Copyable {
    /// No message of an exchange is longer, in bytes, and none this long.
    public static let longestMessage = 1 << 14

    /// Phase 1, to be sent.
    public let message: [UInt8]

    private let parties: HandshakeParties
    private let pair: KeyPair
    let keyA: SessionKey

    /// Begins.
    ///
    /// - Parameters:
    ///   - pair: this side's RSA exchange pair.
    ///   - insecure: takes an exchange key of the receiver that is weak.
    /// - Throws: ``HandshakeError/reflected`` for a receiver who is this side itself; ``TransferError/provider(_:)``.
    public init(
        _ name: String, _ pair: borrowing KeyPair, to receiver: HandshakeParty, allowing insecure: Insecure? = nil
    ) throws(TransferError) {
        guard pair.purpose == .exchange else { throw .provider(.unsuitableKey) }
        var offer = HandshakeOffer()
        offer.parties.sender = try Party(name, pair.publicKey)
        offer.parties.receiver = try receiver.party(allowing: insecure)
        guard offer.parties.sender.key != offer.parties.receiver.key else { throw .handshake(.reflected) }
        let keyA = try providing { () throws(ProviderError) in try SessionKey(generating: .aes256) }
        offer.key = try HandshakeKeyOffer(keyA, for: receiver.key)
        self.init(offer: try offer.written(), offer.parties, pair, keyA: keyA)
    }

    /// A side of its parts.
    init(offer: [UInt8], _ parties: HandshakeParties, _ pair: borrowing KeyPair, keyA: consuming SessionKey) {
        message = offer
        self.parties = parties
        self.pair = pair.duplicate()
        self.keyA = keyA
    }

    /// Refuses what is no message of phase 2 at all. Nothing in it is verified, and no state is needed or used up for this.
    ///
    /// - Throws: ``HandshakeError/unexpectedMessage``, ``TransferError/malformed(_:)``.
    public static func requireAnswer(_ message: [UInt8]) throws(TransferError) {
        _ = try HandshakeAnswer(reading: message)
    }

    /// Phase 2 has come: the receiver's key, and his proof.
    ///
    /// - Throws: ``HandshakeError/reflected``, ``HandshakeError/unexpectedMessage``, ``HandshakeError/otherParty``,
    ///   ``HandshakeError/badProof``; ``TransferError/malformed(_:)``, ``TransferError/provider(_:)``.
    public consuming func finish(_ answer: [UInt8]) throws(TransferError) -> HandshakeConclusion {
        guard answer != message else { throw .handshake(.reflected) }
        let read = try HandshakeAnswer(reading: answer)
        guard read.parties == parties else { throw .handshake(.otherParty) }
        let keyB = try read.key.open(with: pair)
        try HandshakeProof.require(
            read.proof, HandshakeProof.answer(keyA, keyB, parties, offer: message, answer: read.unproved()))
        var confirmation = HandshakeConfirmation()
        confirmation.proof = try HandshakeProof.confirmation(keyB, parties, offer: message, answer: answer)
        return HandshakeConclusion(
            message: try confirmation.written(), keys: HandshakeKeys(outgoing: keyA, incoming: keyB))
    }
}

/// The sender's end of a three-phase exchange.
public struct HandshakeConclusion: ~Copyable {
    /// Phase 3, to be sent.
    public let message: [UInt8]
    /// The keys, which the receiver has proved to have; he uses them when phase 3 has come to him.
    public var keys: HandshakeKeys

    /// The keys, for good.
    public consuming func takeKeys() -> HandshakeKeys { keys }
}
