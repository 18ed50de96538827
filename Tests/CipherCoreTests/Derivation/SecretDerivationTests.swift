import CipherCore
import GoldenVectors
import Testing

/// Derivations from strong secrets. Records of `openssl kdf` (`Scripts/make-derivation-vectors`), and the standards' own.
struct SecretDerivationTests {
    static func records(_ format: String) -> [GoldenRecord] {
        ((try? GoldenVectors.load("derivation-cases")) ?? []).filter { $0.format == format }
    }

    @Test(arguments: [("X9.42 KDF", 6), ("Concatenation KDF", 18), ("Counter KDF", 18), ("HKDF", 18)])
    func thereAreRecords(_ format: String, _ count: Int) {
        #expect(Self.records(format).count == count)
    }

    @Test(arguments: records("X9.42 KDF"))
    func x942(_ record: GoldenRecord) throws {
        let (secret, output) = (try record.field("secret"), try record.field("output"))
        let identifier = try record.field("object_identifier")
        let party = record.bytes("party_info")
        let key =
            if let party {
                try X942KDF.derive(
                    secret: secret.span.bytes, objectIdentifier: identifier, partyInfo: party.span.bytes,
                    byteCount: output.count)
            } else {
                try X942KDF.derive(
                    secret: secret.span.bytes, objectIdentifier: identifier, byteCount: output.count)
            }
        #expect(hex(key) == hex(output))
    }

    /// RFC 2631 section 2.1.6: without partyAInfo for triple DES, and with 64 bytes of it for RC2.
    @Test func x942Examples() throws {
        let secret = [UInt8](0..<20)
        let tripleDES = try X942KDF.derive(
            secret: secret.span.bytes, objectIdentifier: X942KDF.tripleDESWrap, byteCount: 24)
        #expect(hex(tripleDES) == "a09661392376f7044d9052a397883246b67f5f1ef63eb5fb")
        let party = bytes(String(repeating: "0123456789abcdeffedcba9876543201", count: 4))
        let rc2 = try X942KDF.derive(
            secret: secret.span.bytes, objectIdentifier: X942KDF.rc2Wrap, partyInfo: party.span.bytes,
            byteCount: 16)
        #expect(hex(rc2) == "48950c46e0530075403cce72889604e0")
    }

    @Test(arguments: [
        "", "06", "0600", "060288", "0401aa", "0603550403ff", "067e" + String(repeating: "01", count: 126),
    ])
    func x942RefusesWhatIsNoObjectIdentifier(_ identifier: String) {
        let identifier = bytes(identifier)
        let outcome = refusal {
            _ = try X942KDF.derive(
                secret: identifier.span.bytes, objectIdentifier: identifier, byteCount: 16)
        }
        #expect(outcome == .illegalParameter)
    }

    @Test func x942RefusesALongParty() {
        let party = [UInt8](repeating: 1, count: 16385)
        let outcome = refusal {
            _ = try X942KDF.derive(
                secret: party.span.bytes, objectIdentifier: X942KDF.rc2Wrap, partyInfo: party.span.bytes,
                byteCount: 16)
        }
        #expect(outcome == .illegalParameter)
    }

    @Test(arguments: records("Concatenation KDF"))
    func concatenation(_ record: GoldenRecord) throws {
        let digest = try #require(record.digestAlgorithm)
        let (secret, output) = (try record.field("secret"), try record.field("output"))
        let info = try record.field("info")
        let key = try ConcatenationKDF.derive(
            digest, secret: secret.span.bytes, info: info.span.bytes, byteCount: output.count)
        #expect(hex(key) == hex(output))
    }

    @Test(arguments: records("Counter KDF"))
    func counter(_ record: GoldenRecord) throws {
        let digest = try #require(record.digestAlgorithm)
        let (secret, output) = (try record.field("key"), try record.field("output"))
        let (label, context) = (try record.field("label"), try record.field("context"))
        let key = try CounterKDF.derive(
            digest, key: secret.span.bytes, label: label.span.bytes, context: context.span.bytes,
            byteCount: output.count)
        #expect(hex(key) == hex(output))
    }

