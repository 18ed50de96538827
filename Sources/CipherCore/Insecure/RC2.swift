internal import CLinux

/// RC2 (RFC 2268), with any effective key length: libgcrypt's is bound to the length of the key in bytes.
///
/// Broken as a cipher at the lengths in use; the CryptoAPI world is full of it.
final class RC2: BlockEngine {
    /// The RFC's K: 64 words of 16 bits, little-endian.
    private let expandedKey: SecretBytes
    private let mode: CipherMode

    init(_ key: CipherKey, mode: CipherMode) throws(CipherError) {
        expandedKey = try key.bytes.withUnsafeBytes { bytes throws(CipherError) in
            try Self.expanded(bytes, effectiveBits: key.effectiveBits)
        }
        self.mode = mode
    }

    func process(
        _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableRawBufferPointer,
        register: UnsafeMutableRawBufferPointer, _ direction: CipherDirection
    ) throws(CipherError) {
        try expandedKey.withUnsafeBytes { key throws(CipherError) in
            guard let key = key.baseAddress else { return }
            try Function(key: key).process(source, into: destination, mode: mode, register: register, direction)
        }
    }

    /// Expands a key of 1…128 bytes (RFC 2268 section 2).
    ///
    /// - Parameter effectiveBits: 1…1024: the strength, in bits, that the key is reduced to.
    static func expanded(
        _ key: UnsafeRawBufferPointer, effectiveBits: Int
    ) throws(CipherError) -> SecretBytes {
        guard 1...1024 ~= effectiveBits else { throw .illegalParameter }
        let effectiveByteCount = (effectiveBits + 7) / 8
        let mask: UInt8 = 0xff >> (8 * effectiveByteCount - effectiveBits)
        var expanded = try SecretBytes(count: 128)
        expanded.withUnsafeMutableBytes { expanded in
            expanded.copyMemory(from: key)
            for index in key.count..<128 {
                expanded[index] = Self.piTable[Int(expanded[index - 1] &+ expanded[index - key.count])]
            }
            let first = 128 - effectiveByteCount
            expanded[first] = Self.piTable[Int(expanded[first] & mask)]
            for index in (0..<first).reversed() {
                expanded[index] = Self.piTable[Int(expanded[index + 1] ^ expanded[index + effectiveByteCount])]
            }
        }
        return expanded
    }

    /// RFC 2268 sections 3 and 4, under an expanded key.
    struct Function: WordFunction {
        let key: UnsafeRawPointer

        @inline(__always)
        func encrypt(_ word: UInt64) -> UInt64 {
            var block = Block(word)
            block.encrypt(key)
            return block.value
        }

        @inline(__always)
        func decrypt(_ word: UInt64) -> UInt64 {
            var block = Block(word)
            block.decrypt(key)
            return block.value
        }
    }

    /// One block in the making: the RFC's R[0]…R[3].
    private struct Block {
        private var r0: UInt16
        private var r1: UInt16
        private var r2: UInt16
        private var r3: UInt16

        /// The block of eight bytes whose little-endian value is `value`.
        @inline(__always)
        init(_ value: UInt64) {
            r0 = UInt16(truncatingIfNeeded: value)
            r1 = UInt16(truncatingIfNeeded: value >> 16)
            r2 = UInt16(truncatingIfNeeded: value >> 32)
            r3 = UInt16(truncatingIfNeeded: value >> 48)
        }

        @inline(__always)
        var value: UInt64 { UInt64(r0) | UInt64(r1) << 16 | UInt64(r2) << 32 | UInt64(r3) << 48 }

        /// RFC 2268 section 3.
        @inline(__always)
        mutating func encrypt(_ key: UnsafeRawPointer) {
            mix(0..<5, key)
            mash(key)
            mix(5..<11, key)
            mash(key)
            mix(11..<16, key)
        }

        /// RFC 2268 section 4: the same backwards.
        @inline(__always)
        mutating func decrypt(_ key: UnsafeRawPointer) {
            unmix(11..<16, key)
            unmash(key)
            unmix(5..<11, key)
            unmash(key)
            unmix(0..<5, key)
        }

        @inline(__always)
        private mutating func mix(_ rounds: Range<Int>, _ key: UnsafeRawPointer) {
            for round in rounds {
                r0 = rotatedLeft(early(r0 &+ word(4 * round, of: key)) &+ (r3 & r2) &+ (~r3 & r1), by: 1)
                r1 = rotatedLeft(early(r1 &+ word(4 * round + 1, of: key)) &+ (r0 & r3) &+ (~r0 & r2), by: 2)
                r2 = rotatedLeft(early(r2 &+ word(4 * round + 2, of: key)) &+ (r1 & r0) &+ (~r1 & r3), by: 3)
                r3 = rotatedLeft(early(r3 &+ word(4 * round + 3, of: key)) &+ (r2 & r1) &+ (~r2 & r0), by: 5)
            }
        }

        @inline(__always)
        private mutating func unmix(_ rounds: Range<Int>, _ key: UnsafeRawPointer) {
            for round in rounds.reversed() {
                r3 = early(rotatedLeft(r3, by: 11) &- word(4 * round + 3, of: key) &- (r2 & r1)) &- (~r2 & r0)
                r2 = early(rotatedLeft(r2, by: 13) &- word(4 * round + 2, of: key) &- (r1 & r0)) &- (~r1 & r3)
                r1 = early(rotatedLeft(r1, by: 14) &- word(4 * round + 1, of: key) &- (r0 & r3)) &- (~r0 & r2)
                r0 = early(rotatedLeft(r0, by: 15) &- word(4 * round, of: key) &- (r3 & r2)) &- (~r3 & r1)
            }
        }

