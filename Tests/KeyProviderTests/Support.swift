import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// The records of a golden file that are samples of one of `formats`.
func golden(_ file: String, _ formats: String...) throws -> [GoldenRecord] {
    try GoldenVectors.load(file).filter { formats.contains($0.format) }
}

/// The bytes of a PRIVATEKEYBLOB with an exchange pair that was made elsewhere: 512, 768, 1024, 1032, 2048 or 4096 bits.
func pairBlob(bits: UInt64) throws -> [UInt8] {
    let records = try GoldenVectors.load("capi-simple")
    return try #require(records.first { $0.number("rsa_bits") == bits }).required("rsa_private_blob")
}

/// The bytes of a PRIVATEKEYBLOB with a pair of 1024 bits that is another's, and its modulus the larger one: it gets as
/// far as the padding with everything that was wrapped for the pair of ``pairBlob(bits:)``.
func strangersPairBlob() throws -> [UInt8] {
    try #require(golden("capi-private", "PRIVATEKEYBLOB").first { $0.number == "0049" }).required("blob")
}

/// Codes of `GetLastError`, as the records have them.
enum LastError {
    static let badKey: UInt64 = 0x8009_0003
    static let badLength: UInt64 = 0x8009_0004
    static let badData: UInt64 = 0x8009_0005
    static let badAlgorithm: UInt64 = 0x8009_0008
    static let badFlags: UInt64 = 0x8009_0009
    static let badHashState: UInt64 = 0x8009_000C
    static let moreData: UInt64 = 0xEA
}