    @Test(arguments: records("HKDF"))
    func hkdf(_ record: GoldenRecord) throws {
        let digest = try #require(record.digestAlgorithm)
        let (secret, output) = (try record.field("secret"), try record.field("output"))
        let (salt, info) = (try record.field("salt"), try record.field("info"))
        let key = try HKDF.derive(
            digest, secret: secret.span.bytes, salt: salt.span.bytes, info: info.span.bytes, byteCount: output.count)
        #expect(hex(key) == hex(output))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let digest: DigestAlgorithm
        let secret: [UInt8]
        let salt: [UInt8]
        let info: [UInt8]
        let pseudorandomKey: String
        let output: String
        var testDescription: String { source }
    }

    static let hkdfRows = [
        Row(
            source: "RFC 5869 A.1", digest: .sha256, secret: [UInt8](repeating: 0x0b, count: 22),
            salt: [UInt8](0..<13), info: [UInt8](0xf0..<0xfa),
            pseudorandomKey: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            output: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
        Row(
            source: "RFC 5869 A.2", digest: .sha256, secret: [UInt8](0..<0x50), salt: [UInt8](0x60..<0xb0),
            info: [UInt8](0xb0...0xff),
            pseudorandomKey: "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            output: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"),
        Row(
            source: "RFC 5869 A.3", digest: .sha256, secret: [UInt8](repeating: 0x0b, count: 22), salt: [], info: [],
            pseudorandomKey: "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            output: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
        Row(
            source: "RFC 5869 A.4", digest: .sha1, secret: [UInt8](repeating: 0x0b, count: 11), salt: [UInt8](0..<13),
            info: [UInt8](0xf0..<0xfa), pseudorandomKey: "9b6c18c432a7bf8f0e71c8eb88f4b30baa2ba243",
            output: "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896"),
        Row(
            source: "RFC 5869 A.7", digest: .sha1, secret: [UInt8](repeating: 0x0c, count: 22), salt: [], info: [],
            pseudorandomKey: "2adccada18779e7c2077ad2eb19d3f3e731385dd",
            output: "2c91117204d745f3500d636a62f64f0ab3bae548aa53d423b0d1f27ebba6f5e5673a081d70cce7acfc48"),
    ]

    @Test(arguments: hkdfRows)
    func hkdfExamples(_ row: Row) throws {
        let key = try HKDF.extract(row.digest, secret: row.secret.span.bytes, salt: row.salt.span.bytes)
        #expect(hex(key) == row.pseudorandomKey)
        let output = try HKDF.expand(
            row.digest, pseudorandomKey: key.bytes, info: row.info.span.bytes, byteCount: row.output.utf8.count / 2)
        #expect(hex(output) == row.output)
    }

    @Test(arguments: [0, 1, 16, 255])
    func hkdfIsCutAnywhere(_ count: Int) throws {
        let record = try #require(Self.records("HKDF").last)
        let (digest, secret) = (try #require(record.digestAlgorithm), try record.field("secret"))
        let key = try HKDF.extract(digest, secret: secret.span.bytes, salt: RawSpan())
        let all = try HKDF.expand(
            digest, pseudorandomKey: key.bytes, info: RawSpan(), byteCount: 255 * digest.byteCount)
        let some = try HKDF.expand(digest, pseudorandomKey: key.bytes, info: RawSpan(), byteCount: count)
        #expect(hex(all).hasPrefix(hex(some)))
        #expect(some.count == count)
    }

    @Test(arguments: [-1, 65537, Int.max, Int.min])
    func lengthsThatNoneMakes(_ count: Int) {
        let secret = pattern(32, seed: 101)
        let bytes = secret.span.bytes
        let identifier = X942KDF.rc2Wrap
        let outcomes = [
            refusal { _ = try HKDF.expand(.sha256, pseudorandomKey: bytes, info: bytes, byteCount: count) },
            refusal { _ = try CounterKDF.derive(.sha256, key: bytes, label: bytes, context: bytes, byteCount: count) },
            refusal { _ = try ConcatenationKDF.derive(.sha256, secret: bytes, info: bytes, byteCount: count) },
            refusal {
                _ = try X942KDF.derive(secret: bytes, objectIdentifier: identifier, byteCount: count)
            },
            refusal { _ = try HKDF.expand(.md5, pseudorandomKey: bytes, info: bytes, byteCount: 255 * 16 + 1) },
        ]
        #expect(outcomes.allSatisfy { $0 == .illegalParameter })
    }
}

extension GoldenRecord {
    /// A field of bytes; none where the record leaves it out.
    func field(_ name: String) throws -> [UInt8] {
        string(name) == nil ? [] : try #require(bytes(name))
    }
}
