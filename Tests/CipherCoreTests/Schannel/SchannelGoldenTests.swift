import CipherCore
import GoldenVectors
import Testing

/// Every record of capi-schannel: keys of Wine's CSP, TLS 1.0 only.
struct SchannelGoldenTests {
    static let records = (try? GoldenVectors.load("capi-schannel")) ?? []
    static let schedules = records.filter { $0.record("keys") != nil }
    static let outputs = records.filter { $0.format == "CALG_TLS1PRF" }

    /// The seven of SSL 3.0 have no keys: Wine refuses it.
    @Test func everyRecordIsAccountedFor() {
        let refused = Self.records.filter { $0.format == "Schannel key schedule" && $0.record("keys") == nil }
        #expect(refused.allSatisfy { $0.number("algid") == 0x4c01 })
        #expect([Self.schedules.count, Self.outputs.count, refused.count] == [7, 3, 7])
        #expect(Self.records.count == 17)
    }

    @Test(arguments: schedules)
    func masterSecret(_ record: GoldenRecord) throws {
        let master = try record.masterSecret()
        #expect(hex(master.bytes) == hex(try #require(record.bytes("master_blob_after")).dropFirst(12)))
    }

    @Test(arguments: schedules, SchannelSide.allCases)
    func keys(_ record: GoldenRecord, _ side: SchannelSide) throws {
        let all = try #require(record.record("keys"))
        let cipher = try #require(all.record(side == .client ? "client_enc" : "server_enc"))
        let mac = try #require(all.record(side == .client ? "client_mac" : "server_mac"))
        let digest = try #require(record.digestAlgorithm(of: "mac_algid"))
        let vector = try #require(cipher.bytes("iv"))
        let sizes = try SchannelKeySizes(
            macKeyByteCount: digest.byteCount, keyByteCount: #require(cipher.keyBytes).count,
            initializationVectorByteCount: vector.count)
        let keys = try record.keys(of: side, sizes)
        #expect(hex(keys.macKey) == hex(try #require(mac.keyBytes)))
        #expect(hex(keys.key) == hex(try #require(cipher.keyBytes)))
        #expect(hex(keys.initializationVector) == hex(vector))

        let test = try #require(mac.record("hmac_test"))
        let message = try #require(test.bytes("message"))
        let code = try HMAC.authenticationCode(digest, key: keys.macKey.bytes, data: message.span.bytes)
        #expect(hex(code) == test.string("mac"))
        try encrypts(keys, record, cipher)
    }

    /// Wine adds the 11 zero bytes of salt to a 40-bit key here too.
    private func encrypts(
        _ keys: borrowing SchannelKeys, _ record: GoldenRecord, _ fields: GoldenRecord
    ) throws {
        let algorithm = try #require(record.cipherAlgorithm(of: "enc_algid"))
        let state = try #require(fields.record("state"))
        let test = try #require(fields.record("encrypt_test"))
        let key = keys.key.withUnsafeBytes { Array($0) } + (state.bytes("salt") ?? [])
        var cipher = try BulkCipher(
            algorithm, key: key.span.bytes,
            effectiveKeyBits: algorithm == .rc2 ? state.number("effective_bits").map { Int($0) } : nil,
            initializationVector: keys.initializationVector.bytes)
        // No padding: the records of the protocols are padded in another way.
        let plaintext = try #require(test.string("plaintext"))
        #expect(try cipher.encrypting(plaintext) == test.string("ciphertext"))
    }

    @Test(arguments: outputs)
    func pseudorandomFunction(_ record: GoldenRecord) throws {
        let master = Array(try #require(record.bytes("master_blob")).dropFirst(12))
        let (label, seed) = (try #require(record.bytes("label")), try #require(record.bytes("seed")))
        let byteCount = Int(try #require(record.number("output_length")))
        let output = try TLS1PRF.derive(
            secret: master.span.bytes, label: label.span.bytes, seed: seed.span.bytes, byteCount: byteCount)
        #expect(hex(output) == record.string("output"))

        let preMaster = try #require(record.bytes("pre_master_blob")).dropFirst(12)
        let computed = try record.masterSecret(preMaster: Array(preMaster))
        #expect(hex(computed.bytes) == hex(master))
    }
}

extension GoldenRecord {
    var schannelProtocol: SchannelProtocol { string("protocol") == "SSL 3.0" ? .ssl3 : .tls1 }

    func masterSecret(preMaster: [UInt8]? = nil) throws -> SchannelMasterSecret {
        let preMaster = try preMaster ?? #require(bytes("pre_master"))
        let (client, server) = (try #require(bytes("client_random")), try #require(bytes("server_random")))
        return try SchannelMasterSecret(
            schannelProtocol, preMaster: preMaster.span.bytes, clientRandom: client.span.bytes,
            serverRandom: server.span.bytes)
    }

    func keys(of side: SchannelSide, _ sizes: SchannelKeySizes) throws -> SchannelKeys {
        let (client, server) = (try #require(bytes("client_random")), try #require(bytes("server_random")))
        let master = try masterSecret()
        return try master.keys(
            of: side, sizes, clientRandom: client.span.bytes, serverRandom: server.span.bytes)
    }
}
