import CipherCore
import Testing

struct CBCMACTests {
    static let ciphers = CipherAlgorithm.allCases.filter { $0.blockByteCount != nil }

    /// The code is the last block of what the cipher makes of the padded data, however the data comes.
    @Test(arguments: ciphers)
    func isTheLastBlock(_ algorithm: CipherAlgorithm) throws {
        let blockByteCount = try #require(algorithm.blockByteCount)
        let key = pattern(algorithm.keyByteCounts.upperBound, seed: 81)
        let vector = pattern(blockByteCount, seed: 82)
        for count in [0, 1, blockByteCount - 1, blockByteCount, 1023, 1024, 1025, 3000] {
            let data = pattern(count, seed: 83)
            var padded = data
            padded += [UInt8](repeating: 0, count: blockByteCount - count % blockByteCount)
            try padded.withUnsafeMutableBytes {
                try BlockPadding.pad($0, dataByteCount: count, blockByteCount: blockByteCount)
            }
            var cipher = try BulkCipher(algorithm, key: key.span.bytes, initializationVector: vector.span.bytes)
            try padded.withUnsafeMutableBytes { try cipher.encrypt($0) }
            let expected = hex(padded.suffix(blockByteCount))

            for pieceByteCount in [1, 7, 1000, 4096] {
                var code = try CBCMAC(algorithm, key: key.span.bytes, initializationVector: vector.span.bytes)
                for start in stride(from: 0, to: count, by: pieceByteCount) {
                    try code.update(data.span.bytes.extracting(start..<min(start + pieceByteCount, count)))
                }
                #expect(code.byteCount == blockByteCount)
                #expect(hex(try code.finish()) == expected, "\(count) bytes in pieces of \(pieceByteCount)")
            }
        }
    }

    @Test(arguments: ciphers)
    func aCopyGoesItsOwnWay(_ algorithm: CipherAlgorithm) throws {
        let key = pattern(algorithm.keyByteCounts.upperBound, seed: 84)
        let data = pattern(2100, seed: 85)
        for split in [0, 1, 100, 1024, 2000] {
            var whole = try CBCMAC(algorithm, key: key.span.bytes)
            try whole.update(data.span.bytes)
            var original = try CBCMAC(algorithm, key: key.span.bytes)
            try original.update(data.span.bytes.extracting(first: split))
            var copied = try original.copy()
            try original.update(RawSpan())
            try copied.update(data.span.bytes.extracting(droppingFirst: split))
            let expected = hex(try whole.finish())
            #expect(hex(try copied.finish()) == expected)
            #expect(hex(try original.finish()) != expected)
        }
    }

    /// Written into a buffer, the code leaves key and IV as they were for the next one.
    @Test(arguments: ciphers)
    func startsOver(_ algorithm: CipherAlgorithm) throws {
        let key = pattern(algorithm.keyByteCounts.upperBound, seed: 88)
        let vector = pattern(algorithm.blockByteCount ?? 0, seed: 89)
        let data = pattern(1500, seed: 90)
        var whole = try CBCMAC(algorithm, key: key.span.bytes, initializationVector: vector.span.bytes)
        try whole.update(data.span.bytes)
        let expected = hex(try whole.finish())

        var code = try CBCMAC(algorithm, key: key.span.bytes, initializationVector: vector.span.bytes)
        for other in [0, 5, 1024] {
            var found = [UInt8](repeating: 0, count: code.byteCount)
            try code.update(data.span.bytes)
            try found.withUnsafeMutableBytes { try code.finish(into: $0) }
            #expect(hex(found) == expected)
            try code.update(data.span.bytes.extracting(first: other))
            try found.withUnsafeMutableBytes { try code.finish(into: $0) }
            #expect(hex(found) != expected)
        }
        var long = [UInt8](repeating: 0, count: code.byteCount + 1)
        let refused = long.withUnsafeMutableBytes { buffer in refusal { try code.finish(into: buffer) } }
        #expect(refused == .illegalParameter && long.allSatisfy { $0 == 0 })
    }

    @Test func onlyTheWholeCodeIsValid() throws {
        let key = pattern(16, seed: 86)
        let running = try CBCMAC(.aes128, key: key.span.bytes)
        var code = try running.copy().finish().withUnsafeBytes { Array($0) }
        #expect(try running.copy().isValid(code.span.bytes))
        #expect(try !running.copy().isValid(code.span.bytes.extracting(first: 15)))
        for bit in 0..<8 * code.count {
            code[bit / 8] ^= 1 << (bit % 8)
            #expect(try !running.copy().isValid(code.span.bytes), "bit \(bit)")
            code[bit / 8] ^= 1 << (bit % 8)
        }
    }

    @Test func refusals() {
        let key = pattern(16, seed: 87)
        let bytes = key.span.bytes
        #expect(refusal { _ = try CBCMAC(.rc4, key: bytes) } == .unsupportedAlgorithm)
        #expect(refusal { _ = try CBCMAC(.aes256, key: bytes) } == .illegalKeyLength)
        #expect(refusal { _ = try CBCMAC(.aes128, key: bytes, effectiveKeyBits: 40) } == .illegalParameter)
        let short = bytes.extracting(first: 8)
        #expect(refusal { _ = try CBCMAC(.aes128, key: bytes, initializationVector: short) } == .illegalParameter)
    }
}