extension GoldenRecord {
    /// A field that a record of this kind must have.
    func required(_ key: String) throws -> [UInt8] { try #require(bytes(key), "\(id) has no \(key)") }

    /// The four digits that end the id.
    var number: String { String(id.suffix(4)) }

    /// The provider that answered; those of DSS and DH keys have no counterpart.
    var provider: Provider {
        get throws {
            let provider: Provider? =
                switch string("provider") {
                case "PROV_RSA_AES": .aes
                case "PROV_RSA_FULL/Base v1.0": .base
                case "PROV_RSA_FULL/Strong": .strong
                case "PROV_RSA_FULL/Enhanced v1.0": .enhanced
                default: nil
                }
            return try #require(provider, "\(id) has no provider of ours")
        }
    }

    /// An ALG_ID.
    func algorithm(_ key: String = "algid") throws -> AlgorithmIdentifier {
        AlgorithmIdentifier(rawValue: UInt32(try #require(number(key), "\(id) has no \(key)")))
    }

    /// What the flags of import, generation or derivation say about the salt.
    func saltPolicy(_ key: String = "import_flags") -> SaltPolicy {
        let flags = number(key) ?? 0
        return flags & 0x10 != 0 ? .none : flags & 0x4 != 0 ? .create : .standard
    }

    /// The mode of a cipher test or an encryption; nil for a stream cipher, and for modes that nobody has.
    var mode: CipherMode? {
        switch string("mode") {
        case "CBC": .cbc
        case "ECB": .ecb
        case "CFB": .cfb8
        default: nil
        }
    }

    /// Whether the step is the last of its stream.
    var isFinal: Bool { get throws { try #require(bool("final") as Bool?, "\(id) has no final") } }

    /// CRYPT_OAEP, or not.
    var padding: WrapPadding { number("flags").map { $0 & 0x40 != 0 } == true ? .oaep : .pkcs1 }
}

/// The error that `body` ends with, or nil: for calls on noncopyable values, which `#expect(throws:)` cannot capture.
func refusal<Result: ~Copyable>(_ body: () throws -> Result) -> ProviderError? {
    do {
        _ = try body()
    } catch let error as ProviderError {
        return error
    } catch {
        Issue.record(error)
    }
    return nil
}

/// Bytes without an evident order, the same for the same seed.
func pattern(_ count: Int, seed: UInt32 = 1) -> [UInt8] {
    var state = seed &* 2_654_435_761 | 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
    }
}

extension RawSpan {
    /// A copy of the bytes.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension KeyPair {
    /// The pair in `blob`.
    init(
        _ blob: [UInt8], _ completeness: Completeness = .whole, isExportable: Bool = true
    ) throws {
        try self.init(importing: blob.span.bytes, completeness, isExportable: isExportable)
    }

    /// The PRIVATEKEYBLOB.
    func exported(version3: Bool = false) throws -> [UInt8] {
        try exportBlob(version3: version3).withUnsafeBytes { Array($0) }
    }
}

extension PublicKey {
    /// The key in `blob`.
    init(_ blob: [UInt8]) throws { try self.init(importing: blob.span.bytes) }
}

extension SessionKey {
    /// The algorithms of session keys, all of which the AES provider has.
    static let algorithms: [AlgorithmIdentifier] = [
        .rc2, .rc4, .des, .twoKeyTripleDES, .tripleDES, .aes128, .aes192, .aes256,
    ]

    /// The key in a PLAINTEXTKEYBLOB.
    init(
        plaintext blob: [UInt8], provider: Provider = .aes, salt: SaltPolicy = .standard, isExportable: Bool = true
    ) throws {
        try self.init(importing: blob.span.bytes, provider: provider, salt: salt, isExportable: isExportable)
    }

    /// The key in a SIMPLEBLOB.
    init(
        wrapped blob: [UInt8], with pair: borrowing KeyPair, padding: WrapPadding = .pkcs1,
        failure: UnwrapFailure = .report, provider: Provider = .aes, salt: SaltPolicy = .standard,
        isExportable: Bool = true
    ) throws {
        try self.init(
            importing: blob.span.bytes, unwrappingWith: pair, padding: padding, failure: failure, provider: provider,
            salt: salt, isExportable: isExportable)
    }

    /// The key of a record's `plaintext_blob`, with the parameters that the record sets.
    static func of(_ record: GoldenRecord) throws -> SessionKey {
        var key = try SessionKey(
            plaintext: record.required("plaintext_blob"), provider: record.provider, salt: record.saltPolicy())
        try key.setParameters(of: record)
        return key
    }

    /// A key of `byteCount` bytes, by default as many as Windows' providers make, that `seed` decides.
    init(
        sample algorithm: AlgorithmIdentifier, _ byteCount: Int? = nil, seed: UInt32 = 1, provider: Provider = .aes,
        isExportable: Bool = true
    ) throws {
        let fixed = algorithm.keyByteCounts.flatMap { $0.count == 1 ? $0.lowerBound : nil }
        let key = pattern(byteCount ?? fixed ?? 16, seed: seed)
        let blob = try PlaintextKeyBlob(keyAlgorithm: algorithm, key: key.span.bytes).serialized()
        try self.init(plaintext: blob, provider: provider, isExportable: isExportable)
    }

    /// A key of HMAC (CRYPT_IPSEC_HMAC_KEY).
    init(authenticating key: [UInt8], provider: Provider = .aes, isExportable: Bool = true) throws {
        let blob = try PlaintextKeyBlob(keyAlgorithm: .rc2, key: key.span.bytes).serialized()
        try self.init(importing: blob.span.bytes, as: .authentication, provider: provider, isExportable: isExportable)
    }

    /// KP_EFFECTIVE_KEYLEN and KP_SALT, where the record sets them.
    mutating func setParameters(of record: GoldenRecord) throws {
        if let bits = record.number("set_effective_bits") { try setEffectiveKeyBitLength(Int(bits)) }
        if let salt = record.bytes("set_salt") { try setSalt(salt.span.bytes) }
    }

    /// Mode and IV of a cipher test or an encryption, where it has them.
    mutating func setMode(of record: GoldenRecord) throws {
        if let mode = record.mode { try setMode(mode) }
        if let iv = record.bytes("iv") { try setInitializationVector(iv.span.bytes) }
    }

    /// KP_SALT, copied: a key that a test's closure has captured lends no spans.
    var copiedSalt: [UInt8] { salt.array }

    /// KP_IV, copied likewise.
    var copiedIV: [UInt8] { initializationVector.array }

    /// The PLAINTEXTKEYBLOB.
    func exported() throws -> [UInt8] { try exportPlaintext().withUnsafeBytes { Array($0) } }

    /// One call of `CryptEncrypt`, in a buffer that has just enough room.
    mutating func encrypt(_ piece: [UInt8], isFinal: Bool) throws -> [UInt8] {
        let room = try encryptedByteCount(of: piece.count, isFinal: isFinal)
        var buffer = piece + [UInt8](repeating: 0, count: room - piece.count)
        let count = try buffer.withUnsafeMutableBytes { try encrypt($0, byteCount: piece.count, isFinal: isFinal) }
        return Array(buffer.prefix(count))
    }

    /// One call of `CryptDecrypt`.
    mutating func decrypt(_ piece: [UInt8], isFinal: Bool) throws -> [UInt8] {
        var buffer = piece
        let count = try buffer.withUnsafeMutableBytes { try decrypt($0, isFinal: isFinal) }
        return Array(buffer.prefix(count))
    }

    /// Holds the key against what another implementation said of it.
    func expectState(_ state: GoldenRecord) {
        let bits = (key: keyBitLength, effective: effectiveKeyBitLength, block: (blockByteCount ?? 0) * 8)
        #expect(UInt64(bits.key) == state.number("key_bits"), "\(state)")
        #expect(UInt64(bits.effective) == state.number("effective_bits"), "\(state)")
        #expect(UInt64(bits.block) == state.number("block_bits"), "\(state)")
        // KP_MODE reads 0 for a stream cipher, where ours has no meaning.
        let isCBC = mode == .cbc
        #expect(state.number("mode") == (bits.block == 0 ? 0 : 1) && isCBC, "\(state)")
        #expect(copiedSalt == state.bytes("salt") ?? [], "\(state)")
    }

    /// Goes through a record's `cipher_tests` in both directions, Final set.
    mutating func expectCiphers(of record: GoldenRecord) throws {
        let tests = record.records("cipher_tests")
        #expect(!tests.isEmpty, "\(record)")
        for test in tests {
            try setMode(of: test)
            let plaintext = try test.required("plaintext")
            let ciphertext = try test.required("ciphertext")
            let encrypted = try encrypt(plaintext, isFinal: true)
            #expect(encrypted == ciphertext, "\(test)")
            let decrypted = try decrypt(ciphertext, isFinal: true)
            #expect(decrypted == plaintext, "\(test)")
        }
    }
    /// The key enciphers the first of a record's `cipher_tests` otherwise than the other implementation did.
    mutating func expectOtherCiphers(than record: GoldenRecord) throws {
        let test = try #require(record.records("cipher_tests").first)
        try setMode(of: test)
        let encrypted = try encrypt(test.required("plaintext"), isFinal: true)
        #expect(encrypted != test.bytes("ciphertext"), "\(test)")
    }
}
