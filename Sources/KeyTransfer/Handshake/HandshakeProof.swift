internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// The hash values by which each side proves that it has the keys: SHA-256 over keys (`CryptHashSessionKey`), names and the text
/// of the phase, in the order of Microsoft's "Three-Phase Key Exchange Protocol".
///
/// Each item has its length in bytes in front, a DWORD; texts are UTF-16LE. Behind the phase stands what those pages leave open:
/// all messages so far, byte for byte, so that identities, nonces and BLOBs are proved, too.
struct HandshakeProof: ~Copyable {
    static let byteCount = 32

    private var hash: HashObject

    init() throws(TransferError) {
        hash = try providing { () throws(ProviderError) in try HashObject(.sha256, provider: .aes) }
    }

    /// The receiver's: keys A and B, and the messages but for this proof.
    static func answer(
        _ keyA: borrowing SessionKey, _ keyB: borrowing SessionKey, _ parties: HandshakeParties, offer: [UInt8],
        answer: [UInt8]
    ) throws(TransferError) -> [UInt8] {
        var proof = try HandshakeProof()
        try proof.add(keyA)
        try proof.add(parties.receiver.name)
        try proof.add(keyB)
        try proof.add(parties.sender.name)
        try proof.add("phase 2")
        try proof.add(offer)
        try proof.add(answer)
        return try proof.value()
    }

    /// The sender's: key B, and both messages.
    static func confirmation(
        _ keyB: borrowing SessionKey, _ parties: HandshakeParties, offer: [UInt8], answer: [UInt8]
    ) throws(TransferError) -> [UInt8] {
        var proof = try HandshakeProof()
        try proof.add(keyB)
        try proof.add(parties.sender.name)
        try proof.add(parties.receiver.name)
        try proof.add("phase 3")
        try proof.add(offer)
        try proof.add(answer)
        return try proof.value()
    }

    /// - Throws: ``HandshakeError/badProof``.
    static func require(_ proof: [UInt8], _ expected: [UInt8]) throws(TransferError) {
        guard unsafe constantTimeEqual(proof.span.bytes, expected.span.bytes) else { throw .handshake(.badProof) }
    }

    private mutating func add(_ key: borrowing SessionKey) throws(TransferError) {
        try add(byteCount: key.keyBitLength / 8)
        do throws(ProviderError) { try hash.update(key) } catch { throw .provider(error) }
    }

    private mutating func add(_ text: String) throws(TransferError) {
        try add(text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    }

    private mutating func add(_ bytes: [UInt8]) throws(TransferError) {
        try add(byteCount: bytes.count)
        try update(bytes)
    }

    private mutating func add(byteCount: Int) throws(TransferError) {
        try update((0..<4).map { UInt8(truncatingIfNeeded: byteCount >> (8 * $0)) })
    }

    private mutating func update(_ bytes: [UInt8]) throws(TransferError) {
        do throws(ProviderError) { try unsafe hash.update(bytes.span.bytes) } catch { throw .provider(error) }
    }

    private consuming func value() throws(TransferError) -> [UInt8] {
        do throws(ProviderError) {
            return unsafe try hash.value().withUnsafeBytes { unsafe [UInt8]($0) }
        } catch {
            throw .provider(error)
        }
    }
}
