import CipherCore
import Testing

struct MessageDigestTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let algorithm: DigestAlgorithm
        let message: String
        let value: String
        var testDescription: String { "\(algorithm) of \(message.prefix(20))… (\(message.utf8.count) bytes)" }

        init(_ algorithm: DigestAlgorithm, _ message: String, _ value: String) {
            (self.algorithm, self.message, self.value) = (algorithm, message, value)
        }
    }

    /// The seven messages of the test suites of RFC 1319, 1320 and 1321.
    static let suite = [
        "", "a", "abc", "message digest", "abcdefghijklmnopqrstuvwxyz",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        String(repeating: "1234567890", count: 8),
    ]

    static let suiteValues: [(DigestAlgorithm, [String])] = [
        (
            .md2,
            [
                "8350e5a3e24c153df2275c9f80692773", "32ec01ec4a6dac72c0ab96fb34c0b5d1",
                "da853b0d3f88d99b30283a69e6ded6bb", "ab4f496bfb2a530b219ff33031fe06b0",
                "4e8ddff3650292ab5a4108c3aa47940b", "da33def2a42df13975352846c30338cd",
                "d5976f79d83d3a0dc9806c3c66f3efd8",
            ]
        ),
        (
            .md4,
            [
                "31d6cfe0d16ae931b73c59d7e0c089c0", "bde52cb31de33e46245e05fbdbd6fb24",
                "a448017aaf21d8525fc10ae87aa6729d", "d9130a8164549fe818874806e1c7014b",
                "d79e1c308aa5bbcdeea8ed63df412da9", "043f8582f241db351ce627e153e7f0e4",
                "e33b4ddc9c38f2199c3e7b164fcc0536",
            ]
        ),
        (
            .md5,
            [
                "d41d8cd98f00b204e9800998ecf8427e", "0cc175b9c0f1b6a831c399e269772661",
                "900150983cd24fb0d6963f7d28e17f72", "f96b697d7cb7938d525a2f31aaf161d0",
                "c3fcd3d76192e4007dfb496cca67e13b", "d174ab98d277d9f5a5611c2c9f419d9f",
                "57edf4a22be3c955ac49da2e2107b67a",
            ]
        ),
    ]

    /// RFC 3174 and RFC 6234, test cases 1, 2 and 3.
    static let twoBlocks56 = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    static let twoBlocks112 =
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
        + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
    static let million = String(repeating: "a", count: 1_000_000)

    static let secureHashRows = [
        Row(.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        Row(.sha1, twoBlocks56, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        Row(.sha1, million, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        Row(.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Row(.sha256, twoBlocks56, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        Row(.sha256, million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        Row(
            .sha384, "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                + "8086072ba1e7cc2358baeca134c825a7"),
        Row(
            .sha384, twoBlocks112,
            "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712"
                + "fcc7c71a557e2db966c3e9fa91746039"),
        Row(
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
        Row(
            .sha512, twoBlocks112,
            "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
                + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"),
    ]

    static let rows =
        suiteValues.flatMap { algorithm, values in zip(suite, values).map { Row(algorithm, $0, $1) } } + secureHashRows

    @Test(arguments: rows)
    func knownAnswer(_ row: Row) throws {
        let message = Array(row.message.utf8)
        #expect(hex(try MessageDigest.hash(row.algorithm, message.span.bytes)) == row.value)
    }

    /// Every split of a message longer than two blocks, and the value is that of the whole.
    @Test(arguments: DigestAlgorithm.allCases)
    func piecesMakeTheWhole(_ algorithm: DigestAlgorithm) throws {
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let whole = hex(try MessageDigest.hash(algorithm, message.span.bytes))
        for split in 0...message.count {
            var digest = try MessageDigest(algorithm)
            digest.update(message.span.bytes.extracting(first: split))
            digest.update(message.span.bytes.extracting(droppingFirst: split))
            #expect(hex(try digest.finish()) == whole, "split at \(split)")
        }
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func aCopyGoesItsOwnWay(_ algorithm: DigestAlgorithm) throws {
        let head = Array("the first part, longer than a block of sixteen bytes".utf8)
        let tail = Array("and the rest".utf8)
        var original = try MessageDigest(algorithm)
        original.update(head.span.bytes)
        var copied = try original.copy()
        copied.update(tail.span.bytes)

        let both = head + tail
        #expect(hex(try original.finish()) == hex(try MessageDigest.hash(algorithm, head.span.bytes)))
        #expect(hex(try copied.finish()) == hex(try MessageDigest.hash(algorithm, both.span.bytes)))
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func theCallersBufferMustFit(_ algorithm: DigestAlgorithm) throws {
        var digest = try MessageDigest(algorithm)
        for byteCount in [0, algorithm.byteCount - 1, algorithm.byteCount + 1] {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 1)
            defer { buffer.deallocate() }
            for index in buffer.indices { buffer[index] = 0xee }
            #expect(refusal { try digest.finish(into: buffer) } == .illegalParameter)
            #expect(buffer.allSatisfy { $0 == 0xee })
        }
        var buffer = [UInt8](repeating: 0, count: algorithm.byteCount)
        try buffer.withUnsafeMutableBytes { try digest.finish(into: $0) }
        #expect(hex(buffer) == hex(try MessageDigest.hash(algorithm, RawSpan())))
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func finishingStartsOver(_ algorithm: DigestAlgorithm) throws {
        let message = Array("some bytes, more than sixteen of them".utf8)
        let whole = hex(try MessageDigest.hash(algorithm, message.span.bytes))
        var digest = try MessageDigest(algorithm)
        for _ in 0..<2 {
            digest.update(message.span.bytes)
            #expect(hex(try digest.finish()) == whole)
        }
    }
}
