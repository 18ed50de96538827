import CipherCore
import KeyBlob
import Testing

@testable import KeyProvider

/// SSL 2.0: keys, clear parts, and the mark against rollback.
struct SSL2Tests {
    private func hash(_ master: borrowing MasterKey, _ cipher: SchannelAlgorithm) throws -> MasterHash {
        var copy = try master.duplicate()
        try copy.setRandoms(pattern(16, seed: 5), pattern(16, seed: 6))
        try copy.setAlgorithm(cipher)
        return try copy.masterHash()
    }

    /// Key material as the protocol has it, put together here from its words.
    private func material(_ master: [UInt8], pieces: Int) throws -> [UInt8] {
        try (0..<pieces).flatMap { piece in
            let text = master + Array("\(piece)".utf8) + pattern(16, seed: 5) + pattern(16, seed: 6)
            return try MessageDigest.hash(.md5, text.span.bytes).array
        }
    }

    @Test func keysAreCutFromTheMaterial() throws {
        for (cipher, byteCount) in [
            (SchannelAlgorithm(.encryption, .rc4, bits: 128), 16), (.init(.encryption, .des, bits: 56), 8),
            (.init(.encryption, .tripleDES, bits: 168), 24),
            (.init(.encryption, .rc2, bits: 40, isForExport: true), 16),
        ] {
            let bits = byteCount == 24 ? 192 : 128
            let master = try MasterKey(generating: .ssl2Master, bits: bits)
            let bytes = try material(master.secretCopy, pieces: 3)
            let hash = try hash(master, cipher)
            // What the client reads with comes first.
            let server = try hash.key(.encryption, side: .server)
            let client = try hash.key(.encryption, side: .client)
            #expect(server.keyCopy == Array(bytes[..<byteCount]))
            #expect(client.keyCopy == Array(bytes[byteCount..<2 * byteCount]))
            let (role, vector) = (client.role, client.copiedIV)
            #expect(role == .schannelEncryption && vector.allSatisfy { $0 == 0 })
            #expect(
                refusal { try hash.key(.authentication, side: .client) } == .unsupportedAlgorithm(.schannelMACKey))
        }
        let bare = try MasterKey(generating: .ssl2Master)
        #expect(refusal { try bare.duplicate().masterHashForTests() } == .randomsMissing)
    }

    /// An export cipher: 11 bytes in the clear stand before 5 secret ones, whether the provider made 5 or all 16.
    @Test(arguments: [40, 128])
    func aClearPartStandsInFront(_ bits: Int) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        var client = try MasterKey(generating: .ssl2Master, bits: bits)
        let secret = Array(client.secretCopy.suffix(5))
        let clear = pattern(11, seed: 8)
        try client.setClear(clear)
        let blob = try client.exportWrapped(for: pair.publicKey)
        var server = try MasterKey(wrapped: blob, with: pair)
        let bare = server.secretCopy
        #expect(bare == secret)
        try server.setClear(clear)
        #expect(try server.masterCopy == clear + secret)
        #expect(try client.masterCopy == clear + secret)
        let (length, exported) = (client.keyBitLength, try client.exported())
        #expect(length == 128 && Array(exported.dropFirst(12)) == secret)
        let cipher = SchannelAlgorithm(.encryption, .rc4, bits: 40, isForExport: true)
        let ours = try hash(client, cipher)
        let theirs = try hash(server, cipher)
        #expect(
            try ours.keyCopy(.encryption, .client)
                == theirs.keyCopy(.encryption, .client))
        for count in [0, 16, 100] {
            #expect(refusal { try server.setClear(pattern(count)) } == .illegalParameter(.clearKey))
        }
    }

    @Test func aRollbackIsDetected() throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let master = try MasterKey(generating: .ssl2Master, bits: 128)
        let marked = try master.exportWrapped(for: pair.publicKey, ssl2Fallback: true)
        #expect(
            refusal { try MasterKey(wrapped: marked, with: pair, detectingRollback: true) }
                == .versionRollback)
        // A server that speaks nothing else takes it.
        let taken = try MasterKey(wrapped: marked, with: pair)
        #expect(taken.secretCopy == master.secretCopy)
        let plain = try master.exportWrapped(for: pair.publicKey)
        let other = try MasterKey(wrapped: plain, with: pair, detectingRollback: true)
        #expect(other.secretCopy == master.secretCopy)

        // The mark: eight bytes of 3 right before the separator, and random bytes that are not zero before them.
        let rsa = try pair.rsa()
        let ciphertext = Array(marked.dropFirst(12).reversed())
        let block = try rsa.value.rawOperation(ciphertext.span.bytes).array
        let separator = 128 - 16 - 1
        #expect(block[separator] == 0 && Array(block[separator - 8..<separator]) == [UInt8](repeating: 3, count: 8))
        #expect(
            Array(block[..<2]) == [0, 2] && !block[2..<separator].contains(0) && Set(block[2..<separator - 8]).count > 8
        )
    }

    /// Seven bytes of the mark are none, wherever the eighth is wrong; and what is marked but broken is replaced.
    @Test func halfAMarkIsNone() throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let rsa = try pair.publicKey.rsa()
        let message = pattern(16)
        func detected(_ block: [UInt8]) throws -> Bool {
            let ciphertext = Array(try rsa.rawOperation(block.span.bytes).reversed())
            let blob = try SimpleBlob(
                keyAlgorithm: .ssl2Master, encryptedKey: LittleEndianInteger(bytes: ciphertext.span.bytes)
            ).serialized()
            let error = refusal {
                try MasterKey(wrapped: blob, with: pair, detectingRollback: true)
            }
            #expect(error == nil || error == .versionRollback)
            return error != nil
        }
        let whole = [0, 2] + [UInt8](repeating: 9, count: 101) + [UInt8](repeating: 3, count: 8) + [0] + message
        #expect(whole.count == 128)
        #expect(try detected(whole))
        for index in 103..<111 {
            var half = whole
            half[index] = 2
            #expect(try !detected(half), "byte \(index)")
        }
        for index in 0..<2 {
            var broken = whole
            broken[index] ^= 1
            #expect(try !detected(broken))
        }
        // All padding is of 3: marked too. The separator moved away: no legal length, no mark.
        #expect(try detected([0, 2] + [UInt8](repeating: 3, count: 109) + [0] + message))
        #expect(try !detected([0, 2] + [UInt8](repeating: 3, count: 126)))
        #expect(try !detected([0, 2] + [UInt8](repeating: 3, count: 7) + [0] + [UInt8](repeating: 5, count: 118)))
    }

    @Test func theMarkIsForSSL2Alone() throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let tls = try MasterKey(generating: .tls1Master)
        #expect(refusal { try tls.exportWrapped(for: pair.publicKey, ssl2Fallback: true) } == .unsuitableKey)
        // 384 bits have room for the eight random bytes, the mark and 24 bytes of key, less would not.
        let small = try KeyPair(generating: .exchange, bits: 384, allowing: .weakKeys)
        let longest = try MasterKey(generating: .ssl2Master, bits: 192)
        #expect(refusal { try longest.exportWrapped(for: small.publicKey, ssl2Fallback: true) } == nil)
        #expect(refusal { try tls.exportWrapped(for: small.publicKey) } == .messageTooLong)
    }
}

extension MasterKey {
    fileprivate consuming func masterHashForTests() throws(ProviderError) -> MasterHash {
        var key = self
        return try key.masterHash()
    }
}
