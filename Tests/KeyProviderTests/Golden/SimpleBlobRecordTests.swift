import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// `capi-simple`: SIMPLEBLOBs that Wine's provider made.
struct SimpleBlobRecordTests {
    static let records = Result { try golden("capi-simple", "SIMPLEBLOB") }
    static func wrapped() throws -> [GoldenRecord] { try records.get().filter { $0.bytes("blob") != nil } }

    /// CryptGenKey gave a random salt although CRYPT_CREATE_SALT was not given; documented are zeros, as ours.
    static let saltedWithoutBeingAsked: Set = ["0119", "0121", "0122"]

    @Test func everyRecordIsTested() throws {
        let records = try Self.records.get()
        #expect(try GoldenVectors.load("capi-simple").count == 126)
        #expect(records.count == 118)
        #expect(try Self.wrapped().count == 115)
        #expect(try golden("capi-simple", "SIMPLEBLOB (HMAC key)").count == 8)
        #expect(Set(records.filter { $0.string("quirk") != nil }.map(\.number)) == Self.saltedWithoutBeingAsked)
    }

    @Test(arguments: try wrapped())
    func opens(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("rsa_private_blob"))
        let blob = try record.required("blob")
        for failure in [UnwrapFailure.report, .substitute] {
            let key = try SessionKey(
                wrapped: blob, with: pair, padding: record.padding, failure: failure, provider: record.provider)
            #expect(try key.exported() == record.required("plaintext_blob"))
            key.expectState(try #require(record.record("reimported_state")))
        }
        // The key that Wine wrapped was given parameters, which no BLOB carries.
        var key = try SessionKey(wrapped: blob, with: pair, padding: record.padding, provider: record.provider)
        try key.setParameters(of: record)
        let state = try #require(record.record("state"))
        if let salt = state.bytes("salt") { try key.setSalt(salt.span.bytes) }
        key.expectState(state)
        try key.expectCiphers(of: record)
    }

    /// Six records say that Wine refuses this too (`import_without_oaep_flag`).
    @Test(arguments: try wrapped())
    func doesNotOpenWithTheOtherPadding(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("rsa_private_blob"))
        let blob = try record.required("blob")
        let other: WrapPadding = record.padding == .oaep ? .pkcs1 : .oaep
        #expect(
            refusal { try SessionKey(wrapped: blob, with: pair, padding: other, provider: record.provider) }
                == .unwrapFailed)
    }

    @Test(arguments: try records.get())
    func wrapsAgain(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("rsa_private_blob"))
        let recipient = pair.publicKey
        let key = try SessionKey(plaintext: record.required("plaintext_blob"), provider: record.provider)
        guard let blob = record.bytes("blob") else {
            #expect(record.number("export_err") == LastError.badLength)
            #expect(refusal { try key.exportWrapped(for: recipient, padding: record.padding) } == .messageTooLong)
            return
        }
        let wrapped = try key.exportWrapped(for: recipient, padding: record.padding)
        #expect(wrapped.count == blob.count && wrapped.prefix(12) == blob.prefix(12))
        #expect(try key.exportWrapped(for: recipient, padding: record.padding) != wrapped)
        let again = try SessionKey(
            wrapped: wrapped, with: pair, padding: record.padding, provider: record.provider)
        #expect(try again.exported() == record.required("plaintext_blob"))
    }

    /// An HMAC key (CRYPT_IPSEC_HMAC_KEY) has no cipher, and is not wrapped. Without the flag its BLOB is an RC2 key, of an
    /// illegal length unless it has 16 bytes.
    @Test(arguments: try golden("capi-simple", "SIMPLEBLOB (HMAC key)"))
    func wrapsNoHMACKey(_ record: GoldenRecord) throws {
        #expect(record.bytes("blob") == nil && record.number("export_err") == LastError.badKey)
        let blob = try record.required("plaintext_blob")
        let bits = try record.required("key").count * 8
        let refused = refusal { try SessionKey(plaintext: blob) }
        #expect(refused == (bits == 128 ? nil : .illegalKeyLength(bits: bits)))
        let key = try SessionKey(importing: blob.span.bytes, as: .authentication)
        let recipient = try KeyPair(pairBlob(bits: 4096)).publicKey
        #expect(refusal { try key.exportWrapped(for: recipient, padding: record.padding) } == .unsuitableKey)
        // As Wine exports it again: by an ALG_ID that names no key.
        let exported = try record.required("exported_plaintext_blob")
        guard case .blob(let error) = refusal({ try SessionKey(plaintext: exported) })
        else {
            Issue.record("a key by the name of CALG_HMAC was taken")
            return
        }
        #expect(error.reason == .badAlgorithm)
    }
}
