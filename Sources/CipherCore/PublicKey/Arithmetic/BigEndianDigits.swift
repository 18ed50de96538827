/// Arithmetic on public numbers, big-endian, in as many bytes as they have.
extension [UInt8] {
    /// The sum with another number, in as many bytes: what is carried out is lost.
    func adding(_ number: UInt64) -> [UInt8] {
        var sum = self
        var carry = number
        for index in indices.reversed() {
            let digit = UInt64(sum[index]) + (carry & 0xff)
            sum[index] = UInt8(truncatingIfNeeded: digit)
            carry = (carry >> 8) + (digit >> 8)
        }
        return sum
    }

    /// The number less a smaller one, in as many bytes.
    func subtracting(_ number: UInt8) -> [UInt8] {
        var difference = self
        var borrow = number
        for index in indices.reversed() {
            let (byte, isBorrowed) = difference[index].subtractingReportingOverflow(borrow)
            difference[index] = byte
            borrow = isBorrowed ? 1 : 0
        }
        return difference
    }

    /// Half of the number, rounded down, in as many bytes.
    var halved: [UInt8] {
        indices.map { self[$0] >> 1 | ($0 > 0 ? self[$0 - 1] << 7 : 0) }
    }

    func remainder(dividingBy divisor: UInt32) -> UInt32 {
        reduce(0) { ($0 << 8 | UInt32($1)) % divisor }
    }
}
