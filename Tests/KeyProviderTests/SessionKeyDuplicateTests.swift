import CipherCore
import KeyBlob
import KeyProvider
import Testing

/// CryptDuplicateKey: a key in the middle of its work, twice.
struct SessionKeyDuplicateTests {
    @Test(arguments: SessionKey.algorithms, CipherMode.cryptoAPI)
    func goesOnFromTheSamePoint(_ algorithm: AlgorithmIdentifier, _ mode: CipherMode) throws {
        var key = try SessionKey(sample: algorithm)
        if algorithm != .rc4 {
            try key.setMode(mode)
            try key.setInitializationVector(pattern(key.blockByteCount ?? 0, seed: 7).span.bytes)
        }
        _ = try key.encrypt(pattern(48), isFinal: false)
        var copy = try key.duplicate()
        let rest = pattern(80, seed: 3)
        let first = try key.encrypt(rest, isFinal: true)
        let second = try copy.encrypt(rest, isFinal: true)
        #expect(second == first)
        // Both are back at their start, and neither moves the other.
        let again = try key.encrypt(pattern(32), isFinal: true)
        let copyAgain = try copy.encrypt(pattern(32), isFinal: true)
        #expect(copyAgain == again)
    }

    @Test func outlivesItsOriginal() throws {
        var key = try SessionKey(sample: .rc2, 5)
        try key.setSalt(pattern(11).span.bytes)
        try key.setEffectiveKeyBitLength(64)
        let copy = try key.duplicate()
        key.destroy()
        #expect(copy.copiedSalt == pattern(11) && copy.effectiveKeyBitLength == 64)
    }

    /// Threads share a key and no byte is lost: RC4's stream is cut into pieces whose order alone is open.
    @Test func manyThreadsShareAKey() async throws {
        let shared = Guarded(try SessionKey(sample: .rc4))
        var alone = try SessionKey(sample: .rc4)
        let pieces = 2000
        let stream = try alone.encrypt([UInt8](repeating: 0, count: pieces * 4), isFinal: false)
        let expected = (0..<pieces).map { Array(stream[$0 * 4..<$0 * 4 + 4]) }.map(\.description).sorted()
        let found = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try (0..<pieces / 8).map { _ in
                        try shared.withLock { try $0.encrypt([0, 0, 0, 0], isFinal: false) }.description
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(found.sorted() == expected)
    }
}
