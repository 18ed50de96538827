internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A message as it travels.
///
/// ```c
/// struct { MessageHead head;
///          DWORD cbKeyBlob;  BYTE keyBlob[];      // SIMPLEBLOB (OAEP) of an AES-256 key made for this message
///          DWORD cbSealed;   BYTE sealed[];       // AES-256-GCM, its tag of 16 bytes behind it
///          DWORD cbSignature; BYTE signature[]; } // the sender's, over all before its length
/// ```
///
/// This is what is signed, all before the signature.
struct MessageBody: SignedBody {
    static let label: StaticString = "keyblob message signature 1"
    static let forgery = TransferError.message(.badSignature)

    /// What is authenticated with the ciphertext.
    struct Front: Record {
        var head = MessageHead()
        var keyBlob: [UInt8] = []

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try head.layout(&pass)
            try pass.bytes("keyBlob", &keyBlob, in: 1...Envelope.longestSimpleBlob)
        }
    }

    var front = Front()
    var sealed: [UInt8] = []

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try front.layout(&pass)
        try pass.bytes(
            "sealed", &sealed, in: MessageKey.tagByteCount...Message.longest + MessageKey.tagByteCount)
    }

    /// The plaintext.
    ///
    /// - Throws: ``MessageError/doesNotOpen``, whatever is wrong; ``TransferError/provider(_:)`` with `unsuitableKey`.
    func open(with pair: borrowing KeyPair) throws(TransferError) -> SecretBytes {
        let key: SessionKey
        do throws(ProviderError) {
            key = try SessionKey(importing: unsafe front.keyBlob.span.bytes, unwrappingWith: pair, padding: .oaep)
        } catch .unsuitableKey {
            throw .provider(.unsuitableKey)
        } catch {
            throw .message(.doesNotOpen)
        }
        guard key.algorithm == .aes256 else { throw .message(.doesNotOpen) }
        let messageKey = try MessageKey(key)
        let front = try front.written()
        do throws(ProviderError) {
            return try messageKey.open(unsafe sealed.span.bytes, authenticating: unsafe front.span.bytes)
        } catch .unwrapFailed {
            throw .message(.doesNotOpen)
        } catch {
            throw .provider(error)
        }
    }
}
