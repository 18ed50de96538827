internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// A message for one receiver, signed by its sender, which is taken once: Microsoft's "Manual Session Key Exchanges" with
/// the time stamp and the serial number that those pages advise against replays.
public enum Message {
    /// The longest plaintext, in bytes: 16 MiB, for it is in memory as a whole.
    public static let longest = 1 << 24

    /// Makes a message.
    ///
    /// - Parameters:
    ///   - signer: the sender's RSA pair, for either use.
    ///   - receiver: his name for people, and his RSA exchange key.
    ///   - now: in milliseconds since 1970.
    /// - Throws: ``MessageError/tooLong``, ``MessageError/serialsExhausted``, ``TransferError/io(code:)``;
    ///   ``TransferError/provider(_:)`` with `weakKeyRefused` for a receiver's key that is weak, as long as that is not
    ///   allowed, and `unsuitableKey`.
    public static func sealed(
        _ plaintext: RawSpan, from name: String, _ signer: borrowing KeyPair,
        to receiver: (name: String, key: PublicKey), serials: some SerialSource, at now: UInt64 = MessageClock.now(),
        allowing insecure: Insecure? = nil
    ) throws(TransferError) -> [UInt8] {
        guard plaintext.byteCount <= longest else { throw .message(.tooLong) }
        if insecure == nil, try SealedFileRecipient(receiver.key).isWeak() { throw .provider(.weakKeyRefused) }
        let sessionKey = try providing { () throws(ProviderError) in try SessionKey(generating: .aes256) }
        var body = MessageBody()
        body.front.head.sender = try Party(name, signer.publicKey)
        body.front.head.receiver = try Party(receiver.name, receiver.key)
        body.front.head.sent = now
        body.front.keyBlob = try providing { () throws(ProviderError) in
            try sessionKey.exportWrapped(for: receiver.key, padding: .oaep)
        }
        // Late, so that what is refused costs no serial.
        body.front.head.serial = try serials.nextSerial(
            from: body.front.head.sender.key, to: body.front.head.receiver.key)
        let key = try MessageKey(sessionKey)
        let front = try body.front.written()
        body.sealed = try providing { () throws(ProviderError) in try key.seal(plaintext, authenticating: front) }
        return try Signed(body, by: signer).written()
    }
}
