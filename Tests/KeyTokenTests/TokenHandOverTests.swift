import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

@testable import KeyToken

/// Keys of a token in a bundle that is handed over: the token keeps them, and the other side goes on with them.
@Suite(.serialized) struct TokenHandOverTests {
    /// Hands `keys` over within this process, and returns what arrived.
    private func handOver(
        _ keys: consuming KeyBundle, receiving: @escaping @Sendable (inout KeyBundle) throws -> Void
    ) throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        let (near, far) = (ends[0], ends[1])
        defer {
            close(near)
            close(far)
        }
        let done = DispatchSemaphore(value: 0)
        let failure = Guarded<(any Error)?>(nil)
        Thread.detachNewThread {
            do {
                var receiver = try HandOverReceiver(over: far)
                var received = try receiver.receive()
                try receiving(&received)
            } catch {
                failure.withLock { $0 = error }
            }
            done.signal()
        }
        var source = try HandOverSource(over: near)
        try source.handOver(&keys)
        #expect(keys.roles.isEmpty)
        try #require(done.wait(timeout: .now() + 30) == .success)
        if let error = failure.withLock({ $0 }) { throw error }
    }

    @Test func aSessionKeyStaysInItsToken() throws {
        let token = try TokenWorld.token(.peers)
        var software = try softwareKey(.aes128, pattern(16, seed: 3))
        var key = try token.store(software, label: "handed over")
        let identifier = key.key.identifier
        var (ours, theirs) = (pattern(48), pattern(48))
        _ = try ours.withUnsafeMutableBytes { try key.encrypt($0, byteCount: $0.count, isFinal: false) }
        _ = try theirs.withUnsafeMutableBytes { try software.encrypt($0, byteCount: $0.count, isFinal: false) }
        #expect(ours == theirs)
        let rest = pattern(21, seed: 4)
        let expected = try software.encrypt(rest.span.bytes)

        var keys = KeyBundle()
        let reference = try key.exportReferenceAndDestroy()
        try keys.add(reference: reference, as: "write key", position: 3)
        // A key of this process goes along, and leaves it.
        try keys.add(softwareKey(.aes256, pattern(32)), as: "MAC key")
        try handOver(keys) { received in
            #expect(try received.position(of: "write key") == 3)
            #expect(throws: TransferError.handOver(.missing(role: "write key"))) { _ = try received.take("write key") }
            let arrived = try received.takeReference("write key")
            #expect(arrived == reference)
            #expect(try plaintextBlob(received.take("MAC key")) == plaintextBlob(softwareKey(.aes256, pattern(32))))
            // Another process with the PIN goes on where the stream stood.
            #expect(try TokenWorld.peer("encrypt", arrived, rest) == TokenWorld.hex(expected))
        }
        // Not destroyed: it is found in the token, and encrypts.
        var again = try TokenSessionKey(importing: TokenReference(parsing: reference.span.bytes), from: token)
        #expect(try again.encrypt(rest.span.bytes) == expected)
        _ = try token.key(identifier: identifier)
    }

    @Test func aPairStaysInItsToken() throws {
        let token = try TokenWorld.token(.peers)
        let pair = try token.store(exchangePair(), label: "handed-over pair")
        let wrapped = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        let expected = try plaintextBlob(softwareKey(.aes128, pattern(16)))
        var keys = KeyBundle()
        try keys.add(reference: pair.exportReference(), as: "pair")
        try handOver(keys) { received in
            let arrived = try received.takeReference("pair")
            #expect(try TokenWorld.peer("unwrap", arrived, wrapped) == TokenWorld.hex(expected))
        }
        let key = try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair)
        #expect(try plaintextBlob(key) == expected)
    }

    /// What is no reference is not taken for one: a key in a BLOB would go on living here.
    @Test func onlyReferencesAreReferences() throws {
        let agreement = try ChannelAgreement(with: .current)
        let other = try ChannelAgreement(with: .current)
        let sealingKey = try agreement.finish(other.message.span.bytes)
        let key = try softwareKey(.aes128, pattern(16))
        let token = try TokenWorld.token(.peers)
        let reference = try token.generateSessionKey(.aes128, label: "left").exportReference()
        var keys = KeyBundle()
        for bytes in [
            [], [1, 2, 3], try plaintextBlob(key), try key.exportOpaque(sealedBy: sealingKey), reference + [0],
            Array(reference.dropLast()),
        ] {
            do {
                try keys.add(reference: bytes, as: "no reference")
                Issue.record("\(bytes.count) bytes are taken for a reference")
            } catch TransferError.malformed {}
        }
        try keys.add(reference: reference, as: "reference")
        #expect(keys.roles == ["reference"])
    }
}
