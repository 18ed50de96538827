import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// Session keys in KEYSTATEBLOBs.
struct KeyStateTests {
    /// The algorithms that have a structure.
    static let algorithms: [AlgorithmIdentifier] = [.rc4, .des, .tripleDES, .aes128, .aes256]

    private func state(_ key: borrowing SessionKey) throws -> [UInt8] {
        try key.exportState().withUnsafeBytes { Array($0) }
    }

    /// What others would write: AES's round keys of FIPS 197, RC4's S-box of RFC 6229.
    @Test(
        arguments: try golden("capi-constructed", "KEYSTATEBLOB RC4", "KEYSTATEBLOB DES", "KEYSTATEBLOB AES"))
    func theRecords(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let key = try SessionKey(importingState: blob.span.bytes)
        #expect(try key.algorithm == record.algorithm())
        #expect(try state(key) == blob)
        #expect(key.mode == .cbc && key.copiedIV == record.bytes("iv") ?? [] && key.copiedSalt.isEmpty)
        #expect(try key.exported().suffix(record.required("key").count) == record.required("key"))
    }

    /// After the first 16 bytes of its key stream RFC 6229's key goes on with the next.
    @Test func rc4GoesOn() throws {
        let records = try golden("capi-constructed", "KEYSTATEBLOB RC4")
        let begun = try records[1].required("blob")
        let fresh = try records[0].required("blob")
        var key = try SessionKey(importingState: begun.span.bytes)
        var whole = try SessionKey(importingState: fresh.span.bytes)
        let zeros = [UInt8](repeating: 0, count: 32)
        let stream = try whole.encrypt(zeros, isFinal: true)
        // RFC 6229, key length 128 bits, offset 0 and 16.
        #expect(stream.starts(with: [0x9a, 0xc7, 0xcc, 0x9a, 0x60, 0x9d, 0x1e, 0xf7]))
        #expect(try key.encrypt(Array(zeros.prefix(16)), isFinal: true) == Array(stream[16...]))
        // Final puts it back to the start of its key.
        #expect(try key.encrypt(zeros, isFinal: true) == stream)
    }

    @Test(arguments: algorithms, CipherMode.cryptoAPI)
    func goesOnWhereItStood(_ algorithm: AlgorithmIdentifier, _ mode: CipherMode) throws {
        func sample() throws -> SessionKey {
            var key = try SessionKey(sample: algorithm)
            guard let block = key.blockByteCount else { return key }
            try key.setMode(mode)
            try key.setInitializationVector(pattern(block, seed: 4).span.bytes)
            return key
        }
        var whole = try sample()
        let step = whole.blockByteCount ?? 1
        let text = pattern(4 * step + 3)
        let expected = try whole.encrypt(text, isFinal: true)
        for cut in stride(from: 0, through: text.count, by: step) {
            var here = try sample()
            let first = try here.encrypt(Array(text.prefix(cut)), isFinal: false)
            let blob = try state(here)
            var there = try SessionKey(importingState: blob.span.bytes, mode: mode)
            #expect(try first + there.encrypt(Array(text.dropFirst(cut)), isFinal: true) == expected)
            #expect(try there.encrypt(text, isFinal: true) == expected)
        }
    }

    @Test func whatItCannotCarry() throws {
        for algorithm in SessionKey.algorithms where !Self.algorithms.contains(algorithm) {
            let key = try SessionKey(sample: algorithm)
            #expect(refusal { try key.exportState() } == .unsupportedBlobType(.keyState))
        }
        let authenticator = try SessionKey(authenticating: pattern(16))
        #expect(refusal { try authenticator.exportState() } == .unsupportedBlobType(.keyState))
        // RC4's 16 bytes are key and salt.
        for (byteCount, salt, fits) in [(5, 11, true), (5, 0, false), (7, 0, false), (7, 9, true), (16, 1, false)] {
            var key = try SessionKey(sample: .rc4, byteCount)
            try key.setSalt(pattern(salt).span.bytes)
            #expect(refusal { try key.exportState() } == (fits ? nil : .unsupportedBlobType(.keyState)))
            guard fits else { continue }
            let blob = try state(key)
            var again = try SessionKey(importingState: blob.span.bytes)
            #expect(again.keyBitLength == 128)
            #expect(try again.encrypt(pattern(9), isFinal: true) == key.encrypt(pattern(9), isFinal: true))
        }
        let locked = try SessionKey(sample: .aes128, isExportable: false)
        #expect(refusal { try locked.exportState() } == .notExportable)
        let blob = try state(SessionKey(sample: .des))
        let again = try SessionKey(importingState: blob.span.bytes, isExportable: false)
        #expect(again.isExportable == false)
    }

    @Test func whatIsNotTaken() throws {
        let blob = try state(SessionKey(sample: .rc4))
        #expect(
            refusal { try SessionKey(importingState: blob.span.bytes, provider: .base) }
                == .illegalKeyLength(bits: 128))
        let aes = try state(SessionKey(sample: .aes256))
        #expect(
            refusal { try SessionKey(importingState: aes.span.bytes, provider: .strong) }
                == .unsupportedAlgorithm(.aes256))
        #expect(
            refusal { try SessionKey(importingState: aes.span.bytes, mode: .ctr) } == .illegalParameter(.mode))
        for byteCount in [0, 7, 8, 40, aes.count - 1] {
            guard case .blob = refusal({ try SessionKey(importingState: Array(aes.prefix(byteCount)).span.bytes) })
            else {
                Issue.record("\(byteCount) bytes were taken")
                continue
            }
        }
    }
}
