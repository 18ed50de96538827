internal import CipherCore
internal import KeyBlob

/// The numbers of a key pair, of any of the three kinds. Its holders share them.
enum PrivateNumbers: Sendable {
    case rsa(Shared<RSAPrivateKey>)
    case dss(Shared<DSAPrivateKey>, DomainSeed)
    case diffieHellman(Shared<DiffieHellmanPrivateKey>, DomainSeed)

    /// The public half.
    var publicNumbers: PublicNumbers {
        switch self {
        case .rsa(let key): .rsa(key.value.publicKey)
        case .dss(let key, let seed): .dss(key.value.publicKey, seed)
        case .diffieHellman(let key, let seed): .diffieHellman(key.value.parameters, y: key.value.publicValue, seed)
        }
    }
}

/// The numbers of a public key.
enum PublicNumbers: Sendable, Equatable {
    case rsa(RSAPublicKey)
    case dss(DSAPublicKey, DomainSeed)
    /// `y`: big-endian, as long as p.
    case diffieHellman(DiffieHellmanParameters, y: [UInt8], DomainSeed)

    /// The length of the modulus or of p, in bits.
    var bitLength: Int {
        switch self {
        case .rsa(let key): key.bitLength
        case .dss(let key, _): 8 * key.parameters.byteCount - (key.parameters.prime.first?.leadingZeroBitCount ?? 0)
        case .diffieHellman(let parameters, _, _): parameters.bitLength
        }
    }
}
