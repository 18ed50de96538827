import KeyBlob
import Testing

@Suite struct MasterKeyFileTests {
    @Test func recordsOfAUserInADomain() throws {
        let bytes = try sample("master key file", 0)
        let file = try MasterKeyFile(parsing: bytes.span.bytes)
        #expect(file.guidText.byteCount == 72 && file.flags == 0)
        let master = try MasterKeyRecord(parsing: file.masterKey)
        #expect(master.rounds == 24000 && master.salt.byteCount == 16 && master.encryptedKey.byteCount == 104)
        #expect(master.hashAlgorithm == .hmac && master.cipherAlgorithm == .tripleDES)
        #expect(try MasterKeyRecord(parsing: file.backupKey).rounds == 24000)
        #expect(try CredentialHistoryRecord(parsing: file.credentialHistory).version == 2)
        let domain = try ClientWrappedSecret(parsing: file.domainKey)
        #expect(domain.version == 2 && domain.encryptedSecret.byteCount == 256 && domain.accessCheck.byteCount == 88)
        #expect(file.masterKey.address == bytes.span.bytes.address + 128)
    }

    @Test func missingRecordsAreEmpty() throws {
        let bytes = try sample("master key file", 2)
        let file = try MasterKeyFile(parsing: bytes.span.bytes)
        #expect(file.backupKey.isEmpty && file.credentialHistory.isEmpty && file.domainKey.isEmpty)
    }

    /// Lengths of 64 bits: longer than any file, and than an `Int`.
    @Test(
        arguments: [0x8000_0000_0000_0000, .max, 0x7FFF_FFFF_FFFF_FFFF, 0x1_0000_0000] as [UInt64], [96, 104, 112, 120])
    func hugeLengths(_ length: UInt64, _ offset: Int) throws {
        let bytes = try sample("master key file", 0).replacing(length, width: 8, at: offset)
        #expect(MasterKeyFile.refusal(of: bytes)?.reason == .truncated)
        #expect(MasterKeyFile.tolerantRefusal(of: bytes)?.reason == .truncated)
    }

    /// The name tells these files from others that begin with a 2, so nobody gets around it.
    @Test(arguments: [12 + 2 * 8, 12, 13, 12 + 70])
    func nameThatIsNoGUID(_ offset: Int) throws {
        let bytes = try sample("master key file", 0).replacing([UInt8(ascii: "g")], at: offset)
        #expect(MasterKeyFile.tolerantRefusal(of: bytes)?.description == "badString: szGuid at byte 12")
    }

    @Test func recordsOfAnotherKind() throws {
        let bytes = try sample("master key file", 0)
        for (offset, field) in [(128 + 24, 128), (264 + 28, 264), (400 + 20, 420)] {
            let changed = bytes.replacing(0, at: offset)
            #expect(MasterKeyFile.refusal(of: changed)?.reason == .badContents)
            #expect(try MasterKeyFile.deviations(in: changed) == [.unexpectedContents: field])
        }
    }

    @Test func backupKeys() throws {
        let pair = try sample("ClientWrap key pair", 0)
        let keys = try ClientWrapKeyPair(parsing: pair.span.bytes)
        #expect(keys.keyPair.bitLength == 2048 && keys.keyPair.keyAlgorithm == .rsaKeyExchange)
        #expect(keys.certificate.array.starts(with: [0x30, 0x82]) && keys.certificate.byteCount == 804)
        let uncertified = pair.replacing([0x31], at: 12 + 1172)
        #expect(try ClientWrapKeyPair.deviations(in: uncertified) == [.unexpectedContents: 1184])
        let secret = try sample("server-side-wrapped secret", 0)
        let wrapped = try ServerWrappedSecret(parsing: secret.span.bytes)
        #expect(
            wrapped.secretByteCount == 64 && wrapped.r2.byteCount == 68 && wrapped.encryptedPayload.byteCount == 144)
        let system = try sample("DPAPI_SYSTEM", 0)
        let parts = try DPAPISystemSecret(parsing: system.span.bytes)
        #expect(parts.machineKey.array + parts.userKey.array == Array(system.dropFirst(4)))
    }
}
