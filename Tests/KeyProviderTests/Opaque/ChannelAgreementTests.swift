import CipherCore
import Foundation
import KeyBlob
import Testing

@testable import KeyProvider

/// A sealing key that two processes agree on.
struct ChannelAgreementTests {
    private let alice = PeerCredentials(process: 100, user: 1000, group: 1000)
    private let bob = PeerCredentials(process: 200, user: 1001, group: 1002)

    private func bytes(_ key: borrowing SealingKey) -> [UInt8] { key.bytes.bytes.array + key.identifier }

    @Test func bothSidesHaveOneKey() throws {
        var seen: Set<[UInt8]> = []
        for _ in 0..<20 {
            let here = try ChannelAgreement(with: bob, as: alice)
            let there = try ChannelAgreement(with: alice, as: bob)
            let (toBob, toAlice) = (here.message, there.message)
            #expect(toBob.count == ChannelAgreement.messageByteCount && toAlice.count == toBob.count)
            let mine = try here.finish(toAlice.span.bytes)
            let theirs = try there.finish(toBob.span.bytes)
            #expect(mine.source == .channel && theirs.source == .channel)
            #expect(bytes(mine) == bytes(theirs))
            #expect(seen.insert(bytes(mine)).inserted)
        }
    }

    /// Mallory answers Alice and calls Bob, and passes the messages on: they do not see each other, but him.
    @Test func aRelayIsSeen() throws {
        let mallory = PeerCredentials(process: 300, user: 1003, group: 1003)
        let toAlice = try ChannelAgreement(with: mallory, as: bob).message
        let toBob = try ChannelAgreement(with: mallory, as: alice).message
        #expect(
            refusal { try ChannelAgreement(with: mallory, as: alice).finish(toAlice.span.bytes) } == .channel(.relayed))
        #expect(
            refusal { try ChannelAgreement(with: mallory, as: bob).finish(toBob.span.bytes) } == .channel(.relayed))
    }

    /// A bit that changes on the way is seen at once, or makes two keys; what one seals the other does not open.
    @Test func tampering() throws {
        for bit in 0..<8 * ChannelAgreement.messageByteCount {
            let refused = refusal {
                let here = try ChannelAgreement(with: bob, as: alice)
                let there = try ChannelAgreement(with: alice, as: bob)
                let toAlice = there.message
                var toBob = here.message
                toBob[bit / 8] ^= 1 << (bit % 8)
                let mine = try here.finish(toAlice.span.bytes)
                let blob = try SessionKey(sample: .aes128).exportOpaque(sealedBy: mine)
                let theirs = try there.finish(toBob.span.bytes)
                #expect(bytes(mine) != bytes(theirs), "bit \(bit)")
                return try SessionKey(importingOpaque: blob.span.bytes, openedBy: theirs)
            }
            let expected: [ProviderError] = [
                .channel(.illegalMessage), .channel(.relayed), .opaqueKeySource(.channel),
            ]
            #expect(refused.map(expected.contains) == true, "bit \(bit): \(String(describing: refused))")
        }
    }

    @Test func messagesThatAreNone() throws {
        func finish(_ change: (inout [UInt8]) -> Void) throws -> ProviderError? {
            var message = try ChannelAgreement(with: alice, as: bob).message
            change(&message)
            return refusal { try ChannelAgreement(with: bob, as: alice).finish(message.span.bytes) }
        }
        #expect(try finish { _ in } == nil)
        #expect(try finish { $0.removeLast() } == .channel(.illegalMessage))
        #expect(try finish { $0.append(0) } == .channel(.illegalMessage))
        #expect(try finish { $0 = [] } == .channel(.illegalMessage))
        #expect(try finish { $0[0] = 0 } == .channel(.illegalMessage))
        // Points of small order, with which everybody's secret is zero.
        for first in [0, 1] as [UInt8] {
            #expect(
                try finish { $0.replaceSubrange(4..<36, with: [first] + [UInt8](repeating: 0, count: 31)) }
                    == .channel(.illegalMessage))
        }
        // One's own, sent back.
        let reflected = refusal {
            let here = try ChannelAgreement(with: alice, as: alice)
            let message = here.message
            return try here.finish(message.span.bytes)
        }
        #expect(reflected == .channel(.illegalMessage))
    }
}

/// The agreement over a socket.
struct ChannelSocketTests {
    /// Two ends of a socket, closed when they go.
    private struct Ends: ~Copyable {
        let left: Int32
        let right: Int32

        init(_ type: __socket_type = SOCK_STREAM) throws {
            var ends: [Int32] = [0, 0]
            try #require(socketpair(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
            left = ends[0]
            right = ends[1]
        }

        deinit {
            close(left)
            close(right)
        }
    }

    @Test(arguments: [UInt32(SOCK_STREAM.rawValue), UInt32(SOCK_SEQPACKET.rawValue)], [false, true])
    func agrees(_ type: UInt32, _ isBlocking: Bool) throws {
        let ends = try Ends(__socket_type(type))
        if !isBlocking { for end in [ends.left, ends.right] { _ = fcntl(end, F_SETFL, O_NONBLOCK) } }
        let right = ends.right
        let theirs = Guarded<[UInt8]>([])
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            if let key = try? SealingKey.agreed(over: right) {
                theirs.withLock { $0 = key.bytes.bytes.array + key.identifier }
            }
            done.signal()
        }
        let mine = try SealingKey.agreed(over: ends.left)
        done.wait()
        #expect(theirs.withLock { $0 } == mine.bytes.bytes.array + mine.identifier)
        // Nothing is left in it.
        var byte: UInt8 = 0
        #expect(recv(ends.left, &byte, 1, Int32(MSG_DONTWAIT)) == -1 && errno == EAGAIN)
    }

    @Test func theKernelNamesThePeer() throws {
        let ends = try Ends()
        let peer = try PeerCredentials(ofPeerOn: ends.left)
        #expect(peer == .current && peer.process == getpid() && peer.user == geteuid() && peer.group == getegid())
    }

    /// A stranger is told before anything is sent.
    @Test func strangersGetNothing() throws {
        let ends = try Ends()
        let refused = refusal { try SealingKey.agreed(over: ends.left) { _ in false } }
        #expect(refused == .channel(.untrustedPeer(.current)))
        var byte: UInt8 = 0
        #expect(recv(ends.right, &byte, 1, Int32(MSG_DONTWAIT)) == -1 && errno == EAGAIN)
    }

    @Test func silence() throws {
        let ends = try Ends()
        #expect(refusal { try SealingKey.agreed(over: ends.left, timeout: .milliseconds(30)) } == .channel(.timedOut))
        shutdown(ends.right, Int32(SHUT_WR))
        #expect(refusal { try SealingKey.agreed(over: ends.left) } == .channel(.io(code: ENOTCONN)))
        #expect(refusal { try SealingKey.agreed(over: -1) } == .channel(.io(code: EBADF)))
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(refusal { try SealingKey.agreed(over: file) } == .channel(.io(code: ENOTSOCK)))
        let lonely = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(lonely) }
        #expect(refusal { try SealingKey.agreed(over: lonely) } == .channel(.io(code: ENOTCONN)))
    }
}
