import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// CryptDeriveKey from hash objects.
struct HashDerivationTests {
    /// The hash object of a record.
    private func hash(_ record: GoldenRecord) throws -> HashObject {
        let algorithm = try record.algorithm("hash_algid")
        guard let value = record.bytes("hash_value") else {
            return try HashObject(algorithm, of: record.required("message"), provider: record.provider)
        }
        var hash = try HashObject(algorithm, provider: record.provider)
        try hash.setValue(value)
        return hash
    }

    /// Every record of `capi-derive`, twice from one hash: the same keys as from the bare value, which was held against
    /// Wine's.
    @Test(arguments: try DeriveKeyRecordTests.records())
    func asFromTheValue(_ record: GoldenRecord) throws {
        let algorithm = try record.algorithm()
        let bits = try #require(record.number("bits")).nonzero
        let provider = try record.provider
        let salt = record.saltPolicy("flags")
        let isHash = provider.has(try record.algorithm("hash_algid"))
        guard isHash else {
            #expect(record.bool("ok") == false)
            return
        }
        var hash = try hash(record)
        var value = try hash.duplicate()
        let bytes = try value.copiedValue()
        for _ in 0..<2 {
            guard record.bool("ok") == true else {
                #expect(
                    refusal { try SessionKey(derivingFrom: &hash, algorithm: algorithm, bits: bits, salt: salt) } != nil
                )
                continue
            }
            let key = try SessionKey(derivingFrom: &hash, algorithm: algorithm, bits: bits, salt: salt)
            key.expectState(try #require(record.record("state")))
            let other = try SessionKey(
                derivingFrom: bytes.span.bytes, hash: hash.algorithm, algorithm: algorithm, bits: bits,
                provider: provider, salt: salt)
            #expect(try key.exported() == other.exported())
            #expect(key.provider == provider)
            let takesNoData = hash.algorithm == .ssl3SHAMD5
            let refused: ProviderError = takesNoData ? .unsupportedAlgorithm(hash.algorithm) : .hashFinished
            #expect(refusal { try hash.update([1]) } == refused)
            #expect(try hash.copiedValue() == bytes)
        }
    }

    /// `hashdata_after` is NTE_BAD_HASH_STATE, and one hash gives any number of keys.
    @Test(arguments: try golden("capi-derive", "CryptDeriveKey state"))
    func derivesAgain(_ record: GoldenRecord) throws {
        #expect(record.number("hashdata_after") == LastError.badHashState && record.string("derive_again") == "ok")
        var hash = try HashObject(.md5, of: pattern(9))
        let keys = try (0..<2).map { _ in
            let key = try SessionKey(derivingFrom: &hash, algorithm: record.algorithm())
            #expect(refusal { try hash.update([1]) } == .hashFinished)
            return try key.exported()
        }
        #expect(keys[0] == keys[1])
    }

