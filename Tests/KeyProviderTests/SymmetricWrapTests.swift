import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// Session keys under session keys: SYMMETRICWRAPKEYBLOB.
struct SymmetricWrapTests {
    static func records() throws -> [GoldenRecord] { try golden("capi-symmetricwrap", "SYMMETRICWRAPKEYBLOB") }

    private func key(
        _ bytes: [UInt8], _ algorithm: AlgorithmIdentifier, effectiveBits: UInt64? = nil
    ) throws -> SessionKey {
        var key = try SessionKey(
            plaintext: PlaintextKeyBlob(keyAlgorithm: algorithm, key: bytes.span.bytes).serialized())
        if let effectiveBits { try key.setEffectiveKeyBitLength(Int(effectiveBits)) }
        return key
    }

    @Test(arguments: try records())
    func unwrapsTheRecord(_ record: GoldenRecord) throws {
        let algorithm = try record.algorithm()
        let wrapping = try key(
            record.required("kek"), record.algorithm("wrap_algid"), effectiveBits: record.number("effective_bits"))
        let blob = try record.required("blob")
        let wanted = try record.required("key")
        guard record.string("quirk") == nil else {
            // Three DES keys under two: neither read nor written.
            guard
                case .blob(let error) = refusal({ try SessionKey(importing: blob.span.bytes, unwrappingWith: wrapping) }
                )
            else {
                Issue.record("three DES keys under two were taken")
                return
            }
            #expect(error.reason == .badAlgorithm)
            let wrapped = try key(wanted, algorithm)
            #expect(refusal { try wrapped.exportWrapped(by: wrapping) } == .unsuitableKey)
            return
        }
        let unwrapped = try SessionKey(importing: blob.span.bytes, unwrappingWith: wrapping)
        #expect(unwrapped.algorithm == algorithm)
        #expect(try unwrapped.exported().suffix(wanted.count) == wanted)
        // And round again.
        let again = try unwrapped.exportWrapped(by: wrapping)
        #expect(again.count == blob.count && again != blob)
        let back = try SessionKey(importing: again.span.bytes, unwrappingWith: wrapping)
        #expect(try back.exported() == unwrapped.exported())

        // RC2's strength is not in the BLOB, and matters.
        guard let bits = record.number("effective_bits") else { return }
        let other = try key(record.required("kek"), .rc2, effectiveBits: bits == 40 ? 128 : 40)
        #expect(refusal { try SessionKey(importing: blob.span.bytes, unwrappingWith: other) } == .unwrapFailed)
    }

    @Test func everyRecordIsTested() throws {
        #expect(try GoldenVectors.load("capi-symmetricwrap").count == 8)
        #expect(try Self.records().count { $0.string("quirk") != nil } == 1)
    }

    /// Neither key moves, whatever mode, IV and place in a stream they have; a salt belongs to the wrapping cipher.
    @Test(
        arguments: [(.rc2, .rc2), (.twoKeyTripleDES, .tripleDES), (.tripleDES, .tripleDES)]
            as [(AlgorithmIdentifier, AlgorithmIdentifier)])
    func neitherKeyChanges(_ wrapped: AlgorithmIdentifier, _ wrapping: AlgorithmIdentifier) throws {
        func wrappingKey() throws -> SessionKey {
            var key = try SessionKey(sample: wrapping, seed: 9)
            try key.setMode(.cfb8)
            _ = try key.encrypt(pattern(16), isFinal: false)
            return key
        }
        func wrappedKey() throws -> SessionKey {
            var key = try SessionKey(sample: wrapped)
            _ = try key.encrypt(pattern(16), isFinal: false)
            return key
        }
        var key = try wrappedKey()
        var other = try wrappingKey()
        let blob = try key.exportWrapped(by: other)
        var back = try SessionKey(importing: blob.span.bytes, unwrappingWith: other)
        // The same key, but for DES parity.
        var fresh = try SessionKey(sample: wrapped)
        #expect(try back.encrypt(pattern(9), isFinal: true) == fresh.encrypt(pattern(9), isFinal: true))
        #expect(back.mode == .cbc && back.copiedIV == [UInt8](repeating: 0, count: 8))

        var uninterrupted = try wrappedKey()
        var itsOther = try wrappingKey()
        #expect(try key.encrypt(pattern(9), isFinal: true) == uninterrupted.encrypt(pattern(9), isFinal: true))
        #expect(try other.encrypt(pattern(9), isFinal: true) == itsOther.encrypt(pattern(9), isFinal: true))
    }

