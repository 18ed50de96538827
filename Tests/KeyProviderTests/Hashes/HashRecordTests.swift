import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// Every record of `capi-hash`: what Wine's providers hashed and authenticated.
struct HashRecordTests {
    static func records(_ format: String) throws -> [GoldenRecord] { try golden("capi-hash", format) }

    /// Wine's Schannel provider has neither MD2 nor MD4, its DSS provider no keyed hashes; ours have them.
    static let onlyOurs: Set = ["0341", "0342", "0362", "0363"]

    @Test func everyRecordIsTested() throws {
        let formats = [
            "CryptGetHashParam", "HMAC", "HMAC custom strings", "CBC-MAC", "CryptHashSessionKey",
            "CryptCreateHash without key",
        ]
        #expect(try GoldenVectors.load("capi-hash").count == 367)
        #expect(try formats.map { try Self.records($0).count } == [119, 112, 3, 45, 10, 78])
        let ours = try Self.records("CryptCreateHash without key").filter { Self.onlyOurs.contains($0.number) }
        #expect(ours.map { $0.string("alg") } == ["CALG_MD2", "CALG_MD4", "CALG_MAC", "CALG_HMAC"])
        #expect(
            ours.map { $0.string("provider") }
                == ["PROV_RSA_SCHANNEL", "PROV_RSA_SCHANNEL", "PROV_DSS_DH", "PROV_DSS_DH"])
    }

    @Test(arguments: try records("CryptGetHashParam"))
    func hashes(_ record: GoldenRecord) throws {
        #expect(try HashObject.value(record.algorithm(), record.required("message")) == record.required("digest"))
    }

    /// The key that the record has beside its hash; its length may be one of CRYPT_IPSEC_HMAC_KEY only.
    private func key(_ record: GoldenRecord) throws -> SessionKey {
        let algorithm = try record.algorithm("key_algid")
        let bytes = try record.required("key")
        if record.number("import_flags").map({ $0 & 0x100 != 0 }) == true {
            return try SessionKey(authenticating: bytes)
        }
        let key = try SessionKey(
            plaintext: PlaintextKeyBlob(keyAlgorithm: algorithm, key: bytes.span.bytes).serialized())
        #expect(key.copiedSalt == record.bytes("key_salt") ?? key.copiedSalt)
        return key
    }

    /// Wine gives SHA-384 and SHA-512 pads of 64 bytes, which is not RFC 2104 (`quirk`): as strings of the caller's own
    /// they give Wine's code, by default they do not.
    @Test(arguments: try records("HMAC"))
    func authenticates(_ record: GoldenRecord) throws {
        let message = try record.required("message")
        var code = try HashObject(hmacWith: key(record))
        try code.setHMACInfo(hash: record.algorithm("hash_algid"))
        try code.update(message)
        let isRFC2104 = record.string("quirk") == nil
        #expect(try (code.copiedValue() == record.required("mac")) == isRFC2104)

        var padded = try HashObject(hmacWith: key(record))
        try padded.setHMACInfo(record.algorithm("hash_algid"), .inner64, .outer64)
        try padded.update(message)
        #expect(try padded.copiedValue() == record.required("mac"))
    }

    @Test(arguments: try records("HMAC custom strings"))
    func authenticatesWithStrings(_ record: GoldenRecord) throws {
        var code = try HashObject(hmacWith: key(record))
        try code.setHMACInfo(record.algorithm("hash_algid"), record.required("inner"), record.required("outer"))
        try code.update(record.required("message"))
        #expect(try code.copiedValue() == record.required("mac"))
    }

    @Test(arguments: try records("CBC-MAC"))
    func authenticatesByBlocks(_ record: GoldenRecord) throws {
        var key = try key(record)
        if let iv = record.bytes("iv") { try key.setInitializationVector(iv.span.bytes) }
        guard record.number("err") == nil else {
            #expect(record.number("err") == LastError.badKey)
            #expect(refusal { try HashObject(macWith: key) } == .unsuitableKey)
            return
        }
        var code = try HashObject(macWith: key)
        try code.update(record.required("message"))
        #expect(try code.copiedValue() == record.required("mac"))
    }

    @Test(arguments: try records("CryptHashSessionKey"))
    func hashesAKey(_ record: GoldenRecord) throws {
        var hash = try HashObject(record.algorithm(), provider: .aes)
        try hash.update(record.required("prefix"))
        try hash.update(key(record), byteOrder: record.number("flags") == 1 ? .littleEndian : .bigEndian)
        #expect(try hash.copiedValue() == record.required("digest"))
    }

    @Test(arguments: try records("CryptCreateHash without key"))
    func aProviderHasIt(_ record: GoldenRecord) throws {
        let provider: Provider =
            switch record.string("provider") {
            case "PROV_RSA_SCHANNEL": .rsaSchannel
            case "PROV_DSS_DH": .enhancedDSSDH
            default: try record.provider
            }
        let algorithm = try record.algorithm()
        let theirs: ProviderError? =
            switch record.number("err") {
            case LastError.badKey: .unsuitableKey
            case LastError.badAlgorithm: .unsupportedAlgorithm(algorithm)
            default: nil
            }
        #expect((theirs == nil) == record.bool("ok"))
        let ours = refusal { try HashObject(algorithm, provider: provider) }
        #expect((ours == theirs) != Self.onlyOurs.contains(record.number))
    }
}
