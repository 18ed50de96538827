import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// Keys that only authenticate (CRYPT_IPSEC_HMAC_KEY).
struct AuthenticationKeyTests {
    /// Any length, in every provider that has HMAC: 4 bytes ("Jefe") and 2048 were tested on Windows, and Base.
    @Test(arguments: Provider.allCases, [1, 4, 5, 7, 16, 64, 65, 129, 2048])
    func anyLength(_ provider: Provider, _ byteCount: Int) throws {
        guard provider != .dss else {
            #expect(
                refusal { try SessionKey(authenticating: pattern(byteCount), provider: provider) }
                    == .unsupportedAlgorithm(.rc2))
            return
        }
        let key = try SessionKey(authenticating: pattern(byteCount), provider: provider)
        #expect(key.role == .authentication && key.algorithm == .rc2 && key.keyBitLength == byteCount * 8)
        #expect(key.permissions == [.standard, .export])
        #expect(key.copiedSalt.isEmpty && key.copiedIV.isEmpty && key.blockByteCount == nil)
        #expect(try key.exported().dropFirst(12) == pattern(byteCount)[...])
        #expect(try key.duplicate().exported() == key.exported())
        #expect(try key.duplicate().role == .authentication)
    }

    @Test func withoutTheFlagLengthsAreTheProviders() throws {
        for (provider, legal) in [(Provider.aes, 5...16), (.strong, 5...16), (.base, 5...7)] {
            for byteCount in [1, 4, 5, 7, 8, 16, 17, 128, 2048] {
                let blob = try PlaintextKeyBlob(keyAlgorithm: .rc2, key: pattern(byteCount).span.bytes).serialized()
                let expected = legal.contains(byteCount) ? nil : ProviderError.illegalKeyLength(bits: byteCount * 8)
                #expect(refusal { try SessionKey(plaintext: blob, provider: provider) } == expected)
            }
        }
    }

    @Test func otherAlgorithmsAndRoles() throws {
        for algorithm in SessionKey.algorithms where algorithm != .rc2 {
            let blob = try SessionKey(sample: algorithm).exported()
            #expect(
                refusal { try SessionKey(importing: blob.span.bytes, as: .authentication) }
                    == .unsupportedAlgorithm(algorithm))
        }
        let blob = try SessionKey(sample: .rc2).exported()
        for role in [SessionKey.Role.schannelEncryption, .schannelAuthentication] {
            #expect(refusal { try SessionKey(importing: blob.span.bytes, as: role) } == .unsuitableKey)
        }
    }

    @Test func itDoesNothingElse() throws {
        var key = try SessionKey(authenticating: pattern(16))
        let piece = pattern(16)
        #expect(refusal { try key.encrypt(piece, isFinal: true) } == .unsuitableKey)
        #expect(refusal { try key.decrypt(piece, isFinal: true) } == .unsuitableKey)
        #expect(refusal { try key.setMode(.ecb) } == .illegalParameter(.mode))
        #expect(
            refusal { try key.setInitializationVector(piece.span.bytes) } == .illegalParameter(.initializationVector))
        #expect(refusal { try key.setSalt(piece.span.bytes) } == .unsuitableKey)
        #expect(refusal { try key.setEffectiveKeyBitLength(40) } == .unsuitableKey)
        let locked = try SessionKey(authenticating: piece, isExportable: false)
        #expect(refusal { try locked.exportPlaintext() } == .notExportable)
    }
}
