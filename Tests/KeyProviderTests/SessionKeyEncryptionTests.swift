import CipherCore
import KeyBlob
import KeyProvider
import Testing

/// Encryption in pieces, for every algorithm in every mode.
struct SessionKeyEncryptionTests {
    /// An algorithm in a mode.
    struct Setting: Sendable, CustomTestStringConvertible {
        let algorithm: AlgorithmIdentifier
        let mode: CipherMode
        var testDescription: String { algorithm == .rc4 ? "\(algorithm)" : "\(algorithm) \(mode)" }

        /// The unit of data: a block, or an odd number of bytes of the stream cipher.
        var unit: Int { algorithm == .rc4 ? 7 : [.aes128, .aes192, .aes256].contains(algorithm) ? 16 : 8 }
        var vector: [UInt8] { algorithm == .rc4 ? [] : pattern(unit, seed: 2) }

        func key() throws -> SessionKey {
            var key = try SessionKey(sample: algorithm)
            if algorithm != .rc4 {
                try key.setMode(mode)
                try key.setInitializationVector(vector.span.bytes)
            }
            return key
        }
    }

    static let settings =
        SessionKey.algorithms.filter { $0 != .rc4 }.flatMap { algorithm in
            CipherMode.cryptoAPI.map { Setting(algorithm: algorithm, mode: $0) }
        } + [Setting(algorithm: .rc4, mode: .cbc)]

    @Test func everySettingIsTested() { #expect(Self.settings.count == 7 * 3 + 1) }

    @Test(arguments: settings)
    func piecesMakeTheWhole(_ setting: Setting) throws {
        var key = try setting.key()
        let message = pattern(setting.unit * 37 + 5)
        let ciphertext = try key.encrypt(message.span.bytes)
        #expect(ciphertext.count == (setting.algorithm == .rc4 ? message.count : setting.unit * 38))
        #expect(try key.decrypt(ciphertext.span.bytes).withUnsafeBytes { Array($0) } == message)

        for units in [1, 2, 5, 36, 37, 100] {
            #expect(try inPieces(message, setting.unit * units) { try key.encrypt($0, isFinal: $1) } == ciphertext)
            #expect(try inPieces(ciphertext, setting.unit * units) { try key.decrypt($0, isFinal: $1) } == message)
        }
    }

    private func inPieces(
        _ data: [UInt8], _ byteCount: Int, _ body: ([UInt8], Bool) throws -> [UInt8]
    ) rethrows -> [UInt8] {
        var rest = data[...]
        var result: [UInt8] = []
        repeat {
            let piece = Array(rest.prefix(byteCount))
            rest = rest.dropFirst(byteCount)
            result += try body(piece, rest.isEmpty)
        } while !rest.isEmpty
        return result
    }

    /// What a message of two halves is when nothing disturbs it.
    private func undisturbed(_ setting: Setting) throws -> (halves: [[UInt8]], ciphertext: [UInt8]) {
        let halves = [pattern(setting.unit * 2, seed: 3), pattern(setting.unit * 3 + 1, seed: 4)]
        var key = try setting.key()
        return (halves, try key.encrypt((halves[0] + halves[1]).span.bytes))
    }

    @Test(arguments: settings)
    func finalPutsTheKeyBackToItsStart(_ setting: Setting) throws {
        let (halves, ciphertext) = try undisturbed(setting)
        var key = try setting.key()
        for _ in 0..<3 {
            #expect(try key.encrypt(halves[0], isFinal: false) + key.encrypt(halves[1], isFinal: true) == ciphertext)
        }
        #expect(key.copiedIV == setting.vector)
    }

    /// The authority's copy and the owner's are made while the data is under way.
    @Test(arguments: settings)
    func exportLeavesTheStreamAlone(_ setting: Setting) throws {
        let (halves, ciphertext) = try undisturbed(setting)
        let recipient = try KeyPair(pairBlob(bits: 1024)).publicKey
        var key = try setting.key()
        let first = try key.encrypt(halves[0], isFinal: false)
        _ = try key.exportPlaintext()
        _ = try key.exportWrapped(for: recipient)
        _ = try key.exportWrapped(for: recipient, padding: .oaep)
        #expect(try first + key.encrypt(halves[1], isFinal: true) == ciphertext)
    }

    @Test(arguments: settings)
    func refusalsLeaveTheStreamAlone(_ setting: Setting) throws {
        let (halves, ciphertext) = try undisturbed(setting)
        let isBlockCipher = setting.algorithm != .rc4
        var key = try setting.key()
        let first = try key.encrypt(halves[0], isFinal: false)

        let ragged = pattern(setting.unit + 1)
        if isBlockCipher {
            #expect(refusal { try key.encrypt(ragged, isFinal: false) } == .illegalDataLength)
            #expect(refusal { try key.decrypt(ragged, isFinal: false) } == .illegalDataLength)
            #expect(refusal { try key.decrypt(ragged, isFinal: true) } == .illegalDataLength)
            var short = ragged
            #expect(
                refusal { try short.withUnsafeMutableBytes { try key.encrypt($0, byteCount: $0.count, isFinal: true) } }
                    == .bufferTooSmall(needed: setting.unit * 2))
            #expect(short == ragged)
        }
        var short = ragged
        #expect(
            refusal { try short.withUnsafeMutableBytes { try key.encrypt($0, byteCount: 99, isFinal: true) } }
                == .bufferTooSmall(needed: isBlockCipher ? 99 / setting.unit * setting.unit + setting.unit : 99))
        #expect(refusal { try key.decrypt([], isFinal: true) } == .emptyCiphertext)
        #expect(try key.encrypt([], isFinal: false) == [])
        #expect(try key.decrypt([], isFinal: false) == [])

