/// A BLOB to measure with, laid out by hand, in 64 copies at all alignments: a single one would let the processor learn
/// every branch and the optimizer move the parse out of the loop. Nothing is written after `init`.
final class Material: @unchecked Sendable {
    let byteCount: Int
    private let stride: Int
    private let memory: UnsafeMutableRawBufferPointer

    init(_ blob: [UInt8]) {
        byteCount = blob.count
        stride = blob.count + 1
        memory = .allocate(byteCount: 64 * stride, alignment: 64)
        for copy in 0..<64 {
            UnsafeMutableRawBufferPointer(rebasing: memory[copy * stride..<copy * stride + byteCount])
                .copyBytes(from: blob)
        }
    }

    /// The copy for a turn; copies live as long as the process.
    @inline(__always)
    func blob(_ turn: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory.baseAddress.unsafelyUnwrapped + turn & 63 * stride, count: byteCount)
    }
}

extension Material {
    static let rsaPublic = Material(header(6, 0xA400) + words(0x3141_5352, 2048, 65537) + integer(256))
    static let rsaPrivate = Material(
        header(7, 0xA400) + words(0x3241_5352, 2048, 65537) + integer(256)
            + (1...5).flatMap { _ in integer(128) } + integer(256))
    static let simple = Material(header(1, 0x6610) + words(0xA400) + integer(256))
    static let plaintext = Material(header(8, 0x6610) + words(32) + integer(32))
    static let eccPublic = Material(words(0x3153_4345, 32) + integer(32) + integer(32))
    static let keyData = Material(words(0x4D42_444B, 1, 32) + integer(32))

    private static func header(_ type: UInt8, _ algorithm: UInt32) -> [UInt8] { [type, 2, 0, 0] + words(algorithm) }

    private static func words(_ values: UInt32...) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) } }
    }

    /// Odd, with its top bit set; otherwise of no meaning, for the codec does no arithmetic.
    private static func integer(_ byteCount: Int) -> [UInt8] {
        var bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        bytes[0] |= 1
        bytes[byteCount - 1] |= 0x80
        return bytes
    }
}
