import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// PRIVATEKEYBLOBs under session keys: what the records do not say.
struct EncryptedPrivateKeyTests: ~Copyable {
    private let key: SessionKey
    /// A pair of 512 bits under ``key``.
    private let blob: [UInt8]

    init() throws {
        let key = try SessionKey(sample: .aes128)
        blob = try KeyPair(pairBlob(bits: 512)).exportBlob(encryptedBy: key)
        self.key = key
    }

    @Test(arguments: SessionKey.algorithms, [CipherMode.cbc, .ecb, .cfb8])
    func everyCipherAndMode(_ algorithm: AlgorithmIdentifier, _ mode: CipherMode) throws {
        var key = try SessionKey(sample: algorithm)
        if key.blockByteCount != nil { try key.setMode(mode) }
        // From wherever the stream stands.
        _ = try key.encrypt(pattern(32), isFinal: false)
        let pair = try KeyPair(pairBlob(bits: 1024))
        let blob = try pair.exportBlob(encryptedBy: key)
        #expect(try KeyPair(importing: blob.span.bytes, decryptingWith: key).exported() == pair.exported())
    }

    /// DSS and Diffie-Hellman pairs, of both versions.
    @Test(arguments: [AlgorithmIdentifier.dssSign, .dhEphemeral, .dhStoreAndForward], [false, true])
    func otherPairs(_ algorithm: AlgorithmIdentifier, _ version3: Bool) throws {
        let pair = try KeyPair(generating: algorithm, bits: 512, provider: .enhancedDSSDH, allowing: .weakKeys)
        let blob = try pair.exportBlob(encryptedBy: key, version3: version3)
        #expect(blob[1] == (version3 ? 3 : 2))
        let again = try KeyPair(importing: blob.span.bytes, decryptingWith: key)
        #expect(again.algorithm == algorithm)
        let theirs = try again.exportBlob(version3: version3)
        let ours = try pair.exportBlob(version3: version3)
        #expect(theirs.bytes.array == ours.bytes.array)
        let stranger = try SessionKey(sample: .aes128, seed: 500)
        #expect(refusal { try KeyPair(importing: blob.span.bytes, decryptingWith: stranger) } == .unwrapFailed)
    }

    /// Every damage to a block of the ciphertext is the one error: padding, magic, lengths and numbers alike.
    @Test func damageTellsNothing() throws {
        for index in 8..<blob.count {
            var damaged = blob
            damaged[index] ^= 1
            #expect(
                refusal { try KeyPair(importing: damaged.span.bytes, decryptingWith: key) } == .unwrapFailed,
                "byte \(index)")
        }
    }

    /// Found by fuzzing: what is left of a BLOB whose last block was cut off can be whole, and was taken.
    @Test(arguments: [AlgorithmIdentifier.rc2, .des, .twoKeyTripleDES, .tripleDES], CipherMode.cryptoAPI)
    func aBlobWithoutItsPadding(_ algorithm: AlgorithmIdentifier, _ mode: CipherMode) throws {
        let record = try #require(golden("capi-private", "PRIVATEKEYBLOB DSS2").first)
        let pair = try KeyPair(record.required("blob"))
        var key = try SessionKey(sample: algorithm)
        try key.setMode(mode)
        let blob = try pair.exportBlob(encryptedBy: key)
        // The padding is a block of its own.
        #expect(try blob.count == pair.exported().count + 8)
        let cut = Array(blob.dropLast(8))
        #expect(refusal { try KeyPair(importing: cut.span.bytes, decryptingWith: key) } == .unwrapFailed)
    }

    @Test func lengthsAreNoSecret() throws {
        let short = Array(blob.dropLast(8))
        #expect(refusal { try KeyPair(importing: short.span.bytes, decryptingWith: key) } == .illegalDataLength)
        let whole = Array(blob.dropLast(16))
        #expect(refusal { try KeyPair(importing: whole.span.bytes, decryptingWith: key) } == .unwrapFailed)
    }

    /// A BLOB in the clear is not opened by a key: it never was encrypted with it.
    @Test func aPlainBlobIsNone() throws {
        let plain = try pairBlob(bits: 512)
        guard case .blob(let error) = refusal({ try KeyPair(importing: plain.span.bytes, decryptingWith: key) })
        else {
            Issue.record("a plain BLOB was taken")
            return
        }
        #expect(error.reason == .badMagic)
    }

    @Test func theKeyMustBeFitForIt() throws {
        var key = try key.duplicate()
        try key.setPermissions([.read, .write, .export])
        #expect(refusal { try KeyPair(importing: blob.span.bytes, decryptingWith: key) } == .notPermitted)
        let pair = try KeyPair(pairBlob(bits: 512))
        #expect(refusal { try pair.exportBlob(encryptedBy: key) } == .notPermitted)
        let authenticator = try SessionKey(authenticating: pattern(64))
        #expect(refusal { try pair.exportBlob(encryptedBy: authenticator) } == .unsuitableKey)
        #expect(refusal { try KeyPair(importing: blob.span.bytes, decryptingWith: authenticator) } == .unsuitableKey)
    }
}
