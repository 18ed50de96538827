import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// A token's pair unwraps and signs as the same pair does in software.
@Suite struct TokenKeyPairTests {
    static func wrapped() throws -> [GoldenRecord] {
        try golden("capi-simple", "SIMPLEBLOB").filter { $0.bytes("blob") != nil }
    }

    /// Session keys that Wine's provider wrapped.
    @Test(arguments: try wrapped())
    func unwrapsWhatWineWrapped(_ record: GoldenRecord) throws {
        let privateBlob = try record.required("rsa_private_blob")
        let pair = try StoredPairs.shared.pair(privateBlob)
        #expect(UInt64(pair.bitLength) == record.number("rsa_bits"))
        let software = try KeyPair(importing: privateBlob.span.bytes, allowing: .weakKeys)
        #expect(try pair.publicKey.exportBlob() == software.publicKey.exportBlob())
        let blob = try record.required("blob")
        let padding: WrapPadding = record.string("padding") == "PKCS1" ? .pkcs1 : .oaep
        for failure in [UnwrapFailure.report, .substitute] {
            let key = try SessionKey(
                importing: blob.span.bytes, unwrappingWith: pair, padding: padding, failure: failure,
                provider: record.string("provider") == "PROV_RSA_FULL/Base v1.0" ? .base : .aes)
            #expect(try plaintextBlob(key) == record.required("plaintext_blob"))
        }
    }

    /// Hash values that Wine's provider signed.
    @Test(arguments: try golden("capi-sign", "CryptSignHash"))
    func signsAsWineSigned(_ record: GoldenRecord) throws {
        guard let signature = record.bytes("signature"), let digest = record.bytes("digest"),
            let flags = record.number("flags"), flags & 4 == 0
        else { return }
        let pair = try StoredPairs.shared.pair(record.required("rsa_private_blob"))
        let algorithms: [UInt64: DigestAlgorithm] = [
            0x8001: .md2, 0x8002: .md4, 0x8003: .md5, 0x8004: .sha1, 0x800C: .sha256, 0x800D: .sha384, 0x800E: .sha512,
        ]
        let identified = flags & 1 == 0 ? record.number("hash_algid").flatMap { algorithms[$0] } : nil
        let padding = identified.map { RSASignaturePadding.pkcs1($0) } ?? .pkcs1WithoutIdentifier
        #expect(try pair.sign(hash: digest.span.bytes, padding: padding) == signature)
    }

