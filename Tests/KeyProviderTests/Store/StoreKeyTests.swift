import CipherCore
import Foundation
import Testing

@testable import KeyProvider

/// The store key: in the clear, under a passphrase, and what is derived from it.
struct StoreKeyTests {
    private let shop: StoreFolder

    init() throws { shop = try StoreFolder() }

    @Test func passphrases() throws {
        let blob = try SamplePairs.exchange.get()
        let store = shop.store
        try store.create("mine", for: .aes).install(KeyPair(blob))
        #expect(try !store.hasPassphrase)
        let container = try StoreFolder.read(shop.file(of: "mine"))

        try store.setPassphrase("first")
        #expect(try store.hasPassphrase)
        // Who set it has given it.
        #expect(try store.open("mine", for: .aes).blob(.exchange) == blob)

        let other = shop.store
        #expect(try other.names(for: .aes) == ["mine"] && other.contains("mine", for: .aes))
        #expect(refusal { try other.open("mine", for: .aes) } == .store(.locked))
        #expect(refusal { try other.create("new", for: .aes) } == .store(.locked))
        #expect(refusal { try other.setPassphrase("second") } == .store(.locked))
        #expect(refusal { try other.removePassphrase() } == .store(.locked))
        #expect(refusal { try other.sealingKey("test") } == .store(.locked))
        for wrong in ["", "firs", "first ", "First"] {
            #expect(refusal { try other.unlock(wrong) } == .store(.wrongPassphrase))
        }
        #expect(refusal { try other.open("mine", for: .aes) } == .store(.locked))
        try other.unlock("first")
        #expect(try other.open("mine", for: .aes).blob(.exchange) == blob)

        try other.setPassphrase("second")
        #expect(refusal { try shop.store.unlock("first") } == .store(.wrongPassphrase))
        let third = shop.store
        try third.unlock("second")
        #expect(refusal { try third.setPassphrase("") } == .store(.wrongPassphrase))
        try third.removePassphrase()
        #expect(try shop.store.open("mine", for: .aes).blob(.exchange) == blob)
        try shop.store.unlock("anything: there is none")

        #expect(try StoreFolder.read(shop.file(of: "mine")) == container)
        #expect(try shop.names.count == 3)
    }

    /// The file's bytes never hold the key while it is under a passphrase.
    @Test func theKeyIsNotInTheClear() throws {
        let key = try StoreKey.random()
        let bytes = key.bytes.withUnsafeBytes { Array($0) }
        let weak = try Argon2id.Parameters(memoryKiB: 8, passes: 1, lanes: 1)
        let clear = try StoreKeyFile(key).serialized().withUnsafeBytes { Array($0) }
        let sealed = try StoreKeyFile(key, passphrase: [1, 2].span.bytes, weak).serialized().withUnsafeBytes {
            Array($0)
        }
        #expect(clear.count == 64 && Array(clear.suffix(32)) == bytes)
        #expect(sealed.count == 108)
        #expect(!(0...sealed.count - 8).contains { Array(sealed[$0..<$0 + 8]) == Array(bytes[..<8]) })
    }

    /// Each byte, each length and a longer file, of both kinds.
    @Test(arguments: [true, false]) func damagedFiles(hasPassphrase: Bool) throws {
        let key = try StoreKey.random()
        let weak = try Argon2id.Parameters(memoryKiB: 8, passes: 1, lanes: 1)
        let passphrase = [UInt8]("p".utf8)
        let file =
            try hasPassphrase
            ? StoreKeyFile(key, passphrase: passphrase.span.bytes, weak).serialized() : StoreKeyFile(key).serialized()
        let whole = file.withUnsafeBytes { Array($0) }
        func open(_ bytes: [UInt8]) throws -> StoreKey {
            try StoreKeyFile(parsing: bytes.span.bytes).open(passphrase: passphrase.span.bytes)
        }
        #expect(try open(whole).identifier == key.identifier)
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 1
            let error = refusal { try open(bytes) }
            switch index {
            case 8..<12: #expect(error == .store(.damaged(.version(UInt32(1) ^ 1 << (8 * UInt32(index - 8))))))
            // Only the seal can tell, or Argon2id's limits.
            case 16... where hasPassphrase:
                #expect(error == .store(.wrongPassphrase) || error == .store(.damaged(.contents)), "\(index)")
            default: #expect(error == .store(.damaged(.contents)), "\(index)")
            }
            #expect(refusal { try open(Array(whole[..<index])) } == .store(.damaged(.contents)))
        }
        #expect(refusal { try open(whole + [0]) } == .store(.damaged(.contents)))
    }

    @Test func sealingKeys() throws {
        let store = shop.store
        #expect(refusal { try store.sealingKey("opaque", creating: false) } == .store(.missing))
        let first = try store.sealingKey("opaque")
        let again = try shop.store.sealingKey("opaque", creating: false)
        let other = try store.sealingKey("another")
        let bytes = first.bytes.withUnsafeBytes { Array($0) }
        #expect(bytes.count == 32 && first.identifier.count == 16)
        #expect(again.bytes.withUnsafeBytes { Array($0) } == bytes && again.identifier == first.identifier)
        #expect(other.bytes.withUnsafeBytes { Array($0) } != bytes && other.identifier != first.identifier)
        try store.setPassphrase("p")
        #expect(try store.sealingKey("opaque").identifier == first.identifier)
        let elsewhere = try StoreFolder()
        #expect(try elsewhere.store.sealingKey("opaque").identifier != first.identifier)
    }

    /// Without its key a container is no more than damaged, and a new key does not hide that.
    @Test func aLostKey() throws {
        let container = try shop.store.create("mine", for: .aes)
        let key = shop.path + "/store.key"
        let kept = try StoreFolder.read(key)
        #expect(unlink(key) == 0)
        #expect(refusal { try shop.store.open("mine", for: .aes) } == .store(.damaged(.storeKey)))
        #expect(refusal { try container.install(KeyPair(SamplePairs.exchange.get())) } == .store(.damaged(.storeKey)))
        _ = try shop.store.create("new", for: .aes)
        #expect(refusal { try shop.store.open("mine", for: .aes) } == .store(.damaged(.storeKey)))
        try StoreFolder.write(kept, to: key)
        #expect(try shop.store.open("mine", for: .aes).revision == 1)
        #expect(refusal { try shop.store.open("new", for: .aes) } == .store(.damaged(.storeKey)))
    }
}
