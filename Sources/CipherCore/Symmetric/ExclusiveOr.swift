/// Exclusive-or of two byte strings into a third, wide words at a time. Lengths are multiples of eight bytes.
///
/// The right operand may lie in the memory that is written: ahead of it when going forward, behind it when going
/// backward. No word is written before the right operand's bytes in it have been read.
enum ExclusiveOr {
    private typealias Wide = SIMD4<UInt64>

    @inline(__always)
    static func forward(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, into destination: UnsafeMutableRawPointer, byteCount: Int
    ) {
        let wideByteCount = byteCount & -MemoryLayout<Wide>.size
        for offset in stride(from: 0, to: wideByteCount, by: MemoryLayout<Wide>.size) {
            combine(left + offset, right + offset, into: destination + offset, as: Wide.self)
        }
        for offset in stride(from: wideByteCount, to: byteCount, by: 8) {
            combine(left + offset, right + offset, into: destination + offset, as: SIMD2<UInt32>.self)
        }
    }

    @inline(__always)
    static func backward(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, into destination: UnsafeMutableRawPointer, byteCount: Int
    ) {
        let wideByteCount = byteCount & -MemoryLayout<Wide>.size
        for offset in stride(from: byteCount - 8, through: wideByteCount, by: -8) {
            combine(left + offset, right + offset, into: destination + offset, as: SIMD2<UInt32>.self)
        }
        let last = wideByteCount - MemoryLayout<Wide>.size
        for offset in stride(from: last, through: 0, by: -MemoryLayout<Wide>.size) {
            combine(left + offset, right + offset, into: destination + offset, as: Wide.self)
        }
    }

    @inline(__always)
    private static func combine<Word: SIMD>(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, into destination: UnsafeMutableRawPointer,
        as type: Word.Type
    ) where Word.Scalar: FixedWidthInteger {
        let result = left.loadUnaligned(as: Word.self) ^ right.loadUnaligned(as: Word.self)
        destination.storeBytes(of: result, as: Word.self)
    }
}
