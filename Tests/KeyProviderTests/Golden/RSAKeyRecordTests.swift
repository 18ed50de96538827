import GoldenVectors
import KeyBlob
import Testing

@testable import CipherCore
@testable import KeyProvider

/// `capi-public` and `capi-private`: RSA keys that Wine's providers made or took.
struct RSAKeyRecordTests {
    static func publicKeys() throws -> [GoldenRecord] { try golden("capi-public", "PUBLICKEYBLOB") }
    static func pairs() throws -> [GoldenRecord] { try golden("capi-private", "PRIVATEKEYBLOB") }
    static func shortPairs() throws -> [GoldenRecord] { try golden("capi-private", "PRIVATEKEYBLOB short") }

    /// The others are DSS and DH keys; one is by its `format` no PUBLICKEYBLOB at all.
    @Test func everyRecordIsTested() throws {
        let publicFormats = Dictionary(grouping: try GoldenVectors.load("capi-public"), by: \.format)
            .mapValues(\.count)
        #expect(
            publicFormats == [
                "PUBLICKEYBLOB": 43, "PUBLICKEYBLOB DSS1": 4, "PUBLICKEYBLOB DSS3 (version 3)": 6,
                "PUBLICKEYBLOB DH1": 6, "PUBLICKEYBLOB DH3 (version 3)": 7,
                "quirk: raw CNG DSAPUBLICBLOB (DSPB) returned for PUBLICKEYBLOB, no BLOBHEADER": 1,
            ])
        let privateFormats = Dictionary(grouping: try GoldenVectors.load("capi-private"), by: \.format)
            .mapValues(\.count)
        #expect(
            privateFormats == [
                "PRIVATEKEYBLOB": 44, "PRIVATEKEYBLOB short": 9, "PRIVATEKEYBLOB DSS2": 4,
                "PRIVATEKEYBLOB DSS4 (version 3)": 6, "PRIVATEKEYBLOB DH2": 6, "PRIVATEKEYBLOB DH4 (version 3)": 7,
            ])
        let quirks = try (Self.publicKeys() + Self.pairs()).filter { $0.string("quirk") != nil }
        #expect(quirks.isEmpty)
    }

    @Test(arguments: try publicKeys())
    func takesAPublicKey(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let key = try PublicKey(blob)
        #expect(try key.purpose.algorithm == record.algorithm())
        #expect(UInt64(key.bitLength) == record.number("bits"))
        #expect(try key.rsa().modulus == record.bytes("n"))
        #expect(try key.exportBlob() == blob)
    }

    @Test(arguments: try pairs())
    func takesAPair(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let pair = try KeyPair(blob)
        #expect(try pair.purpose.algorithm == record.algorithm())
        let bits = pair.bitLength
        #expect(UInt64(bits) == record.number("bits"))
        #expect(try pair.exported() == blob)
        #expect(try pair.publicKey.exportBlob() == record.required("public_blob"))
        // The half needs no permission.
        let locked = try KeyPair(blob, isExportable: false)
        #expect(refusal { try locked.exportBlob() } == .notExportable)
        #expect(try locked.publicKey.exportBlob() == record.required("public_blob"))
    }

    /// A session key goes out under the public half and comes back through the private one.
    @Test(arguments: try pairs())
    func usesAPair(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("blob"))
        let recipient = try PublicKey(record.required("public_blob"))
        let key = try SessionKey(sample: .rc4, 5)
        guard pair.purpose == .exchange else {
            #expect(refusal { try key.exportWrapped(for: recipient) } == .unsuitableKey)
            return
        }
        for padding in [WrapPadding.pkcs1, .oaep] {
            let wrapped = try key.exportWrapped(for: recipient, padding: padding)
            let again = try SessionKey(wrapped: wrapped, with: pair, padding: padding)
            #expect(try again.exported() == key.exported())
        }
    }

    /// Windows takes a private exponent that is cut short; Wine exports it with zeros or stale memory in its place, which
    /// is no key. Ours is computed anew, in the form that Windows' own keys have: e⁻¹ mod (p - 1)(q - 1).
    @Test(arguments: try shortPairs())
    func completesAPair(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        guard case .blob(let error) = refusal({ try KeyPair(blob) }) else {
            Issue.record("the strict import took it")
            return
        }
        #expect(error.reason == .truncated)

        let pair = try KeyPair(blob, .privateExponentOptional)
        let exported = try pair.exported()
        let theirs = try record.required("exported")
        #expect(exported.count == theirs.count && exported != theirs)
        let dOffset = try exported.count - record.required("n").count
        #expect(exported.prefix(dOffset) == blob.prefix(dOffset))

        let d = Array(exported[dOffset...].reversed())
        let e = try integer(record.required("e"))
        let p = try integer(record.required("p"))
        let q = try integer(record.required("q"))
        let remainder = try e * integer(d) % ((p - 1) * (q - 1))
        let isInverse = try remainder == integer([1])
        #expect(isInverse)
        // Complete now, it passes the strict import and its checks.
        #expect(try KeyPair(exported).exported() == exported)
    }

    private func integer(_ bytes: [UInt8]) throws -> BigInteger { try BigInteger(public: bytes.span.bytes) }

    /// `decrypts` says that Wine's key works; so does ours.
    @Test(arguments: try shortPairs())
    func usesACompletedPair(_ record: GoldenRecord) throws {
        #expect(record.bool("decrypts") == true)
        let pair = try KeyPair(record.required("blob"), .privateExponentOptional)
        let key = try SessionKey(sample: .aes128)
        let wrapped = try key.exportWrapped(for: pair.publicKey)
        #expect(try SessionKey(wrapped: wrapped, with: pair).exported() == key.exported())
    }
}
