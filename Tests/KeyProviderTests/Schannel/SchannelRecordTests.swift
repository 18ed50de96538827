import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// `capi-schannel` and the Schannel keys of `derivation-cases`, through the provider.
struct SchannelRecordTests {
    static func schedules() throws -> [GoldenRecord] { try golden("capi-schannel", "Schannel key schedule") }
    static func suites() throws -> [GoldenRecord] { try golden("derivation-cases", "Schannel keys") }
    static func outputs() throws -> [GoldenRecord] { try golden("capi-schannel", "CALG_TLS1PRF") }

    @Test func everyRecordIsTested() throws {
        #expect(try [Self.schedules().count, Self.outputs().count, Self.suites().count] == [14, 3, 22])
        #expect(try GoldenVectors.load("capi-schannel").count == 17)
    }

    /// Wine's keys of TLS 1.0. It refuses SSL 3.0, whose master hash is made all the same here; `suites` has its values.
    @Test(arguments: try schedules())
    func followsTheSchedule(_ record: GoldenRecord) throws {
        var master = try MasterKey(record)
        try master.setRandoms(of: record)
        try master.setAlgorithm(
            SchannelAlgorithm(.authentication, record.algorithm("mac_algid"), bits: record.macBits))
        let bits = Int(try #require(record.number("enc_bits")))
        try master.setAlgorithm(SchannelAlgorithm(.encryption, record.algorithm("enc_algid"), bits: bits))
        let hash = try master.masterHash()
        guard let keys = record.record("keys") else {
            #expect(try record.algorithm() == .ssl3Master)
            #expect(try hash.key(.encryption, side: .client).keyBitLength == bits)
            return
        }
        let blob = try master.exported()
        #expect(blob == record.bytes("master_blob_after"))
        for side in SchannelSide.allCases {
            let name = side == .client ? "client" : "server"
            let mac = try #require(keys.record("\(name)_mac"))
            let macKey = try hash.key(.authentication, side: side)
            try expectMAC(macKey, mac, record)
            try expectCipher(
                hash.key(.encryption, side: side, isExportable: true), #require(keys.record("\(name)_enc")))
        }
    }

    private func expectMAC(_ key: borrowing SessionKey, _ fields: GoldenRecord, _ record: GoldenRecord) throws {
        let (role, algorithm, isExportable) = (key.role, key.algorithm, key.isExportable)
        #expect(role == .schannelAuthentication && algorithm == .schannelMACKey && !isExportable)
        let bytes = key.keyCopy
        #expect(try bytes == Array(fields.required("plaintext_blob").dropFirst(12)))
        let test = try #require(fields.record("hmac_test"))
        let code = try key.code(of: test.required("message"), hash: record.macBits == 128 ? .md5 : .sha1)
        #expect(code == test.bytes("mac"))
    }

    private func expectCipher(_ fresh: consuming SessionKey, _ fields: GoldenRecord) throws {
        var key = fresh
        let role = key.role
        #expect(role == .schannelEncryption)
        let blob = try key.exported()
        #expect(blob == fields.bytes("plaintext_blob"))
        let vector = key.copiedIV
        #expect(vector == fields.bytes("iv") ?? [])
        let state = try #require(fields.record("state"))
        let salt = key.copiedSalt
        #expect(salt == state.bytes("salt") ?? [])
        let test = try #require(fields.record("encrypt_test"))
        let ciphertext = try key.encrypt(test.required("plaintext"), isFinal: false)
        #expect(ciphertext == test.bytes("ciphertext"))
    }

    /// Suites of both protocols, export ciphers among them, computed by other code.
    @Test(arguments: try suites())
    func makesTheKeysOfASuite(_ record: GoldenRecord) throws {
        let algorithm: AlgorithmIdentifier = record.string("protocol") == "SSL 3.0" ? .ssl3Master : .tls1Master
        let preMaster = try record.required("pre_master")
        let secret = try SecretBytes(copying: preMaster.span.bytes)
        var master = try MasterKey(
            algorithm, secret: secret, carriesVersion: false, provider: .rsaSchannel, permissions: .standard)
        try master.setRandoms(of: record)
        let numbers = try ["mac_length", "key_length", "iv_length"].map { Int(try #require(record.number($0))) }
        let isForExport = record.number("export_length") != nil
        let cipher = cipher(keyLength: numbers[1], vectorLength: numbers[2], record.number("export_length"))
        try master.setAlgorithm(
            SchannelAlgorithm(.authentication, numbers[0] == 16 ? .md5 : .sha1, bits: 8 * numbers[0]))
        try master.setAlgorithm(
            SchannelAlgorithm(.encryption, cipher, bits: 8 * numbers[1], isForExport: isForExport))
        let hash = try master.masterHash()
        #expect(try hash.duplicate().masterSecret.array == record.bytes("master"))
        master.destroy()
        for side in SchannelSide.allCases {
            let name = side == .client ? "client" : "server"
            #expect(try hash.keyCopy(.authentication, side) == record.bytes("\(name)_mac"))
            let key = try hash.key(.encryption, side: side)
            let bytes = key.keyCopy
            let vector = key.copiedIV
            #expect(bytes == record.bytes("\(name)_key") && vector == record.bytes("\(name)_iv") ?? [])
        }
    }

    private func cipher(keyLength: Int, vectorLength: Int, _ exportLength: UInt64?) -> AlgorithmIdentifier {
        switch (keyLength, vectorLength, exportLength) {
        case (_, 0, _): .rc4
        case (_, 8, 8?), (8, 8, nil): .des
        case (24, 8, nil): .tripleDES
        case (_, 8, _): .rc2
        case (_, 16, _): .aes256
        default: .rc2
        }
    }

    /// The values that a conformance test of Wine's expects of Windows: DES and MD5, randoms of 33 bytes.
    @Test func hasWindowsValues() throws {
        let preMaster = try #require(
            [UInt8](
                hex: "030118d154c323693a3eb86534985ecf4e10c43f3be6fa4faa09b588f86e587e446d393965f9215a8bf5e81ee3fa19cd"
            ))
        let blob = try PlaintextKeyBlob(keyAlgorithm: .tls1Master, key: preMaster.span.bytes).serialized()
        var master = try MasterKey(plaintext: blob)
        try master.setRandoms(
            Array("Super Secret Client Secret 12345\0".utf8), Array("Super Secret Server Secret 12345\0".utf8))
        try master.setAlgorithm(SchannelAlgorithm(.encryption, .des, bits: 64))
        try master.setAlgorithm(SchannelAlgorithm(.authentication, .md5, bits: 128))
        let hash = try master.masterHash()
        var key = try hash.key(.encryption, side: .server)
        let ciphertext = try key.encrypt(Array("Wine rocks!\0".utf8), isFinal: true)
        #expect(ciphertext == [UInt8](hex: "13d2ddeb6c3fbeb20486b5e508e5f30d"))

        var prf = try HashObject(tls1PRFOf: master)
        let (label, seed) = (Array("client finished".utf8), Array("123456789012345678901234567890123456".utf8))
        try prf.setTLS1PRFLabel(label.span.bytes)
        try prf.setTLS1PRFSeed(seed.span.bytes)
        let output = try prf.value(byteCount: 16).array
        #expect(output == [UInt8](hex: "a8b2a6ef834e74b1f3b1515a1a2b1131"))
        let macKey = try hash.key(.authentication, side: .server)
        let code = try macKey.code(of: output, hash: .md5)
        #expect(code == [UInt8](hex: "e1653fdbbb3d993c3dca6a6ffa154eaa"))
    }

    @Test(arguments: try outputs())
    func makesTheOutputOfThePRF(_ record: GoldenRecord) throws {
        var master = try MasterKey(plaintext: record.required("pre_master_blob"), isExportable: true)
        #expect(refusal { try HashObject(tls1PRFOf: master) } == .wrongKeyState)
        try master.setRandoms(of: record)
        _ = try master.masterHash()
        let blob = try master.exported()
        #expect(blob == record.bytes("master_blob"))
        var prf = try HashObject(tls1PRFOf: master)
        let (label, seed) = (try record.required("label"), try record.required("seed"))
        try prf.setTLS1PRFLabel(label.span.bytes)
        try prf.setTLS1PRFSeed(seed.span.bytes)
        let byteCount = Int(try #require(record.number("output_length")))
        let output = try prf.value(byteCount: byteCount).array
        #expect(output == record.bytes("output"))
    }

    /// The master secret is hashed, not the pre-master secret; and a MAC key like any other.
    @Test func hashesMasterSecrets() throws {
        var master = try MasterKey(#require(Self.schedules().first { $0.record("keys") != nil }))
        var hash = try HashObject(.sha1, provider: .rsaSchannel)
        #expect(refusal { try hash.update(master) } == .wrongKeyState)
        try master.setRandoms(pattern(32))
        try master.setAlgorithm(SchannelAlgorithm(.authentication, .sha1, bits: 160))
        let macKey = try master.masterHash().key(.authentication, side: .client)
        try hash.update(master, byteOrder: .littleEndian)
        try hash.update(macKey, byteOrder: .littleEndian)
        try hash.update(master)
        let secret = try master.masterCopy
        let text = secret + macKey.keyCopy + secret.reversed()
        let value = try hash.value().array
        #expect(try value == MessageDigest.hash(.sha1, text.span.bytes).array)
    }
}

extension SessionKey {
    /// The HMAC of a message.
    fileprivate borrowing func code(of message: [UInt8], hash: AlgorithmIdentifier) throws -> [UInt8] {
        var code = try HashObject(hmacWith: self)
        try code.setHMACInfo(hash: hash)
        try code.update(message.span.bytes)
        return try code.value().array
    }
}

extension GoldenRecord {
    fileprivate var macBits: Int { number("mac_algid") == 0x8003 ? 128 : 160 }
}
