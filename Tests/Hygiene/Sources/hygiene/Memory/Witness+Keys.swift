@testable import CipherCore
@testable import KeyProvider

// Keys, with all their parts, looked at where they lie.
extension Witness {
    func reveal(_ key: borrowing SessionKey) {
        guard let cipher = key.algorithm.cipher else { return }
        reveal(SecretKind(cipher), "session key", key.key.bytes)
    }

    func reveal(_ pair: borrowing KeyPair) {
        reveal(.prime, "p", pair.rsa.prime1)
        reveal(.prime, "q", pair.rsa.prime2)
        reveal(.bytes, "dP", pair.rsa.exponent1)
        reveal(.bytes, "dQ", pair.rsa.exponent2)
        reveal(.bytes, "qInv", pair.rsa.coefficient)
        reveal(.bytes, "d", pair.rsa.privateExponent)
    }
}
