import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// Generation and derivation of session keys.
struct SessionKeyCreationTests {
    static let weak: Set<AlgorithmIdentifier> = [.rc2, .rc4, .des, .twoKeyTripleDES]
    static let tripleAndAES: [AlgorithmIdentifier] = [.tripleDES, .aes128, .aes192, .aes256]

    @Test(arguments: SessionKey.algorithms)
    func weakAlgorithmsNeedLeave(_ algorithm: AlgorithmIdentifier) throws {
        let refused = refusal { try SessionKey(generating: algorithm) }
        #expect(refused == (Self.weak.contains(algorithm) ? .weakKeyRefused : nil))
        #expect(algorithm.isWeak == Self.weak.contains(algorithm))
        #expect(refusal { try SessionKey(generating: algorithm, allowing: .weakKeys) } == nil)
        // To derive is to meet data that exists: no leave is asked.
        let hash = pattern(20)
        #expect(refusal { try SessionKey(derivingFrom: hash.span.bytes, hash: .sha1, algorithm: algorithm) } == nil)
    }

    @Test(arguments: SessionKey.algorithms)
    func generatedKeysAreKeys(_ algorithm: AlgorithmIdentifier) throws {
        var seen: Set<[UInt8]> = []
        for _ in 0..<20 {
            let key = try SessionKey(generating: algorithm, allowing: .weakKeys)
            #expect(key.isExportable && key.copiedSalt.isEmpty)
            let blob = try key.exported()
            #expect(try SessionKey(plaintext: blob).exported() == blob)
            let bytes = Array(blob.dropFirst(12))
            #expect(bytes.count * 8 == key.keyBitLength && seen.insert(bytes).inserted)
            if [.des, .twoKeyTripleDES, .tripleDES].contains(algorithm) {
                #expect(bytes.allSatisfy { !$0.nonzeroBitCount.isMultiple(of: 2) })
            }
        }
    }

    /// Salts of generated 40-, 56- and 128-bit keys, in bytes, by provider and policy.
    @Test(arguments: ProviderTests.short + ProviderTests.long, [AlgorithmIdentifier.rc2, .rc4])
    func generatedSalts(_ provider: Provider, _ algorithm: AlgorithmIdentifier) throws {
        func salt(_ bits: Int, _ policy: SaltPolicy) throws -> [UInt8] {
            try SessionKey(
                generating: algorithm, bits: bits, provider: provider, salt: policy, allowing: .weakKeys
            ).copiedSalt
        }
        let zeros = [UInt8](repeating: 0, count: 11)
        #expect(try salt(40, .standard) == zeros && salt(40, .none) == [])
        #expect(try salt(56, .standard) == [] && salt(56, .none) == [] && salt(56, .create).count == 9)
        if ProviderTests.long.contains(provider) {
            #expect(try salt(128, .standard) == [] && salt(128, .none) == [] && salt(128, .create) == [])
        }
        // The Enhanced provider makes none at all, which Windows does too.
        let created = try (salt(40, .create), salt(40, .create))
        if provider == .enhanced {
            #expect(created.0 == [] && created.1 == [])
        } else {
            #expect(created.0.count == 11 && created.0 != zeros && created.0 != created.1)
        }
    }

    /// A key whose algorithm has no salt gets none, whatever the policy.
    @Test(arguments: tripleAndAES, [SaltPolicy.standard, .none, .create])
    func noSaltForOthers(_ algorithm: AlgorithmIdentifier, _ policy: SaltPolicy) throws {
        #expect(try SessionKey(generating: algorithm, salt: policy).copiedSalt == [])
    }