        /// A value to be computed before the last term is known, which comes from the step before. The optimiser would
        /// add up the terms first: one operation more in a chain of 64 steps, a third of the speed.
        @inline(__always)
        private func early(_ word: UInt16) -> UInt16 { UInt16(truncatingIfNeeded: kb_value_barrier(UInt64(word))) }

        @inline(__always)
        private mutating func mash(_ key: UnsafeRawPointer) {
            r0 &+= word(Int(r3 & 63), of: key)
            r1 &+= word(Int(r0 & 63), of: key)
            r2 &+= word(Int(r1 & 63), of: key)
            r3 &+= word(Int(r2 & 63), of: key)
        }

        @inline(__always)
        private mutating func unmash(_ key: UnsafeRawPointer) {
            r3 &-= word(Int(r2 & 63), of: key)
            r2 &-= word(Int(r1 & 63), of: key)
            r1 &-= word(Int(r0 & 63), of: key)
            r0 &-= word(Int(r3 & 63), of: key)
        }

        @inline(__always)
        private func word(_ index: Int, of key: UnsafeRawPointer) -> UInt16 {
            UInt16(littleEndian: key.load(fromByteOffset: 2 * index, as: UInt16.self))
        }

        @inline(__always)
        private func rotatedLeft(_ word: UInt16, by bits: UInt16) -> UInt16 { word &<< bits | word &>> (16 &- bits) }
    }

    /// A permutation of 0…255 made from the digits of π (RFC 2268 section 2).
    private static let piTable: [UInt8] = [
        0xd9, 0x78, 0xf9, 0xc4, 0x19, 0xdd, 0xb5, 0xed, 0x28, 0xe9, 0xfd, 0x79, 0x4a, 0xa0, 0xd8, 0x9d,
        0xc6, 0x7e, 0x37, 0x83, 0x2b, 0x76, 0x53, 0x8e, 0x62, 0x4c, 0x64, 0x88, 0x44, 0x8b, 0xfb, 0xa2,
        0x17, 0x9a, 0x59, 0xf5, 0x87, 0xb3, 0x4f, 0x13, 0x61, 0x45, 0x6d, 0x8d, 0x09, 0x81, 0x7d, 0x32,
        0xbd, 0x8f, 0x40, 0xeb, 0x86, 0xb7, 0x7b, 0x0b, 0xf0, 0x95, 0x21, 0x22, 0x5c, 0x6b, 0x4e, 0x82,
        0x54, 0xd6, 0x65, 0x93, 0xce, 0x60, 0xb2, 0x1c, 0x73, 0x56, 0xc0, 0x14, 0xa7, 0x8c, 0xf1, 0xdc,
        0x12, 0x75, 0xca, 0x1f, 0x3b, 0xbe, 0xe4, 0xd1, 0x42, 0x3d, 0xd4, 0x30, 0xa3, 0x3c, 0xb6, 0x26,
        0x6f, 0xbf, 0x0e, 0xda, 0x46, 0x69, 0x07, 0x57, 0x27, 0xf2, 0x1d, 0x9b, 0xbc, 0x94, 0x43, 0x03,
        0xf8, 0x11, 0xc7, 0xf6, 0x90, 0xef, 0x3e, 0xe7, 0x06, 0xc3, 0xd5, 0x2f, 0xc8, 0x66, 0x1e, 0xd7,
        0x08, 0xe8, 0xea, 0xde, 0x80, 0x52, 0xee, 0xf7, 0x84, 0xaa, 0x72, 0xac, 0x35, 0x4d, 0x6a, 0x2a,
        0x96, 0x1a, 0xd2, 0x71, 0x5a, 0x15, 0x49, 0x74, 0x4b, 0x9f, 0xd0, 0x5e, 0x04, 0x18, 0xa4, 0xec,
        0xc2, 0xe0, 0x41, 0x6e, 0x0f, 0x51, 0xcb, 0xcc, 0x24, 0x91, 0xaf, 0x50, 0xa1, 0xf4, 0x70, 0x39,
        0x99, 0x7c, 0x3a, 0x85, 0x23, 0xb8, 0xb4, 0x7a, 0xfc, 0x02, 0x36, 0x5b, 0x25, 0x55, 0x97, 0x31,
        0x2d, 0x5d, 0xfa, 0x98, 0xe3, 0x8a, 0x92, 0xae, 0x05, 0xdf, 0x29, 0x10, 0x67, 0x6c, 0xba, 0xc9,
        0xd3, 0x00, 0xe6, 0xcf, 0xe1, 0x9e, 0xa8, 0x2c, 0x63, 0x16, 0x01, 0x3f, 0x58, 0xe2, 0x89, 0xa9,
        0x0d, 0x38, 0x34, 0x1b, 0xab, 0x33, 0xff, 0xb0, 0xbb, 0x48, 0x0c, 0x5f, 0xb9, 0xb1, 0xcd, 0x2e,
        0xc5, 0xf3, 0xdb, 0x47, 0xe5, 0xa5, 0x9c, 0x77, 0x0a, 0xa6, 0x20, 0x68, 0xfe, 0x7f, 0xc1, 0xad,
    ]
}
