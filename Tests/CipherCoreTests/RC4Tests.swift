import Testing

@testable import CipherCore

struct RC4Tests {
    struct Row: Sendable, CustomTestStringConvertible {
        let key: String
        /// Key stream at the offsets 0, 16, 1520 and 4096.
        let stream: [String]
        var testDescription: String { key }
    }

    /// RFC 6229, section 2.
    static let rows = [
        Row(
            key: "0102030405",
            stream: [
                "b2396305f03dc027ccc3524a0a1118a8", "6982944f18fc82d589c403a47a0d0919",
                "3294f744d8f9790507e70f62e5bbceea", "ff25b58995996707e51fbdf08b34d875",
            ]),
        Row(
            key: "0102030405060708090a0b0c0d0e0f10",
            stream: [
                "9ac7cc9a609d1ef7b2932899cde41b97", "5248c4959014126a6e8a84f11d1a9e1c",
                "b40110c4190b5622a96116b0017ed297", "a36a4c301ae8ac13610ccbc12256cacc",
            ]),
        Row(
            key: "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
            stream: [
                "eaa6bd25880bf93d3f5d1e4ca2611d91", "cfa45c9f7e714b54bdfa80027cb14380",
                "40f250b26d1f096a4afd4c340a588815", "f3e4c0a2e02d1d01f7f0a74618af2b48",
            ]),
        Row(
            key: "833222772a",
            stream: [
                "80ad97bdc973df8a2e879e92a497efda", "20f060c2f2e5126501d3d4fea10d5fc0",
                "adb89cea9a15fbe617295bd04b8ca05c", "bf42c3018c2f7c66bfde524975768115",
            ]),
        Row(
            key: "1910833222772a",
            stream: [
                "bc9222dbd3274d8fc66d14ccbda6690b", "7ae627410c9a2be693df5bb7485a63e3",
                "cc03fdb79192a207312f53f5d4dc33d9", "027881fab4993a1c262024a94fff3f61",
            ]),
        Row(
            key: "ebb46227c6cc8b37641910833222772a",
            stream: [
                "720c94b63edf44e131d950ca211a5a30", "c366fdeacf9ca80436be7c358424d20b",
                "3c70047e8cbc038e3b9820db601da495", "5bbeb4787d59e5373fdbea6c6f75c29b",
            ]),
        Row(
            key: "1ada31d5cf688221c109163908ebe51debb46227c6cc8b37641910833222772a",
            stream: [
                "dd5bcb0018e922d494759d7c395d02d3", "c8446f8f77abf737685353eb89a1c9eb",
                "ac4e95368d99b9eb78b8da8f81ffa795", "370b1c1fe655916d97fd0d47ca1d72b8",
            ]),
    ]

    @Test(arguments: rows)
    func keyStream(_ row: Row) throws {
        let key = bytes(row.key)
        var cipher = try BulkCipher(.rc4, key: key.span.bytes)
        var stream = [UInt8](repeating: 0, count: 4112)
        try stream.withUnsafeMutableBytes { try cipher.encrypt($0) }
        #expect([0, 16, 1520, 4096].map { hex(stream[$0..<$0 + 16]) } == row.stream)
    }

    /// The shortest and the longest key; computed with a few lines of Python.
    @Test(arguments: [
        ([0x5a], "a5e48043641915cbf387bfed3669bf6c"),
        ((0...255).reversed(), "2ef8cd77a97824fef60e05feaede477c"),
    ])
    func extremeKeys(_ key: [UInt8], _ stream: String) throws {
        var cipher = try BulkCipher(.rc4, key: key.span.bytes)
        #expect(try cipher.encrypting(String(repeating: "00", count: 16)) == stream)
    }

    @Test(arguments: [0, 257])
    func refusesIllegalKeys(_ byteCount: Int) {
        let key = pattern(byteCount, seed: 3)
        #expect(refusal { _ = try BulkCipher(.rc4, key: key.span.bytes) } == .illegalKeyLength)
    }

    /// Microsoft's archived example for CryptoAPI's salt: RC4-40 of 00…1f under the first bytes of MD5("1134-kelp").
    @Test(arguments: [
        ("7340e6e274", "e21578e9"),
        ("7340e6e274 0000000000000000000000", "2659de2444fa369c110cbb9db6a2bd24042ee3ba7276f3278dd5b42f56cff8c9"),
        ("7340e6e274 b8ea399395aa29d638b52a", "47f45de2cc3b871b95bcfc39fb86d305daa291fb80f12a22c3b9ec91dd9faf50"),
    ])
    func saltedKeys(_ keyAndSalt: String, _ ciphertext: String) throws {
        let key = bytes(keyAndSalt)
        var cipher = try BulkCipher(.rc4, key: key.span.bytes)
        #expect(try cipher.encrypting(hex(0...0x1f)).hasPrefix(ciphertext))
    }

    /// The state is S, i, j: after n bytes i is n, and a fresh S is the key schedule's.
    @Test func exportedStateIsSThenIThenJ() throws {
        let key = bytes("0102030405")
        let cipher = try RC4(CipherKey(.rc4, key.span.bytes, effectiveBits: nil))
        let fresh = try cipher.exportState().withUnsafeBytes { Array($0) }
        #expect(fresh.count == RC4.stateByteCount)
        #expect(fresh[..<256].sorted() == Array(0...255))
        #expect(fresh[256...] == [0, 0])

        _ = try cipher.processing(pattern(7, seed: 4), [], .encryption)
        let later = try cipher.exportState().withUnsafeBytes { Array($0) }
        #expect(later[256] == 7)
        #expect(later[..<256].sorted() == Array(0...255))
    }

    @Test func refusesAStateThatIsNone() throws {
        let key = bytes("0102030405")
        let cipher = try RC4(CipherKey(.rc4, key.span.bytes, effectiveBits: nil))
        let good = try cipher.exportState().withUnsafeBytes { Array($0) }
        var twice = good
        twice[0] = twice[1]
        for bad in [twice, Array(good.dropLast()), good + [0], []] {
            #expect(refusal { try cipher.restoreState(bad.span.bytes) } == .illegalParameter)
        }
        #expect(try cipher.exportState().withUnsafeBytes { Array($0) } == good)
    }
}
