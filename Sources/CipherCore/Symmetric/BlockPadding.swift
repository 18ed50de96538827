/// The padding of PKCS #5 and PKCS #7 (RFC 5652 section 6.3): 1…block bytes, each with their number as its value.
///
/// A message that fills its blocks gets a whole block more. CryptoAPI pads so in CBC, ECB and CFB alike.
public enum BlockPadding {
    /// The length of `dataByteCount` bytes once padded, in bytes.
    ///
    /// - Throws: ``CipherError/messageTooLong`` where that is no `Int`; ``CipherError/illegalParameter`` unless the
    ///   count is not negative and the block has 1…255 bytes.
    public static func paddedByteCount(_ dataByteCount: Int, blockByteCount: Int) throws(CipherError) -> Int {
        guard dataByteCount >= 0, 1...255 ~= blockByteCount else { throw .illegalParameter }
        let (sum, overflow) = dataByteCount.addingReportingOverflow(
            blockByteCount - dataByteCount % blockByteCount)
        guard !overflow else { throw .messageTooLong }
        return sum
    }

    /// Writes the padding behind the first `dataByteCount` bytes of `buffer`.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless the buffer is exactly as long as
    ///   ``paddedByteCount(_:blockByteCount:)`` says; then nothing has changed.
    public static func pad(
        _ buffer: UnsafeMutableRawBufferPointer, dataByteCount: Int, blockByteCount: Int
    ) throws(CipherError) {
        guard try paddedByteCount(dataByteCount, blockByteCount: blockByteCount) == buffer.count else {
            throw .illegalParameter
        }
        let padding = UInt8(buffer.count - dataByteCount)
        for index in dataByteCount..<buffer.count { buffer[index] = padding }
    }

    /// The length of the data in the padded `buffer`, in bytes.
    ///
    /// The time depends on the lengths only, until the outcome, which is public, is known.
    ///
    /// - Throws: ``CipherError/illegalParameter`` unless the block has 1…255 bytes; ``CipherError/illegalDataLength``
    ///   unless the buffer is one block at least and a whole number of them; ``CipherError/unwrapFailed`` whatever is
    ///   wrong with the padding.
    public static func dataByteCount(in buffer: RawSpan, blockByteCount: Int) throws(CipherError) -> Int {
        guard 1...255 ~= blockByteCount else { throw .illegalParameter }
        guard buffer.byteCount > 0, buffer.byteCount.isMultiple(of: blockByteCount) else { throw .illegalDataLength }
        let last = buffer.byteCount - 1
        let padding = UInt64(buffer.unsafeLoad(fromByteOffset: last, as: UInt8.self))
        var difference: UInt64 = 0
        for distance in 0..<blockByteCount {
            let byte = UInt64(buffer.unsafeLoad(fromByteOffset: last - distance, as: UInt8.self))
            let isPadding = ConstantTimeMask(UInt64(distance), isBelow: padding)
            difference |= isPadding.select(byte ^ padding, else: 0)
        }
        let isGood =
            ConstantTimeMask(isZero: difference) & !ConstantTimeMask(isZero: padding)
            & ConstantTimeMask(padding, isBelow: UInt64(blockByteCount) + 1)
        guard isGood.isTrue else { throw .unwrapFailed }
        return buffer.byteCount - Int(ConstantTimeMask.publish(padding))
    }
}
