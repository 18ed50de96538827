import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// `capi-plaintext`: what Wine's providers say to PLAINTEXTKEYBLOBs of every length, and to salts.
struct PlaintextKeyBlobRecordTests {
    /// Wine fills a key of these wrong lengths up with zeros; documented is a refusal, as ours.
    static let filledUp: Set = ["0000", "0020", "0040", "0042", "0053", "0058", "0076", "0096", "0116", "0118"]
    /// Wine ignores CRYPT_NO_SALT on import; documented is a key without salt, as ours.
    static let saltedInSpiteOfTheFlag: Set = ["0162", "0207", "0252", "0285", "0318", "0363"]
    /// Wine's AES provider drops a salt that KP_SALT sets (not one that KP_SALT_EX sets): it reports none and enciphers
    /// without. Microsoft documents no such difference, and Windows' Enhanced provider reports none but uses it.
    static let salt11Dropped: Set = [
        "0153", "0158", "0163", "0168", "0173", "0178", "0183", "0188", "0193",
        "0198", "0203", "0208", "0213", "0218", "0223", "0228", "0233", "0238",
    ]

    static func records() throws -> [GoldenRecord] { try golden("capi-plaintext", "PLAINTEXTKEYBLOB") }
    static func keys() throws -> [GoldenRecord] { try records().filter { !isHMACKey($0) } }
    static func hmacKeys() throws -> [GoldenRecord] { try records().filter(isHMACKey) }

    /// CALG_HMAC or CRYPT_IPSEC_HMAC_KEY.
    static func isHMACKey(_ record: GoldenRecord) -> Bool {
        record.string("alg") == "CALG_HMAC" || record.number("import_flags") == 0x101
    }

    @Test func everyRecordIsTested() throws {
        #expect(try GoldenVectors.load("capi-plaintext").count == 462)
        #expect(try Self.keys().count == 422)
        #expect(try Self.hmacKeys().count == 40)
        let quirks = try Self.records().filter { $0.string("quirk") != nil }.map(\.number)
        #expect(Set(quirks) == Self.filledUp.union(Self.saltedInSpiteOfTheFlag))
    }

    @Test(arguments: try keys().filter { $0.bool("ok") == true && !filledUp.contains($0.number) })
    func imports(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        var key = try SessionKey(plaintext: blob, provider: record.provider, salt: record.saltPolicy())
        #expect(try key.exported() == record.required("exported"))
        guard let state = record.record("state") else {
            // Not asked: it stands beside HMAC keys, to be told from them.
            #expect(record.string("note") == "HMAC key")
            return
        }
        if let salt = record.bytes("set_salt") { try key.setSalt(salt.span.bytes) }
        let winesSalt = state.bytes("salt") ?? []
        let differs = Self.saltedInSpiteOfTheFlag.union(Self.salt11Dropped).contains(record.number)
        if differs {
            #expect(key.copiedSalt == record.bytes("set_salt") ?? [])
            try key.expectOtherCiphers(than: record)
            try key.setSalt(winesSalt.span.bytes)
        }
        key.expectState(state)
        try key.expectCiphers(of: record)
    }

    @Test(arguments: try keys().filter { $0.bool("ok") == false || filledUp.contains($0.number) })
    func refuses(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let refused = refusal { try SessionKey(plaintext: blob, provider: record.provider) }
        let algorithm = try record.algorithm()
        let byteCount = try record.required("key").count
        switch refused {
        case .unsupportedAlgorithm(algorithm):
            #expect(record.number("err") == LastError.badAlgorithm)
        case .illegalKeyLength(bits: byteCount * 8):
            #expect([LastError.badData, LastError.badFlags].contains(record.number("err")))
        case .blob(let error):
            // No provider has keys of this length, whatever the first thing is that Wine finds wrong.
            #expect(error.reason == .badKeyLength && error.offset == 8)
            #expect(algorithm.keyByteCounts?.contains(byteCount) == false || byteCount == 0 || byteCount > 128)
        default:
            Issue.record("\(String(describing: refused))")
        }
    }

    /// CRYPT_IPSEC_HMAC_KEY. Wine takes the flag with every ALG_ID, and exports CALG_HMAC, which names no key of
    /// Microsoft's: documented is CALG_RC2.
    @Test(arguments: try hmacKeys())
    func importsHMACKeys(_ record: GoldenRecord) throws {
        #expect(record.bool("ok") == true && record.bytes("reported_algid") == [0x09, 0x80, 0, 0])
        let blob = try record.required("blob")
        let refused = refusal { try SessionKey(importing: blob.span.bytes, as: .authentication) }
        let algorithm = try record.algorithm()
        guard algorithm == .rc2 else {
            if case .blob(let error) = refused {
                #expect([.badAlgorithm, .badKeyLength].contains(error.reason))
            } else {
                #expect(refused == .unsupportedAlgorithm(algorithm))
            }
            return
        }
        #expect(refused == nil)
        let key = try SessionKey(importing: blob.span.bytes, as: .authentication)
        #expect(try key.exported() == blob)
        // Wine loses keys of more than 64 bytes on their way out.
        let theirs = try record.required("exported").dropFirst(8)
        #expect(theirs == (key.keyBitLength > 512 ? [0, 0, 0, 0] : try key.exported().dropFirst(8)))
        // Without the flag it is a key of the cipher, or none.
        let isCipherKey = try 5...16 ~= record.required("key").count
        #expect((refusal { try SessionKey(plaintext: blob) } == nil) == isCipherKey)
    }
}