        #expect(try first + key.encrypt(halves[1], isFinal: true) == ciphertext)
    }

    /// One register for both directions: what came through last is what the next block is chained to.
    @Test(arguments: settings.filter { $0.algorithm != .rc4 && $0.mode != .ecb })
    func bothDirectionsShareTheRegister(_ setting: Setting) throws {
        let blocks = [pattern(setting.unit, seed: 5), pattern(setting.unit * 2, seed: 6)]
        var key = try setting.key()
        let encrypted = try key.encrypt(blocks[0], isFinal: false)
        let decrypted = try key.decrypt(blocks[1], isFinal: false)

        var other = try setting.key()
        try other.setInitializationVector(encrypted.span.bytes)
        #expect(try other.decrypt(blocks[1], isFinal: false) == decrypted)
    }

    /// Every last byte that is no padding, and every padding byte that is not its number.
    @Test(arguments: settings.filter { $0.algorithm != .rc4 })
    func refusesWrongPadding(_ setting: Setting) throws {
        var key = try setting.key()
        let first = pattern(setting.unit, seed: 7)
        func expectRefused(_ lastBlock: [UInt8]) throws {
            // Without Final nothing is padded, so that any last block can be made.
            try key.setMode(setting.mode)
            let ciphertext = try key.encrypt(first + lastBlock, isFinal: false)
            try key.setMode(setting.mode)
            #expect(try key.decrypt(Array(ciphertext.prefix(setting.unit)), isFinal: false) == first)
            var rest = Array(ciphertext.dropFirst(setting.unit))
            #expect(
                refusal { try rest.withUnsafeMutableBytes { try key.decrypt($0, isFinal: true) } } == .badPadding)
            #expect(rest == lastBlock)
            // The key is back at its start.
            #expect(try key.decrypt(Array(ciphertext.prefix(setting.unit)), isFinal: false) == first)
        }
        for last in [0, UInt8(setting.unit + 1), 0x7F, 0x80, 0xFF] {
            try expectRefused([UInt8](repeating: last, count: setting.unit))
        }
        for padding in 2...setting.unit {
            for wrong in 1..<padding {
                var block = [UInt8](repeating: UInt8(padding), count: setting.unit)
                block[setting.unit - 1 - wrong] ^= 0x10
                try expectRefused(block)
            }
        }
    }

    @Test(arguments: settings)
    func encryptedByteCount(_ setting: Setting) throws {
        let key = try setting.key()
        let unit = setting.unit
        guard setting.algorithm != .rc4 else {
            for count in [0, 1, 8, 1000, Int.max] {
                #expect(try key.encryptedByteCount(of: count, isFinal: true) == count)
                #expect(try key.encryptedByteCount(of: count, isFinal: false) == count)
            }
            return
        }
        for (count, final) in [(0, unit), (1, unit), (unit - 1, unit), (unit, 2 * unit), (unit + 1, 2 * unit)] {
            #expect(try key.encryptedByteCount(of: count, isFinal: true) == final)
        }
        #expect(try key.encryptedByteCount(of: 3 * unit, isFinal: false) == 3 * unit)
        #expect(refusal { try key.encryptedByteCount(of: unit + 1, isFinal: false) } == .illegalDataLength)
        #expect(refusal { try key.encryptedByteCount(of: Int.max, isFinal: true) } == .messageTooLong)
    }

    @Test(arguments: settings)
    func noLengthBelowZero(_ setting: Setting) throws {
        var key = try setting.key()
        let unit = setting.unit
        for isFinal in [false, true] {
            #expect(refusal { try key.encryptedByteCount(of: -unit, isFinal: isFinal) } == .illegalDataLength)
            var buffer = [UInt8](repeating: 0, count: 64)
            #expect(
                refusal { try buffer.withUnsafeMutableBytes { try key.encrypt($0, byteCount: -1, isFinal: isFinal) } }
                    == .illegalDataLength)
        }
    }
}
