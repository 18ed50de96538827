import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// OPAQUEKEYBLOBs as BLOBs: what opens them and what does not.
struct OpaqueKeyTests {
    private func open(_ blob: [UInt8], _ sealingKey: borrowing SealingKey, for provider: Provider? = nil)
        -> ProviderError?
    {
        refusal { try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey, provider: provider) }
    }

    @Test func theHeadIsInTheClear() throws {
        let sealingKey = try SealingKey.sample(.machine)
        let blob = try SessionKey(sample: .rc4).exportOpaque(sealedBy: sealingKey)
        let view = try OpaqueSessionKeyBlob(parsing: blob.span.bytes)
        #expect(view.keyAlgorithm == .rc4 && view.version == 1 && view.provider == 4 && view.keySource == 2)
        #expect(view.keyIdentifier.array == sealingKey.identifier)
        #expect(try SealingKey.Source(namedBy: blob.span.bytes) == .machine)
        // Behind it there is nothing that one could read, and no two are alike.
        let again = try SessionKey(sample: .rc4).exportOpaque(sealedBy: sealingKey)
        #expect(zip(blob, again).dropFirst(40).count { $0 == $1 } < 30)
    }

    /// Each bit of a BLOB, turned: refused, with one of few errors.
    @Test(arguments: [AlgorithmIdentifier.rc4, .aes128])
    func everyBitCounts(_ algorithm: AlgorithmIdentifier) throws {
        let sealingKey = try SealingKey.sample()
        let blob = try SessionKey(sample: algorithm).exportOpaque(sealedBy: sealingKey)
        for bit in 0..<8 * blob.count {
            var damaged = blob
            damaged[bit / 8] ^= 1 << (bit % 8)
            guard let refused = open(damaged, sealingKey) else {
                Issue.record("bit \(bit) may be either")
                continue
            }
            switch (bit / 8, refused) {
            case (0..<24, .blob), (4..<8, .opaqueKeyDamaged), (16..<20, .opaqueKeyDamaged), (20..<24, .opaqueKeySource),
                (24..<40, .opaqueKeySource), (40..., .opaqueKeyDamaged):
                break
            default: Issue.record("bit \(bit): \(refused)")
            }
        }
        // Every other value of every byte of the head.
        for offset in 0..<56 {
            for value in 0...255 as ClosedRange<UInt8> where value != blob[offset] {
                var damaged = blob
                damaged[offset] = value
                #expect(open(damaged, sealingKey) != nil, "\(value) at \(offset)")
            }
        }
    }

    @Test func everyLengthCounts() throws {
        let sealingKey = try SealingKey.sample()
        let blob = try SessionKey(sample: .aes256).exportOpaque(sealedBy: sealingKey)
        for byteCount in 0..<blob.count {
            let refused = open(Array(blob.prefix(byteCount)), sealingKey)
            if byteCount < 72 {
                guard case .blob = refused else {
                    Issue.record("\(byteCount): \(String(describing: refused))")
                    continue
                }
            } else {
                #expect(refused == .opaqueKeyDamaged)
            }
        }
        for extra in 1...20 { #expect(open(blob + pattern(extra), sealingKey) == .opaqueKeyDamaged) }
        #expect(open(blob + blob, sealingKey) == .opaqueKeyDamaged)
    }

    @Test func versionsToComeAreNamed() throws {
        let sealingKey = try SealingKey.sample()
        var blob = try SessionKey(sample: .aes256).exportOpaque(sealedBy: sealingKey)
        blob[12] = 2
        guard case .blob(let error) = open(blob, sealingKey) else {
            Issue.record("version 2 was read")
            return
        }
        #expect(error.reason == .unsupportedVersion)
        blob[8] = 0
        guard case .blob(let foreign) = open(blob, sealingKey) else {
            Issue.record("another provider's was read")
            return
        }
        #expect(foreign.reason == .badMagic)
    }

    /// Another source, or another key of the same source: one error, which names the source that it takes.
    @Test(arguments: SealingKey.Source.allCases, SealingKey.Source.allCases)
    func anotherSource(_ sealed: SealingKey.Source, _ opened: SealingKey.Source) throws {
        let blob = try SessionKey(sample: .aes256).exportOpaque(sealedBy: try .sample(sealed))
        let refused = sealed == opened ? nil : ProviderError.opaqueKeySource(sealed)
        #expect(open(blob, try .sample(opened)) == refused)
        #expect(open(blob, try .sample(opened, seed: 60)) == .opaqueKeySource(sealed))
        // A key that lies about its name opens nothing.
        let name = try SealingKey.sample(sealed).identifier
        let impostor = try SealingKey.of(sealed, pattern(32, seed: 90), name)
        #expect(open(blob, impostor) == .opaqueKeyDamaged)
    }

    @Test(arguments: Provider.allCases)
    func aKeyReturnsToItsProvider(_ provider: Provider) throws {
        let sealingKey = try SealingKey.sample()
        let key = try SessionKey(authenticating: pattern(20), provider: provider == .dss ? .aes : provider)
        let blob = try key.exportOpaque(sealedBy: sealingKey)
        for other in Provider.allCases {
            #expect(
                open(blob, sealingKey, for: other) == (other == key.provider ? nil : .opaqueKeyProvider(key.provider)))
        }
        #expect(open(blob, sealingKey) == nil)
    }

    /// Schannel's keys are made to be handed over; others must have leave to go.
    @Test func leave() throws {
        let sealingKey = try SealingKey.sample()
        let locked = try SessionKey(sample: .aes128, isExportable: false)
        #expect(refusal { try locked.exportOpaque(sealedBy: sealingKey) } == .notExportable)
        let authenticator = try SessionKey(authenticating: pattern(20), isExportable: false)
        #expect(refusal { try authenticator.exportOpaque(sealedBy: sealingKey) } == .notExportable)
        for (algorithm, byteCount, role) in [
            (AlgorithmIdentifier.rc4, 16, SessionKey.Role.schannelEncryption),
            (.schannelMACKey, 20, .schannelAuthentication),
        ] {
            let key = try SessionKey.schannel(algorithm, byteCount, role)
            let again = try key.handedOver(by: sealingKey)
            #expect(key.isExportable == false && again.isExportable == false)
            #expect(refusal { try key.exportPlaintext() } == .notExportable)
        }
    }

    @Test func destroyedWhenItIsGone() throws {
        let sealingKey = try SealingKey.sample()
        let expected = try SessionKey(sample: .des).fields
        var key: SessionKey? = try SessionKey(sample: .des)
        let blob = try SessionKey.exportOpaque(destroying: &key, sealedBy: sealingKey)
        let isGone = key == nil
        #expect(isGone)
        #expect(try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey).fields == expected)
        #expect(refusal { try SessionKey.exportOpaque(destroying: &key, sealedBy: sealingKey) } == .noKey)

        // Nothing went: it stays.
        var locked: SessionKey? = try SessionKey(sample: .des, isExportable: false)
        #expect(refusal { try SessionKey.exportOpaque(destroying: &locked, sealedBy: sealingKey) } == .notExportable)
        let stays = locked != nil
        #expect(stays)
    }

    /// BLOBs of version 1 open for ever, and go on as they did.
    @Test(arguments: try golden("keyblob-opaque-1", "OPAQUEKEYBLOB session key"))
    func version1(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let sealingKey = try SealingKey.of(record)
        var key = try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey)
        let (algorithm, provider) = (key.algorithm, key.provider)
        #expect(try algorithm == record.algorithm() && provider.rawValue == record.string("provider"))
        let (permissions, role) = (key.permissions, key.role)
        #expect(UInt64(permissions.rawValue) == record.number("permissions"))
        #expect(UInt64(role.rawValue) == record.number("role"))
        #expect(try key.fields == record.required("state"))
        if let plaintext = record.bytes("plaintext") {
            #expect(try key.encrypt(plaintext, isFinal: true) == record.required("ciphertext"))
        }
    }
}
