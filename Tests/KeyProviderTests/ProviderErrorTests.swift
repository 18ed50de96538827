import CipherCore
import KeyBlob
import KeyProvider
import Testing

/// What an error says, and what it must not.
struct ProviderErrorTests {
    /// Every error that import, unwrapping and decryption of real key bytes end with.
    private func errors(around key: [UInt8], _ pair: borrowing KeyPair) throws -> [ProviderError] {
        let blob = try PlaintextKeyBlob(keyAlgorithm: .aes128, key: key.span.bytes).serialized()
        let session = try SessionKey(plaintext: blob)
        let wrapped = try session.exportWrapped(for: pair.publicKey)
        let pairBytes = try pair.exported()
        var refused: [ProviderError?] = []
        for index in blob.indices {
            var damaged = blob
            damaged[index] ^= 0xFF
            refused.append(refusal { try SessionKey(plaintext: damaged, provider: .base) })
            refused.append(refusal { try SessionKey(plaintext: Array(blob.prefix(index))) })
        }
        for index in stride(from: 0, to: wrapped.count, by: 3) {
            var damaged = wrapped
            damaged[index] ^= 0xFF
            refused.append(refusal { try SessionKey(wrapped: damaged, with: pair) })
        }
        for index in stride(from: 0, to: pairBytes.count, by: 7) {
            var damaged = pairBytes
            damaged[index] ^= 0xFF
            refused.append(refusal { try KeyPair(damaged) })
            refused.append(refusal { try KeyPair(Array(pairBytes.prefix(index))) })
        }
        var cipher = try SessionKey(plaintext: blob)
        refused.append(refusal { try cipher.decrypt(pattern(32), isFinal: true) })
        refused.append(refusal { try cipher.decrypt(pattern(31), isFinal: true) })
        let locked = try SessionKey(plaintext: blob, isExportable: false)
        refused.append(refusal { try locked.exportPlaintext() })
        return refused.compactMap { $0 }
    }

    /// The ways in which an error could tell four bytes: in hex, as Swift prints an array, as an integer's value.
    private func spellings(_ four: [UInt8]) -> [String] {
        let hex = [four, four.reversed()].map { bytes in
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        let numbers = [four, four.reversed()].map { bytes in bytes.reduce(0) { $0 << 8 | Int($1) } }
        return hex + [four.map(String.init).joined(separator: ", ")] + numbers.filter { $0 >> 24 > 0 }.map(String.init)
    }

    @Test func noErrorHoldsASecret() throws {
        let key = pattern(16, seed: 77)
        let pair = try KeyPair(pairBlob(bits: 512))
        let secrets = try [key, Array(pair.exported().dropFirst(84))].flatMap { secret in
            (0...secret.count - 4).flatMap { spellings(Array(secret[$0..<$0 + 4])) }
        }
        let errors = try errors(around: key, pair)
        #expect(errors.count > 150)
        for error in errors {
            var text = "\(error) \(String(reflecting: error)) "
            dump(error, to: &text)
            text = text.lowercased()
            #expect(!secrets.contains { text.contains($0) }, "\(error)")
        }
    }

    /// What depends on the private key has one face: the reasons are all alike.
    @Test func oneErrorForEveryCause() throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        let wrapped = try SessionKey(sample: .aes128).exportWrapped(for: pair.publicKey)
        let refused = Set(
            (12..<wrapped.count).map { index in
                var damaged = wrapped
                damaged[index] ^= 1
                return refusal { try SessionKey(wrapped: damaged, with: pair) }.map { "\($0)" }
            })
        #expect(refused == ["unwrapFailed"])
    }
}
