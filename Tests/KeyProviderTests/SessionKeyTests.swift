import CipherCore
import KeyBlob
import KeyProvider
import Testing

/// The parameters of a session key (KP_*), and what setting them does.
struct SessionKeyTests {
    static let blockCiphers = SessionKey.algorithms.filter { $0 != .rc4 }
    static let salted: [AlgorithmIdentifier] = [.rc2, .rc4]
    static let message = pattern(48)

    @Test(arguments: SessionKey.algorithms)
    func startsWithTheDefaults(_ algorithm: AlgorithmIdentifier) throws {
        let key = try SessionKey(sample: algorithm)
        #expect(key.algorithm == algorithm && key.provider == .aes && key.isExportable)
        let block = key.blockByteCount
        #expect(block == (algorithm == .rc4 ? nil : [.aes128, .aes192, .aes256].contains(algorithm) ? 16 : 8))
        #expect(key.mode == .cbc && key.effectiveKeyBitLength == key.keyBitLength)
        #expect(key.copiedIV == [UInt8](repeating: 0, count: block ?? 0) && key.copiedSalt.isEmpty)
    }

    /// A stream cipher has neither.
    @Test func rc4RefusesModeAndIV() throws {
        var key = try SessionKey(sample: .rc4)
        for mode in CipherMode.allCases {
            #expect(refusal { try key.setMode(mode) } == .illegalParameter(.mode))
        }
        for count in [0, 1, 8, 16] {
            let vector = pattern(count)
            #expect(
                refusal { try key.setInitializationVector(vector.span.bytes) }
                    == .illegalParameter(.initializationVector))
        }
    }

    /// The cipher core has more modes than CryptoAPI.
    @Test(arguments: blockCiphers)
    func blockCiphersTakeThreeModes(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: algorithm)
        for mode in CipherMode.allCases {
            let isLegal = [.cbc, .ecb, .cfb8].contains(mode)
            #expect(refusal { try key.setMode(mode) } == (isLegal ? nil : .illegalParameter(.mode)))
            #expect((key.mode == mode) == isLegal)
        }
    }

    @Test(arguments: blockCiphers)
    func anIVIsOneBlock(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: algorithm)
        let block = key.blockByteCount ?? 0
        let legal = pattern(block, seed: 2)
        try key.setInitializationVector(legal.span.bytes)
        for count in [0, 1, block - 1, block + 1, 2 * block] {
            let illegal = pattern(count, seed: 3)
            #expect(
                refusal { try key.setInitializationVector(illegal.span.bytes) }
                    == .illegalParameter(.initializationVector))
        }
        #expect(key.copiedIV == legal)
    }

    @Test(arguments: SessionKey.algorithms)
    func onlyRC2AndRC4TakeASalt(_ algorithm: AlgorithmIdentifier) throws {
        var key = try SessionKey(sample: algorithm, [.rc2, .rc4].contains(algorithm) ? 5 : nil)
        let before = key.copiedSalt
        for count in 0...26 {
            let salt = pattern(count, seed: 4)
            let refused = refusal { try key.setSalt(salt.span.bytes) }
            let after = key.copiedSalt
            if !Self.salted.contains(algorithm) {
                #expect(refused == .unsuitableKey && after == before)
            } else if count > 24 {
                #expect(refused == .illegalParameter(.salt) && after.count == 24)
            } else {
                #expect(refused == nil && after == salt)
            }
        }
    }

    /// The cipher's key is the key bytes, then the salt; the effective length stays that of the key alone.
    @Test(arguments: salted)
    func theSaltStandsBehindTheKey(_ algorithm: AlgorithmIdentifier) throws {
        var salted = try SessionKey(sample: algorithm, 5)
        let salt = pattern(16).dropFirst(5)
        try salted.setSalt(Array(salt).span.bytes)
        #expect(salted.effectiveKeyBitLength == 40 && salted.keyBitLength == 40)
        var whole = try SessionKey(sample: algorithm)
        if algorithm == .rc2 { try whole.setEffectiveKeyBitLength(40) }
        #expect(try salted.encrypt(Self.message.span.bytes) == whole.encrypt(Self.message.span.bytes))
        // No BLOB carries it.
        #expect(try salted.exported().count == 12 + 5)
    }

    @Test func onlyRC2HasAnEffectiveLength() throws {
        for algorithm in SessionKey.algorithms where algorithm != .rc2 {
            var key = try SessionKey(sample: algorithm)
            #expect(refusal { try key.setEffectiveKeyBitLength(40) } == .unsuitableKey)
            #expect(key.effectiveKeyBitLength == key.keyBitLength)
        }
        var key = try SessionKey(sample: .rc2)
        for bits in [1, 2, 39, 40, 41, 63, 64, 128, 129, 1023, 1024] {
            try key.setEffectiveKeyBitLength(bits)
            #expect(key.effectiveKeyBitLength == bits && key.keyBitLength == 128)
        }
        for bits in [0, -1, 1025, .max, .min] {
            #expect(refusal { try key.setEffectiveKeyBitLength(bits) } == .illegalParameter(.effectiveKeyLength))
            #expect(key.effectiveKeyBitLength == 1024)
        }
    }

    /// It refuses every length but 40, and takes 40 all the same (but for what is no length at all).
    @Test func theBaseProviderKnowsOneEffectiveLength() throws {
        var key = try SessionKey(sample: .rc2, 7, provider: .base)
        #expect(key.effectiveKeyBitLength == 56)
        let at56 = try key.encrypt(Self.message.span.bytes)
        for bits in [0, 1025] {
            #expect(refusal { try key.setEffectiveKeyBitLength(bits) } == .illegalParameter(.effectiveKeyLength))
            #expect(key.effectiveKeyBitLength == 56)
        }
        #expect(try key.encrypt(Self.message.span.bytes) == at56)

        #expect(refusal { try key.setEffectiveKeyBitLength(56) } == .illegalParameter(.effectiveKeyLength))
        #expect(key.effectiveKeyBitLength == 40)
        var other = try SessionKey(sample: .rc2, 7)
        try other.setEffectiveKeyBitLength(40)
        let at40 = try other.encrypt(Self.message.span.bytes)
        #expect(try key.encrypt(Self.message.span.bytes) == at40 && at40 != at56)

        try key.setEffectiveKeyBitLength(40)
        #expect(try key.encrypt(Self.message.span.bytes) == at40)
    }

    /// Something to set, the same value as before included.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let algorithms: [AlgorithmIdentifier]
        let apply: @Sendable (inout SessionKey) throws -> Void
    }

    static let changes = [
        Change(testDescription: "mode", algorithms: blockCiphers) { try $0.setMode(.cfb8) },
        Change(testDescription: "the mode it has", algorithms: blockCiphers) { try $0.setMode($0.mode) },
        Change(testDescription: "IV", algorithms: blockCiphers) { key in
            try key.setInitializationVector(pattern(key.blockByteCount ?? 0, seed: 9).span.bytes)
        },
        Change(testDescription: "salt", algorithms: salted) { try $0.setSalt(pattern(11, seed: 9).span.bytes) },
        Change(testDescription: "no salt", algorithms: salted) { try $0.setSalt(RawSpan()) },
        Change(testDescription: "effective length", algorithms: [.rc2]) { try $0.setEffectiveKeyBitLength(64) },
    ]

    @Test(arguments: changes)
    func settingRestartsTheStream(_ change: Change) throws {
        for algorithm in change.algorithms {
            var fresh = try SessionKey(sample: algorithm)
            try change.apply(&fresh)
            let expected = try fresh.encrypt(Self.message.span.bytes)

            var used = try SessionKey(sample: algorithm)
            _ = try used.encrypt(Self.message, isFinal: false)
            try change.apply(&used)
            #expect(try used.encrypt(Self.message.span.bytes) == expected, "\(algorithm)")
        }
    }

    /// Salt and effective length change the cipher's key; IV and mode are still those that were set.
    @Test func rekeyingKeepsModeAndIV() throws {
        var key = try SessionKey(sample: .rc2)
        let vector = pattern(8, seed: 5)
        try key.setMode(.cfb8)
        try key.setInitializationVector(vector.span.bytes)
        try key.setEffectiveKeyBitLength(64)
        try key.setSalt(vector.span.bytes)
        #expect(key.copiedIV == vector && key.mode == .cfb8 && key.effectiveKeyBitLength == 64)

        var other = try SessionKey(sample: .rc2)
        try other.setSalt(vector.span.bytes)
        try other.setEffectiveKeyBitLength(64)
        try other.setInitializationVector(vector.span.bytes)
        try other.setMode(.cfb8)
        #expect(try key.encrypt(Self.message.span.bytes) == other.encrypt(Self.message.span.bytes))
    }

    @Test(arguments: SessionKey.algorithms)
    func refusedParametersLeaveTheStreamAlone(_ algorithm: AlgorithmIdentifier) throws {
        var undisturbed = try SessionKey(sample: algorithm)
        let expected = try undisturbed.encrypt((Self.message + Self.message).span.bytes)

        var key = try SessionKey(sample: algorithm)
        let first = try key.encrypt(Self.message, isFinal: false)
        let tooLong = pattern(25)
        #expect(refusal { try key.setInitializationVector(tooLong.span.bytes) } != nil)
        #expect(refusal { try key.setSalt(tooLong.span.bytes) } != nil)
        #expect(refusal { try key.setEffectiveKeyBitLength(0) } != nil)
        #expect(try first + key.encrypt(Self.message, isFinal: true) == expected)
    }
}
