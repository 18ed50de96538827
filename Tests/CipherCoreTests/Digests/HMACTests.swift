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
    ]

    @Test(arguments: rows)
    func knownAnswer(_ row: Row) throws {
        let code = try HMAC.authenticationCode(row.algorithm, key: row.key.span.bytes, data: row.data.span.bytes)
        #expect(hex(code) == row.code)
    }

    /// A string that is missing is the pad of RFC 2104.
    @Test(arguments: DigestAlgorithm.allCases)
    func eachStringHasItsDefault(_ algorithm: DigestAlgorithm) throws {
        let count = max(64, algorithm.blockByteCount)
        let (key, data) = (Self.run(3, count + 1), Self.run(4, 50))
        let (inner, outer) = (Self.run(0x36, count), Self.run(0x5c, count))
        let expected = hex(try HMAC.authenticationCode(algorithm, key: key.span.bytes, data: data.span.bytes))
        var code = try HMAC(algorithm, key: key.span.bytes, innerPad: inner.span.bytes)
        code.update(data.span.bytes)
        #expect(hex(try code.finish()) == expected)
        code = try HMAC(algorithm, key: key.span.bytes, outerPad: outer.span.bytes)
        code.update(data.span.bytes)
        #expect(hex(try code.finish()) == expected)
    }

    /// RFC 2202's second case of MD5, with strings of one and of 100 bytes: the key goes over what both have, and each
    /// string is hashed whole. Computed with Python's hashlib.
    @Test func stringsOfOtherLengths() throws {
        let (key, data) = (Self.text("Jefe"), Self.text("what do ya want for nothing?"))
        let (inner, outer) = (Self.run(0x36, 1), Self.run(0x5c, 100))
        var code = try HMAC(.md5, key: key.span.bytes, innerPad: inner.span.bytes, outerPad: outer.span.bytes)
        code.update(data.span.bytes)
        #expect(hex(try code.finish()) == "7a16c1326134fd26f6e45eae25580e30")
    }

    @Test func onlyTheWholeCodeIsValid() throws {
        let (key, data) = (Self.run(5, 20), Self.run(6, 100))
        var running = try HMAC(.sha256, key: key.span.bytes)
        running.update(data.span.bytes)
        var code = try running.copy().finish().withUnsafeBytes { Array($0) }
        #expect(try running.copy().isValid(code.span.bytes))
        for count in 0..<code.count {
            #expect(try !running.copy().isValid(code.span.bytes.extracting(first: count)))
        }
        for bit in 0..<8 * code.count {
            code[bit / 8] ^= 1 << (bit % 8)
            #expect(try !running.copy().isValid(code.span.bytes), "bit \(bit)")
            code[bit / 8] ^= 1 << (bit % 8)
        }
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

    /// With the pads of RFC 2104, and with strings of the caller's own.
    @Test(arguments: DigestAlgorithm.allCases, [[UInt8](), [1, 2, 3]])
    func startsOverWithTheSameKeyAndPads(_ algorithm: DigestAlgorithm, _ pad: [UInt8]) throws {
        let (key, data) = (Self.run(7, 70), Self.run(9, 200))
        var code = try HMAC(algorithm, key: key.span.bytes, innerPad: pad.span.bytes, outerPad: pad.span.bytes)
        code.update(data.span.bytes)
        let expected = hex(try code.copy().finish())
        var value = [UInt8](repeating: 0, count: algorithm.byteCount)
        try value.withUnsafeMutableBytes { try code.finish(into: $0) }
        #expect(hex(value) == expected)
        code.update(data.span.bytes)
        try value.withUnsafeMutableBytes { try code.finish(into: $0) }
        #expect(hex(value) == expected)
        #expect(throws: CipherError.illegalParameter) {
            try value.withUnsafeMutableBytes {
                try code.finish(into: UnsafeMutableRawBufferPointer(rebasing: $0.dropLast()))
            }
        }
    }
}
