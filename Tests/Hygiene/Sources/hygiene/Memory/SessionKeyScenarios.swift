import KeyBlob

@testable import CipherCore
@testable import KeyProvider

enum SessionKeyScenarios {
    static let algorithms: [AlgorithmIdentifier] = [
        .aes128, .aes192, .aes256, .tripleDES, .twoKeyTripleDES, .des, .rc2, .rc4,
    ]

    private static func newKey(_ algorithm: AlgorithmIdentifier) throws -> SessionKey {
        try SessionKey(generating: algorithm, allowing: .weakKeys)
    }

    static func generate(_ witness: Witness) throws {
        for algorithm in algorithms {
            do {
                let key = try newKey(algorithm)
                witness.reveal(key)
                witness.living()
            }
            witness.gone()
        }
    }

    static func importPlaintext(_ witness: Witness) throws {
        for algorithm in algorithms {
            do {
                let key: SessionKey
                do {
                    let blob = try newKey(algorithm).exportPlaintext()
                    key = try SessionKey(importing: blob.bytes)
                }
                witness.reveal(key)
                witness.living()
            }
            witness.gone()
        }
    }

    private static let unwrappings: [(WrapPadding, UnwrapFailure)] = [
        (.pkcs1, .substitute), (.pkcs1, .report), (.oaep, .report),
    ]

    static func importWrapped(_ witness: Witness) throws {
        let pair = try KeyPair(generating: .exchange)
        for algorithm in algorithms {
            for (padding, failure) in unwrappings {
                do {
                    let blob = try newKey(algorithm).exportWrapped(for: pair.publicKey, padding: padding)
                    let key = try SessionKey(
                        importing: blob.span.bytes, unwrappingWith: pair, padding: padding, failure: failure)
                    witness.reveal(key)
                    witness.living()
                }
                witness.gone()
            }
        }
    }

    /// A BLOB that is cut, one that is too long, one whose algorithm wants another length.
    static func failedPlaintext(_ witness: Witness) throws {
        for algorithm in algorithms {
            do {
                let key = try newKey(algorithm)
                witness.reveal(key)
                var blob = try SecretBytes(count: 12 + key.key.count + 1)
                let whole = try key.exportPlaintext()
                blob.withUnsafeMutableBytes { blob in whole.withUnsafeBytes { blob.copyBytes(from: $0) } }
                for missing in [0, 2] {
                    let wrong = blob.bytes.extracting(droppingLast: missing)
                    try refused { _ = try SessionKey(importing: wrong) }
                }
                blob.withUnsafeMutableBytes { $0[4] ^= 3 }
                let mistaken = blob.bytes.extracting(droppingLast: 1)
                try refused { _ = try SessionKey(importing: mistaken, provider: .base) }
                witness.living()
            }
            witness.gone()
        }
    }

    /// A SIMPLEBLOB with one bit wrong, in the three ways to read it.
    static func failedWrapped(_ witness: Witness) throws {
        let pair = try KeyPair(generating: .exchange)
        for algorithm in [.aes256, .rc4] as [AlgorithmIdentifier] {
            for (padding, failure) in unwrappings {
                do {
                    let key = try newKey(algorithm)
                    witness.reveal(key)
                    var blob = try key.exportWrapped(for: pair.publicKey, padding: padding)
                    blob[blob.count / 2] ^= 1
                    let ciphertext = Array(blob[12...].reversed())
                    let block = try pair.rsa().value.rawOperation(ciphertext.span.bytes)
                    witness.reveal(.bytes, "decrypted block", block.bytes)
                    if failure == .substitute {
                        let substitute = try SessionKey(importing: blob.span.bytes, unwrappingWith: pair)
                        witness.reveal(substitute)
                        witness.living()
                    } else {
                        try refused {
                            _ = try SessionKey(
                                importing: blob.span.bytes, unwrappingWith: pair, padding: padding, failure: failure)
                        }
                        witness.living()
                    }
                }
                witness.gone()
            }
        }
    }

    static func export(_ witness: Witness) throws {
        let pair = try KeyPair(generating: .exchange)
        for algorithm in algorithms {
            do {
                let key = try newKey(algorithm)
                witness.reveal(key)
                _ = try key.exportPlaintext()
                for padding in [.pkcs1, .oaep] as [WrapPadding] {
                    _ = try key.exportWrapped(for: pair.publicKey, padding: padding)
                }
                witness.living()
            }
            witness.gone()
        }
    }

    static func derive(_ witness: Witness) throws {
        for algorithm in algorithms {
            for (hash, digest) in [(.md5, .md5), (.sha1, .sha1), (.sha512, .sha512)]
                as [(AlgorithmIdentifier, DigestAlgorithm)]
            {
                do {
                    let password = try SecretBytes.random(count: 24)
                    witness.reveal(.bytes, "password", password.bytes)
                    let value = try MessageDigest.hash(digest, password.bytes)
                    witness.reveal(.bytes, "hash value", value.bytes)
                    if digest == .md5 && algorithm == .rc2 { witness.living() }
                    let key = try SessionKey(derivingFrom: value.bytes, hash: hash, algorithm: algorithm)
                    let same = try SessionKey(derivingFromPassword: password.bytes, hash: hash, algorithm: algorithm)
                    witness.reveal(key)
                    witness.reveal(same)
                    witness.living()
                    let sameAgain = try key.exportPlaintext()
                    _ = sameAgain.count + value.count + password.count
                }
                witness.gone()
            }
        }
    }

    /// A message there and back, short and long enough for the helper threads, in each mode.
    static func encrypt(_ witness: Witness) throws {
        for algorithm in algorithms {
            for mode in algorithm == .rc4 ? [.cbc] : CipherMode.cryptoAPI {
                for byteCount in [100, 5 << 20] {
                    do {
                        var key = try newKey(algorithm)
                        if algorithm != .rc4 { try key.setMode(mode) }
                        witness.reveal(key)
                        // The first kilobyte is looked for, wherever it goes.
                        let message = try SecretBytes.random(count: byteCount)
                        witness.reveal(.bytes, "message", message.bytes.extracting(first: min(1024, byteCount)))
                        let ciphertext = try key.encrypt(message.bytes)
                        let plaintext = try key.decrypt(ciphertext.span.bytes)
                        witness.living()
                        _ = plaintext.count + message.count + key.keyBitLength
                    }
                    witness.gone()
                }
            }
        }
    }
}
