import CipherCore
import Testing

/// What a cipher remembers from call to call, for every algorithm in every mode.
struct BulkCipherStateTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        let algorithm: CipherAlgorithm
        let mode: CipherMode
        var testDescription: String { algorithm == .rc4 ? "rc4" : "\(algorithm) \(mode)" }

        var hasVector: Bool { mode != .ecb && algorithm != .rc4 }
        /// Whether the register is the last block of ciphertext.
        var isChained: Bool { hasVector && mode != .ofb && mode != .ctr }
        var isStreaming: Bool { mode.isStreaming || algorithm == .rc4 }
        /// The unit of data: a block, or an odd number of bytes where data may stop anywhere.
        var unit: Int { isStreaming ? 7 : block }
        var block: Int { algorithm.blockByteCount ?? 7 }
        var vector: [UInt8] { pattern(algorithm.blockByteCount ?? 0, seed: 21) }

        func cipher() throws -> BulkCipher { try cipher(vector: vector) }

        func cipher(vector: [UInt8]) throws -> BulkCipher {
            let key = pattern(min(algorithm.keyByteCounts.upperBound, 32), seed: 22)
            return try BulkCipher(
                algorithm, key: key.span.bytes, effectiveKeyBits: algorithm == .rc2 ? 57 : nil, mode: mode,
                initializationVector: vector.span.bytes)
        }
    }

    static let settings =
        CipherAlgorithm.allCases.filter { $0 != .rc4 }.flatMap { algorithm in
            CipherMode.allCases.map { Setting(algorithm: algorithm, mode: $0) }
        } + [Setting(algorithm: .rc4, mode: .cbc)]

    @Test(arguments: settings)
    func piecesMakeTheWhole(_ setting: Setting) throws {
        let plaintext = hex(pattern(setting.unit * 37, seed: 23))
        var cipher = try setting.cipher()
        let ciphertext = try cipher.encrypting(plaintext)
        #expect(ciphertext != plaintext)

        for unitsPerPiece in [1, 2, 5, 36] {
            cipher.restart()
            let digits = setting.unit * unitsPerPiece * 2
            #expect(try inPieces(plaintext, digits) { try cipher.encrypting($0) } == ciphertext)
            cipher.restart()
            #expect(try inPieces(ciphertext, digits) { try cipher.decrypting($0) } == plaintext)
        }
    }

    private func inPieces(_ text: String, _ count: Int, _ body: (String) throws -> String) throws -> String {
        var rest = text[...]
        var result = ""
        while !rest.isEmpty {
            result += try body(String(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return result
    }

    /// A cipher that has encrypted decrypts from the register that is the last block of ciphertext.
    @Test(arguments: settings.filter(\.isChained))
    func encryptionAndDecryptionShareTheRegister(_ setting: Setting) throws {
        let first = hex(pattern(setting.block * 2, seed: 24))
        let second = hex(pattern(setting.block * 3, seed: 25))
        var mixed = try setting.cipher()
        let ciphertext = try mixed.encrypting(first)
        let decrypted = try mixed.decrypting(second)
        let encrypted = try mixed.encrypting(first)

        var fromCiphertext = try setting.cipher(vector: Array(bytes(ciphertext).suffix(setting.block)))
        #expect(decrypted == (try fromCiphertext.decrypting(second)))
        var fromSecond = try setting.cipher(vector: Array(bytes(second).suffix(setting.block)))
        #expect(encrypted == (try fromSecond.encrypting(first)))
    }

    @Test(arguments: settings)
    func aCopyStandsAtTheSamePointAndSharesNothing(_ setting: Setting) throws {
        let data = hex(pattern(setting.unit * 4, seed: 26))
        var reference = try setting.cipher()
        let expected = [
            try reference.encrypting(data), try reference.encrypting(data), try reference.encrypting(data),
        ]
        var original = try setting.cipher()
        _ = try original.encrypting(data)
        var copied = try original.copy()
        #expect(try copied.encrypting(data) == expected[1])
        #expect(try copied.encrypting(data) == expected[2])
        #expect(try original.encrypting(data) == expected[1])
        copied.restart()
        #expect(try copied.encrypting(data) == expected[0])
        #expect(try original.encrypting(data) == expected[2])
    }

    @Test(arguments: settings)
    func aPositionMovesToAnotherCipher(_ setting: Setting) throws {
        let data = hex(pattern(setting.unit * 4, seed: 27))
        var original = try setting.cipher()
        _ = try original.encrypting(data)
        let position = try original.exportPosition()
        let next = try original.encrypting(data)

        var other = try setting.cipher()
        try other.restorePosition(position.bytes)
        #expect(try other.encrypting(data) == next)

        let short = position.withUnsafeBytes { Array($0.dropLast()) }
        if setting.mode.isStreaming, setting.algorithm != .rc4 {
            let tooMany = short + [UInt8(setting.block)]
            #expect(refusal { try other.restorePosition(tooMany.span.bytes) } == .illegalParameter)
        }
        #expect(refusal { try other.restorePosition(short.span.bytes) } == .illegalParameter)
        other.restart()
        var fresh = try setting.cipher()
        #expect(try other.encrypting(data) == (try fresh.encrypting(data)))
    }

    @Test(arguments: settings.filter { $0.isChained && !$0.isStreaming })
    func thePositionIsTheLastCiphertextBlock(_ setting: Setting) throws {
        var cipher = try setting.cipher()
        #expect(hex(try cipher.exportPosition()) == hex(setting.vector))
        let ciphertext = try cipher.encrypting(hex(pattern(setting.unit * 3, seed: 28)))
        #expect(ciphertext.hasSuffix(hex(try cipher.exportPosition())))
        let other = hex(pattern(setting.unit * 2, seed: 29))
        _ = try cipher.decrypting(other)
        #expect(other.hasSuffix(hex(try cipher.exportPosition())))
    }

    @Test(arguments: settings)
    func settingTheModeOrTheVectorRestarts(_ setting: Setting) throws {
        let data = hex(pattern(setting.block * 4, seed: 30))
        var fresh = try setting.cipher()
        let expected = try fresh.encrypting(data)

        var cipher = try setting.cipher()
        _ = try cipher.encrypting(data)
        try cipher.setMode(setting.mode == .ecb ? .cfb8 : .ecb)
        _ = try cipher.encrypting(data)
        try cipher.setMode(setting.mode)
        #expect(cipher.mode == setting.mode)
        #expect(try cipher.encrypting(data) == expected)

        let zeros = [UInt8](repeating: 0, count: setting.vector.count)
        try cipher.setInitializationVector(zeros.span.bytes)
        #expect(cipher.initializationVector.withUnsafeBytes { $0.allSatisfy { $0 == 0 } })
        #expect(try (cipher.encrypting(data) == expected) == !setting.hasVector)
        try cipher.setInitializationVector(setting.vector.span.bytes)
        #expect(cipher.initializationVector.withUnsafeBytes { Array($0) } == setting.vector)
        #expect(try cipher.encrypting(data) == expected)
    }

    @Test(arguments: settings)
    func outOfPlaceIsAsInPlace(_ setting: Setting) throws {
        let plaintext = pattern(setting.unit * 9, seed: 31)
        var cipher = try setting.cipher()
        let ciphertext = try cipher.encrypting(hex(plaintext))
        cipher.restart()
        var output = [UInt8](repeating: 0, count: plaintext.count)
        try plaintext.withUnsafeBytes { source in
            try output.withUnsafeMutableBytes { try cipher.encrypt(source, into: $0) }
        }
        #expect(hex(output) == ciphertext)
        cipher.restart()
        var back = [UInt8](repeating: 0, count: plaintext.count)
        try output.withUnsafeBytes { source in
            try back.withUnsafeMutableBytes { try cipher.decrypt(source, into: $0) }
        }
        #expect(back == plaintext)
    }

    @Test(arguments: settings.filter { !$0.isStreaming })
    func onlyWholeBlocks(_ setting: Setting) throws {
        var cipher = try setting.cipher()
        let block = hex(pattern(setting.unit, seed: 32))
        let expected = try cipher.encrypting(block) + cipher.encrypting(block)
        cipher.restart()
        var result = try cipher.encrypting(block)
        for byteCount in [1, setting.unit - 1, setting.unit + 1, 3 * setting.unit - 1] {
            let before = pattern(byteCount, seed: 33)
            var buffer = before
            #expect(refusal { try buffer.withUnsafeMutableBytes { try cipher.encrypt($0) } } == .illegalDataLength)
            #expect(refusal { try buffer.withUnsafeMutableBytes { try cipher.decrypt($0) } } == .illegalDataLength)
            #expect(buffer == before)
        }
        #expect(try cipher.encrypting("") == "")
        result += try cipher.encrypting(block)
        #expect(result == expected, "a refused call leaves the register alone")
    }

    @Test(arguments: settings)
    func theOutputMustBeAsLongAsTheInput(_ setting: Setting) throws {
        var cipher = try setting.cipher()
        let source = pattern(setting.unit * 2, seed: 34)
        for byteCount in [0, setting.unit, setting.unit * 3] {
            var output = [UInt8](repeating: 0xee, count: byteCount)
            let outcome = refusal {
                try source.withUnsafeBytes { source in
                    try output.withUnsafeMutableBytes { try cipher.decrypt(source, into: $0) }
                }
            }
            #expect(outcome == .illegalDataLength)
            #expect(output.allSatisfy { $0 == 0xee })
        }
    }
}