    /// Microsoft's published sample: the password "1134-kelp", MD5, RC4 with 40 bits, the bytes 0 to 31 (Platform SDK,
    /// "Salt Value Functionality" of 2000, whose misprint of the password its own hash value shows).
    @Test(arguments: [
        (SaltPolicy.standard, Provider.base, "2659de2444fa369c110cbb9db6a2bd24042ee3ba7276f3278dd5b42f56cff8c9"),
        (.standard, .enhanced, "2659de2444fa369c110cbb9db6a2bd24042ee3ba7276f3278dd5b42f56cff8c9"),
        (.create, .base, "47f45de2cc3b871b95bcfc39fb86d305daa291fb80f12a22c3b9ec91dd9faf50"),
        (.create, .strong, "47f45de2cc3b871b95bcfc39fb86d305daa291fb80f12a22c3b9ec91dd9faf50"),
        (.none, .base, "e21578e9"),
        (.create, .enhanced, "e21578e9"),
    ])
    func publishedSaltSample(_ policy: SaltPolicy, _ provider: Provider, _ expected: String) throws {
        let password = Array("1134-kelp".utf8)
        var key = try SessionKey(
            derivingFromPassword: password.span.bytes, hash: .md5, algorithm: .rc4, bits: 40, provider: provider,
            salt: policy)
        if policy == .create && provider != .enhanced {
            #expect(key.copiedSalt == [UInt8](hex: "b8ea399395aa29d638b52a"))
        }
        let message = [UInt8](0..<32)
        let ciphertext = try key.encrypt(message.span.bytes)
        let prefix = try #require([UInt8](hex: expected))
        #expect(ciphertext.starts(with: prefix))
    }

    /// Keys that .NET derived on Windows (`PasswordDeriveBytes.CryptDeriveKey`, SHA-1).
    @Test(arguments: [
        (AlgorithmIdentifier.rc2, "b0695d8d98f5844b9650a9f68eff105b"), (.des, "b0685d8c98f4854a"),
        (.tripleDES, "97628a641949d99dced35db0abce20f21ff4da9b46e00bce"),
    ])
    func windowsDerives(_ algorithm: AlgorithmIdentifier, _ expected: String) throws {
        let password = Array("PasswordGoesHere".utf8)
        let key = try SessionKey(derivingFromPassword: password.span.bytes, hash: .sha1, algorithm: algorithm)
        #expect(try Array(key.exported().dropFirst(12)) == [UInt8](hex: expected))
    }

    /// A hash value must be as long as its algorithm says, and the algorithm one that the provider has.
    @Test func hashesThatCannotBe() throws {
        let value = pattern(64)
        func derive(_ count: Int, _ hash: AlgorithmIdentifier, _ provider: Provider = .aes) -> ProviderError? {
            refusal {
                try SessionKey(
                    derivingFrom: value.span.bytes.extracting(first: count), hash: hash, algorithm: .rc4,
                    provider: provider)
            }
        }
        for hash in [AlgorithmIdentifier.mac, .hmac, .tls1PRF, .rc4, .rsaSign, AlgorithmIdentifier(rawValue: 0)] {
            #expect(derive(20, hash) == .unsupportedAlgorithm(hash))
        }
        for hash in [AlgorithmIdentifier.sha256, .sha384, .sha512] {
            for provider in [Provider.base, .strong, .enhanced] {
                #expect(derive(32, hash, provider) == .unsupportedAlgorithm(hash))
            }
        }
        for (hash, count) in [(.md5, 16), (.sha1, 20), (.sha256, 32), (.ssl3SHAMD5, 36)] as [(AlgorithmIdentifier, Int)]
        {
            #expect(derive(count, hash) == nil)
            for other in [0, count - 1, count + 1] {
                #expect(derive(other, hash) == .illegalParameter(.hashValue), "\(hash), \(other) bytes")
            }
        }
        // SSL3_SHAMD5 hashes nothing: there is no password to give it.
        #expect(
            refusal {
                try SessionKey(derivingFromPassword: value.span.bytes, hash: .ssl3SHAMD5, algorithm: .rc4)
            } == .unsupportedAlgorithm(.ssl3SHAMD5))
    }
}
