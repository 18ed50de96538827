import GoldenVectors
import KeyBlob
import Testing

@Suite struct PVKFileTests {
    @Test(arguments: try GoldenVectors.load("openssl-pvk"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("pvk"))
        let file = try PVKFile(parsing: bytes.span.bytes)
        #expect(UInt64(file.keySpec) == record.number("key_type"))
        #expect(file.isEncrypted == (record.number("is_encrypted") == 1))
        #expect(file.salt.array == record.bytes("salt"))
        #expect(file.keyAlgorithm == (record.format == "PVK DSA" ? .dssSign : .rsaKeyExchange))
        #expect(UInt64(file.privateKeyBlobRange.count) == record.number("key_length"))
        #expect(file.privateKeyBlobRange.upperBound == bytes.count)
        #expect(file.body.array == Array(bytes[file.privateKeyBlobRange].dropFirst(8)))
        let made = PVKFile(
            keySpec: file.keySpec, salt: file.salt, keyAlgorithm: file.keyAlgorithm, body: file.body)
        #expect(try made.serialized() == bytes)
    }

    @Test func everyRecordWasAsked() throws {
        let records = try GoldenVectors.load("openssl-pvk")
        #expect(records.count == 47)
        #expect(records.count { $0.string("encryption") == "none" } == 9)
    }

    /// What lies in a plain file is the PRIVATEKEYBLOB of the record's key.
    @Test(arguments: try GoldenVectors.load("openssl-pvk").filter { $0.string("encryption") == "none" })
    func plainFilesHoldABlob(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("pvk"))
        let range = try PVKFile(parsing: bytes.span.bytes).privateKeyBlobRange
        let blob = bytes.span.bytes.extracting(range)
        if record.format == "PVK DSA" {
            let pair = try DSSPrivateKeyBlob(parsing: blob)
            #expect(pair.privateValue.array == record.bytes("x")?.littleEndian(width: 20))
        } else {
            let pair = try RSAPrivateKeyBlob(parsing: blob)
            #expect(pair.modulus.array == record.bytes("n")?.littleEndian(width: pair.modulus.byteCount))
        }
    }

    /// H2 of the history of such files: OpenSSL copied 8 bytes of a key that was said to have fewer.
    @Test(arguments: 0...19 as ClosedRange<UInt32>)
    func keysShorterThanTheirHeader(_ byteCount: UInt32) throws {
        for keep in [false, true] {
            let header = try plain().prefix(20) + [].appending(byteCount)
            let bytes = Array(header) + (keep ? try Array(plain()[24..<24 + Int(byteCount)]) : [])
            let error = PVKFile.tolerantRefusal(of: bytes)
            #expect(error?.description == "badKeyLength: cbPvk at byte 20: found \(byteCount), expected 20")
        }
    }

    /// H1: lengths whose sum does not fit 32 bits; and OpenSSL's limits since then.
    @Test(
        arguments: [
            (0xFFFF_FFF0, 32, "lengthMismatch: cbEncryptData at byte 16: found 4294967280"),
            (16, 0xFFFF_FFF0, "badKeyLength: cbPvk at byte 20: found 4294967280, expected 20"),
            (10241, 308, "lengthMismatch: cbEncryptData at byte 16: found 10241"),
            (16, 102_401, "badKeyLength: cbPvk at byte 20: found 102401, expected 20"),
            (16, 102_400, "truncated: body at byte 48: found 300, expected 102392"),
            (10240, 308, "truncated: salt at byte 24: found 324, expected 10240"),
        ] as [(UInt64, UInt64, String)])
    func lengthsThatLie(_ salt: UInt64, _ key: UInt64, _ line: String) throws {
        let bytes = try encrypted().replacing(salt, at: 16).replacing(key, at: 20)
        #expect(PVKFile.tolerantRefusal(of: bytes)?.description == line)
    }

    /// OpenSSL goes by the salt, and ignores what else the header says of the encryption.
    @Test func encryptionThatContradictsTheSalt() throws {
        let saysPlain = try encrypted().replacing(0, at: 12)
        #expect(PVKFile.refusal(of: saysPlain)?.description == "lengthMismatch: cbEncryptData at byte 16: found 16")
        var deviations = Deviations()
        #expect(try PVKFile(parsing: saysPlain.span.bytes, tolerating: &deviations).isEncrypted)
        #expect(deviations.offsets == [.unexpectedEncryptionType: 16])
        let rc2 = try encrypted().replacing(2, at: 12)
        #expect(
            PVKFile.refusal(of: rc2)?.description == "badAlgorithm: encryptType at byte 12: found 0x2, expected 0x0")
        #expect(try PVKFile.deviations(in: rc2) == [.unexpectedEncryptionType: 12])
        let noSalt = try plain().replacing(1, at: 12)
        #expect(PVKFile.tolerantRefusal(of: noSalt)?.description == "lengthMismatch: cbEncryptData at byte 16: found 0")
    }

    @Test(arguments: [1, 15, 17, 10240])
    func saltsOfOtherLengths(_ byteCount: Int) throws {
        let file = try encrypted()
        let salt = [UInt8](repeating: 0x5A, count: byteCount)
        let bytes = Array(file[..<16]).appending(UInt32(byteCount)) + file[20..<24] + salt + file[40...]
        #expect(
            PVKFile.refusal(of: bytes)?.description == "lengthMismatch: cbEncryptData at byte 16: found \(byteCount)")
        #expect(try PVKFile.deviations(in: bytes) == [.unexpectedSaltLength: 16])
    }

    /// Signature keys under the ALG_ID of exchange keys, and the reverse, are both about.
    @Test(arguments: [(0, 0xA400, 8), (3, 0xA400, 8), (2, 0xA400, 28), (1, 0x2400, 28), (2, 0x2400, nil)])
    func keySpecs(_ keySpec: UInt64, _ algorithm: UInt64, _ offset: Int?) throws {
        let bytes = try plain().replacing(keySpec, at: 8).replacing(algorithm, at: 28)
        #expect(PVKFile.refusal(of: bytes)?.offset == offset)
        #expect(try PVKFile.deviations(in: bytes) == (offset.map { [.unexpectedKeySpec: $0] } ?? [:]))
    }

    @Test func plainKeysAreLookedAt() throws {
        let noKey = try plain().replacing(0, at: 32)
        #expect(PVKFile.tolerantRefusal(of: noKey)?.description == "badMagic: body at byte 32")
        let another = try plain().replacing(520, at: 36)
        #expect(PVKFile.refusal(of: another)?.description == "lengthMismatch: body at byte 32")
        #expect(try PVKFile.deviations(in: another) == [.lengthFieldDisagrees: 32])
        let reserved = try plain().replacing(1, at: 4)
        #expect(try PVKFile.deviations(in: reserved) == [.reservedNonZero: 4])
    }

    private func plain() throws -> [UInt8] { try file("none") }
    private func encrypted() throws -> [UInt8] { try file("strong") }

    /// A file of a 512-bit key.
    private func file(_ encryption: String) throws -> [UInt8] {
        let records = try golden("openssl-pvk", "PVK RSA").filter { $0.number("bits") == 512 }
        return try #require(records.first { $0.string("encryption") == encryption }?.bytes("pvk"))
    }
}
