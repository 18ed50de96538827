@testable import CipherCore
@testable import KeyProvider

// Keys, with all their parts, looked at where they lie.
extension Witness {
    func reveal(_ key: borrowing SessionKey) {
        guard let cipher = key.algorithm.cipher else { return }
        reveal(SecretKind(cipher), "session key", key.key.bytes)
    }

    /// Of an RSA pair; others have nothing here.
    func reveal(_ pair: borrowing KeyPair) {
        if let key = try? pair.rsa() { reveal(key.value) }
    }

    func reveal(_ key: borrowing RSAPrivateKey) {
        reveal(.prime, "p", key.prime1)
        reveal(.prime, "q", key.prime2)
        reveal(.bytes, "dP", key.exponent1)
        reveal(.bytes, "dQ", key.exponent2)
        reveal(.bytes, "qInv", key.coefficient)
        reveal(.bytes, "d", key.privateExponent)
    }
}
