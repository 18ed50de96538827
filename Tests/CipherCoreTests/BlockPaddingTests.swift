import CipherCore
import Testing

struct BlockPaddingTests {
    @Test(arguments: [
        (0, 8, 8), (1, 8, 8), (7, 8, 8), (8, 8, 16), (9, 8, 16), (15, 16, 16), (16, 16, 32), (0, 1, 1), (3, 255, 255),
    ])
    func paddedLength(_ dataByteCount: Int, _ blockByteCount: Int, _ expected: Int) throws {
        #expect(try BlockPadding.paddedByteCount(dataByteCount, blockByteCount: blockByteCount) == expected)
    }

    @Test(arguments: [
        (-1, 8, CipherError.illegalParameter), (0, 0, .illegalParameter), (0, 256, .illegalParameter),
        (0, -8, .illegalParameter), (Int.max, 8, .messageTooLong), (Int.max - 7, 16, .messageTooLong),
    ])
    func impossibleLengths(_ dataByteCount: Int, _ blockByteCount: Int, _ expected: CipherError) {
        #expect(
            refusal { _ = try BlockPadding.paddedByteCount(dataByteCount, blockByteCount: blockByteCount) } == expected)
    }

    @Test(arguments: [8, 16])
    func everyLengthThereAndBack(_ blockByteCount: Int) throws {
        for dataByteCount in 0...3 * blockByteCount {
            let data = pattern(dataByteCount, seed: 41)
            let total = try BlockPadding.paddedByteCount(dataByteCount, blockByteCount: blockByteCount)
            var buffer = data + [UInt8](repeating: 0xee, count: total - dataByteCount)
            try buffer.withUnsafeMutableBytes {
                try BlockPadding.pad($0, dataByteCount: dataByteCount, blockByteCount: blockByteCount)
            }
            #expect(Array(buffer.prefix(dataByteCount)) == data)
            #expect(buffer.dropFirst(dataByteCount).allSatisfy { Int($0) == total - dataByteCount })
            #expect(
                try BlockPadding.dataByteCount(in: buffer.span.bytes, blockByteCount: blockByteCount) == dataByteCount)
        }
    }

    @Test(arguments: [(8, 7), (8, 8), (9, 5), (0, 0), (24, 5)])
    func theBufferMustFit(_ bufferByteCount: Int, _ dataByteCount: Int) {
        var buffer = [UInt8](repeating: 0xee, count: bufferByteCount)
        let fits = bufferByteCount == (dataByteCount / 8 + 1) * 8
        let outcome = refusal {
            try buffer.withUnsafeMutableBytes {
                try BlockPadding.pad($0, dataByteCount: dataByteCount, blockByteCount: 8)
            }
        }
        #expect(outcome == (fits ? nil : .illegalParameter))
        #expect(fits || buffer.allSatisfy { $0 == 0xee })
    }

    /// Every value of the last byte, after bytes that are all of that value, and after bytes that are none of it.
    @Test(arguments: [8, 16], [1, 2, 4])
    func lastByte(blockByteCount: Int, blocks: Int) throws {
        let total = blockByteCount * blocks
        for last in 0...255 as ClosedRange<UInt8> {
            let uniform = [UInt8](repeating: last, count: total)
            let isLegal = 1...blockByteCount ~= Int(last)
            #expect(dataByteCount(uniform, blockByteCount) == (isLegal ? total - Int(last) : nil))

            var alone = [UInt8](repeating: ~last, count: total)
            alone[total - 1] = last
            #expect(dataByteCount(alone, blockByteCount) == (last == 1 ? total - 1 : nil))
        }
    }

    /// One wrong bit anywhere in the padding, and a wrong byte right before it, which is data.
    @Test(arguments: [8, 16])
    func everyBitOfThePaddingCounts(_ blockByteCount: Int) {
        for padding in 1...blockByteCount {
            let total = 2 * blockByteCount
            let good = pattern(total - padding, seed: 42) + [UInt8](repeating: UInt8(padding), count: padding)
            #expect(dataByteCount(good, blockByteCount) == total - padding)
            for index in total - padding..<total - 1 {
                for bit in 0..<8 as Range<UInt8> {
                    var bad = good
                    bad[index] ^= 1 << bit
                    #expect(dataByteCount(bad, blockByteCount) == nil)
                }
            }
            var data = good
            data[total - padding - 1] ^= 0xff
            #expect(dataByteCount(data, blockByteCount) == total - padding)
        }
    }

    private func dataByteCount(_ buffer: [UInt8], _ blockByteCount: Int) -> Int? {
        do {
            return try BlockPadding.dataByteCount(in: buffer.span.bytes, blockByteCount: blockByteCount)
        } catch {
            #expect(error == .unwrapFailed)
            return nil
        }
    }

    @Test(arguments: [
        (0, 8, CipherError.illegalDataLength), (7, 8, .illegalDataLength), (9, 8, .illegalDataLength),
        (8, 16, .illegalDataLength), (8, 0, .illegalParameter), (8, 256, .illegalParameter),
    ])
    func onlyWholeBlocks(_ byteCount: Int, _ blockByteCount: Int, _ expected: CipherError) {
        let buffer = [UInt8](repeating: 1, count: byteCount)
        #expect(
            refusal {
                _ = try BlockPadding.dataByteCount(in: buffer.span.bytes, blockByteCount: blockByteCount)
            } == expected)
    }
}
