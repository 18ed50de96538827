import CCodecPeer
import Glibc
import KeyBlob

/// One file of a million BLOBs, mapped into memory, with an index of where each begins beside it.
///
/// Of sixteen, on average, five are SIMPLEBLOBs and four PUBLICKEYBLOBs of RSA-2048 (268 and 276 bytes), three are
/// KeyDataBlobs of AES-256 (44 bytes), three ECCPUBLICBLOBs of P-256 (72 bytes) and one is a PRIVATEKEYBLOB of RSA-2048
/// (1172 bytes), in an order that nobody can foresee: 248 bytes each. The file was written through the mapping, so that
/// whatever is measured is at least the second pass over it.
final class Batch: @unchecked Sendable {
    static let count = 1_000_000
    /// How far ahead of its turn the memory of a BLOB may be asked for.
    static let farthest = 16
    private static let shared = Batch()
    /// Where the next sample goes on, so that the samples together go through the whole file.
    nonisolated(unsafe) private static var next = 0

    private let bytes: UnsafeRawBufferPointer
    private let offsets: UnsafeMutablePointer<Int>

    private init() {
        let mix: [Material] =
            Array(repeating: .simple, count: 5) + Array(repeating: .rsaPublic, count: 4)
            + Array(repeating: .keyData, count: 3) + Array(repeating: .eccPublic, count: 3) + [.rsaPrivate]
        var chance = Chance(state: 2)
        let order = (0..<Self.count).map { _ in Int(chance.next() >> 60) }
        offsets = .allocate(capacity: Self.count + 1 + Self.farthest)
        var end = 0
        for (number, kind) in order.enumerated() {
            offsets[number] = end
            end += mix[kind].byteCount
        }
        for number in Self.count...Self.count + Self.farthest { offsets[number] = end }

        guard let file = tmpfile(), ftruncate(fileno(file), end) == 0,
            let start = mmap(nil, end, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0), start != MAP_FAILED
        else { fatalError("no temporary file of \(end) bytes") }
        for (number, kind) in order.enumerated() {
            UnsafeMutableRawBufferPointer(start: start + offsets[number], count: mix[kind].byteCount)
                .copyMemory(from: mix[kind].blob(number))
        }
        bytes = UnsafeRawBufferPointer(start: start, count: end)
    }

    /// The sum of what `body` reads from the next `turns` BLOBs; inlined, so that a turn is `body` alone. Memory is asked for
    /// the first bytes of the BLOB that is `ahead` further on, if any is asked for.
    @inline(__always)
    static func run(_ turns: Int, ahead: Int = 0, _ body: (UnsafeRawBufferPointer) throws(BlobError) -> UInt64)
        -> UInt64
    {
        let (bytes, offsets) = (shared.bytes, shared.offsets)
        var (sum, number): (UInt64, Int) = (0, next)
        do throws(BlobError) {
            for _ in 0..<turns {
                if ahead > 0 { peer_prefetch(bytes.baseAddress.unsafelyUnwrapped + offsets[number &+ ahead]) }
                sum &+= try body(UnsafeRawBufferPointer(rebasing: bytes[offsets[number]..<offsets[number &+ 1]]))
                number &+= 1
                if number == count { number = 0 }
            }
        } catch {
            fatalError("\(error)")
        }
        next = number
        return sum
    }
}
