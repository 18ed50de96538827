/// Byte strings to look for, cut into windows of eight bytes at every offset: found is any eight of their bytes that
/// stand together.
struct WindowSet {
    static let windowByteCount = 8

    /// The names of the byte strings that a window is from.
    private var names: [UInt64: Set<String>] = [:]
    /// A bit for each of 2²⁰ hash values: nearly all memory is turned down here.
    private var bits = [UInt64](repeating: 0, count: 1 << 14)

    mutating func insert(_ name: String, _ bytes: [UInt8]) {
        guard bytes.count >= Self.windowByteCount else { return }
        for start in 0...(bytes.count - Self.windowByteCount) {
            let window = bytes[start..<start + Self.windowByteCount]
            // Zeros in front of a number, the tail of a padding: such bytes are everywhere.
            guard Set(window).count > 4 else { continue }
            let value = window.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            names[value, default: []].insert(name)
            let hash = Self.hash(value)
            bits[hash >> 6] |= 1 << UInt64(hash & 63)
        }
    }

    /// The names of what is found in `memory`, each with the number of its windows and the first of them.
    func find(in memory: UnsafeRawBufferPointer) -> [String: (count: Int, firstOffset: Int)] {
        var found: [String: (count: Int, firstOffset: Int)] = [:]
        guard memory.count >= Self.windowByteCount else { return found }
        bits.withUnsafeBufferPointer { bits in
            for offset in 0...(memory.count - Self.windowByteCount) {
                let value = memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let hash = Self.hash(value)
                guard bits[hash >> 6] >> UInt64(hash & 63) & 1 == 1, let names = names[value] else { continue }
                for name in names { found[name, default: (0, offset)].count += 1 }
            }
        }
        return found
    }

    @inline(__always)
    private static func hash(_ value: UInt64) -> Int { Int((value &* 0x9e37_79b9_7f4a_7c15) >> 44) }
}