    @Test func otherSignatures() throws {
        let blob = try exchangePairBlob()
        let pair = try StoredPairs.shared.pair(blob)
        let software = try KeyPair(importing: blob.span.bytes, allowing: .weakKeys)
        let digest = pattern(20)
        let x931 = try pair.sign(hash: digest.span.bytes, padding: .x931(.sha1))
        let pss = try pair.sign(hash: digest.span.bytes, padding: .pss(.sha1, saltByteCount: 20))
        let publicBlob = try software.publicKey.exportBlob()
        let view = try RSAPublicKeyBlob(parsing: publicBlob.span.bytes)
        let modulus = Array(Array(view.modulus.bytes).reversed())
        let key = try RSAPublicKey(modulus: modulus.span.bytes, publicExponent: view.publicExponent)
        for (signature, padding) in [(x931, RSASignaturePadding.x931(.sha1)), (pss, .pss(.sha1, saltByteCount: 20))] {
            let bigEndian = Array(signature.reversed())
            #expect(try key.isValidSignature(bigEndian.span.bytes, hash: digest.span.bytes, padding: padding))
        }
        #expect(
            refusal { try pair.sign(hash: pattern(19).span.bytes, padding: .pkcs1(.sha1)) }
                == .provider(.illegalDataLength))
        #expect(
            refusal { try pair.sign(hash: pattern(120).span.bytes, padding: .pkcs1WithoutIdentifier) }
                == .provider(.messageTooLong))
        #expect(
            refusal { try pair.sign(hash: digest.span.bytes, padding: .pss(.sha1, saltByteCount: -1)) }
                == .provider(.cipher(.illegalParameter)))
    }

    @Test(arguments: [KeyPurpose.exchange, .signature])
    func madeInTheToken(_ purpose: KeyPurpose) throws {
        let token = try TokenWorld.token(.keys)
        #expect(refusal { try token.generateKeyPair(purpose, bits: 1024, label: "w") } == .provider(.weakKeyRefused))
        #expect(
            refusal { try token.generateKeyPair(purpose, bits: 2047, label: "w") }
                == .provider(.illegalKeyLength(bits: 2047)))
        let label = "made for \(purpose)"
        let pair = try token.generateKeyPair(purpose, bits: 1024, label: label, allowing: .weakKeys)
        #expect(pair.purpose == purpose && pair.bitLength == 1024)
        #expect(pair.key.isSensitive && !pair.key.isExtractable && pair.key.isMadeInToken)
        let found = try token.key(label: label)
        #expect(found.identifier == pair.key.identifier && found.algorithm == purpose.algorithm)
        // That the signature is valid is seen to before it leaves.
        #expect(try pair.sign(hash: pattern(32).span.bytes, padding: .pkcs1(.sha256)).count == 128)
        #expect(refusal { try TokenSessionKey(found) } == .wrongKey)

        let recipient = try StoredPairs.shared.pair(exchangePairBlob())
        let sessionKey = try softwareKey(.aes256, pattern(32))
        let blob = try sessionKey.exportWrapped(for: purpose == .exchange ? pair.publicKey : recipient.publicKey)
        if purpose == .exchange {
            let key = try SessionKey(importing: blob.span.bytes, unwrappingWith: pair)
            #expect(try plaintextBlob(key) == plaintextBlob(sessionKey))
        } else {
            let error = refusal { try SessionKey(importing: blob.span.bytes, unwrappingWith: pair) }
            #expect(error == .provider(.unsuitableKey))
        }
        try token.delete(found)
        #expect(refusal { try token.key(label: label) } == .keyMissing)
    }

    /// What does not open gives a key that nobody knows, the same each time, another for every BLOB; or, where the
    /// caller wants to know, one error.
    @Test func badPadding() throws {
        let pair = try StoredPairs.shared.pair(exchangePairBlob())
        let sessionKey = try softwareKey(.aes128, pattern(16))
        let good = try sessionKey.exportWrapped(for: pair.publicKey)
        var seen: Set<[UInt8]> = [try plaintextBlob(sessionKey)]
        for byte in 12..<40 {
            let bad = good.flipping(bit: 8 * byte)
            let key = try SessionKey(importing: bad.span.bytes, unwrappingWith: pair)
            let blob = try plaintextBlob(key)
            #expect(seen.insert(blob).inserted)
            let again = try SessionKey(
                importing: bad.span.bytes, unwrappingWith: StoredPairs.shared.pair(exchangePairBlob()))
            #expect(try plaintextBlob(again) == blob)
            for (padding, failure) in [
                (WrapPadding.pkcs1, UnwrapFailure.report), (.oaep, .report), (.oaep, .substitute),
            ] {
                let error = refusal {
                    try SessionKey(importing: bad.span.bytes, unwrappingWith: pair, padding: padding, failure: failure)
                }
                #expect(error == .provider(.unwrapFailed))
            }
        }
    }

    /// A good padding around a key that is too short is rejected like a bad one.
    @Test func wrongLength() throws {
        let pair = try StoredPairs.shared.pair(exchangePairBlob())
        var blob = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        blob.replaceSubrange(4..<8, with: [0x10, 0x66, 0, 0])  // CALG_AES_256
        let error = refusal { try SessionKey(importing: blob.span.bytes, unwrappingWith: pair, failure: .report) }
        #expect(error == .provider(.unwrapFailed))
        let key = try SessionKey(importing: blob.span.bytes, unwrappingWith: pair)
        #expect(key.keyBitLength == 256)
    }

    @Test func whatIsNoCiphertext() throws {
        let pair = try StoredPairs.shared.pair(exchangePairBlob())
        let good = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        let tooLarge = good.prefix(12) + [UInt8](repeating: 0xFF, count: 128)
        for failure in [UnwrapFailure.report, .substitute] {
            let error = refusal {
                try SessionKey(importing: Array(tooLarge).span.bytes, unwrappingWith: pair, failure: failure)
            }
            #expect(error == .provider(.unwrapFailed))
        }
        let short = Array(good.dropLast())
        #expect(
            refusal { try SessionKey(importing: short.span.bytes, unwrappingWith: pair) }
                == .provider(.wrongKeyLength(wrapped: 127, modulus: 128)))
        let cut = refusal { try SessionKey(importing: Array(good.prefix(10)).span.bytes, unwrappingWith: pair) }
        guard case .blob? = cut else {
            Issue.record("\(String(describing: cut))")
            return
        }
    }
}
