internal import CipherCore
internal import KeyProvider

/// What a pair's substitutes for bad messages follow from. A key in software takes its private exponent; that of a token
/// is out of reach, but the token can be asked for something that nobody else can compute: the private power of a block
/// that is the same each time.
///
/// The block looks like any ciphertext, and whoever sends it gets what every ciphertext with bad padding gets.
final class RejectionSecret: @unchecked Sendable {
    // SAFETY (Sendable): guarded by `ProcessLock.shared`.
    private var known: SecretBytes?

    /// The secret of `pair`, computed when it is first needed.
    func bytes(of pair: borrowing TokenKeyPair) throws(TokenError) -> SecretBytes {
        if let known = try copy() { return known }
        let secret = try pair.openBlock(Self.block(under: pair.rsa))
        let copy = try inCore { () throws(CipherError) in try secret.copy() }
        keep(secret)
        return copy
    }

    private func copy() throws(TokenError) -> SecretBytes? {
        try ProcessLock.shared.withLock { () throws(TokenError) in
            guard known != nil else { return nil }
            return try inCore { () throws(CipherError) in try known?.copy() }
        }
    }

    private func keep(_ secret: consuming SecretBytes) {
        var secret: SecretBytes? = consume secret
        ProcessLock.shared.withLock { known = secret.take() }
    }

    /// A number below the modulus, of no structure: 00, and SHA-256 of a counter, a text and the modulus.
    private static func block(under key: RSAPublicKey) throws(TokenError) -> [UInt8] {
        var block: [UInt8] = [0]
        var counter: UInt8 = 0
        while block.count < key.byteCount {
            let text =
                [counter] + Array("keyblob token implicit rejection".utf8) + key.modulus
            let digest = try inCore { () throws(CipherError) in try MessageDigest.hash(.sha256, text.span.bytes) }
            block += [UInt8](published: digest)
            counter &+= 1
        }
        return Array(block.prefix(key.byteCount))
    }
}
