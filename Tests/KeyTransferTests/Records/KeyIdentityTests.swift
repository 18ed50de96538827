import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// A key has one identity in all the BLOBs and files that hold it.
struct KeyIdentityTests {
    /// Wine's BLOBs of CNG and of CryptoAPI, against the numbers in the vectors.
    @Test func ofRSAKeysInEveryForm() throws {
        var seen: [String: Set<KeyIdentity>] = [:]
        var formats: Set<String> = []
        for record in try GoldenVectors.load("cng-rsa") {
            guard let blob = record.bytes("blob"), let modulus = record.bytes("n"), let exponent = record.bytes("e"),
                let identity = try KeyIdentity(in: blob.span.bytes)
            else { continue }
            let bits = 8 * modulus.count
            let numbers = [UInt8(bits & 255), UInt8(bits >> 8), 0, 0] + exponent.reversed()
            let body =
                Array("RSA1".utf8) + numbers + [UInt8](repeating: 0, count: 4 - exponent.count) + modulus.reversed()
            #expect(try identity.bytes == Digest256.of(body), "\(record)")
            seen["\(modulus)", default: []].insert(identity)
            formats.insert(record.format)
        }
        #expect(seen.count > 3 && seen.values.allSatisfy { $0.count == 1 })
        #expect(formats.isSuperset(of: ["RSAPUBLICBLOB", "RSAPRIVATEBLOB", "RSAFULLPRIVATEBLOB"]))
    }

    @Test func ofKeysThatTheProviderHas() throws {
        let pair = try KeyPair(generating: .exchange, bits: 2048)
        let identity = try KeyIdentity(of: pair.publicKey)
        let publicBlob = try pair.publicKey.exportBlob()
        let ofPublic = try KeyIdentity(in: publicBlob.span.bytes)
        #expect(ofPublic == identity)
        let privateBlob = try pair.exportBlob()
        let ofPrivate = try KeyIdentity(in: privateBlob.bytes)
        #expect(ofPrivate == identity)
        let key = try SessionKey(generating: .aes256)
        let session = try key.exportPlaintext()
        let ofSession = try KeyIdentity(in: session.bytes)
        #expect(ofSession == nil)
        let ofNothing = try KeyIdentity(in: RawSpan())
        #expect(ofNothing == nil)
    }

    /// A PVK file shows its key unless it is encrypted.
    @Test func ofPVKFiles() throws {
        var (clear, encrypted) = (0, 0)
        for record in try GoldenVectors.load("openssl-pvk") where record.number("key_type") == 1 {
            guard let file = record.bytes("pvk") else { continue }
            let identity = try KeyIdentity(in: file.span.bytes)
            if record.string("encryption") == "none" {
                clear += 1
                let blob = Array(file.dropFirst(24))
                let inside = try KeyIdentity(in: blob.span.bytes)
                #expect(identity != nil && identity == inside)
            } else {
                encrypted += 1
                #expect(identity == nil)
            }
        }
        #expect(clear > 0 && encrypted > 0)
    }
}
