import KeyBlob
import Testing

@Suite struct AlgorithmIdentifierTests {
    @Test(arguments: Row.all)
    func everyNamedAlgorithm(_ row: Row) {
        let id = AlgorithmIdentifier(rawValue: row.number)
        #expect(id.name.map { "\($0)" } == row.name)
        #expect(id.description == row.name)
        #expect(id.algorithmClass == row.algorithmClass)
        #expect(id.family == row.family)
        #expect(id.subIdentifier == row.subIdentifier)
        #expect(row.algorithmClass.rawValue << 13 | row.family.rawValue << 9 | row.subIdentifier == row.number)
    }

    @Test func theTableIsComplete() {
        #expect(Set(AlgorithmIdentifier.named.map(\.id.rawValue)) == Set(Row.all.map(\.number)))
        #expect(AlgorithmIdentifier.named.count == Row.all.count)
        #expect(Row.all.count == 52)
    }

    @Test(arguments: [0x0000, 0x8006, 0x8007, 0x680D, 0x6605, 0xC000, 0x1_6610, 0xFFFF_FFFC, 0xFFFF_FFFF] as [UInt32])
    func unnamedNumbers(_ number: UInt32) {
        let id = AlgorithmIdentifier(rawValue: number)
        #expect(id.name == nil)
        #expect(id.description == "0x" + String(number, radix: 16))
        #expect(!id.isSessionKey)
    }

    @Test func unassignedPartsAreNil() {
        #expect(AlgorithmIdentifier(rawValue: 0xC000).algorithmClass == nil)
        #expect(AlgorithmIdentifier(rawValue: 0xE000).algorithmClass == .all)
        #expect(AlgorithmIdentifier(rawValue: 0x1_6610).algorithmClass == nil)
        #expect(AlgorithmIdentifier(rawValue: 0x1200).family == nil)
        #expect(AlgorithmIdentifier(rawValue: 0x61FF).subIdentifier == 0x1FF)
    }

    @Test(arguments: Row.all)
    func sessionKeysAreCiphersAndMasterKeys(_ row: Row) {
        let masters: Set = ["CALG_SSL2_MASTER", "CALG_SSL3_MASTER", "CALG_TLS1_MASTER", "CALG_PCT1_MASTER"]
        let isCipher = row.algorithmClass == .dataEncrypt && [.block, .stream].contains(row.family)
        let expected = masters.contains(row.name) || (isCipher && row.name != "CALG_AES")
        #expect(AlgorithmIdentifier(rawValue: row.number).isSessionKey == expected)
    }

    @Test(arguments: Row.all)
    func keyLengths(_ row: Row) {
        let lengths: [String: ClosedRange<Int>] = [
            "CALG_DES": 8...8, "CALG_3DES_112": 16...16, "CALG_3DES": 24...24, "CALG_DESX": 24...24,
            "CALG_AES_128": 16...16, "CALG_AES_192": 24...24, "CALG_AES_256": 32...32, "CALG_RC2": 1...128,
            "CALG_RC4": 1...128, "CALG_SSL3_MASTER": 48...48, "CALG_TLS1_MASTER": 48...48,
        ]
        #expect(AlgorithmIdentifier(rawValue: row.number).keyByteCounts == lengths[row.name])
    }
}

/// An ALG_ID as Microsoft's header composes it, and as its documentation lists it.
struct Row: Sendable, CustomStringConvertible {
    let name: String
    let number: UInt32
    let algorithmClass: AlgorithmIdentifier.Class
    let family: AlgorithmIdentifier.Family
    let subIdentifier: UInt32

    var description: String { name }

    private init(
        _ name: String, _ number: UInt32, _ algorithmClass: AlgorithmIdentifier.Class,
        _ family: AlgorithmIdentifier.Family, _ subIdentifier: UInt32
    ) {
        self.name = name
        self.number = number
        self.algorithmClass = algorithmClass
        self.family = family
        self.subIdentifier = subIdentifier
    }

