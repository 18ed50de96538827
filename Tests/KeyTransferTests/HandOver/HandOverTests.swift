import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Keys cross, and go on where they stood.
struct HandOverTests {
    @Test(arguments: [AlgorithmIdentifier.aes128, .rc4])
    func theStreamGoesOn(_ algorithm: AlgorithmIdentifier) throws {
        let hash = try connectionKeys(algorithm)
        let keys = Guarded(try sampleBundle(hash))
        let text = sample(20)
        // A twin that was not handed over.
        var twin = try hash.key(.encryption, side: .client)
        _ = try encrypted(sample(48), with: &twin)
        let expected = try encrypted(sample(32), with: &twin)
        var code = try HashObject(hmacWith: try hash.key(.authentication, side: .client))
        try code.setHMACInfo(hash: .sha1)
        try code.update(text.span.bytes)
        let expectedCode = try code.value().withUnsafeBytes { Array($0) }

        let outcome = try handOver(keys) { bundle in
            #expect(try bundle.position(of: "client write key") == 3)
            var key = try bundle.take("client write key")
            #expect(try encrypted(sample(32), with: &key) == expected)
            var code = try HashObject(hmacWith: try bundle.take("client MAC key"))
            try code.setHMACInfo(hash: .sha1)
            try code.update(text.span.bytes)
            #expect(try code.value().withUnsafeBytes { Array($0) } == expectedCode)
            #expect(try bundle.takeReference("token key") == sampleReference())
            let isEmpty = bundle.isEmpty
            #expect(isEmpty)
        }
        #expect(outcome.sourceError == nil && outcome.receiverError == nil)
        #expect(outcome.receiverRoles == sampleRoles && outcome.sourceRoles.isEmpty)
        #expect(outcome.messages.count == 4)
    }

    /// The key is at the source until the receiver has it, and gone before the receiver may use it.
    @Test func theSourceDestroysBetweenAcknowledgementAndCommit() throws {
        let bundle = try sampleBundle(try connectionKeys())
        guard case .key(let slot) = bundle.entries[0].contents else { throw CancellationError() }
        let watched = WeakSlot(slot)
        let keys = Guarded(bundle)
        let alive = Guarded<[Bool]>([])
        let relay = Relay { _, message in
            alive.withLock { $0.append(watched.isAlive) }
            return message
        }
        _ = consume slot
        let outcome = try handOver(keys, through: relay)
        #expect(outcome.sourceError == nil)
        #expect(alive.withLock { $0 } == [true, true, true, true, false, false])
    }

    /// A key that may not leave stays, and nothing was said: the next bundle goes.
    @Test func whatMayNotLeaveStays() throws {
        let sockets = try SocketPair()
        let right = sockets.right
        let received = Background { () -> [String] in
            var roles: [String] = []
            _ = refusal {
                var receiver = try HandOverReceiver(over: right)
                roles = try receiver.receive().roles
            }
            return roles
        }
        var source = try HandOverSource(over: sockets.left)
        var keys = KeyBundle()
        try keys.add(SessionKey(generating: .aes128, isExportable: false), as: "data")
        #expect(refusal { try source.handOver(&keys) } == .provider(.notExportable))
        let kept = keys.roles
        #expect(kept == ["data"])
        var none = KeyBundle()
        guard case .malformed = refusal({ try source.handOver(&none) }) else {
            Issue.record("an empty bundle went")
            return
        }
        var others = try sampleBundle(try connectionKeys())
        try source.handOver(&others)
        #expect(try received.result() == sampleRoles)
    }

    @Test func roles() throws {
        var keys = try sampleBundle(try connectionKeys())
        for role in ["", "token key", "a\0b", String(repeating: "ä", count: 33)] {
            #expect(refusal { try keys.add(reference: sampleReference(), as: role) } == .handOver(.illegalRole(role)))
        }
        for (role, other) in [("token key", "client MAC key"), ("none", "none")] {
            #expect(refusal { _ = try keys.take(role) } == .handOver(.missing(role: role)))
            #expect(refusal { _ = try keys.takeReference(other) } == .handOver(.missing(role: other)))
        }
        let kept = keys.roles
        #expect(kept == sampleRoles)
        for number in keys.roles.count..<KeyBundle.capacity {
            try keys.add(reference: sampleReference(), as: "\(number)")
        }
        #expect(refusal { try keys.add(reference: sampleReference(), as: "more") } == .handOver(.illegalRole("more")))
    }
}

/// Says whether a key's place is still there, and does not keep it.
private final class WeakSlot: @unchecked Sendable {
    private weak var slot: Guarded<SessionKey?>?

    init(_ slot: Guarded<SessionKey?>) { self.slot = slot }

    var isAlive: Bool { slot != nil }
}
