import KeyBlob

@testable import CipherCore
@testable import KeyProvider

enum KeyPairScenarios {
    /// With 1032 bits the parts are no whole number of words.
    private static let bitLengths = [1024, 1032, 2048]

    private static func newPair(_ bits: Int) throws -> KeyPair {
        try KeyPair(generating: .exchange, bits: bits, allowing: .weakKeys)
    }

    static func generate(_ witness: Witness) throws {
        for bits in bitLengths {
            do {
                let pair = try newPair(bits)
                witness.reveal(pair)
                witness.living()
            }
            witness.gone()
        }
    }

    /// A PRIVATEKEYBLOB, whole and without the high-order half of its private exponent.
    static func importing(_ witness: Witness) throws {
        for bits in bitLengths {
            for missing in [0, bits / 16] {
                do {
                    let pair: KeyPair
                    do {
                        let blob = try newPair(bits).exportBlob()
                        pair = try KeyPair(
                            importing: blob.bytes.extracting(droppingLast: missing),
                            missing == 0 ? .whole : .privateExponentOptional)
                    }
                    witness.reveal(pair)
                    witness.living()
                }
                witness.gone()
            }
        }
    }

    /// A PRIVATEKEYBLOB with a wrong bit in each of its numbers, and one that is cut.
    static func failedImport(_ witness: Witness) throws {
        for bits in bitLengths {
            do {
                let pair = try newPair(bits)
                witness.reveal(pair)
                var blob = try pair.exportBlob()
                let modulusCount = bits / 8
                let halfCount = (modulusCount + 1) / 2
                let places = [20, 20 + modulusCount] + (1...5).map { 20 + modulusCount + $0 * halfCount }
                for place in places {
                    blob.withUnsafeMutableBytes { $0[place + 5] ^= 4 }
                    try refuse(blob.bytes)
                    blob.withUnsafeMutableBytes { $0[place + 5] ^= 4 }
                }
                try refuse(blob.bytes.extracting(droppingLast: 1))
                witness.living()
            }
            witness.gone()
        }
    }

    private static func refuse(_ blob: RawSpan) throws {
        try refused { _ = try KeyPair(importing: blob) }
    }

    /// Every private operation, more often than a blinding pair lasts, and an export.
    static func use(_ witness: Witness) throws {
        for bits in bitLengths {
            do {
                let pair = try newPair(bits)
                witness.reveal(pair)
                let hash = try MessageDigest.hash(.sha256, RawSpan())
                for _ in 0..<40 { _ = try pair.rsa().value.sign(hash: hash.bytes, padding: .pkcs1(.sha256)) }
                let message = try SecretBytes.random(count: 32)
                witness.reveal(.bytes, "message", message.bytes)
                let ciphertext = try pair.rsa().value.publicKey.wrapPKCS1(message.bytes)
                _ = try pair.rsa().value.unwrapPKCS1Substituting(ciphertext.span.bytes, legalByteCounts: 16...32)
                _ = try pair.exportBlob()
                witness.living()
                _ = message.count
            }
            witness.gone()
        }
    }
}