    /// What cannot be derived leaves the hash running.
    @Test func refusalsLeaveTheHash() throws {
        var hash = try HashObject(.md5, of: pattern(9))
        for algorithm: AlgorithmIdentifier in [.rc5, .rsaSign, .rsaKeyExchange, .aes] {
            #expect(
                refusal { try SessionKey(derivingFrom: &hash, algorithm: algorithm) }
                    == .unsupportedAlgorithm(algorithm))
        }
        #expect(
            refusal { try SessionKey(derivingFrom: &hash, algorithm: .rc4, bits: 136) } == .illegalKeyLength(bits: 136))
        #expect(
            refusal { try SessionKey(derivingFrom: &hash, algorithm: .rc4, provider: .dss) }
                == .unsupportedAlgorithm(.rc4))
        var sha256 = try HashObject(.sha256, of: pattern(9))
        #expect(
            refusal { try SessionKey(derivingFrom: &sha256, algorithm: .rc4, provider: .strong) }
                == .unsupportedAlgorithm(.sha256))
        #expect(hash.isFinished == false && sha256.isFinished == false)
        var code = try HashObject(hmacWith: SessionKey(sample: .rc4))
        #expect(refusal { try SessionKey(derivingFrom: &code, algorithm: .rc4) } == .hashIncomplete)
    }

    /// A keyed hash of `abc` (an HMAC, or where `hash` is nil a CBC-MAC) and the keys that Wine's AES provider (8.0)
    /// derived from it: the code's first bytes, or the pads of the expansion hashed with the same keyed hash.
    struct Measured: Sendable {
        let hash: AlgorithmIdentifier?
        let cipher: AlgorithmIdentifier
        let keys: [(AlgorithmIdentifier, String)]
    }

    static let measured = [
        Measured(
            hash: .md5, cipher: .rc2,
            keys: [
                (.rc2, "773369799e54eb49ff21e6f963e5bb49"), (.rc4, "773369799e54eb49ff21e6f963e5bb49"),
                (.des, "773369799e54eb49"), (.twoKeyTripleDES, "773369799e54eb49ff21e6f963e5bb49"),
                (.tripleDES, "f331b2f00107f03c999e18292869e8f6e27355ce53053d5f"),
                (.aes128, "f331b2f00107f03c999e18292869e8f6"),
                (.aes192, "f331b2f00107f03c999e18292869e8f6e27355ce53053d5f"),
                (.aes256, "f331b2f00107f03c999e18292869e8f6e27355ce53053d5f8050f7ad1b582dda"),
            ]),
        Measured(
            hash: .sha1, cipher: .rc2,
            keys: [
                (.rc2, "2a29854023ba2ef1490f8cd897a8cc6b"), (.twoKeyTripleDES, "2a29854023ba2ef1490f8cd897a8cc6b"),
                (.tripleDES, "eff2b4aa749d6e2c2c5a364e46915bbd403d8be92b762c0f"),
                (.aes128, "eff2b4aa749d6e2c2c5a364e46915bbd"),
                (.aes256, "eff2b4aa749d6e2c2c5a364e46915bbd403d8be92b762c0f655995b4a307ea47"),
            ]),
        Measured(
            hash: .sha256, cipher: .rc2,
            keys: [
                (.tripleDES, "d601cc177559b0248459787f7e804ed7f27689b5995c59b6"),
                (.aes128, "d601cc177559b0248459787f7e804ed7"),
                (.aes256, "d601cc177559b0248459787f7e804ed7f27689b5995c59b661802d9682fdf8d2"),
            ]),
        Measured(
            hash: nil, cipher: .rc2, keys: [(.des, "fc73a3c48b6da592")]),
        Measured(
            hash: nil, cipher: .aes128,
            keys: [
                (.rc4, "b08b1f809a035064420d1d754022ab55"), (.des, "b08b1f809a035064"),
                (.twoKeyTripleDES, "b08b1f809a035064420d1d754022ab55"),
            ]),
    ]

    private func code(_ hash: AlgorithmIdentifier?, _ cipher: AlgorithmIdentifier) throws -> HashObject {
        let blob = try PlaintextKeyBlob(keyAlgorithm: cipher, key: [UInt8](0..<16).span.bytes).serialized()
        let key = try SessionKey(plaintext: blob)
        var code: HashObject
        if let hash {
            code = try HashObject(hmacWith: key)
            try code.setHMACInfo(hash: hash)
        } else {
            code = try HashObject(macWith: key)
        }
        try code.update(Array("abc".utf8))
        return code
    }

    @Test(arguments: measured.indices)
    func fromAKeyedHash(_ index: Int) throws {
        let test = Self.measured[index]
        var code = try code(test.hash, test.cipher)
        var second = try code.duplicate()
        let value = try second.copiedValue()
        for (algorithm, digits) in test.keys {
            let expected = [UInt8](digits: digits)
            let key = try SessionKey(derivingFrom: &code, algorithm: algorithm)
            let found = Array(try key.exported().dropFirst(12))
            // Wine leaves the parity of DES keys as it is.
            let isDES = [.des, .twoKeyTripleDES, .tripleDES].contains(algorithm)
            #expect(isDES ? found.map { $0 >> 1 } == expected.map { $0 >> 1 } : found == expected, "\(algorithm)")
            #expect(try code.copiedValue() == value)
        }
    }

    /// The same expansion with a CBC-MAC that starts over for each pad. Wine's goes on from where the code ended.
    @Test(arguments: [
        (AlgorithmIdentifier.rc2, AlgorithmIdentifier.rc4), (.rc2, .aes128), (.aes128, .aes128), (.aes128, .aes256),
    ])
    func fromABlockCode(_ cipher: AlgorithmIdentifier, _ algorithm: AlgorithmIdentifier) throws {
        let macKey = try SessionKey(sample: cipher)
        func value(_ data: [UInt8]) throws -> [UInt8] {
            var code = try HashObject(macWith: macKey)
            try code.update(data)
            return try code.copiedValue()
        }
        let mask = try value(pattern(30))
        let pads = [[UInt8].inner64, .outer64].map { pad in
            zip(pad, mask + [UInt8](repeating: 0, count: 64)).map { $0 ^ $1 }
        }
        let expected = try pads.flatMap { try value($0) }

        var code = try HashObject(macWith: macKey)
        try code.update(pattern(30))
        for _ in 0..<2 {
            let key = Array(try SessionKey(derivingFrom: &code, algorithm: algorithm).exported().dropFirst(12))
            #expect(key == Array(expected.prefix(key.count)))
        }
    }

    /// Two codes of 8 bytes are no key of 24; Wine takes whatever lies behind them in memory.
    @Test(arguments: [AlgorithmIdentifier.tripleDES, .aes192, .aes256])
    func aCodeThatIsTooShort(_ algorithm: AlgorithmIdentifier) throws {
        var code = try code(nil, .rc2)
        let bits = algorithm == .aes256 ? 256 : 192
        #expect(refusal { try SessionKey(derivingFrom: &code, algorithm: algorithm) } == .illegalKeyLength(bits: bits))
    }

    /// A value that was set is derived from as such: what was hashed before it counts for nothing.
    @Test func fromAValueThatWasSet() throws {
        let keys = try [[], pattern(20)].map { data in
            var code = try code(nil, .rc2)
            try code.update(data)
            try code.setValue(pattern(8))
            return try SessionKey(derivingFrom: &code, algorithm: .aes128).exported()
        }
        #expect(keys[0] == keys[1])
    }
}

extension UInt64 {
    /// Nil for zero, which asks for the provider's own choice.
    fileprivate var nonzero: Int? { self == 0 ? nil : Int(self) }
}
