import CipherCore
import KeyBlob
import Testing

@testable import KeyProvider

/// Master keys: how they come, what they are told, how they leave.
struct MasterKeyTests {
    static let protocols: [(AlgorithmIdentifier, Int)] = [(.ssl3Master, 48), (.tls1Master, 48), (.ssl2Master, 16)]

    private static let random = pattern(32, seed: 41)

    private static func generated(_ algorithm: AlgorithmIdentifier, isExportable: Bool = true) throws -> MasterKey {
        try MasterKey(
            generating: algorithm, bits: algorithm == .ssl2Master ? 128 : nil, isExportable: isExportable)
    }

    @Test(arguments: protocols)
    func crossesInASimpleBlob(_ algorithm: AlgorithmIdentifier, _ byteCount: Int) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let master = try Self.generated(algorithm)
        let blob = try master.exportWrapped(for: pair.publicKey)
        let other = try MasterKey(wrapped: blob, with: pair)
        #expect(other.secretCopy == master.secretCopy && other.secret.count == byteCount)
        #expect(other.algorithm == algorithm && !other.isExportable && other.keyBitLength == 8 * byteCount)
        #expect(refusal { try other.exportPlaintext() } == .notExportable)
        #expect(refusal { try other.exportWrapped(for: pair.publicKey) } == .notExportable)
        let plain = try master.exported()
        let same = try MasterKey(plaintext: plain)
        #expect(same.secretCopy == master.secretCopy)
        #expect(try master.exportWrapped(for: pair.publicKey) != blob)
    }

    /// Under OAEP, which no protocol has but a CSP takes: what does not open is refused.
    @Test(arguments: protocols)
    func crossesUnderOAEP(_ algorithm: AlgorithmIdentifier, _ byteCount: Int) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let master = try Self.generated(algorithm)
        let label = pattern(5)
        let blob = try master.exportWrapped(for: pair.publicKey, padding: .oaep, label: label.span.bytes)
        let other = try MasterKey(wrapped: blob, with: pair, padding: .oaep, label: label)
        #expect(other.secretCopy == master.secretCopy && other.secret.count == byteCount)
        #expect(refusal { try MasterKey(wrapped: blob, with: pair, padding: .oaep) } == .unwrapFailed)
        let read = try MasterKey(wrapped: blob, with: pair)
        #expect(read.secretCopy != master.secretCopy)
        // A key of another length, by whoever writes another algorithm into the header.
        var longer = try SessionKey(sample: .aes256).exportWrapped(for: pair.publicKey, padding: .oaep)
        longer.replaceSubrange(4..<8, with: blob[4..<8])
        #expect(
            refusal { try MasterKey(wrapped: longer, with: pair, padding: .oaep) } == .unwrapFailed)
        let small = try KeyPair(pairBlob(bits: 512))
        let fits = byteCount <= 64 - 42
        #expect(
            refusal { try master.exportWrapped(for: small.publicKey, padding: .oaep) } == (fits ? nil : .messageTooLong)
        )
    }

    /// Whatever does not open is another key, the same one each time.
    @Test(arguments: protocols)
    func whatDoesNotOpenIsReplaced(_ algorithm: AlgorithmIdentifier, _ byteCount: Int) throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let master = try Self.generated(algorithm)
        var damaged = try master.exportWrapped(for: pair.publicKey)
        damaged[20] ^= 1
        for detecting in [false, true] {
            let first = try MasterKey(
                wrapped: damaged, with: pair, detectingRollback: detecting)
            let second = try MasterKey(wrapped: damaged, with: pair)
            #expect(first.secretCopy == second.secretCopy)
            #expect(first.secretCopy != master.secretCopy)
            if algorithm != .ssl2Master { #expect(first.secret.count == byteCount) }
        }
        // A data key's SIMPLEBLOB is none of a master key, and the other way round.
        let data = try SessionKey(sample: .rc4).exportWrapped(for: pair.publicKey)
        #expect(
            refusal { try MasterKey(wrapped: data, with: pair) } == .unsupportedAlgorithm(.rc4))
        #expect(refusal { try SessionKey(wrapped: damaged, with: pair) } == .unsupportedAlgorithm(algorithm))
        let other = try KeyPair(pairBlob(bits: 512))
        #expect(
            refusal { try MasterKey(wrapped: damaged, with: other) }
                == .wrongKeyLength(wrapped: 128, modulus: 64))
    }

    @Test func onlyTheProtocolsThereAre() {
        #expect(refusal { try MasterKey(generating: .pct1Master) } == .unsupportedAlgorithm(.pct1Master))
        #expect(refusal { try MasterKey(generating: .rc4) } == .unsupportedAlgorithm(.rc4))
        #expect(
            refusal { try MasterKey(generating: .tls1Master, provider: .aes) } == .unsupportedAlgorithm(.tls1Master))
        #expect(
            refusal { try MasterKey(generating: .ssl2Master, provider: .dhSchannel) }
                == .unsupportedAlgorithm(.ssl2Master))
        for bits in [0, 8, 32, 44, 200, -8, Int.max] {
            #expect(refusal { try MasterKey(generating: .ssl2Master, bits: bits) } == .illegalKeyLength(bits: bits))
            #expect(refusal { try MasterKey(generating: .tls1Master, bits: bits) } == .illegalKeyLength(bits: bits))
        }
        #expect(refusal { try MasterKey(generating: .ssl2Master, bits: 40) } == nil)
    }

    @Test func aPreMasterSecretBeginsWithAVersion() throws {
        let ssl = try MasterKey(generating: .ssl3Master)
        let tls = try MasterKey(generating: .tls1Master)
        #expect(
            Array(ssl.secretCopy.prefix(2)) == [3, 0] && Array(tls.secretCopy.prefix(2)) == [3, 1])
        // What the client offered, not what was agreed on.
        let offered = try MasterKey(generating: .ssl3Master, version: 0x0301)
        #expect(Array(offered.secretCopy.prefix(2)) == [3, 1])
        var later = try MasterKey(generating: .ssl3Master)
        let before = later.secretCopy
        try later.setHighestVersion(0x0301)
        let after = later.secretCopy
        #expect(after == [3, 1] + before.dropFirst(2))
        #expect(refusal { try later.setHighestVersion(0x1_0000) } == .illegalParameter(.version))
        try later.setRandoms(Self.random)
        _ = try later.masterHash()
        #expect(refusal { try later.setHighestVersion(0x0300) } == .wrongKeyState)
        // One that was agreed on carries none.
        let secret = pattern(96)
        let bytes = try SecretBytes(copying: secret.span.bytes)
        let agreement = AgreedKey(bytes)
        var agreed = try agreement.masterKey(.tls1Master)
        try agreed.setHighestVersion(0x0301)
        let unchanged = agreed.secretCopy
        #expect(unchanged == secret)
    }

    /// A server may say which version the client offered; KP_HIGHEST_VERSION leaves what it unwrapped alone.
    @Test func theClientsVersionIsWrittenOver() throws {
        let pair = try KeyPair(pairBlob(bits: 1024))
        let client = try MasterKey(generating: .tls1Master, version: 0x0300)
        let blob = try client.exportWrapped(for: pair.publicKey)
        let sent = client.secretCopy
        var plain = try MasterKey(wrapped: blob, with: pair)
        try plain.setHighestVersion(0x0301)
        let kept = plain.secretCopy
        #expect(kept == sent)
        let checked = try MasterKey(importing: blob.span.bytes, unwrappingWith: pair, clientVersion: 0x0301)
        #expect(checked.secretCopy == [3, 1] + sent.dropFirst(2))
        let bare = try MasterKey(generating: .ssl2Master, bits: 128)
        let other = try bare.exportWrapped(for: pair.publicKey)
        let untouched = try MasterKey(importing: other.span.bytes, unwrappingWith: pair, clientVersion: 0x0301)
        #expect(untouched.secretCopy == bare.secretCopy)
    }

    /// The order of calls, and the error of each that comes too early.
    @Test(arguments: [AlgorithmIdentifier.ssl3Master, .tls1Master])
    func callsHaveAnOrder(_ algorithm: AlgorithmIdentifier) throws {
        var master = try Self.generated(algorithm)
        #expect(refusal { try master.masterHash() } == .randomsMissing)
        let random = Self.random
        try master.setClientRandom(random.span.bytes)
        #expect(refusal { try master.masterHash() } == .randomsMissing)
        #expect(refusal { try master.masterSecret() } == .wrongKeyState)
        try master.setServerRandom(random.span.bytes)
        let early = try master.masterHash()
        #expect(refusal { try early.key(.encryption, side: .client) } == .schannelAlgorithmMissing(.authentication))
        try master.setAlgorithm(SchannelAlgorithm(.authentication, .sha1, bits: 160))
        let half = try master.masterHash()
        #expect(refusal { try half.key(.encryption, side: .client) } == .schannelAlgorithmMissing(.encryption))
        // A suite without a cipher has a MAC all the same.
        let macKey = try half.keyCopy(.authentication, .client)
        try master.setAlgorithm(SchannelAlgorithm(.encryption, .tripleDES, bits: 168))
        #expect(refusal { try half.key(.encryption, side: .client) } == .schannelAlgorithmMissing(.encryption))
        let whole = try master.masterHash()
        #expect(try whole.keyCopy(.authentication, .client) == macKey)
        let key = try whole.key(.encryption, side: .client)
        let (bits, exportable) = (key.keyBitLength, key.isExportable)
        #expect(bits == 192 && !exportable)
        #expect(try whole.key(.encryption, side: .client, isExportable: true).isExportable)
        #expect(try whole.keyCopy(.encryption, .server) != key.keyCopy)
    }

    /// A 40-bit key that is no export cipher's has the salt of every 40-bit key, an export cipher's whole key has none.
    @Test func saltOfShortKeys() throws {
        for (isForExport, saltByteCount) in [(false, 11), (true, 0)] {
            var master = try Self.generated(.tls1Master)
            try master.setRandoms(Self.random)
            try master.setAlgorithm(SchannelAlgorithm(.authentication, .md5, bits: 128))
            try master.setAlgorithm(SchannelAlgorithm(.encryption, .rc4, bits: 40, isForExport: isForExport))
            let key = try master.masterHash().key(.encryption, side: .client)
            let salt = key.copiedSalt
            #expect(salt == [UInt8](repeating: 0, count: saltByteCount))
        }
    }

    /// A session that is taken up again: other randoms, the same master secret.
    @Test func aSessionIsTakenUpAgain() throws {
        var master = try Self.generated(.tls1Master)
        try master.setRandoms(Self.random)
        try master.setAlgorithm(SchannelAlgorithm(.authentication, .sha1, bits: 160))
        try master.setAlgorithm(SchannelAlgorithm(.encryption, .aes128, bits: 128))
        var copy = try master.duplicate()
        let first = try master.masterHash()
        let secret = try master.masterCopy
        try master.setRandoms(pattern(32, seed: 77))
        let second = try master.masterHash()
        #expect(try master.masterCopy == secret)
        #expect(
            try first.keyCopy(.encryption, .client)
                != second.keyCopy(.encryption, .client))
        // The duplicate is as the key was: its pre-master secret still there.
        #expect(refusal { try copy.masterSecret() } == .wrongKeyState)
        let pair = try KeyPair(pairBlob(bits: 1024))
        #expect(refusal { try copy.exportWrapped(for: pair.publicKey) } == nil)
        #expect(refusal { try master.exportWrapped(for: pair.publicKey) } == .wrongKeyState)
        #expect(
            try copy.masterHash().keyCopy(.encryption, .server)
                == first.keyCopy(.encryption, .server))
    }

    @Test func parametersHaveBounds() throws {
        var master = try Self.generated(.tls1Master)
        for count in [0, 256, 1000] {
            let bytes = pattern(count)
            #expect(refusal { try master.setClientRandom(bytes.span.bytes) } == .illegalParameter(.random))
            #expect(refusal { try master.setServerRandom(bytes.span.bytes) } == .illegalParameter(.random))
        }
        for count in [1, 16, 33, 255] { try master.setRandoms(pattern(count)) }
        let text = pattern(1000)
        try master.setCertificate(text.span.bytes)
        let certificate = master.certificate
        #expect(certificate == text)
        let long = [UInt8](repeating: 0, count: 65536)
        #expect(refusal { try master.setCertificate(long.span.bytes) } == .illegalParameter(.certificate))
        #expect(refusal { try master.setClear(pattern(11)) } == .unsuitableKey)
        #expect(refusal { try master.setPermissions(.archive) } == .illegalParameter(.permissions))
    }

    /// What no cipher suite of the provider has is refused when it is set.
    @Test func unsupportedAlgorithmsAreRefused() throws {
        var master = try Self.generated(.tls1Master)
        let refused: [SchannelAlgorithm] = [
            .init(.encryption, .rc4, bits: 32), .init(.encryption, .rc4, bits: 136), .init(.encryption, .rc4, bits: 0),
            .init(.encryption, .des, bits: 128), .init(.encryption, .des, bits: 40),
            .init(.encryption, .rc5, bits: 128),
            .init(.encryption, .sha1, bits: 160), .init(.encryption, .aes128, bits: 256),
            .init(.encryption, .tripleDES, bits: 40, isForExport: true),
            .init(.encryption, .aes128, bits: 128, isForExport: true),
            .init(.authentication, .md5, bits: 160), .init(.authentication, .sha1, bits: 0),
            .init(.authentication, .sha256, bits: 256), .init(.authentication, .rc4, bits: 128),
            .init(.authentication, .md5, bits: 128, isForExport: true), .init(.encryption, .rc4, bits: -8),
        ]
        for algorithm in refused {
            #expect(
                refusal { try master.setAlgorithm(algorithm) } == .unsupportedSchannelAlgorithm(algorithm.identifier),
                "\(algorithm)")
        }
        let taken: [SchannelAlgorithm] = [
            .init(.encryption, .des, bits: 56), .init(.encryption, .des, bits: 64), .init(.encryption, .rc4, bits: 128),
            .init(.encryption, .tripleDES, bits: 168), .init(.encryption, .tripleDES, bits: 192),
            .init(.encryption, .des, bits: 40, isForExport: true),
            .init(.encryption, .rc2, bits: 40, isForExport: true),
            .init(.encryption, .rc4, bits: 56, isForExport: true), .init(.encryption, .aes256, bits: 256),
            .init(.authentication, .md5, bits: 128), .init(.authentication, .sha1, bits: 160),
        ]
        for algorithm in taken { #expect(refusal { try master.setAlgorithm(algorithm) } == nil, "\(algorithm)") }
    }
}
