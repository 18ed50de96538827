import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

@Suite final class StoredKeyTests {
    /// A key with what its parameters are set to.
    struct Sample: CustomTestStringConvertible, Sendable {
        var algorithm: AlgorithmIdentifier
        var bits: Int?
        var provider = Provider.aes
        var policy = SaltPolicy.standard
        var salt: [UInt8]?
        var mode: CipherMode?
        var iv = false
        var effectiveBits: Int?

        var testDescription: String {
            "\(algorithm) \(bits ?? 0) \(provider) salt \(policy) \(salt?.count ?? -1) \(mode.map { "\($0)" } ?? "") \(iv)"
        }

        func key() throws -> SessionKey {
            var key = try SessionKey(
                generating: algorithm, bits: bits, provider: provider, salt: policy, allowing: .weakKeys)
            if let salt { try key.setSalt(salt.span.bytes) }
            if let effectiveBits { try key.setEffectiveKeyBitLength(effectiveBits) }
            if let mode { try key.setMode(mode) }
            if iv, let block = key.blockByteCount { try key.setInitializationVector(sample(block).span.bytes) }
            return key
        }
    }

    /// All algorithms with all modes, with and without an IV; RC2 and RC4 with every kind of salt and in every provider.
    static let samples: [Sample] = {
        var all: [Sample] = []
        for algorithm in algorithms where algorithm != .rc4 {
            for mode in CipherMode.cryptoAPI {
                for iv in [false, true] { all.append(Sample(algorithm: algorithm, mode: mode, iv: iv)) }
            }
        }
        for algorithm in [AlgorithmIdentifier.rc2, .rc4] {
            for provider in [Provider.base, .strong, .enhanced, .aes, .rsaSchannel] {
                for policy in [SaltPolicy.standard, .none, .create] {
                    all.append(Sample(algorithm: algorithm, bits: 40, provider: provider, policy: policy))
                }
            }
            for count in [0, 1, 11, 24] {
                all.append(Sample(algorithm: algorithm, bits: 64, salt: sample(count)))
            }
            all.append(Sample(algorithm: algorithm, bits: 56, provider: .base, policy: .create))
        }
        for bits in [1, 40, 63, 128, 1024] {
            all.append(Sample(algorithm: .rc2, bits: 128, salt: sample(3), mode: .cfb8, iv: true, effectiveBits: bits))
        }
        return all
    }()

    private let owner: KeyPair

    init() throws { owner = try exchangePair(bits: 2048) }

    private func save(_ key: borrowing SessionKey, as name: String = "accounts") throws -> [UInt8] {
        try StoredKey.save(key, as: name, for: owner.publicKey, signedBy: owner)
    }

    private func load(_ bytes: [UInt8], _ name: String = "accounts") throws -> SessionKey {
        try StoredKey(reading: bytes.span.bytes).load(name, with: owner, signedBy: owner.publicKey)
    }

