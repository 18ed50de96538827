import CipherCore
import Testing

struct HMACTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let algorithm: DigestAlgorithm
        let key: [UInt8]
        let data: [UInt8]
        let code: String
        var testDescription: String { source }
    }

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
    private static func run(_ byte: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }
    private static let counting25 = [UInt8](1...25)
    private static let larger = text("Test Using Larger Than Block-Size Key - Hash Key First")

    static let rows = [
        Row(
            source: "RFC 2202 section 2, case 1", algorithm: .md5, key: run(0x0b, 16), data: text("Hi There"),
            code: "9294727a3638bb1c13f48ef8158bfc9d"),
        Row(
            source: "RFC 2202 section 2, case 2", algorithm: .md5, key: text("Jefe"),
            data: text("what do ya want for nothing?"), code: "750c783e6ab0b503eaa86e310a5db738"),
        Row(
            source: "RFC 2202 section 2, case 6", algorithm: .md5, key: run(0xaa, 80), data: larger,
            code: "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd"),
        Row(
            source: "RFC 2202 section 3, case 1", algorithm: .sha1, key: run(0x0b, 20), data: text("Hi There"),
            code: "b617318655057264e28bc0b6fb378c8ef146be00"),
        Row(
            source: "RFC 2202 section 3, case 4", algorithm: .sha1, key: counting25, data: run(0xcd, 50),
            code: "4c9007f4026250c6bc8414f9bf50c86c2d7235da"),
        Row(
            source: "RFC 2202 section 3, case 6", algorithm: .sha1, key: run(0xaa, 80), data: larger,
            code: "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
        Row(
            source: "RFC 4231 section 4.2", algorithm: .sha256, key: run(0x0b, 20), data: text("Hi There"),
            code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        Row(
            source: "RFC 4231 section 4.3", algorithm: .sha384, key: text("Jefe"),
            data: text("what do ya want for nothing?"),
            code: "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"),
        Row(
            source: "RFC 4231 section 4.4", algorithm: .sha512, key: run(0xaa, 20), data: run(0xdd, 50),
            code: "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
                + "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb"),
        Row(
            source: "RFC 4231 section 4.7", algorithm: .sha256, key: run(0xaa, 131), data: larger,
            code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        Row(
            source: "RFC 4231 section 4.7", algorithm: .sha512, key: run(0xaa, 131), data: larger,
            code: "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"),
        Row(
            source: "capi-hash 0119 (Wine 8.0)", algorithm: .md2,
            key: bytes(
                "03101e9d2ebdc471c0ca0dab08df3a34"),
            data: bytes("e5dded86c750df0d3baa5382404765ac"), code: "295c1a0c05823aa2e9789f84738f8d0c"),
        Row(
            source: "capi-hash 0203 (Wine 8.0)", algorithm: .md2,
            key: bytes(
                "1fdc5fd953c675657c0693112095e62cca432f3b7a2aed85ebc49cbd09aff4a1b839457627ef077a"
                    + "da51fd46caf975aeddb8ac129b9dcec08a56f2477aceba2e1c"),
            data: bytes("2e5344f52c"), code: "a54943458e03f21659b2f02c0c10c139"),
    ]

    @Test(arguments: rows)
    func knownAnswer(_ row: Row) throws {
        let code = try HMAC.authenticationCode(row.algorithm, key: row.key.span.bytes, data: row.data.span.bytes)
        #expect(hex(code) == row.code)
    }

    struct PadRow: Sendable, CustomTestStringConvertible {
        let source: String
        let algorithm: DigestAlgorithm
        let key: String
        let innerPad: String
        let outerPad: String
        let data: String
        let code: String
        var testDescription: String { source }
    }

    /// Measured with Wine 8.0's CSP (golden records capi-hash, by number).
    static let padRows = [
        PadRow(
            source: "capi-hash 0209", algorithm: .sha512,
            key: "1fdc5fd953c675657c0693112095e62cca432f3b7a2aed85ebc49cbd09aff4a1b839457627ef077a"
                + "da51fd46caf975aeddb8ac129b9dcec08a56f2477aceba2e1c",
            innerPad: String(repeating: "36", count: 64),
            outerPad: String(repeating: "5c", count: 64),
            data: "ee294fe5156937d2e419c2e3fc38c8a6e29fed55fd2bf3f4d8ecfbd10cce0dc14f295402dedf3b25"
                + "879c1a74091bacb1aeb3acd21cb445a32355b4bd81487d11eed6411304ed373b981063",
            code: "8cacf6bd7dc5bac981f8da04aa616de54754b1241e3b3476c85eaf3ee91ad0ea69ff03843dd96c8c"
                + "f7c7252fbda262e9bf978860a097954eaf0439bc1fee2687"),
        PadRow(
            source: "capi-hash 0232", algorithm: .sha1,
            key: "44469ccc1dd0adf2e427253c2ab8be03",
            innerPad: String(repeating: "36", count: 20),
            outerPad: String(repeating: "5c", count: 20),
            data: "bcfea2d0f28d34ac2b36dcad837d64f25a4682995fa40f4d888bbf9955c9602bdb3d4a7359f7fb13"
                + "ae45db6f9fe17ad5f664",
            code: "20e446df8dba61058664bf005a1d5ccc358d043b"),
        PadRow(
            source: "capi-hash 0233", algorithm: .sha1,
            key: "940885a057e42962dddd2330fb9c8275",
            innerPad: "d4b30763b3b98973f9fe9d4d4c0226954390fff57d6381c39410d35f698e09173495981d6628c909"
                + "270811f2719a757634c7d875af179363bc087084c973bee7",
            outerPad: "2b73ad6bfb5eaf38e8a2b51f1f16bfb58383e8fd1a45f6e9072df5acffc5daa8410c87b11505c685"
                + "5699e73612aa8984a1f6265ffeba140e4f2f75ea1b8f0af5",
            data: "85bbf3175a955f11315d9b6651bd479e9072d605ea5c503de0b3f0e304af09f6d3017bad4d4ca0cc"
                + "87e8563e3f2002404010",
            code: "dcf8925cce7166a7ee198c13e691552e0a37fcc9"),
    ]

    @Test(arguments: padRows)
    func padsOfTheCallersOwn(_ row: PadRow) throws {
        let (key, data) = (bytes(row.key), bytes(row.data))
        let (innerPad, outerPad) = (bytes(row.innerPad), bytes(row.outerPad))
        var code = try HMAC(
            row.algorithm, key: key.span.bytes, innerPad: innerPad.span.bytes, outerPad: outerPad.span.bytes)
        code.update(data.span.bytes)
        #expect(hex(try code.finish()) == row.code)
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func piecesAndCopies(_ algorithm: DigestAlgorithm) throws {
        let (key, data) = (Self.run(7, 70), Self.run(9, 200))
        let whole = hex(try HMAC.authenticationCode(algorithm, key: key.span.bytes, data: data.span.bytes))
        var original = try HMAC(algorithm, key: key.span.bytes)
        original.update(data.span.bytes.extracting(first: 77))
        var copied = try original.copy()
        original.update(data.span.bytes.extracting(droppingFirst: 77))
        copied.update(data.span.bytes.extracting(droppingFirst: 77))
        #expect(hex(try original.finish()) == whole)
        #expect(hex(try copied.finish()) == whole)
    }
}
