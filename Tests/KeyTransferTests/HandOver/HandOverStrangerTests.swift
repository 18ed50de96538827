import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Processes that may not have the keys, or that keys may not be taken from: of another user, another group, or simply
/// another process, as the policy says. The kernel names them.
@Suite(.serialized) struct HandOverStrangerTests {
    private static let nobody: UInt32 = 65534

    /// What the two sides have of an attempt; `isTrusted` is this process's policy.
    private func give(
        to stranger: SideProcess, trusting isTrusted: @escaping (PeerCredentials) -> Bool
    ) throws -> (error: TransferError?, kept: [String], answer: String?) {
        let listener = try Listener()
        try stranger.say("take \(listener.path)")
        let socket = try listener.accepted()
        var keys = KeyBundle()
        try keys.add(newKey(.aes128), as: "client write key")
        let error = refusal {
            defer { close(socket) }
            var source = try HandOverSource(over: socket, trusting: isTrusted)
            try source.handOver(&keys)
        }
        let answer = try stranger.answer()
        return (error, keys.roles, answer)
    }

    private func take(
        from stranger: SideProcess, trusting isTrusted: @escaping (PeerCredentials) -> Bool
    ) throws -> (error: TransferError?, answer: String?) {
        #expect(try stranger.ask("hold \(hex(plaintextBlob(of: newKey(.aes128))))") == "1")
        let listener = try Listener()
        try stranger.say("give \(listener.path) \(hex(sample(16)))")
        let socket = try listener.accepted()
        let error = refusal {
            defer { close(socket) }
            var receiver = try HandOverReceiver(over: socket, trusting: isTrusted)
            _ = try receiver.receive()
        }
        return (error, try stranger.answer())
    }

    private func untrusted(_ process: SideProcess, user: UInt32, group: UInt32) -> TransferError {
        .provider(.channel(.untrustedPeer(PeerCredentials(process: process.identifier, user: user, group: group))))
    }

    /// One policy for each thing that the kernel says of a process.
    @Test(arguments: ["process", "user", "group"]) func policy(_ field: String) throws {
        func isTrusted(_ peer: PeerCredentials, _ expected: Int32) -> Bool {
            switch field {
            case "process": peer.process == expected
            case "user": peer.user == geteuid() + UInt32(expected == 0 ? 1 : 0)
            default: peer.group == getegid() + UInt32(expected == 0 ? 1 : 0)
            }
        }
        let stranger = try SideProcess()
        let refused = try give(to: stranger) { isTrusted($0, 0) }
        #expect(refused.error == untrusted(stranger, user: geteuid(), group: getegid()))
        #expect(refused.kept == ["client write key"])
        // Nothing was sent, not even the agreement.
        #expect(refused.answer?.hasPrefix("provider(KeyProvider.ProviderError.channel") == true)
        #expect(refused.answer?.hasSuffix(" 0") == true)

        let source = try SideProcess()
        let untaken = try take(from: source) { isTrusted($0, 0) }
        #expect(untaken.error == untrusted(source, user: geteuid(), group: getegid()))
        #expect(untaken.answer?.hasSuffix(" 1") == true)

        // The same policy knows whom it means.
        let friend = try SideProcess()
        let given = try give(to: friend) { isTrusted($0, friend.identifier) }
        #expect(given.error == nil && given.kept.isEmpty && given.answer == "1")
    }

    /// By default another user's process is a stranger, to either side.
    @Test(.enabled(if: geteuid() == 0, "only root can be another user")) func anotherUser() throws {
        let byDefault = { (peer: PeerCredentials) in peer.user == PeerCredentials.current.user }
        let stranger = try SideProcess()
        #expect(try stranger.ask("become \(Self.nobody)") == "0")
        let refused = try give(to: stranger, trusting: byDefault)
        #expect(refused.error == untrusted(stranger, user: Self.nobody, group: Self.nobody))
        #expect(refused.kept == ["client write key"])
        #expect(refused.answer?.contains("untrustedPeer") == true && refused.answer?.hasSuffix(" 0") == true)

        let source = try SideProcess()
        #expect(try source.ask("become \(Self.nobody)") == "0")
        let untaken = try take(from: source, trusting: byDefault)
        #expect(untaken.error == untrusted(source, user: Self.nobody, group: Self.nobody))
        #expect(untaken.answer?.hasSuffix(" 1") == true)

    }
}
