import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// `capi-derive`: CryptDeriveKey of Wine's providers.
struct DeriveKeyRecordTests {
    static func records() throws -> [GoldenRecord] { try golden("capi-derive", "CryptDeriveKey") }

    @Test func everyRecordIsTested() throws {
        let records = try Self.records()
        #expect(try GoldenVectors.load("capi-derive").count == 290)
        #expect(records.count == 288)
        #expect(records.count { $0.bool("ok") == false } == 58)
        #expect(records.count { $0.bytes("hash_value") != nil } == 36)
        #expect(records.count { $0.string("quirk") != nil } == 0)
        #expect(try golden("capi-derive", "CryptDeriveKey state").count == 2)
    }

    /// The key of a record: from its hash value where there is one (SSL3_SHAMD5 hashes nothing), else from the message,
    /// which stands where a password does.
    private func derive(_ record: GoldenRecord) throws -> SessionKey {
        let hash = try record.algorithm("hash_algid")
        let algorithm = try record.algorithm()
        let flags = try #require(record.number("flags"))
        let bits = flags >> 16 == 0 ? nil : Int(flags >> 16)
        #expect(UInt64(bits ?? 0) == record.number("bits"))
        let salt = record.saltPolicy("flags")
        if let value = record.bytes("hash_value") {
            return try SessionKey(
                derivingFrom: value.span.bytes, hash: hash, algorithm: algorithm, bits: bits, provider: record.provider,
                salt: salt)
        }
        let message = try record.required("message")
        return try SessionKey(
            derivingFromPassword: message.span.bytes, hash: hash, algorithm: algorithm, bits: bits,
            provider: record.provider, salt: salt)
    }

    @Test(arguments: try records().filter { $0.bool("ok") == true })
    func derives(_ record: GoldenRecord) throws {
        var key = try derive(record)
        key.expectState(try #require(record.record("state")))
        try key.expectCiphers(of: record)

        let theirs = try record.required("plaintext_blob")
        let ours = try key.exported()
        guard try [.des, .twoKeyTripleDES, .tripleDES].contains(record.algorithm()) else {
            #expect(ours == theirs)
            return
        }
        // Windows gives derived DES keys odd parity, and so do we; Wine leaves the hash's bits.
        #expect(ours.prefix(12) == theirs.prefix(12))
        #expect(ours.dropFirst(12).map { $0 >> 1 } == theirs.dropFirst(12).map { $0 >> 1 })
        #expect(ours.dropFirst(12).allSatisfy { !$0.nonzeroBitCount.isMultiple(of: 2) })
        #expect(ours != theirs)
    }

    @Test(arguments: try records().filter { $0.bool("ok") == false })
    func refuses(_ record: GoldenRecord) throws {
        let algorithm = try record.algorithm()
        let expected: ProviderError =
            record.number("err") == LastError.badAlgorithm
            ? .unsupportedAlgorithm(algorithm) : .illegalKeyLength(bits: Int(record.number("bits") ?? 0))
        #expect([LastError.badAlgorithm, LastError.badData].contains(record.number("err")))
        #expect(refusal { try derive(record) } == expected)
    }

    /// Two keys of one hash are the same key; that the hash takes no more data afterwards is no matter here, where a
    /// hash is a value.
    @Test(arguments: try golden("capi-derive", "CryptDeriveKey state"))
    func derivesAgain(_ record: GoldenRecord) throws {
        #expect(record.number("hashdata_after") == LastError.badHashState)
        #expect(record.string("derive_again") == "ok")
        let value = pattern(20)
        let keys = try (0..<2).map { _ in
            try SessionKey(derivingFrom: value.span.bytes, hash: .sha1, algorithm: record.algorithm()).exported()
        }
        #expect(keys[0] == keys[1])
    }
}
