import CipherCore
import KeyBlob
import Testing

@testable import KeyProvider

/// A key that crosses in an OPAQUEKEYBLOB is in exactly the same state on the other side.
struct OpaqueStateTests {
    private static let blocks = 5

    /// At every block boundary, and for RC4 at every byte: the first half here, the second there, and what comes out is
    /// what a key makes that stays. In both directions; the key here goes on as well.
    @Test(arguments: KeySample.streams)
    func goesOnWhereItStood(_ sample: KeySample) throws {
        let sealingKey = try SealingKey.sample()
        let step = try sample.make().blockByteCount ?? 1
        let text = pattern(Self.blocks * max(step, 8) + (step > 1 ? 3 : 0), seed: 3)
        var whole = try sample.make()
        // An archivable key is another each time.
        if sample.testDescription == "archivable" { return try goesOn(with: whole, text, sealingKey) }
        let expected = try whole.encrypt(text, isFinal: true)
        for cut in stride(from: 0, through: text.count, by: step) {
            var here = try sample.make()
            let first = try here.encrypt(Array(text.prefix(cut)), isFinal: false)
            var there = try here.handedOver(by: sealingKey)
            let rest = Array(text.dropFirst(cut))
            let second = try there.encrypt(rest, isFinal: true)
            #expect(first + second == expected, "encrypted, cut at \(cut)")
            let stayed = try here.encrypt(rest, isFinal: true)
            #expect(first + stayed == expected, "not handed over, cut at \(cut)")
            // Final put the stream back to its start, there too.
            #expect(try there.encrypt(text, isFinal: true) == expected)

            guard cut < expected.count else { continue }
            here = try sample.make()
            let opened = try here.decrypt(Array(expected.prefix(cut)), isFinal: false)
            there = try here.handedOver(by: sealingKey)
            #expect(try opened + there.decrypt(Array(expected.dropFirst(cut)), isFinal: true) == text, "cut at \(cut)")
        }
    }

    private func goesOn(
        with key: borrowing SessionKey, _ text: [UInt8], _ sealingKey: borrowing SealingKey
    ) throws {
        var here = try key.duplicate()
        var there = try key.handedOver(by: sealingKey)
        #expect(try here.encrypt(text, isFinal: true) == there.encrypt(text, isFinal: true))
        #expect(there.permissions == key.permissions && there.permissions.contains(.archive))
    }

    /// An RC2 key of more than 16 bytes only decrypts.
    @Test(arguments: [17, 64, 128])
    func longKeysOfRC2(_ byteCount: Int) throws {
        let pair = try KeyPair(pairBlob(bits: 2048))
        let wrapped = try pair.publicKey.rsa().wrapPKCS1(pattern(byteCount).span.bytes)
        let block = Array(wrapped.reversed())
        let blob = try SimpleBlob(keyAlgorithm: .rc2, encryptedKey: LittleEndianInteger(bytes: block.span.bytes))
            .serialized()
        let key = try SessionKey(wrapped: blob, with: pair)
        var cipher = try BulkCipher(.rc2, key: pattern(byteCount).span.bytes)
        var text = pattern(24) + [UInt8](repeating: 8, count: 8)
        let expected = text
        try text.withUnsafeMutableBytes { try cipher.encrypt($0) }
        let sealingKey = try SealingKey.sample()
        var here = try key.handedOver(by: sealingKey)
        let first = try here.decrypt(Array(text.prefix(16)), isFinal: false)
        var there = try here.handedOver(by: sealingKey)
        #expect(try first + there.decrypt(Array(text.dropFirst(16)), isFinal: true) == expected.dropLast(8))
    }

    @Test(arguments: KeySample.streams + KeySample.authenticators)
    func nothingIsLost(_ sample: KeySample) throws {
        let sealingKey = try SealingKey.sample()
        var key = try sample.make()
        if key.role.encrypts { _ = try key.encrypt(pattern(48), isFinal: false) }
        let again = try key.handedOver(by: sealingKey)
        #expect(again.algorithm == key.algorithm && again.provider == key.provider && again.role == key.role)
        #expect(again.permissions == key.permissions && again.isExportable == key.isExportable)
        #expect(again.keyBitLength == key.keyBitLength && again.copiedSalt == key.copiedSalt)
        #expect(again.effectiveKeyBitLength == key.effectiveKeyBitLength && again.hidesSalt == key.hidesSalt)
        #expect(again.mode == key.mode && again.copiedIV == key.copiedIV)
        // All that is written, that is to say; and there is one way to write it.
        #expect(try again.fields == key.fields)
        // Through a second process and a third.
        #expect(try again.handedOver(by: sealingKey).fields == key.fields)
    }

    /// Fields that are sealed well, and that no key has: each is found, nothing traps.
    @Test(arguments: KeySample.streams + KeySample.authenticators)
    func impossibleStates(_ sample: KeySample) throws {
        let key = try sample.make()
        let fields = try key.fields
        let sealingKey = try SealingKey.sample()
        func refused(_ fields: [UInt8], as algorithm: AlgorithmIdentifier? = nil) -> ProviderError? {
            refusal {
                let secret = try SecretBytes(copying: fields.span.bytes)
                let state = OpaqueState(algorithm ?? key.algorithm, key.provider, fields: secret)
                let blob = try state.sealed(by: sealingKey)
                return try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey)
            }
        }
        #expect(refused(fields) == nil)
        for byteCount in Array(0..<min(fields.count, 200)) + [fields.count - 1] {
            #expect(refused(Array(fields.prefix(byteCount))) == .opaqueKeyDamaged, "\(byteCount)")
        }
        #expect(refused(fields + [0]) == .opaqueKeyDamaged)
        // role, mode, effective bits, flags and the four lengths; any permissions are some.
        for offset in [0, 8, 12, 16, 20, 24, 28, 32] {
            for value in [5, 0x100, 0x8000_0000, 0xFFFF_FFFF] as [UInt32] {
                var changed = Array(fields.prefix(offset))
                changed.append(number: value)
                changed += fields.dropFirst(offset + 4)
                guard changed != fields else { continue }
                if offset == 12 && value <= 1024 && key.algorithm == .rc2 && key.role == .data { continue }
                #expect(refused(changed) == .opaqueKeyDamaged, "\(value) at \(offset)")
            }
        }
        let other: AlgorithmIdentifier = key.algorithm == .des ? .aes128 : .des
        #expect(refused(fields, as: other) == .opaqueKeyDamaged)
        #expect(refused(fields, as: .tls1Master) == .opaqueKeyDamaged)
    }

    /// RC4's permutation must be one.
    @Test func noPermutation() throws {
        let key = try SessionKey(sample: .rc4)
        let fields = try key.fields
        let sealingKey = try SealingKey.sample()
        var changed = fields
        changed[fields.count - 258] = changed[fields.count - 257]
        let state = OpaqueState(.rc4, .aes, fields: try SecretBytes(copying: changed.span.bytes))
        let blob = try state.sealed(by: sealingKey)
        #expect(
            refusal { try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey) } == .opaqueKeyDamaged)
    }
}
