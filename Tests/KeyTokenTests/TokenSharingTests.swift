import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// Many threads, few sessions, children, and others who use the token meanwhile.
@Suite struct TokenSharingTests {
    /// Every thread gets what it would get alone, with sessions for all or with fewer than there are threads.
    @Test(arguments: [1, 2, 64])
    func threads(_ sessionCount: Int) throws {
        let token = try TokenWorld.token(.keys, maximumSessionCount: sessionCount)
        let software = try softwareKey(.aes256, pattern(32, seed: 8))
        let key = try TokenSessionKey(token.key(identifier: token.store(software, label: "shared").key.identifier))
        let pairBlob = try exchangePairBlob()
        let pair = try token.store(KeyPair(importing: pairBlob.span.bytes, allowing: .weakKeys), label: "shared pair")
        let wrapped = try software.exportWrapped(for: pair.publicKey)
        let plaintext = try plaintextBlob(software)
        let signature = try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1))
        let threadCount = 24
        let reference = try key.exportReference()
        let failures = Failures()
        DispatchQueue.concurrentPerform(iterations: threadCount) { number in
            do {
                var own = try TokenSessionKey(importing: TokenReference(parsing: reference.span.bytes), from: token)
                var twin = try softwareKey(.aes256, pattern(32, seed: 8))
                for round in 0..<12 {
                    let message = pattern(100 * round + number)
                    let ciphertext = try own.encrypt(message.span.bytes)
                    if try ciphertext != twin.encrypt(message.span.bytes) { failures.add("\(number): ciphertext") }
                    if try [UInt8](published: own.decrypt(ciphertext.span.bytes)) != message {
                        failures.add("\(number): plaintext")
                    }
                    let unwrapped = try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair)
                    if try plaintextBlob(unwrapped) != plaintext {
                        failures.add("\(number): unwrapped")
                    }
                    if try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1)) != signature {
                        failures.add("\(number): signature")
                    }
                }
            } catch {
                failures.add("\(number): \(error)")
            }
        }
        #expect(failures.all.isEmpty)
        #expect(token.pool.openSessionCount <= sessionCount)
    }

    private final class Failures: @unchecked Sendable {
        private let lock = NSLock()
        private var texts: [String] = []
        var all: [String] { lock.withLock { texts } }
        func add(_ text: String) { lock.withLock { texts.append(text) } }
    }

    /// A child of a process whose other threads are busy with the token. Where the module notices the fork, the child has
    /// to log in and is told so; where it does not, the login is inherited. Its keys work, and the parent's go on working.
    @Test(.serialized, arguments: [false, true])
    func fork(_ isNoticed: Bool) throws {
        let token = try TokenWorld.token(.forks)
        let key = try token.generateSessionKey(.aes128, label: "forked")
        let answer = try TokenWorld.peer(isNoticed ? "fork-noticed" : "fork", key.exportReference(), pattern(1000))
        #expect(answer == (isNoticed ? "1 0" : "0 0"))
    }

    /// Somebody deletes the key that is in use; another takes its place under the same identifier.
    @Test func deletedMeanwhile() throws {
        let token = try TokenWorld.token(.deletions)
        var key = try token.store(softwareKey(.aes128, pattern(16)), label: "short-lived")
        let pair = try token.generateKeyPair(.exchange, bits: 1024, label: "short-lived pair", allowing: .weakKeys)
        let wrapped = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        _ = try key.encrypt(pattern(10).span.bytes)
        try TokenWorld.token(.deletions).delete(key.key)
        try TokenWorld.token(.deletions).delete(pair.key)
        #expect(refusal { try key.encrypt(pattern(10).span.bytes) } == .keyMissing)
        #expect(refusal { try key.decrypt(pattern(16).span.bytes) } == .keyMissing)
        #expect(refusal { try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1)) } == .keyMissing)
        #expect(refusal { try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair) } == .keyMissing)
        #expect(refusal { try token.delete(key.key) } == .keyMissing)
        #expect(try token.keys().isEmpty)
    }
}
