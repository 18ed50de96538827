import CipherCore
import GoldenVectors
import Testing

/// Every record of capi-hash: what Wine's CSP hashed and authenticated.
struct HashGoldenTests {
    static let records = (try? GoldenVectors.load("capi-hash")) ?? []

    /// Formats of which each record is computed here.
    static let computed = ["CryptGetHashParam", "CryptHashSessionKey", "HMAC", "HMAC custom strings", "CBC-MAC"]
    /// Which provider has which hash, and says what of a keyed one without key: nothing of that is known down here.
    static let elsewhere = ["CryptCreateHash without key"]

    static func records(_ format: String) -> [GoldenRecord] { records.filter { $0.format == format } }

    @Test func everyRecordIsAccountedFor() {
        #expect(Self.computed.map { Self.records($0).count } == [119, 10, 112, 3, 45])
        #expect(Self.records.allSatisfy { (Self.computed + Self.elsewhere).contains($0.format) })
    }

    @Test(arguments: records("CryptGetHashParam"))
    func digest(_ record: GoldenRecord) throws {
        let algorithm = try #require(record.digestAlgorithm(of: "algid"))
        let message = try #require(record.bytes("message"))
        #expect(hex(try MessageDigest.hash(algorithm, message.span.bytes)) == record.string("digest"))
    }

    /// `CryptHashSessionKey` hashes the key without its salt, last byte first unless CRYPT_LITTLE_ENDIAN (1) is given.
    @Test(arguments: records("CryptHashSessionKey"))
    func sessionKey(_ record: GoldenRecord) throws {
        var hash = try MessageDigest(#require(record.digestAlgorithm(of: "algid")))
        let prefix = try #require(record.bytes("prefix"))
        let key = try #require(record.bytes("key"))
        let ordered = record.number("flags") == 1 ? key : key.reversed()
        hash.update(prefix.span.bytes)
        hash.update(ordered.span.bytes)
        #expect(hex(try hash.finish()) == record.string("digest"))
    }

    /// Wine gives SHA-384 and SHA-512 pads of 64 bytes, which is not RFC 2104 (`quirk`): as strings of the caller's own
    /// they give Wine's code, by default they do not.
    @Test(arguments: records("HMAC"))
    func hmac(_ record: GoldenRecord) throws {
        let algorithm = try #require(record.digestAlgorithm)
        let (key, message) = (try #require(record.bytes("key")), try #require(record.bytes("message")))
        let code = try HMAC.authenticationCode(algorithm, key: key.span.bytes, data: message.span.bytes)
        let isRFC2104 = record.string("quirk") == nil
        #expect((hex(code) == record.string("mac")) == isRFC2104)

        let (inner, outer) = ([UInt8](repeating: 0x36, count: 64), [UInt8](repeating: 0x5c, count: 64))
        var padded = try HMAC(
            algorithm, key: key.span.bytes, innerPad: inner.span.bytes, outerPad: outer.span.bytes)
        padded.update(message.span.bytes)
        #expect(hex(try padded.finish()) == record.string("mac"))
    }

    @Test(arguments: records("HMAC custom strings"))
    func hmacWithStrings(_ record: GoldenRecord) throws {
        let (key, message) = (try #require(record.bytes("key")), try #require(record.bytes("message")))
        let (inner, outer) = (try #require(record.bytes("inner")), try #require(record.bytes("outer")))
        var code = try HMAC(
            #require(record.digestAlgorithm), key: key.span.bytes, innerPad: inner.span.bytes,
            outerPad: outer.span.bytes)
        code.update(message.span.bytes)
        #expect(hex(try code.finish()) == record.string("mac"))
    }

    @Test(arguments: records("CBC-MAC"))
    func cbcMAC(_ record: GoldenRecord) throws {
        let algorithm = try #require(record.cipherAlgorithm(of: "key_algid"))
        let key = try #require(record.bytes("key"))
        let salted = key + (record.bytes("key_salt") ?? [])
        let vector = record.bytes("iv") ?? [UInt8](repeating: 0, count: algorithm.blockByteCount ?? 0)
        let message = try #require(record.bytes("message"))
        let outcome = refusal {
            var code = try CBCMAC(
                algorithm, key: salted.span.bytes, effectiveKeyBits: algorithm == .rc2 ? 8 * key.count : nil,
                initializationVector: vector.span.bytes)
            try code.update(message.span.bytes)
            let found = hex(try code.finish())
            #expect(found == record.string("mac"))
        }
        // NTE_BAD_KEY: RC4 has no blocks.
        #expect(outcome == (record.string("err") == "0x80090003" ? .unsupportedAlgorithm : nil))
    }
}
