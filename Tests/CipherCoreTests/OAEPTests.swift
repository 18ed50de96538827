import CipherCore
import Testing

/// An encoder of the test's own (RFC 8017 section 7.1.1), with a data block at will.
private func block(first: UInt8 = 0, data: [UInt8], seed: [UInt8]) throws -> [UInt8] {
    func masked(_ target: [UInt8], with seed: [UInt8]) throws -> [UInt8] {
        var mask: [UInt8] = []
        for counter in 0..<UInt8((target.count + 19) / 20) {
            let value = try MessageDigest.hash(.sha1, (seed + [0, 0, 0, counter]).span.bytes)
            mask += array(value.bytes)
        }
        return zip(target, mask).map { $0 ^ $1 }
    }
    let maskedData = try masked(data, with: seed)
    return try [first] + masked(seed, with: maskedData) + maskedData
}

struct OAEPTests {
    private static let seed = [UInt8](1...20)

    /// label hash, zeros, 01, message: what RFC 8017 calls DB, for a block of 64 bytes.
    private static func data(message: [UInt8], label: [UInt8] = []) throws -> [UInt8] {
        let labelHash = try MessageDigest.hash(.sha1, label.span.bytes)
        return array(labelHash.bytes) + [UInt8](repeating: 0, count: 64 - 42 - message.count) + [1] + message
    }

    private static func opening(_ block: [UInt8], label: [UInt8] = []) throws -> String {
        let ciphertext = try RSATestKey.bits512.publicKey.power(of: block)
        return try RSATestKey.bits512.privateKey().openingOAEP(ciphertext, label: label)
    }

    private static func refusalToOpen(_ block: [UInt8], label: [UInt8] = []) -> CipherError? {
        refusal { _ = try opening(block, label: label) }
    }

    @Test(arguments: [0, 1, 21, 22]) func goodBlocksOpen(messageByteCount: Int) throws {
        for fill in [0, 1, 2] as [UInt8] {
            let message = [UInt8](repeating: fill, count: messageByteCount)
            let label = [UInt8](repeating: fill, count: 3)
            let block = try block(data: Self.data(message: message, label: label), seed: Self.seed)
            #expect(try Self.opening(block, label: label) == hex(message))
        }
    }

    @Test(arguments: 0..<20) func everyByteOfTheLabelHashCounts(index: Int) throws {
        for bit in 0..<8 as Range<UInt8> {
            var data = try Self.data(message: [1, 2, 3])
            data[index] ^= 1 << bit
            #expect(Self.refusalToOpen(try block(data: data, seed: Self.seed)) == .unwrapFailed)
        }
    }

    @Test(arguments: 20..<39) func everyByteOfThePaddingCounts(index: Int) throws {
        var data = try Self.data(message: [1, 2, 3])
        #expect(data[index] == 0)
        data[index] = 2
        #expect(Self.refusalToOpen(try block(data: data, seed: Self.seed)) == .unwrapFailed)
        data[index] = 0x80
        #expect(Self.refusalToOpen(try block(data: data, seed: Self.seed)) == .unwrapFailed)
    }

    @Test func aMissingEndOfThePaddingIsRefused() throws {
        var data = try Self.data(message: [])
        data[data.count - 1] = 0
        #expect(Self.refusalToOpen(try block(data: data, seed: Self.seed)) == .unwrapFailed)
    }

    @Test(arguments: [1, 2, 0x80] as [UInt8]) func theFirstByteCounts(first: UInt8) throws {
        let data = try Self.data(message: [1, 2, 3])
        #expect(try Self.opening(try block(data: data, seed: Self.seed)) == "010203")
        #expect(Self.refusalToOpen(try block(first: first, data: data, seed: Self.seed)) == .unwrapFailed)
    }

    @Test func anotherLabelIsRefused() throws {
        let data = try Self.data(message: [1, 2, 3], label: [9])
        let block = try block(data: data, seed: Self.seed)
        #expect(try Self.opening(block, label: [9]) == "010203")
        #expect(Self.refusalToOpen(block) == .unwrapFailed)
        #expect(Self.refusalToOpen(block, label: [8]) == .unwrapFailed)
    }

    @Test(arguments: RSATestVectors.oaep) func opensWhatOpenSSLMade(row: RSATestVectors.Row) throws {
        let message = try row.key.privateKey().openingOAEP(row.block)
        #expect(message == hex(RSATestVectors.shortMessage))
    }

    @Test(arguments: RSATestVectors.oaepWithLabel) func opensWhatOpenSSLLabelled(row: RSATestVectors.Row) throws {
        let key = try row.key.privateKey()
        let message = try key.openingOAEP(row.block, label: RSATestVectors.label)
        #expect(message == hex(RSATestVectors.shortMessage))
        #expect(refusal { _ = try key.openingOAEP(row.block) } == .unwrapFailed)
    }

    @Test(arguments: RSATestVectors.oaepSHA256) func opensWhatOpenSSLMadeWithSHA256(row: RSATestVectors.Row) throws {
        let key = try row.key.privateKey()
        #expect(try key.openingOAEP(row.block, digest: .sha256) == hex(RSATestVectors.message))
        #expect(refusal { _ = try key.openingOAEP(row.block) } == .unwrapFailed)
    }

    @Test(arguments: RSATestVectors.sessionKeysOAEP) func opensWhatWineMade(row: RSATestVectors.Row) throws {
        #expect(try row.key.privateKey().openingOAEP(row.block) == hex(row.message))
    }

    @Test(arguments: DigestAlgorithm.allCases) func opensOurOwn(digest: DigestAlgorithm) throws {
        let key = try RSATestKey.bits2040.privateKey()
        let label = RSATestVectors.label
        for message in [[], [0], RSATestVectors.message] {
            let wrapped = try key.publicKey.wrapOAEP(message.span.bytes, label: label.span.bytes, digest: digest)
            #expect(
                try key.openingOAEP(wrapped, label: label, digest: digest) == hex(message))
        }
    }

    @Test func ciphertextsThatCannotBeAreRefused() throws {
        let key = try RSATestKey.bits512.privateKey()
        for count in [0, 63, 65] {
            let ciphertext = [UInt8](repeating: 0, count: count)
            #expect(refusal { _ = try key.openingOAEP(ciphertext) } == .illegalDataLength)
        }
        #expect(refusal { _ = try key.openingOAEP(RSATestKey.bits512.modulus) } == .unwrapFailed)
        // A block shorter than the padding of this hash function holds nothing.
        let ciphertext = [UInt8](repeating: 0, count: 64)
        #expect(refusal { _ = try key.openingOAEP(ciphertext, digest: .sha256) } == .unwrapFailed)
    }
}
