import Glibc
import Testing

@testable import CipherCore

/// Long data goes through several engines at once: the same bytes and the same register as through one.
struct ParallelEngineTests {
    typealias Setting = BulkEngineTests.Setting

    static let settings = [CipherAlgorithm.rc2, .des, .tripleDES, .desx, .aes128, .aes256].flatMap { algorithm in
        CipherMode.allCases.map { Setting(algorithm: algorithm, mode: $0) }
    }

    /// One long buffer in place, as one engine has it and as several have it.
    private func process(
        _ engine: any BlockEngine, _ data: [UInt8], _ vector: [UInt8], _ direction: CipherDirection
    ) throws -> (output: [UInt8], register: [UInt8]) {
        var (output, register) = (data, vector)
        try output.withUnsafeMutableBytes { output in
            try register.withUnsafeMutableBytes {
                try engine.process(UnsafeRawBufferPointer(output), into: output, register: $0, direction)
            }
        }
        return (output, register)
    }

    @Test(arguments: settings)
    func severalMakeWhatOneMakes(_ setting: Setting) throws {
        let key = try setting.key()
        let alone = try key.engine(for: setting.mode)
        let parallel = ParallelEngine(
            key, mode: setting.mode, alone: try key.engine(for: setting.mode), shortestByteCount: 4096)
        let longest = pattern(4096 + 7 * setting.vector.count, seed: 62)
        for blocksMore in [-1, 0, 7] {
            let data = Array(longest.prefix(4096 + blocksMore * setting.vector.count))
            for direction in [CipherDirection.encryption, .decryption] {
                let expected = try process(alone, data, setting.vector, direction)
                let result = try process(parallel, data, setting.vector, direction)
                #expect(result.output == expected.output && result.register == expected.register, "\(blocksMore)")
            }
        }
    }

    /// Through the front door: long data in pieces that begin and end inside blocks.
    @Test(arguments: [CipherMode.cfb, .ctr])
    func longRaggedPieces(_ mode: CipherMode) throws {
        let setting = Setting(algorithm: .tripleDES, mode: mode)
        let key = pattern(24, seed: 61)
        let data = pattern(setting.threshold + 40, seed: 63)
        var cipher = try BulkCipher(.tripleDES, key: key.span.bytes, mode: mode)
        var expected = data
        try stride(from: 0, to: data.count, by: 1024).forEach { offset in
            let end = min(offset + 1024, data.count)
            try expected.withUnsafeMutableBytes {
                try cipher.encrypt(UnsafeMutableRawBufferPointer(rebasing: $0[offset..<end]))
            }
        }
        for cuts in [[0, 3, 3 + setting.threshold + 5], [0, 8, 8 + setting.threshold]] {
            cipher.restart()
            var output = expected
            for (first, end) in zip(cuts, cuts.dropFirst() + [data.count]) {
                try output.withUnsafeMutableBytes {
                    try cipher.decrypt(UnsafeMutableRawBufferPointer(rebasing: $0[first..<end]))
                }
            }
            #expect(output == data)
        }
    }

    /// One caller has the helpers, the others work alone; nobody waits, and nobody gets another's result.
    @Test func manyCallersAtOnce() async throws {
        let setting = Setting(algorithm: .tripleDES, mode: .cbc)
        let data = pattern(setting.threshold * 2, seed: 64)
        let expected = try process(setting.key().engine(for: .cbc), data, setting.vector, .decryption).output
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let key = try setting.key()
                    let engine = ParallelEngine(key, mode: .cbc, alone: try key.engine(for: .cbc))
                    return try (0..<4).allSatisfy { _ in
                        try process(engine, data, setting.vector, .decryption).output == expected
                    }
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    /// The child has no helpers and works alone.
    @Test func aChildWorksAlone() throws {
        let setting = Setting(algorithm: .des, mode: .ecb)
        let key = try setting.key()
        let data = pattern(setting.threshold * 2, seed: 65)
        let engine = ParallelEngine(key, mode: .ecb, alone: try key.engine(for: .ecb))
        let expected = try process(engine, data, setting.vector, .encryption).output
        let child = fork()
        if child == 0 {
            alarm(30)
            let output = try? process(engine, data, setting.vector, .encryption).output
            _exit(output == expected ? 0 : 1)
        }
        var status: CInt = -1
        #expect(waitpid(child, &status, 0) == child)
        #expect(status == 0)
    }

    @Test func everyPartIsDoneOnce() {
        for count in [0, 1, 2, 3, 100] {
            let counts = UnsafeMutableBufferPointer<Int>.allocate(capacity: max(count, 1))
            counts.initialize(repeating: 0)
            defer { counts.deallocate() }
            for _ in 0..<50 { WorkerPool.shared.perform(count) { counts[$0] += 1 } }
            #expect(counts.prefix(count).allSatisfy { $0 == 50 })
        }
    }
}

extension BulkEngineTests.Setting {
    fileprivate var threshold: Int { ParallelEngine.shortestByteCount(algorithm, mode) }
}
