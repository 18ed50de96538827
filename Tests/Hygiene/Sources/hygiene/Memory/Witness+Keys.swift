@testable import CipherCore
@testable import KeyProvider

// Keys, with all their parts, looked at where they lie.
extension Witness {
    func reveal(_ key: borrowing SessionKey) {
        guard let cipher = key.algorithm.cipher else { return }
        reveal(SecretKind(cipher), "session key", key.key.bytes)
    }

    func reveal(_ pair: borrowing KeyPair) { reveal(pair.rsa) }

    func reveal(_ key: borrowing RSAPrivateKey) {
        reveal(.prime, "p", key.prime1)
        reveal(.prime, "q", key.prime2)
        reveal(.bytes, "dP", key.exponent1)
        reveal(.bytes, "dQ", key.exponent2)
        reveal(.bytes, "qInv", key.coefficient)
        reveal(.bytes, "d", key.privateExponent)
    }
}