    @Test(arguments: SessionKey.algorithms, SessionKey.algorithms)
    func whoWrapsWhom(_ wrapped: AlgorithmIdentifier, _ wrapping: AlgorithmIdentifier) throws {
        let key = try SessionKey(sample: wrapped)
        let other = try SessionKey(sample: wrapping, seed: 2)
        let isDES = { $0 == AlgorithmIdentifier.tripleDES || $0 == .twoKeyTripleDES }
        let fits =
            wrapped == .rc2 && wrapping == .rc2
            || isDES(wrapped) && isDES(wrapping) && !(wrapped == .tripleDES && wrapping == .twoKeyTripleDES)
        #expect(refusal { try key.exportWrapped(by: other) } == (fits ? nil : .unsuitableKey))
    }

    @Test func whatDoesNotOpen() throws {
        let key = try SessionKey(sample: .tripleDES)
        let wrapping = try SessionKey(sample: .tripleDES, seed: 3)
        let blob = try key.exportWrapped(by: wrapping)
        func opening(_ blob: [UInt8], _ key: borrowing SessionKey) -> ProviderError? {
            refusal { try SessionKey(importing: blob.span.bytes, unwrappingWith: key) }
        }
        for index in 12..<blob.count {
            var damaged = blob
            damaged[index] ^= 0x10
            #expect(opening(damaged, wrapping) == .unwrapFailed)
        }
        #expect(opening(blob, try SessionKey(sample: .tripleDES, seed: 4)) == .unwrapFailed)
        #expect(opening(blob, try SessionKey(sample: .twoKeyTripleDES)) == .unsuitableKey)
        #expect(opening(blob, try SessionKey(sample: .rc2)) == .unsuitableKey)
        #expect(opening(blob, try SessionKey(authenticating: pattern(24))) == .unsuitableKey)
        #expect(
            refusal { try SessionKey(importing: blob.span.bytes, unwrappingWith: wrapping, provider: .base) }
                == .unsupportedAlgorithm(.tripleDES))
        let locked = try SessionKey(importing: blob.span.bytes, unwrappingWith: wrapping, isExportable: false)
        #expect(refusal { try locked.exportWrapped(by: wrapping) } == .notExportable)
    }

    /// RC2 keys up to the cipher's longest, under a key with salt; the wrap is made with salt and strength said outright.
    @Test(arguments: [5, 7, 16, 64, 128])
    func longKeysOfRC2(_ byteCount: Int) throws {
        let wrapping = try SessionKey(sample: .rc2, 5)
        #expect(wrapping.copiedSalt.count == 11)
        let blob = try RC2KeyWrap.wrap(
            pattern(byteCount).span.bytes, under: (pattern(5) + [UInt8](repeating: 0, count: 11)).span.bytes,
            effectiveKeyBits: 40)
        let wrapped = try SymmetricWrapKeyBlob(
            keyAlgorithm: .rc2, wrappingAlgorithm: .rc2, wrapped: blob.span.bytes
        ).serialized()
        let unwrapped = try SessionKey(importing: wrapped.span.bytes, unwrappingWith: wrapping)
        #expect(try unwrapped.exported().suffix(byteCount) == pattern(byteCount))
        let again = try unwrapped.exportWrapped(by: wrapping)
        let back = try SessionKey(importing: again.span.bytes, unwrappingWith: wrapping)
        #expect(try back.exported() == unwrapped.exported())
    }
}