    static let all = [
        Row("CALG_MD2", 0x8001, .hash, .any, 1), Row("CALG_MD4", 0x8002, .hash, .any, 2),
        Row("CALG_MD5", 0x8003, .hash, .any, 3), Row("CALG_SHA1", 0x8004, .hash, .any, 4),
        Row("CALG_MAC", 0x8005, .hash, .any, 5), Row("CALG_SSL3_SHAMD5", 0x8008, .hash, .any, 8),
        Row("CALG_HMAC", 0x8009, .hash, .any, 9), Row("CALG_TLS1PRF", 0x800A, .hash, .any, 10),
        Row("CALG_HASH_REPLACE_OWF", 0x800B, .hash, .any, 11), Row("CALG_SHA_256", 0x800C, .hash, .any, 12),
        Row("CALG_SHA_384", 0x800D, .hash, .any, 13), Row("CALG_SHA_512", 0x800E, .hash, .any, 14),
        Row("CALG_THIRDPARTY_HASH", 0x9000, .hash, .thirdParty, 0),

        Row("CALG_NO_SIGN", 0x2000, .signature, .any, 0), Row("CALG_DSS_SIGN", 0x2200, .signature, .dss, 0),
        Row("CALG_ECDSA", 0x2203, .signature, .dss, 3), Row("CALG_RSA_SIGN", 0x2400, .signature, .rsa, 0),
        Row("CALG_THIRDPARTY_SIGNATURE", 0x3000, .signature, .thirdParty, 0),

        Row("CALG_SSL3_MASTER", 0x4C01, .messageEncrypt, .secureChannel, 1),
        Row("CALG_SCHANNEL_MASTER_HASH", 0x4C02, .messageEncrypt, .secureChannel, 2),
        Row("CALG_SCHANNEL_MAC_KEY", 0x4C03, .messageEncrypt, .secureChannel, 3),
        Row("CALG_PCT1_MASTER", 0x4C04, .messageEncrypt, .secureChannel, 4),
        Row("CALG_SSL2_MASTER", 0x4C05, .messageEncrypt, .secureChannel, 5),
        Row("CALG_TLS1_MASTER", 0x4C06, .messageEncrypt, .secureChannel, 6),
        Row("CALG_SCHANNEL_ENC_KEY", 0x4C07, .messageEncrypt, .secureChannel, 7),

        Row("CALG_NULLCIPHER", 0x6000, .dataEncrypt, .any, 0), Row("CALG_DES", 0x6601, .dataEncrypt, .block, 1),
        Row("CALG_RC2", 0x6602, .dataEncrypt, .block, 2), Row("CALG_3DES", 0x6603, .dataEncrypt, .block, 3),
        Row("CALG_DESX", 0x6604, .dataEncrypt, .block, 4), Row("CALG_3DES_112", 0x6609, .dataEncrypt, .block, 9),
        Row("CALG_SKIPJACK", 0x660A, .dataEncrypt, .block, 10), Row("CALG_TEK", 0x660B, .dataEncrypt, .block, 11),
        Row("CALG_CYLINK_MEK", 0x660C, .dataEncrypt, .block, 12), Row("CALG_RC5", 0x660D, .dataEncrypt, .block, 13),
        Row("CALG_AES_128", 0x660E, .dataEncrypt, .block, 14), Row("CALG_AES_192", 0x660F, .dataEncrypt, .block, 15),
        Row("CALG_AES_256", 0x6610, .dataEncrypt, .block, 16), Row("CALG_AES", 0x6611, .dataEncrypt, .block, 17),
        Row("CALG_RC4", 0x6801, .dataEncrypt, .stream, 1), Row("CALG_SEAL", 0x6802, .dataEncrypt, .stream, 2),
        Row("CALG_THIRDPARTY_CIPHER", 0x7000, .dataEncrypt, .thirdParty, 0),

        Row("CALG_ECMQV", 0xA001, .keyExchange, .any, 1), Row("CALG_HUGHES_MD5", 0xA003, .keyExchange, .any, 3),
        Row("CALG_RSA_KEYX", 0xA400, .keyExchange, .rsa, 0),
        Row("CALG_DH_SF", 0xAA01, .keyExchange, .diffieHellman, 1),
        Row("CALG_DH_EPHEM", 0xAA02, .keyExchange, .diffieHellman, 2),
        Row("CALG_AGREEDKEY_ANY", 0xAA03, .keyExchange, .diffieHellman, 3),
        Row("CALG_KEA_KEYX", 0xAA04, .keyExchange, .diffieHellman, 4),
        Row("CALG_ECDH", 0xAA05, .keyExchange, .diffieHellman, 5),
        Row("CALG_ECDH_EPHEM", 0xAE06, .keyExchange, .ellipticDiffieHellman, 6),
        Row("CALG_THIRDPARTY_KEY_EXCHANGE", 0xB000, .keyExchange, .thirdParty, 0),
    ]
}