    /// A stream under the loaded key is the one that the stored key's would have been.
    @Test(arguments: samples) func streamsGoOn(_ parameters: Sample) throws {
        var key = try parameters.key()
        var loaded = try load(save(key))
        #expect(try loaded.encrypt(sample(100).span.bytes) == key.encrypt(sample(100).span.bytes))
        #expect(loaded.provider == key.provider && loaded.permissions == key.permissions)
        #expect(loaded.mode == key.mode && loaded.effectiveKeyBitLength == key.effectiveKeyBitLength)
        #expect(loaded.salt.withUnsafeBytes { Array($0) } == key.salt.withUnsafeBytes { Array($0) })
        #expect(
            loaded.initializationVector.withUnsafeBytes { Array($0) }
                == key.initializationVector.withUnsafeBytes { Array($0) })
    }

    @Test func permissions() throws {
        var key = try newKey(.aes256)
        try key.setPermissions([.decrypt, .read])
        var loaded = try load(save(key))
        #expect(loaded.permissions == [.decrypt, .read, .export])
        #expect(throws: ProviderError.notPermitted) { try loaded.encrypt([1].span.bytes) }
        var hiding = try newKey(.rc4)
        hiding.hidesSalt = true
        #expect(try load(save(hiding)).hidesSalt)
        let fixed = try SessionKey(generating: .aes256, isExportable: false)
        #expect(throws: TransferError.provider(.notExportable)) { try save(fixed) }
        // An archivable key may be stored, and what comes back may not leave again.
        let archivable = try SessionKey(generating: .aes256, isExportable: false, isArchivable: true)
        #expect(try !load(save(archivable)).isExportable)
    }

    @Test func everyByte() throws {
        let parameters = Sample(algorithm: .rc2, salt: sample(11), mode: .cfb8, iv: true, effectiveBits: 63)
        let bytes = try save(parameters.key())
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << (index % 8)
            let error = refusal { _ = try load(changed) }
            switch error {
            case .malformed, .storedKey(.badSignature): break
            default: Issue.record("byte \(index): \(String(describing: error))")
            }
        }
        for count in bytes.indices { #expect(throws: TransferError.self) { _ = try load(Array(bytes[..<count])) } }
        #expect(throws: TransferError.self) { _ = try load(bytes + [0]) }
        _ = try load(bytes)
    }

    /// Mallory has a key of his own wrapped for the owner, and puts it in the place of the owner's.
    @Test func substitution() throws {
        let mallory = try KeyPair(generating: .exchange)
        let key = try newKey(.aes256)
        let forged = try StoredKey.save(key, as: "accounts", for: owner.publicKey, signedBy: mallory)
        #expect(throws: TransferError.storedKey(.badSignature)) { _ = try load(forged) }
        var record = try Signed<StoredKeyRecord>(reading: forged).body
        record.signer = try KeyIdentity(of: owner.publicKey)
        let claimed = try Signed(record, by: mallory).written()
        #expect(throws: TransferError.storedKey(.badSignature)) { _ = try load(claimed) }
        // Another one of the owner's, under this name.
        let other = try save(key, as: "other")
        #expect(throws: TransferError.storedKey(.otherName)) { _ = try load(other) }
        // One that the owner stored for somebody else.
        let foreign = try StoredKey.save(key, as: "accounts", for: mallory.publicKey, signedBy: owner)
        #expect(throws: TransferError.storedKey(.foreignKey)) { _ = try load(foreign) }
    }

    /// What is signed and says what no key is.
    @Test func nonsenseThatIsSigned() throws {
        let record = try Signed<StoredKeyRecord>(reading: save(newKey(.aes256))).body
        let changes: [(inout StoredKeyRecord) -> Void] = [
            { $0.algorithm = AlgorithmIdentifier.aes128.rawValue }, { $0.mode = 0 }, { $0.mode = 3 },
            { $0.padding = 0 }, { $0.iv = [] }, { $0.salt = [1] }, { $0.keyBlob = [1] }, { $0.keyBlob[20] ^= 1 },
        ]
        for (index, change) in changes.enumerated() {
            var changed = record
            change(&changed)
            let bytes = try Signed(changed, by: owner).written()
            #expect(throws: TransferError.storedKey(.doesNotOpen), "\(index)") { _ = try load(bytes) }
        }
    }

    /// A key of every kind under the next pair; the old one opens it no more.
    @Test(arguments: samples) func rotation(_ parameters: Sample) throws {
        let next = try exchangePair(bits: 4096)
        var key = try parameters.key()
        let bytes = try save(key)
        let stored = try StoredKey(reading: bytes.span.bytes)
        let moved = try stored.rewrapped(
            "accounts", with: owner, signedBy: owner.publicKey, for: next.publicKey, signedBy: next)
        let read = try StoredKey(reading: moved.span.bytes)
        #expect(read.saved == stored.saved && read.algorithm == stored.algorithm)
        var loaded = try read.load("accounts", with: next, signedBy: next.publicKey)
        #expect(try loaded.encrypt(sample(100).span.bytes) == key.encrypt(sample(100).span.bytes))
        #expect(loaded.permissions == key.permissions && loaded.provider == key.provider)
        #expect(refusal { _ = try self.load(moved) } == .storedKey(.badSignature))
        #expect(
            refusal { _ = try read.load("accounts", with: self.owner, signedBy: next.publicKey) }
                == .storedKey(.foreignKey))
    }

    /// What may not leave a provider is its owner's all the same; what is not his is not rotated.
    @Test func rotationOfOthers() throws {
        let next = try exchangePair(bits: 4096)
        let owners = owner.publicKey
        let archivable = try SessionKey(generating: .aes256, isExportable: false, isArchivable: true)
        let bytes = try save(archivable)
        let moved = try StoredKey(reading: bytes.span.bytes).rewrapped(
            "accounts", with: owner, signedBy: owners, for: next.publicKey, signedBy: next)
        let loaded = try StoredKey(reading: moved.span.bytes).load("accounts", with: next, signedBy: next.publicKey)
        let isExportable = loaded.isExportable
        #expect(!isExportable)
        for (name, signer, expected) in [
            ("other", owners, StoredKeyError.otherName), ("accounts", next.publicKey, .badSignature),
        ] {
            let error = refusal {
                _ = try StoredKey(reading: bytes.span.bytes).rewrapped(
                    name, with: self.owner, signedBy: signer, for: next.publicKey, signedBy: next)
            }
            #expect(error == .storedKey(expected))
        }
    }

    @Test func names() throws {
        let key = try newKey(.aes256)
        for name in ["", "a/b", "Schlüssel", String(repeating: "n", count: StoredKey.longestName)] {
            let bytes = try save(key, as: name)
            #expect(try StoredKey(reading: bytes.span.bytes).name == name)
            _ = try load(bytes, name)
        }
        for name in ["n\0", String(repeating: "n", count: StoredKey.longestName + 1)] {
            #expect(throws: TransferError.self) { try save(key, as: name) }
        }
    }
}
