import CipherCore
import GoldenVectors
import Testing

struct CryptDeriveKeyTests {
    /// Every hash with every cipher, by Wine's CSP; without a digest (`CALG_SSL3_SHAMD5`) the hash value is given.
    static let records: [GoldenRecord] = all.filter { $0.keyBytes != nil }
    static let all: [GoldenRecord] = (try? GoldenVectors.load("capi-derive")) ?? []

    /// What else the file holds is about providers: which have which algorithm and length, and that a hash that a key
    /// was derived from is finished.
    @Test func everyRecordIsAccountedFor() {
        let refused = refusals(0x8009_0005) + refusals(0x8009_0008)
        #expect(refused.allSatisfy { $0.keyBytes == nil && $0.bool("ok") == false })
        let states = Self.all.filter { $0.format == "CryptDeriveKey state" }
        #expect([Self.records.count, refused.count, states.count] == [230, 58, 2])
        #expect(Self.all.count == 290)
    }

    private func refusals(_ code: UInt64) -> [GoldenRecord] { Self.all.filter { $0.number("err") == code } }

    /// CRYPT_CREATE_SALT (4) at 40 bits, in the providers that make one.
    static let salted = records.filter {
        ($0.number("flags") ?? 0) & 4 != 0 && $0.record("state")?.bytes("salt")?.isEmpty == false
    }

