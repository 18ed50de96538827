/// MD2 (RFC 1319). Broken as a hash function; CryptoAPI keys were derived with it, and libgcrypt is built without it.
struct MD2: ~Copyable {
    private static let blockByteCount = 16

    /// The RFC's X (48 bytes), its checksum C (16), and the block that is filling up (16).
    private var memory: SecretBytes
    private static let checksum = 48  // offset
    private static let pending = 64  // offset
    private var pendingByteCount = 0

    init() throws(CipherError) {
        memory = try SecretBytes(count: Self.pending + Self.blockByteCount)
    }

    private init(memory: consuming SecretBytes, pendingByteCount: Int) {
        self.memory = memory
        self.pendingByteCount = pendingByteCount
    }

    borrowing func copy() throws(CipherError) -> MD2 {
        MD2(memory: try memory.copy(), pendingByteCount: pendingByteCount)
    }

    mutating func update(_ data: RawSpan) {
        var filled = pendingByteCount
        memory.withUnsafeMutableBytes { memory in
            for index in 0..<data.byteCount {
                memory[Self.pending + filled] = data.unsafeLoad(fromByteOffset: index, as: UInt8.self)
                filled += 1
                guard filled == Self.blockByteCount else { continue }
                Self.absorbPendingBlock(memory)
                filled = 0
            }
        }
        pendingByteCount = filled
    }

    /// Pads, appends the checksum as a last block, writes the value into the 16 bytes of `buffer`, and starts over.
    mutating func finish(into buffer: UnsafeMutableRawBufferPointer) {
        let filled = pendingByteCount
        memory.withUnsafeMutableBytes { memory in
            for index in filled..<Self.blockByteCount {
                memory[Self.pending + index] = UInt8(Self.blockByteCount - filled)
            }
            Self.absorbPendingBlock(memory)
            for index in 0..<Self.blockByteCount { memory[Self.pending + index] = memory[Self.checksum + index] }
            Self.absorbPendingBlock(memory)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<16]))
            for index in memory.indices { memory[index] = 0 }
        }
        pendingByteCount = 0
    }

    /// RFC 1319 sections 3.2 (checksum) and 3.4 (state), for one block.
    private static func absorbPendingBlock(_ memory: UnsafeMutableRawBufferPointer) {
        substitution.withUnsafeBufferPointer { substitution in
            var last = memory[checksum + 15]
            for index in 0..<16 {
                memory[checksum + index] ^= substitution[Int(memory[pending + index] ^ last)]
                last = memory[checksum + index]
            }
            for index in 0..<16 {
                memory[16 + index] = memory[pending + index]
                memory[32 + index] = memory[pending + index] ^ memory[index]
            }
            var previous: UInt8 = 0
            for round in 0..<18 as Range<UInt8> {
                for index in 0..<48 {
                    memory[index] ^= substitution[Int(previous)]
                    previous = memory[index]
                }
                previous &+= round
            }
        }
    }

    /// A permutation of 0…255 made from the digits of π (RFC 1319 section 3.2).
    private static let substitution: [UInt8] = [
        41, 46, 67, 201, 162, 216, 124, 1, 61, 54, 84, 161, 236, 240, 6, 19,
        98, 167, 5, 243, 192, 199, 115, 140, 152, 147, 43, 217, 188, 76, 130, 202,
        30, 155, 87, 60, 253, 212, 224, 22, 103, 66, 111, 24, 138, 23, 229, 18,
        190, 78, 196, 214, 218, 158, 222, 73, 160, 251, 245, 142, 187, 47, 238, 122,
        169, 104, 121, 145, 21, 178, 7, 63, 148, 194, 16, 137, 11, 34, 95, 33,
        128, 127, 93, 154, 90, 144, 50, 39, 53, 62, 204, 231, 191, 247, 151, 3,
        255, 25, 48, 179, 72, 165, 181, 209, 215, 94, 146, 42, 172, 86, 170, 198,
        79, 184, 56, 210, 150, 164, 125, 182, 118, 252, 107, 226, 156, 116, 4, 241,
        69, 157, 112, 89, 100, 113, 135, 32, 134, 91, 207, 101, 230, 45, 168, 2,
        27, 96, 37, 173, 174, 176, 185, 246, 28, 70, 97, 105, 52, 64, 126, 15,
        85, 71, 163, 35, 221, 81, 175, 58, 195, 92, 249, 206, 186, 197, 234, 38,
        44, 83, 13, 110, 133, 40, 132, 9, 211, 223, 205, 244, 65, 129, 77, 82,
        106, 220, 55, 200, 108, 193, 171, 250, 36, 225, 123, 8, 12, 189, 177, 74,
        120, 136, 149, 139, 227, 99, 232, 109, 233, 203, 213, 254, 59, 0, 29, 57,
        242, 239, 183, 14, 102, 88, 208, 228, 166, 119, 114, 248, 235, 117, 75, 10,
        49, 68, 80, 180, 143, 237, 31, 26, 219, 153, 141, 51, 159, 17, 131, 20,
    ]
}
