import CipherCore
import KeyBlob
import KeyProvider
import Testing

/// RSA keys with the public exponent 1 take leave: they leave a block as it is.
struct ExponentOfOneTests {
    private static func blob() throws -> [UInt8] {
        var blob = try pairBlob(bits: 512)
        for (offset, count) in [(16, 4), (148, 32), (180, 32), (244, 64)] {
            blob.replaceSubrange(offset..<offset + count, with: [1] + [UInt8](repeating: 0, count: count - 1))
        }
        return blob
    }

    @Test func needsLeave() throws {
        let blob = try Self.blob()
        guard case .blob(let error)? = refusal({ try KeyPair(importing: blob.span.bytes) }) else {
            Issue.record("taken without leave, or for another reason")
            return
        }
        #expect(error.reason == .badExponent)
        let pair = try KeyPair(importing: blob.span.bytes, allowing: .weakKeys)
        #expect(try pair.exported() == blob)
        let half = try pair.publicKey.exportBlob()
        #expect(refusal { try PublicKey(importing: half.span.bytes) } != nil)
        let key = try PublicKey(importing: half.span.bytes, allowing: .weakKeys)
        #expect(try key.weaknesses().contains(.exponentOne) && key.exportBlob() == half)
    }

    /// Leave for that is no licence for the rest.
    @Test func forgivesNothingElse() throws {
        for (offset, value) in [(1, 3), (2, 1), (16, 2), (84, 2)] as [(Int, UInt8)] {
            var blob = try Self.blob()
            blob[offset] = value
            #expect(refusal { try KeyPair(importing: blob.span.bytes, allowing: .weakKeys) } != nil, "byte \(offset)")
        }
        let blob = try Self.blob() + [0]
        #expect(refusal { try KeyPair(importing: blob.span.bytes, allowing: .weakKeys) } != nil)
    }
}
