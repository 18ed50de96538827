import CipherCore
import GoldenVectors
import Testing

/// SSL 3.0, export ciphers and other suites: `Scripts/make-derivation-vectors` says how the values were made.
struct SchannelMasterSecretTests {
    static let records =
        ((try? GoldenVectors.load("derivation-cases")) ?? []).filter { $0.format == "Schannel keys" }

    @Test func thereAreRecords() {
        for version in SchannelProtocol.allCases {
            let own = Self.records.filter { $0.schannelProtocol == version }
            #expect(own.count == 11)
            #expect(own.filter { $0.number("export_length") != nil }.count == 4)
        }
    }

    @Test(arguments: records, SchannelSide.allCases)
    func keys(_ record: GoldenRecord, _ side: SchannelSide) throws {
        let numbers = try ["mac_length", "key_length", "iv_length"].map { Int(try #require(record.number($0))) }
        let sizes = try SchannelKeySizes(
            macKeyByteCount: numbers[0], keyByteCount: numbers[1], initializationVectorByteCount: numbers[2],
            exportKeyByteCount: record.number("export_length").map { Int($0) })
        let master = try record.masterSecret()
        #expect(hex(master.bytes) == record.string("master"))
        let keys = try record.keys(of: side, sizes)
        let name = side == .client ? "client" : "server"
        #expect(hex(keys.macKey) == record.string("\(name)_mac"))
        #expect(hex(keys.key) == record.string("\(name)_key"))
        #expect(hex(keys.initializationVector) == record.string("\(name)_iv"))
    }

    /// New randoms, new keys: the same ones whether the master secret was kept or made anew.
    @Test(arguments: SchannelProtocol.allCases)
    func aSessionThatIsTakenUpAgain(_ version: SchannelProtocol) throws {
        let record = try #require(Self.records.first { $0.schannelProtocol == version })
        let (client, server) = (pattern(32, seed: 91), pattern(32, seed: 92))
        let secret = try #require(record.bytes("master"))
        let again = try SchannelMasterSecret(version, masterSecret: secret.span.bytes)
        let first = try record.masterSecret()
        let sizes = try SchannelKeySizes(
            macKeyByteCount: 20, keyByteCount: 24, initializationVectorByteCount: 8)
        let keys = try again.keys(
            of: .server, sizes, clientRandom: client.span.bytes, serverRandom: server.span.bytes)
        let same = try first.keys(
            of: .server, sizes, clientRandom: client.span.bytes, serverRandom: server.span.bytes)
        #expect(hex(keys.macKey) == hex(same.macKey))
        #expect(hex(keys.key) == hex(same.key))
        let others = try record.keys(of: .server, sizes)
        #expect(hex(keys.key) != hex(others.key))
    }

    @Test(arguments: [0, 47, 49])
    func aMasterSecretHasOneLength(_ count: Int) {
        let secret = pattern(count, seed: 93)
        #expect(refusal { _ = try SchannelMasterSecret(.tls1, masterSecret: secret.span.bytes) } == .illegalKeyLength)
    }

    @Test(arguments: [-1, 257, Int.max, Int.min])
    func sizesBeyondAnySuite(_ count: Int) {
        for position in 0..<4 {
            var numbers = [16, 16, 16, 16]
            numbers[position] = count
            let outcome = refusal {
                _ = try SchannelKeySizes(
                    macKeyByteCount: numbers[0], keyByteCount: numbers[1], initializationVectorByteCount: numbers[2],
                    exportKeyByteCount: numbers[3])
            }
            #expect(outcome == .illegalParameter)
        }
    }

    /// SSL 3.0 has 26 letters for 16 bytes each, and one MD5 value for an export key.
    @Test(arguments: [
        (SchannelProtocol.ssl3, 208, 0, Int?.none, CipherError?.none), (.ssl3, 209, 0, nil, .illegalParameter),
        (.tls1, 209, 0, nil, nil), (.ssl3, 5, 16, 16, nil), (.ssl3, 5, 0, 17, .illegalParameter),
        (.ssl3, 5, 17, 16, .illegalParameter), (.tls1, 5, 17, 17, nil),
    ])
    func whatSSL3CanMake(
        _ version: SchannelProtocol, _ keyByteCount: Int, _ vectorByteCount: Int, _ exportByteCount: Int?,
        _ expected: CipherError?
    ) throws {
        let (secret, random) = (pattern(48, seed: 94), pattern(32, seed: 95))
        let master = try SchannelMasterSecret(version, masterSecret: secret.span.bytes)
        let sizes = try SchannelKeySizes(
            macKeyByteCount: 0, keyByteCount: keyByteCount, initializationVectorByteCount: vectorByteCount,
            exportKeyByteCount: exportByteCount)
        for side in SchannelSide.allCases {
            let outcome = refusal {
                let keys = try master.keys(
                    of: side, sizes, clientRandom: random.span.bytes, serverRandom: random.span.bytes)
                #expect(keys.key.count == exportByteCount ?? keyByteCount)
                #expect(keys.initializationVector.count == vectorByteCount)
            }
            #expect(outcome == expected)
        }
    }
}
