import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// Import and export of session keys: permissions, and what does not open.
struct SessionKeyBlobTests {
    /// A SIMPLEBLOB that says `algorithm`, around any bytes.
    private func wrap(
        _ key: [UInt8], as algorithm: AlgorithmIdentifier, for pair: borrowing KeyPair, padding: WrapPadding = .pkcs1
    ) throws -> [UInt8] {
        let recipient = try pair.publicKey.rsa()
        let ciphertext =
            switch padding {
            case .pkcs1: try recipient.wrapPKCS1(key.span.bytes)
            case .oaep: try recipient.wrapOAEP(key.span.bytes)
            }
        let reversed = Array(ciphertext.reversed())
        return try SimpleBlob(
            keyAlgorithm: algorithm, encryptedKey: LittleEndianInteger(bytes: reversed.span.bytes)
        ).serialized()
    }

    @Test(arguments: SessionKey.algorithms)
    func aLockedKeyDoesNotLeave(_ algorithm: AlgorithmIdentifier) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let recipient = pair.publicKey
        let blob = try SessionKey(sample: algorithm).exported()
        let wrapped = try SessionKey(sample: algorithm).exportWrapped(for: recipient)
        func expectLocked(_ key: borrowing SessionKey) {
            #expect(key.isExportable == false)
            #expect(refusal { try key.exportPlaintext() } == .notExportable)
            #expect(refusal { try key.exportWrapped(for: recipient) } == .notExportable)
            #expect(refusal { try key.exportWrapped(for: recipient, padding: .oaep) } == .notExportable)
        }
        expectLocked(try SessionKey(plaintext: blob, isExportable: false))
        expectLocked(try SessionKey(wrapped: wrapped, with: pair, isExportable: false))
        expectLocked(try SessionKey(generating: algorithm, isExportable: false, allowing: .weakKeys))
        let hash = pattern(20)
        expectLocked(
            try SessionKey(derivingFrom: hash.span.bytes, hash: .sha1, algorithm: algorithm, isExportable: false))
        // It works all the same.
        var key = try SessionKey(plaintext: blob, isExportable: false)
        let message = pattern(30)
        let ciphertext = try key.encrypt(message.span.bytes)
        #expect(try key.decrypt(ciphertext.span.bytes).withUnsafeBytes { Array($0) } == message)
    }

    /// A signature pair neither wraps nor unwraps, whatever the BLOB.
    @Test func aSignaturePairIsNoEnvelope() throws {
        var blob = try pairBlob(bits: 1024)
        let exchange = try KeyPair(blob)
        blob.replaceSubrange(4..<8, with: [0x00, 0x24, 0, 0])
        let signature = try KeyPair(blob)
        #expect(signature.purpose == .signature)
        let recipient = signature.publicKey
        let key = try SessionKey(sample: .aes256)
        for padding in [WrapPadding.pkcs1, .oaep] {
            #expect(refusal { try key.exportWrapped(for: recipient, padding: padding) } == .unsuitableKey)
            let wrapped = try key.exportWrapped(for: exchange.publicKey, padding: padding)
            for failure in [UnwrapFailure.report, .substitute] {
                #expect(
                    refusal {
                        try SessionKey(wrapped: wrapped, with: signature, padding: padding, failure: failure)
                    } == .unsuitableKey)
            }
        }
    }

    @Test(arguments: [WrapPadding.pkcs1, .oaep], [UnwrapFailure.report, .substitute])
    func aPairOfAnotherLength(_ padding: WrapPadding, _ failure: UnwrapFailure) throws {
        let key = try SessionKey(sample: .rc4)
        let wrapped = try key.exportWrapped(for: KeyPair(pairBlob(bits: 1024)).publicKey, padding: padding)
        for bits in [512, 1032, 2048] as [UInt64] {
            let pair = try KeyPair(pairBlob(bits: bits))
            #expect(
                refusal { try SessionKey(wrapped: wrapped, with: pair, padding: padding, failure: failure) }
                    == .wrongKeyLength(wrapped: 128, modulus: Int(bits) / 8))
        }
    }

    @Test(arguments: SessionKey.algorithms, [Provider.aes, .strong, .base])
    func aPairOfAStranger(_ algorithm: AlgorithmIdentifier, _ provider: Provider) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let stranger = try KeyPair(strangersPairBlob())
        let key = try SessionKey(sample: algorithm)
        let wrapped = try key.exportWrapped(for: pair.publicKey)
        func open(_ failure: UnwrapFailure) throws -> SessionKey {
            try SessionKey(wrapped: wrapped, with: stranger, failure: failure, provider: provider)
        }
        let legal: ClosedRange<Int>
        do throws(ProviderError) {
            legal = try provider.wrappedKeyByteCounts(of: algorithm)
        } catch {
            // That the provider lacks the algorithm stands in the header, for all to see.
            #expect(error == .unsupportedAlgorithm(algorithm))
            #expect(refusal { try open(.report) } == error && refusal { try open(.substitute) } == error)
            return
        }
        #expect(refusal { try open(.report) } == .unwrapFailed)
        let substitute = try open(.substitute).exported()
        #expect(legal.contains(substitute.count - 12))
        #expect(try substitute == open(.substitute).exported())
        #expect(try substitute != key.exported())

        // Another ciphertext, another key; and OAEP has no substitute.
        let another = try SessionKey(
            wrapped: key.exportWrapped(for: pair.publicKey), with: stranger, failure: .substitute, provider: provider)
        #expect(try another.exported() != substitute)
        let oaep = try key.exportWrapped(for: pair.publicKey, padding: .oaep)
        for failure in [UnwrapFailure.report, .substitute] {
            #expect(
                refusal {
                    try SessionKey(wrapped: oaep, with: stranger, padding: .oaep, failure: failure, provider: provider)
                } == .unwrapFailed)
        }
    }

    /// Where several lengths are legal the substitutes have them all, and no other.
    @Test func substitutesHaveEveryLegalLength() throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        let lengths = try Set(
            (0..<150).map { seed in
                var wrapped = try wrap(pattern(16), as: .rc4, for: pair)
                wrapped[12] ^= UInt8(seed | 1)
                return try SessionKey(wrapped: wrapped, with: pair, failure: .substitute).exported().count - 12
            })
        #expect(lengths == Set(5...16))
    }

    /// Every bit of the RSA block; the highest one makes it an integer above the modulus.
    @Test(arguments: [WrapPadding.pkcs1, .oaep])
    func aFlippedBit(_ padding: WrapPadding) throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        let record = try #require(
            golden("capi-simple", "SIMPLEBLOB").first {
                $0.string("alg") == "CALG_AES_128" && $0.number("rsa_bits") == 512 && $0.padding == padding
            })
        let wrapped = try record.required("blob")
        #expect(refusal { try SessionKey(wrapped: wrapped, with: pair, padding: padding) } == nil)
        for bit in 0..<512 {
            var damaged = wrapped
            damaged[12 + bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(refusal { try SessionKey(wrapped: damaged, with: pair, padding: padding) } == .unwrapFailed)
        }
    }

    /// Not below the modulus: anybody can see that, so that even the substituting form says it.
    @Test(arguments: [UnwrapFailure.report, .substitute])
    func aBlockAboveTheModulus(_ failure: UnwrapFailure) throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        let header = try wrap(pattern(16), as: .rc4, for: pair).prefix(12)
        for block in try [Array(pair.publicKey.rsa().modulus.reversed()), [UInt8](repeating: 0xFF, count: 64)] {
            #expect(refusal { try SessionKey(wrapped: header + block, with: pair, failure: failure) } == .unwrapFailed)
        }
        // 0 and 1 are below it, and their own powers: no padding in them.
        for block in [[UInt8](repeating: 0, count: 64), [1] + [UInt8](repeating: 0, count: 63)] {
            let refused = refusal { try SessionKey(wrapped: header + block, with: pair, failure: failure) }
            #expect(refused == (failure == .report ? .unwrapFailed : nil))
        }
    }

    /// Good padding around a key of illegal length fails like bad padding.
    @Test(arguments: [WrapPadding.pkcs1, .oaep])
    func aKeyOfAnotherLength(_ padding: WrapPadding) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let cases: [(AlgorithmIdentifier, illegal: [Int])] = [
            (.rc4, [0, 1, 4, 17, 32]), (.rc2, [0, 4]), (.des, [0, 7, 9, 16]), (.twoKeyTripleDES, [8, 15, 17, 24]),
            (.tripleDES, [16, 21, 25]), (.aes128, [0, 15, 17, 24, 32]), (.aes192, [16, 32]), (.aes256, [16, 24, 33]),
        ]
        for (algorithm, illegal) in cases {
            for count in illegal {
                let wrapped = try wrap(pattern(count), as: algorithm, for: pair, padding: padding)
                #expect(
                    refusal { try SessionKey(wrapped: wrapped, with: pair, padding: padding) } == .unwrapFailed,
                    "\(algorithm), \(count) bytes")
                guard padding == .pkcs1 else { continue }
                let substitute = try SessionKey(wrapped: wrapped, with: pair, failure: .substitute)
                let legal = try Provider.aes.wrappedKeyByteCounts(of: algorithm)
                #expect(legal.contains(substitute.keyBitLength / 8))
            }
        }
    }

    /// A key that is weak is a key: to refuse it after unwrapping would tell real keys from substitutes.
    @Test func weakDESKeysAreTaken() throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        let weak = [UInt8](repeating: 1, count: 8)
        let wrapped = try wrap(weak, as: .des, for: pair)
        for failure in [UnwrapFailure.report, .substitute] {
            let key = try SessionKey(wrapped: wrapped, with: pair, failure: failure)
            #expect(try key.exported().suffix(8) == weak)
        }
    }

    /// Parity bits come and go as they are.
    @Test func importKeepsParity() throws {
        let even = [UInt8](repeating: 0x30, count: 24)
        for (algorithm, count) in [(.des, 8), (.twoKeyTripleDES, 16), (.tripleDES, 24)] as [(AlgorithmIdentifier, Int)]
        {
            let key = Array(even.prefix(count))
            let blob = try PlaintextKeyBlob(keyAlgorithm: algorithm, key: key.span.bytes).serialized()
            #expect(try SessionKey(plaintext: blob).exported() == blob)
        }
    }

    /// Windows imports RC2 keys beyond the advertised 128 bits from a SIMPLEBLOB, and then only decrypts with them.
    @Test(arguments: [17, 20, 64, 128], [Provider.aes, .base])
    func longRC2KeysOnlyDecrypt(_ byteCount: Int, _ provider: Provider) throws {
        let pair = try KeyPair(pairBlob(bits: 2048))
        let bytes = pattern(byteCount)
        let wrapped = try wrap(bytes, as: .rc2, for: pair)
        var key = try SessionKey(wrapped: wrapped, with: pair, provider: provider)
        let effective = provider == .base ? 40 : byteCount * 8
        #expect(key.keyBitLength == byteCount * 8 && key.effectiveKeyBitLength == effective)

        let message = pattern(24)
        #expect(refusal { try key.encrypt(message.span.bytes) } == .unsuitableKey)
        #expect(refusal { try key.encrypt(message, isFinal: false) } == .unsuitableKey)
        var cipher = try BulkCipher(.rc2, key: bytes.span.bytes, effectiveKeyBits: effective)
        var ciphertext = message
        try ciphertext.withUnsafeMutableBytes { try cipher.encrypt($0) }
        #expect(try key.decrypt(ciphertext, isFinal: false) == message)

        let blob = try key.exported()
        #expect(
            refusal { try SessionKey(plaintext: blob, provider: provider) } == .illegalKeyLength(bits: byteCount * 8))
        let tooLong = try wrap(pattern(129), as: .rc2, for: pair)
        #expect(refusal { try SessionKey(wrapped: tooLong, with: pair) } == .unwrapFailed)
    }

    /// Key and salt together are RC2's key, and that has 128 bytes at the most.
    @Test func aSaltMustFitBehindTheKey() throws {
        let pair = try KeyPair(pairBlob(bits: 2048))
        var key = try SessionKey(wrapped: wrap(pattern(120), as: .rc2, for: pair), with: pair)
        let ciphertext = pattern(32, seed: 2)
        let start = try key.decrypt(ciphertext, isFinal: false)
        let rest = try key.decrypt(ciphertext, isFinal: false)
        try key.setSalt(RawSpan())
        #expect(try key.decrypt(ciphertext, isFinal: false) == start)

        let salt = pattern(9, seed: 3)
        #expect(refusal { try key.setSalt(salt.span.bytes) } == .illegalParameter(.salt))
        #expect(key.copiedSalt == [])
        #expect(try key.decrypt(ciphertext, isFinal: false) == rest)
        try key.setSalt(Array(salt.prefix(8)).span.bytes)
        #expect(key.copiedSalt == Array(salt.prefix(8)))
    }

    /// OAEP's label (KP_OAEP_PARAMS) is part of the wrap; PKCS #1 has none.
    @Test func labels() throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let key = try SessionKey(sample: .aes256)
        let (label, other) = (Array("TCPA".utf8), Array("TCPB".utf8))
        let wrapped = try key.exportWrapped(for: pair.publicKey, padding: .oaep, label: label.span.bytes)
        func open(_ label: [UInt8]) -> ProviderError? {
            refusal {
                let opened = try SessionKey(
                    importing: wrapped.span.bytes, unwrappingWith: pair, padding: .oaep, label: label.span.bytes)
                #expect(try opened.exported() == key.exported())
            }
        }
        #expect(open(label) == nil)
        #expect(open(other) == .unwrapFailed)
        #expect(open([]) == .unwrapFailed)
        let pkcs1 = try key.exportWrapped(for: pair.publicKey, label: label.span.bytes)
        #expect(try SessionKey(wrapped: pkcs1, with: pair).exported() == key.exported())
    }
}
