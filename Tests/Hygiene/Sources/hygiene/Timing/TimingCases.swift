import CHygiene

@testable import CipherCore

/// What must take the same time, and for which two classes of inputs.
enum TimingCases {
    private typealias Buffer = UnsafeMutableRawBufferPointer

    static func all() throws -> [TimingCase] {
        try leaky + unpadding + blockPadding + comparison + OAEPTimingCases.all + RSATimingCases.all()
    }

    /// The cycles that `body` takes; it returns a number made of its result.
    @inline(__always)
    static func cycles(_ body: () throws -> UInt64) rethrows -> UInt64 {
        let begin = hygiene_cycles()
        hygiene_keep(try body())
        return hygiene_cycles() &- begin
    }

    /// Makes random bytes an encoded message of PKCS #1 v1.5 with the separator at `separator`.
    static func makePKCS1(_ block: UnsafeMutableRawBufferPointer, separator: Int) {
        (block[0], block[1]) = (0, 2)
        for index in 2..<separator where block[index] == 0 { block[index] = 1 }
        block[separator] = 0
    }

    /// Good padding around 16 bytes against four ways to be bad.
    private static var unpadding: [TimingCase] {
        [
            unpaddingCase("no padding at all") { $0[0] = 0x5a },
            unpaddingCase("a wrong first byte") {
                makePKCS1($0, separator: $0.count - 17); $0[0] = 1
            },
            unpaddingCase("an early separator") { makePKCS1($0, separator: 5) },
            unpaddingCase("no separator") {
                makePKCS1($0, separator: $0.count - 1); $0[$0.count - 1] = 9
            },
        ]
    }

    private static func unpaddingCase(
        _ what: String, _ spoil: @escaping (UnsafeMutableRawBufferPointer) -> Void
    ) -> TimingCase {
        TimingCase(
            name: "PKCS #1 v1.5 unpadding: good / \(what)", inputByteCount: 256,
            shape: { isSecond, block in if isSecond { spoil(block) } else { makePKCS1(block, separator: 239) } },
            measure: { input in
                let block = try SecretBytes(copying: input.bytes)
                return cycles {
                    let found = PKCS1Padding.examine(block, legalByteCounts: 16...16)
                    return found.isGood.select(found.messageByteCount, else: 0)
                }
            })
    }

    private static var blockPadding: [TimingCase] {
        [
            blockPaddingCase("1 byte / 16 bytes of good padding", { $0[63] = 1 }, { fill($0, 16) }),
            blockPaddingCase(
                "a zero / a wrong byte far away", { $0[63] = 0 },
                {
                    fill($0, 16); $0[48] = 0
                }),
            blockPaddingCase(
                "more than a block / a wrong byte close by", { $0[63] = 0xff },
                {
                    fill($0, 9); $0[62] = 0
                }),
        ]
    }

    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, _ padding: UInt8) {
        for index in buffer.indices.suffix(Int(padding)) { buffer[index] = padding }
    }

    private static func blockPaddingCase(
        _ what: String, _ first: @escaping (UnsafeMutableRawBufferPointer) -> Void,
        _ second: @escaping (UnsafeMutableRawBufferPointer) -> Void
    ) -> TimingCase {
        TimingCase(
            name: "block padding: \(what)", inputByteCount: 64,
            shape: { isSecond, buffer in if isSecond { second(buffer) } else { first(buffer) } },
            measure: { input in
                cycles { UInt64((try? BlockPadding.dataByteCount(in: input.bytes, blockByteCount: 16)) ?? 99) }
            })
    }

    /// The first half of an input against the second.
    private static var comparison: [TimingCase] {
        [
            comparisonCase("equal / different in the first byte") { $0[0] ^= 1 },
            comparisonCase("equal / different in the last byte") { $0[31] ^= 0x80 },
            comparisonCase("equal / different everywhere") { for index in 0..<32 { $0[index] = ~$0[index] } },
        ]
    }

    private static func comparisonCase(
        _ what: String, isLeaky: Bool = false, by compare: @escaping (RawSpan, RawSpan) -> Bool = constantTimeEqual,
        _ spoil: @escaping (UnsafeMutableRawBufferPointer) -> Void
    ) -> TimingCase {
        TimingCase(
            name: "\(isLeaky ? "leaky comparison" : "MAC comparison"): \(what)", isLeaky: isLeaky, inputByteCount: 64,
            shape: { isSecond, buffer in
                Buffer(rebasing: buffer[32...]).copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<32]))
                if isSecond { spoil(buffer) }
            },
            measure: { input in
                cycles { compare(input.bytes.extracting(first: 32), input.bytes.extracting(last: 32)) ? 1 : 0 }
            })
    }

    /// The controls: code that stops where it knows enough.
    private static var leaky: [TimingCase] {
        [
            TimingCase(
                name: "leaky unpadding: good / a wrong first byte", isLeaky: true, inputByteCount: 256,
                shape: { isSecond, block in
                    makePKCS1(block, separator: 239)
                    if isSecond { block[0] = 1 }
                },
                measure: { input in cycles { UInt64(Leaky.unpad(input.bytes) ?? 0) } }),
            comparisonCase("equal / different in the first byte", isLeaky: true, by: Leaky.isEqual) { $0[0] ^= 1 },
        ]
    }
}
