import CipherCore
import Testing

struct HandshakeDigestTests {
    /// `openssl dgst -md5-sha1` (3.0) of "abc" and of 1000 zero bytes, in pieces of several lengths.
    @Test(arguments: [
        (Array("abc".utf8), "900150983cd24fb0d6963f7d28e17f72a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            [UInt8](repeating: 0, count: 1000),
            "ede3d3b685b4e137ba4cb2521329a75ec577f7a37657053275f3e3ecc06ec22e6b909366"
        ),
    ])
    func knownAnswers(_ data: [UInt8], _ expected: String) throws {
        var digest = try HandshakeDigest()
        for pieceByteCount in [1, 3, 64, 1000] {
            for start in stride(from: 0, to: data.count, by: pieceByteCount) {
                digest.update(data.span.bytes.extracting(start..<min(start + pieceByteCount, data.count)))
            }
            // Finishing starts over.
            #expect(hex(try digest.finish()) == expected)
        }
    }

    @Test func aCopyGoesItsOwnWay() throws {
        var original = try HandshakeDigest()
        original.update(Array("ab".utf8).span.bytes)
        var copied = try original.copy()
        copied.update(Array("c".utf8).span.bytes)
        original.update(Array("d".utf8).span.bytes)
        let copy = hex(try copied.finish())
        #expect(copy == "900150983cd24fb0d6963f7d28e17f72a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(hex(try original.finish()) != copy)
    }
}
