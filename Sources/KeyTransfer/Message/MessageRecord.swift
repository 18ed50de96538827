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
struct MessageRecord: Record {
    static let signatureLabel: StaticString = "keyblob message signature 1"

    /// What is authenticated with the ciphertext.
    struct Front: Record {
        var head = MessageHead()
        var keyBlob: [UInt8] = []

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try head.layout(&pass)
            try pass.bytes("keyBlob", &keyBlob, in: 1...Envelope.longestSimpleBlob)
        }
    }

    /// What is signed.
    struct Body: Record {
        var front = Front()
        var sealed: [UInt8] = []

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try front.layout(&pass)
            try pass.bytes(
                "sealed", &sealed, in: MessageCipher.tagByteCount...Message.longest + MessageCipher.tagByteCount)
        }
    }

    var body = Body()
    private(set) var signature: [UInt8] = []

    init() {}

    /// Signs.
    init(_ body: Body, by signer: borrowing KeyPair) throws(TransferError) {
        self.body = body
        signature = try RecordSignature.make(body.written(), label: Self.signatureLabel, with: signer)
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try body.layout(&pass)
        try pass.bytes("signature", &signature, in: 1...RecordSignature.longest)
    }

    /// - Throws: ``MessageError/badSignature``.
    func verify(by sender: PublicKey) throws(TransferError) {
        guard try body.front.head.sender.key == KeyIdentity(of: sender) else { throw .message(.badSignature) }
        do throws(TransferError) {
            try RecordSignature.verify(signature, of: body.written(), label: Self.signatureLabel, by: sender)
        } catch .provider(.badSignature) {
            throw .message(.badSignature)
        }
    }

    /// The plaintext.
    ///
    /// - Throws: ``MessageError/doesNotOpen``, whatever is wrong; ``TransferError/provider(_:)`` with `unsuitableKey`.
    func open(with pair: borrowing KeyPair) throws(TransferError) -> SecretBytes {
        let key: SessionKey
        do throws(ProviderError) {
            key = try SessionKey(importing: unsafe body.front.keyBlob.span.bytes, unwrappingWith: pair, padding: .oaep)
        } catch .unsuitableKey {
            throw .provider(.unsuitableKey)
        } catch {
            throw .message(.doesNotOpen)
        }
        guard key.algorithm == .aes256 else { throw .message(.doesNotOpen) }
        var cipher = try MessageCipher(key)
        return try cipher.open(body.sealed, authenticating: body.front.written())
    }
}
