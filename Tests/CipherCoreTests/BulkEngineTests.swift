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
        let cuts = [2048, 4096 - 2 * block, 4096, 8192].map { $0 / block }
        return Array(1...70) + cuts.flatMap { [$0 - 1, $0, $0 + 1, $0 + 2] }
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
        let data = pattern(8192 + 3 * block, seed: 46)
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
        ("0000000000000000", 1, "0000000000000001"), ("00000000000000ff", 1, "0000000000000100"),
        ("ffffffffffffffff", 1, "0000000000000000"), ("fffffffffffffffe", 3, "0000000000000001"),
        ("0000000000000000 ffffffffffffffff", 1, "00000000000000010000000000000000"),
        ("ffffffffffffffff ffffffffffffffff", 2, "00000000000000000000000000000001"),
        ("00000000000000ff c000000000000000", Int.max, "0000000000000100 3fffffffffffffff"),
        ("0123456789abcdef 0123456789abcdef", 0, "0123456789abcdef0123456789abcdef"),
    ])
    func countersCarry(_ start: String, _ blockCount: Int, _ end: String) {
        var counter = bytes(start)
        counter.withUnsafeMutableBytes { $0.advanceCounter(byBlocks: blockCount) }
        #expect(counter == bytes(end))
    }
}