    @Test func thereAreRecordsWithSalt() { #expect(Self.salted.count == 16) }

    @Test(arguments: salted)
    func saltOfTheRecord(_ record: GoldenRecord) throws {
        let digest = try #require(record.digestAlgorithm)
        let expected = try #require(record.record("state")?.bytes("salt"))
        let value = try hashValue(digest, #require(record.bytes("message")))
        let salt = try CryptDeriveKey.salt(
            hashValue: value.bytes, keyByteCount: #require(record.keyBytes).count, byteCount: expected.count)
        #expect(hex(salt) == hex(expected))
    }

    @Test func thereAreRecordsForEveryHashWithEveryCipher() {
        for digest in DigestAlgorithm.allCases.map({ Optional($0) }) + [nil] {
            for cipher in CipherAlgorithm.allCases where cipher != .desx {
                #expect(Self.records.contains { $0.digestAlgorithm == digest && $0.cipherAlgorithm == cipher })
            }
        }
    }

    @Test(arguments: records)
    func knownAnswer(_ record: GoldenRecord) throws {
        let digest = record.digestAlgorithm
        let cipher = try #require(record.cipherAlgorithm)
        var expected = try #require(record.keyBytes)
        // Wine leaves the parity of DES keys alone; Windows makes it odd.
        if [.des, .twoKeyTripleDES, .tripleDES].contains(cipher) {
            expected.withUnsafeMutableBytes { DESParity.forceOdd($0) }
        }
        let value = try hashValue(digest, #require(record.bytes(digest == nil ? "hash_value" : "message")))
        let key = try CryptDeriveKey.key(
            hashValue: value.bytes, digest: digest, cipher: cipher, byteCount: expected.count)
        #expect(hex(key) == hex(expected))
    }

    private func hashValue(_ digest: DigestAlgorithm?, _ message: [UInt8]) throws -> SecretBytes {
        guard let digest else { return try SecretBytes(copying: message.span.bytes) }
        return try MessageDigest.hash(digest, message.span.bytes)
    }

    /// .NET's own test of `PasswordDeriveBytes.CryptDeriveKey`, which asks Windows.
    @Test(arguments: [
        (CipherAlgorithm.rc2, 16, "b0695d8d98f5844b9650a9f68eff105b"),
        (.des, 8, "b0685d8c98f4854a"),
        (.tripleDES, 24, "97628a641949d99dced35db0abce20f21ff4da9b46e00bce"),
    ])
    func desKeysGetOddParity(_ cipher: CipherAlgorithm, _ byteCount: Int, _ expected: String) throws {
        let value = try hashValue(.sha1, Array("PasswordGoesHere".utf8))
        let key = try CryptDeriveKey.key(hashValue: value.bytes, digest: .sha1, cipher: cipher, byteCount: byteCount)
        #expect(hex(key) == expected)
    }

    /// No CSP has DESX.
    @Test func refusesDESX() throws {
        let value = try hashValue(.sha256, [])
        #expect(
            refusal {
                _ = try CryptDeriveKey.key(hashValue: value.bytes, digest: .sha256, cipher: .desx, byteCount: 24)
            } == .unsupportedAlgorithm)
    }

    /// Microsoft's archived example: the salt of RC4-40 from MD5("1134-kelp").
    @Test func theSaltFollowsTheKey() throws {
        let value = try hashValue(.md5, Array("1134-kelp".utf8))
        #expect(hex(value) == "7340e6e274b8ea399395aa29d638b52a")
        let key = try CryptDeriveKey.key(hashValue: value.bytes, digest: .md5, cipher: .rc4, byteCount: 5)
        #expect(hex(key) == "7340e6e274")
        let salt = try CryptDeriveKey.salt(hashValue: value.bytes, keyByteCount: 5, byteCount: 11)
        #expect(hex(salt) == "b8ea399395aa29d638b52a")
        let none = try CryptDeriveKey.salt(hashValue: value.bytes, keyByteCount: 16, byteCount: 0)
        #expect(none.count == 0)
    }

    @Test(arguments: [(5, 12), (17, 0), (16, 1), (-1, 4), (4, -1), (Int.max, 1), (1, Int.max)])
    func refusesASaltBeyondTheValue(_ keyByteCount: Int, _ byteCount: Int) {
        let value = pattern(16, seed: 51)
        #expect(
            refusal {
                _ = try CryptDeriveKey.salt(
                    hashValue: value.span.bytes, keyByteCount: keyByteCount, byteCount: byteCount)
            } == .illegalParameter)
    }

    /// A key longer than the value is expanded whatever the cipher, up to twice the value; a bare value never is.
    @Test(arguments: [
        (DigestAlgorithm?.some(.md5), CipherAlgorithm.rc2, 32, CipherError?.none), (.md5, .rc2, 33, .illegalKeyLength),
        (.sha256, .rc4, 64, nil), (.sha256, .rc4, 65, .illegalKeyLength), (nil, .rc2, 16, nil),
        (nil, .rc2, 17, .illegalKeyLength), (nil, .aes256, 32, .illegalKeyLength),
        (.md5, .aes128, 15, .illegalKeyLength),
        (.md5, .rc4, 0, .illegalKeyLength), (.md5, .rc4, 257, .illegalKeyLength),
    ])
    func lengths(
        _ digest: DigestAlgorithm?, _ cipher: CipherAlgorithm, _ byteCount: Int, _ expected: CipherError?
    ) {
        let value = pattern(digest?.byteCount ?? 16, seed: 52)
        let outcome = refusal {
            let key = try CryptDeriveKey.key(
                hashValue: value.span.bytes, digest: digest, cipher: cipher, byteCount: byteCount)
            #expect(key.count == byteCount)
        }
        #expect(outcome == expected)
    }

    /// MD5(64 bytes of 0x36 with the value over them), the same with 0x5c: computed with Python's hashlib.
    @Test func expansionOfALongRC2Key() throws {
        let value = (0..<16).map { UInt8($0) }
        let key = try CryptDeriveKey.key(hashValue: value.span.bytes, digest: .md5, cipher: .rc2, byteCount: 30)
        #expect(hex(key) == "a53d3f200c931a2bf97c23dfd362bcc3f1e468d38da0f449fd9a35bb29ca")
    }

    @Test func theValueMustBeAsLongAsTheDigestSays() {
        let value = pattern(20, seed: 53)
        #expect(
            refusal {
                _ = try CryptDeriveKey.key(hashValue: value.span.bytes, digest: .md5, cipher: .rc4, byteCount: 5)
            } == .illegalParameter)
    }
}
