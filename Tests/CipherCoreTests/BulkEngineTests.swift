import Testing

@testable import CipherCore

/// The engines that make one mode of another, against libgcrypt's own modes.
struct BulkEngineTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        let algorithm: CipherAlgorithm
        let mode: CipherMode
        var testDescription: String { "\(algorithm) \(mode)" }

        var vector: [UInt8] { pattern(algorithm.blockByteCount ?? 0, seed: 41) }

        func key() throws -> CipherKey {
            let bytes = pattern(algorithm.keyByteCounts.upperBound, seed: 42)
            return try CipherKey(algorithm, bytes.span.bytes, effectiveBits: nil)
        }

        /// Block by block, so that nothing about whole buffers is involved.
        func reference(_ data: [UInt8], _ direction: CipherDirection) throws -> [UInt8] {
            let library = try LibraryCipher(key(), mode: mode)
            let block = vector.count
            var register = vector
            return try stride(from: 0, to: data.count, by: block).flatMap { offset in
                var piece = Array(data[offset..<offset + block])
                try piece.withUnsafeMutableBytes { piece in
                    try register.withUnsafeMutableBytes {
                        try library.process(UnsafeRawBufferPointer(piece), into: piece, register: $0, direction)
                    }
                }
                return piece
            }
        }
    }

    static let settings = [CipherAlgorithm.twoKeyTripleDES, .tripleDES, .aes128, .aes192, .aes256].flatMap {
        [Setting(algorithm: $0, mode: .ecb), Setting(algorithm: $0, mode: .cfb8)]
    }

    /// Every number of blocks up to 70, and those around the sizes that the engines cut data into.
    static func blockCounts(_ block: Int) -> [Int] {
        let pieces = [Scratch.byteCount, Scratch.byteCount / 2 - 2 * block, 2 * Scratch.byteCount]
        return Array(1...70) + pieces.flatMap { [$0 / block - 1, $0 / block, $0 / block + 1, $0 / block + 2] }
    }

    @Test(arguments: settings)
    func everyLengthIsAsLibgcryptHasIt(_ setting: Setting) throws {
        let engine = try setting.key().engine(for: setting.mode)
        let block = setting.vector.count
        let data = pattern(block * (Self.blockCounts(block).max() ?? 0), seed: 43)
        for direction in [CipherDirection.encryption, .decryption] {
            let whole = try setting.reference(data, direction)
            for count in Self.blockCounts(block) {
                let result = try engine.processing(Array(data.prefix(count * block)), setting.vector, direction)
                #expect(result.elementsEqual(whole.prefix(count * block)), "\(count) blocks")
            }
        }
    }

    @Test(arguments: settings)
    func anyAlignmentWillDo(_ setting: Setting) throws {
        let engine = try setting.key().engine(for: setting.mode)
        let data = pattern(setting.vector.count * 40, seed: 44)
        for direction in [CipherDirection.encryption, .decryption] {
            let expected = try setting.reference(data, direction)
            for shift in 0..<17 {
                let (inPlace, outOfPlace) = try shifted(data, by: shift, setting.vector, direction, engine)
                #expect(inPlace == expected && outOfPlace == expected, "\(shift)")
            }
        }
    }

    private func shifted(
        _ data: [UInt8], by shift: Int, _ vector: [UInt8], _ direction: CipherDirection, _ engine: any BlockEngine
    ) throws -> (inPlace: [UInt8], outOfPlace: [UInt8]) {
        let padding = [UInt8](repeating: 0xee, count: shift)
        var buffer = padding + data + [0xee]
        var other = padding + padding + [UInt8](repeating: 0, count: data.count) + [0xee]
        var (first, second) = (vector, vector)
        try buffer.withUnsafeMutableBytes { buffer in
            let source = UnsafeMutableRawBufferPointer(rebasing: buffer[shift..<shift + data.count])
            try other.withUnsafeMutableBytes { other in
                let destination = UnsafeMutableRawBufferPointer(rebasing: other[2 * shift..<2 * shift + data.count])
                try first.withUnsafeMutableBytes {
                    try engine.process(UnsafeRawBufferPointer(source), into: destination, register: $0, direction)
                }
            }
            try second.withUnsafeMutableBytes {
                try engine.process(UnsafeRawBufferPointer(source), into: source, register: $0, direction)
            }
        }
        #expect(first == second)
        #expect(buffer.last == 0xee && other.last == 0xee, "nothing behind the data is touched")
        return (Array(buffer[shift..<shift + data.count]), Array(other[2 * shift..<2 * shift + data.count]))
    }

    /// The register that is left is the one libgcrypt's own mode would leave.
    @Test(arguments: settings.filter { $0.mode == .cfb8 })
    func theRegisterIsLeftAtTheLastCiphertext(_ setting: Setting) throws {
        let engine = try setting.key().engine(for: setting.mode)
        for blockCount in Self.blockCounts(setting.vector.count) {
            let data = pattern(setting.vector.count * blockCount, seed: 45)
            var (register, result) = (setting.vector, data)
            try result.withUnsafeMutableBytes { result in
                try register.withUnsafeMutableBytes {
                    try engine.process(UnsafeRawBufferPointer(result), into: result, register: $0, .decryption)
                }
            }
            #expect(register.elementsEqual(data.suffix(setting.vector.count)))
        }
    }

    /// OFB is made of CBC; a block at a time it is encryption of the register.
    @Test(arguments: [CipherAlgorithm.des, .twoKeyTripleDES, .tripleDES, .aes128, .aes192, .aes256])
    func outputFeedbackIsEncryptionOfTheRegister(_ algorithm: CipherAlgorithm) throws {
        let setting = Setting(algorithm: algorithm, mode: .ofb)
        let ecb = try LibraryCipher(setting.key(), mode: .ecb)
        let block = setting.vector.count
        let data = pattern(Scratch.byteCount + 3 * block, seed: 46)
        var register = setting.vector
        let expected = try stride(from: 0, to: data.count, by: block).flatMap { offset in
            register = try ecb.processing(register, register, .encryption)
            return zip(register, data[offset...]).map { $0 ^ $1 }
        }
        let engine = try setting.key().engine(for: .ofb)
        #expect(try engine.processing(data, setting.vector, .encryption) == expected)
        #expect(try engine.processing(expected, setting.vector, .decryption) == data)
    }

    @Test(arguments: [
        ("000000", 1, "000001"), ("0000ff", 1, "000100"), ("ffffff", 1, "000000"), ("fffffe", 3, "000001"),
        ("00ffff", 0x10001, "020000"), ("ffffffffffffffffff", Int.max, "007ffffffffffffffe"),
        ("00ffffffffffffffff", Int.max, "017ffffffffffffffe"), ("123456", 0, "123456"),
    ])
    func countersCarry(_ start: String, _ blockCount: Int, _ end: String) {
        var counter = bytes(start)
        counter.withUnsafeMutableBytes { $0.advanceCounter(byBlocks: blockCount) }
        #expect(hex(counter) == end)
    }
}
