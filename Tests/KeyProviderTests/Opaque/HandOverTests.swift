import CipherCore
import Foundation
import KeyBlob
import Testing

@testable import KeyProvider

/// A key that goes to a real second process, which goes on with it.
struct HandOverTests {
    /// The second process, at the other end of a socket. It ends with this.
    private final class Other {
        private let process: pid_t
        let socket: Int32

        /// - Parameter home: where its user's store is.
        init(_ mode: String, home: String) throws {
            var ends: [Int32] = [0, 0]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_adddup2(&actions, ends[1], 3)
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "HandOver").path
            let words = [program, mode].map(Self.copy) + [nil]
            let environment = ["KEYBLOB_HOME=" + home].map(Self.copy) + [nil]
            defer { for word in words + environment { free(word) } }
            var process: pid_t = 0
            let code = posix_spawn(&process, program, &actions, nil, words, environment)
            close(ends[1])
            socket = ends[0]
            self.process = process
            try #require(code == 0, "\(program) does not start: \(code)")
        }

        private static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }

        deinit {
            close(socket)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }

        private func send(_ bytes: [UInt8]) throws {
            var whole: [UInt8] = []
            whole.append(number: UInt32(bytes.count))
            whole += bytes
            try #require(whole.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) } == whole.count)
        }

        private func receive(_ count: Int) throws -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            try #require(
                bytes.withUnsafeMutableBytes { recv(socket, $0.baseAddress, count, Int32(MSG_WAITALL)) }
                    == count)
            return bytes
        }

        /// What the other process makes of the last piece of data, or says.
        func goOn(encrypting: Bool, _ blob: [UInt8], _ piece: [UInt8]) throws -> [UInt8] {
            for part in [[encrypting ? 0 : 1], blob, piece] { try send(part) }
            let length = try receive(4)
            return try receive(length.reversed().reduce(0) { $0 << 8 | Int($1) })
        }
    }

    @Test(arguments: KeySample.streams.filter { $0.testDescription != "archivable" })
    func throughTheUsersStore(_ sample: KeySample) throws {
        let shop = try StoreFolder()
        let sealingKey = try shop.store.opaqueSealingKey()
        try handOver(sample, to: Other("user", home: shop.path), sealingKey)
    }

    /// Without a store: the other process has no home that it could write to.
    @Test(arguments: KeySample.streams.filter { $0.testDescription != "archivable" })
    func throughTheChannel(_ sample: KeySample) throws {
        let other = try Other("channel", home: "/proc/nowhere")
        let sealingKey = try SealingKey.agreed(over: other.socket)
        try handOver(sample, to: other, sealingKey)
    }

    private func handOver(
        _ sample: KeySample, to other: Other, _ sealingKey: borrowing SealingKey
    ) throws {
        let step = try sample.make().blockByteCount ?? 7
        let text = pattern(4 * step + 3, seed: 6)
        var whole = try sample.make()
        let expected = try whole.encrypt(text, isFinal: true)
        for cut in stride(from: 0, through: 3 * step, by: step) {
            var here = try sample.make()
            let first = try here.encrypt(Array(text.prefix(cut)), isFinal: false)
            var key: SessionKey? = here
            let blob = try SessionKey.exportOpaque(destroying: &key, sealedBy: sealingKey)
            let second = try other.goOn(encrypting: true, blob, Array(text.dropFirst(cut)))
            #expect(first + second == expected, "cut at \(cut)")

            var reader = try sample.make()
            let opened = try reader.decrypt(Array(expected.prefix(cut)), isFinal: false)
            let readerBlob = try reader.exportOpaque(sealedBy: sealingKey)
            let rest = try other.goOn(encrypting: false, readerBlob, Array(expected.dropFirst(cut)))
            #expect(opened + rest == text, "cut at \(cut)")
        }
    }

    /// Another user's store, or another channel: the other process says which key it lacks.
    @Test func withoutTheKey() throws {
        let shop = try StoreFolder()
        let elsewhere = try StoreFolder()
        _ = try elsewhere.store.opaqueSealingKey()
        let blob = try SessionKey(sample: .aes128).exportOpaque(sealedBy: shop.store.opaqueSealingKey())
        let other = try Other("user", home: elsewhere.path)
        let answer = String(decoding: try other.goOn(encrypting: true, blob, []).dropFirst(), as: UTF8.self)
        #expect(answer.contains("opaqueKeySource") && answer.contains("user"), "\(answer)")

        let peer = try Other("channel", home: "/proc/nowhere")
        let channel = try SealingKey.agreed(over: peer.socket)
        let channelBlob = try SessionKey(sample: .aes128).exportOpaque(sealedBy: channel)
        let another = String(decoding: try other.goOn(encrypting: true, channelBlob, []).dropFirst(), as: UTF8.self)
        #expect(another.contains("opaqueKeySource") && another.contains("channel"), "\(another)")
    }

    /// The machine's store has a key of its own, and its BLOBs say so.
    @Test func theMachinesStore() throws {
        let folder = try StoreFolder()
        let store = ContainerStore(machinePath: folder.path, owner: geteuid(), group: getegid())
        let key = try store.opaqueSealingKey()
        #expect(key.source == .machine)
        let blob = try SessionKey(sample: .aes128).exportOpaque(sealedBy: key)
        #expect(try SealingKey.Source(namedBy: blob.span.bytes) == .machine)
        let again = try store.opaqueSealingKey(creating: false)
        #expect(refusal { try SessionKey(importingOpaque: blob.span.bytes, openedBy: again) } == nil)
        #expect(
            refusal {
                try SessionKey(importingOpaque: blob.span.bytes, openedBy: StoreFolder().store.opaqueSealingKey())
            }
                == .opaqueKeySource(.machine))
    }
}
