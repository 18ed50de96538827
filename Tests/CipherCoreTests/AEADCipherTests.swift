import CipherCore
import Testing

struct AEADCipherTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let mode: AEADMode
        let key: String
        let nonce: String
        let additionalData: [UInt8]
        let plaintext: String
        let ciphertext: String
        let tag: String
        var testDescription: String { source }

        func cipher() throws -> AEADCipher {
            let key = bytes(key)
            return try AEADCipher(mode, key: key.span.bytes)
        }
    }

    private static let key = "feffe9928665731c6d6a8f9467308308"
    private static let nonce = "cafebabefacedbaddecaf888"
    private static let additionalData = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    private static let plaintext =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    private static let zeros = String(repeating: "00", count: 16)
    private static let countingKey = hex(0x40...0x4f)

    /// GCM: McGrew and Viega's specification, whose test cases NIST took over. CCM: the examples of the standard.
    static let rows = [
        Row(
            source: "GCM test case 1", mode: .gcm, key: zeros, nonce: String(zeros.prefix(24)), additionalData: [],
            plaintext: "", ciphertext: "", tag: "58e2fccefa7e3061367f1d57a4e7455a"),
        Row(
            source: "GCM test case 2", mode: .gcm, key: zeros, nonce: String(zeros.prefix(24)), additionalData: [],
            plaintext: zeros, ciphertext: "0388dace60b6a392f328c2b971b2fe78",
            tag: "ab6e47d42cec13bdf53a67b21257bddf"),
        Row(
            source: "GCM test case 3", mode: .gcm, key: key, nonce: nonce, additionalData: [],
            plaintext: plaintext + "1aafd255",
            ciphertext: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
            tag: "4d5c2af327cd64a62cf35abd2ba6fab4"),
        Row(
            source: "GCM test case 4", mode: .gcm, key: key, nonce: nonce, additionalData: additionalData,
            plaintext: plaintext,
            ciphertext: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
            tag: "5bc94fbc3221a5db94fae95ae7121a47"),
        Row(
            source: "GCM test case 10", mode: .gcm, key: key + key.prefix(16), nonce: nonce,
            additionalData: additionalData, plaintext: plaintext,
            ciphertext: "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c"
                + "7d773d00c144c525ac619d18c84a3f4718e2448b2fe324d9ccda2710",
            tag: "2519498e80f1478f37ba55bd6d27618c"),
        Row(
            source: "GCM test case 13", mode: .gcm, key: zeros + zeros, nonce: String(zeros.prefix(24)),
            additionalData: [], plaintext: "", ciphertext: "", tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Row(
            source: "GCM test case 16", mode: .gcm, key: key + key, nonce: nonce, additionalData: additionalData,
            plaintext: plaintext,
            ciphertext: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
        Row(
            source: "SP 800-38C example 1", mode: .ccm, key: countingKey, nonce: hex(0x10...0x16),
            additionalData: Array(0...7), plaintext: hex(0x20...0x23), ciphertext: "7162015b", tag: "4dac255d"),
        Row(
            source: "SP 800-38C example 2", mode: .ccm, key: countingKey, nonce: hex(0x10...0x17),
            additionalData: Array(0...15), plaintext: hex(0x20...0x2f),
            ciphertext: "d2a1f0e051ea5f62081a7792073d593d", tag: "1fc64fbfaccd"),
        Row(
            source: "SP 800-38C example 3", mode: .ccm, key: countingKey, nonce: hex(0x10...0x1b),
            additionalData: Array(0...19), plaintext: hex(0x20...0x37),
            ciphertext: "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5", tag: "484392fbc1b09951"),
        Row(
            source: "SP 800-38C example 4", mode: .ccm, key: countingKey, nonce: hex(0x10...0x1c),
            additionalData: Array(repeatElement(0...255, count: 256).joined()), plaintext: hex(0x20...0x3f),
            ciphertext: "69915dad1e84c6376a68c2967e4dab615ae0fd1faec44cc484828529463ccf72",
            tag: "b4ac6bec93e8598e7f0dadbcea5b"),
    ]

    @Test(arguments: rows)
    func knownAnswer(_ row: Row) throws {
        var cipher = try row.cipher()
        // Twice: what a message leaves behind is not seen by the next.
        for _ in 0..<2 {
            let sealed = try cipher.sealing(
                bytes(row.plaintext), bytes(row.nonce), row.additionalData, tagByteCount: row.tag.count / 2)
            #expect(hex(sealed.ciphertext) == row.ciphertext)
            #expect(hex(sealed.tag) == row.tag)
            let opened = try cipher.opening(sealed.ciphertext, bytes(row.nonce), row.additionalData, sealed.tag)
            #expect(hex(opened) == row.plaintext)
        }
        var copied = try cipher.copy()
        let sealed = try copied.sealing(bytes(row.plaintext), bytes(row.nonce), row.additionalData, tagByteCount: 16)
        #expect(hex(sealed.ciphertext) == row.ciphertext)
    }

    /// Every bit of tag, ciphertext, nonce and additional data counts; nothing is released, and the key still works.
    @Test(arguments: rows.filter { $0.additionalData.count < 256 })
    func anyOtherBitIsRefused(_ row: Row) throws {
        var cipher = try row.cipher()
        let message = [bytes(row.ciphertext), bytes(row.nonce), row.additionalData, bytes(row.tag)]
        for part in message.indices {
            for bit in 0..<8 * message[part].count {
                var changed = message
                changed[part][bit / 8] ^= 1 << (bit % 8)
                var output = changed[0]
                let outcome = refusal { try cipher.open(&output, changed[1], changed[2], changed[3]) }
                #expect(outcome == .unwrapFailed, "part \(part), bit \(bit)")
                #expect(output.allSatisfy { $0 == 0 }, "nothing is released")
            }
        }
        #expect(hex(try cipher.opening(message[0], message[1], message[2], message[3])) == row.plaintext)
    }

    @Test(arguments: AEADMode.allCases)
    func onlyLegalLengths(_ mode: AEADMode) throws {
        let key = pattern(32, seed: 51)
        var cipher = try AEADCipher(mode, key: key.span.bytes)
        let plaintext = pattern(40, seed: 52)
        for byteCount in 0...20 {
            let isLegalNonce = mode == .gcm ? byteCount == 12 : (7...13).contains(byteCount)
            let nonceOutcome = refusal {
                _ = try cipher.sealing(plaintext, pattern(byteCount, seed: 53), [], tagByteCount: 16)
            }
            #expect(nonceOutcome == (isLegalNonce ? nil : .illegalParameter), "nonce of \(byteCount)")

            let isLegalTag =
                mode == .gcm ? (12...16).contains(byteCount) : [4, 6, 8, 10, 12, 14, 16].contains(byteCount)
            let tagOutcome = refusal {
                let sealed = try cipher.sealing(plaintext, pattern(12, seed: 53), [], tagByteCount: byteCount)
                #expect(try cipher.opening(sealed.ciphertext, pattern(12, seed: 53), [], sealed.tag) == plaintext)
            }
            #expect(tagOutcome == (isLegalTag ? nil : .illegalParameter), "tag of \(byteCount)")
            var untouched = plaintext
            if !isLegalTag {
                #expect(
                    refusal { try cipher.open(&untouched, pattern(12, seed: 53), [], pattern(byteCount, seed: 54)) }
                        == .illegalParameter)
                #expect(untouched == plaintext)
            }
        }
        for byteCount in [0, 8, 15, 17, 31, 33] {
            let key = pattern(byteCount, seed: 51)
            #expect(refusal { _ = try AEADCipher(mode, key: key.span.bytes) } == .illegalKeyLength)
        }
    }

    /// CCM with a nonce of 13 bytes has two for the length.
    @Test func theMessageMustFitItsLengthField() throws {
        let key = pattern(16, seed: 55)
        var cipher = try AEADCipher(.ccm, key: key.span.bytes)
        let longest = [UInt8](repeating: 1, count: 65535)
        let sealed = try cipher.sealing(longest, pattern(13, seed: 56), [], tagByteCount: 16)
        #expect(try cipher.opening(sealed.ciphertext, pattern(13, seed: 56), [], sealed.tag) == longest)
        #expect(
            refusal { _ = try cipher.sealing(longest + [1], pattern(13, seed: 56), [], tagByteCount: 16) }
                == .messageTooLong)
        _ = try cipher.sealing(longest + [1], pattern(12, seed: 56), [], tagByteCount: 16)
    }

    /// A GCM tag may be cut to 12 bytes; the first bytes of the right tag are the right tag.
    @Test func aShorterTagIsTheLongersBeginning() throws {
        let key = pattern(16, seed: 57)
        var cipher = try AEADCipher(.gcm, key: key.span.bytes)
        let nonce = pattern(12, seed: 58)
        let sealed = try cipher.sealing(pattern(33, seed: 59), nonce, [1, 2], tagByteCount: 16)
        for byteCount in 12...16 {
            var tag = Array(sealed.tag.prefix(byteCount))
            #expect(try cipher.opening(sealed.ciphertext, nonce, [1, 2], tag) == pattern(33, seed: 59))
            tag[byteCount - 1] ^= 0x80
            #expect(refusal { _ = try cipher.opening(sealed.ciphertext, nonce, [1, 2], tag) } == .unwrapFailed)
        }
    }
}

extension AEADCipher {
    /// Seals out of place.
    fileprivate mutating func sealing(
        _ plaintext: [UInt8], _ nonce: [UInt8], _ additionalData: [UInt8], tagByteCount: Int
    ) throws -> (ciphertext: [UInt8], tag: [UInt8]) {
        var ciphertext = [UInt8](repeating: 0xee, count: plaintext.count)
        var tag = [UInt8](repeating: 0xee, count: tagByteCount)
        try plaintext.withUnsafeBytes { plaintext in
            try ciphertext.withUnsafeMutableBytes { ciphertext in
                try tag.withUnsafeMutableBytes { tag in
                    try seal(
                        plaintext, into: ciphertext, nonce: nonce.span.bytes,
                        authenticating: additionalData.span.bytes, tag: tag)
                }
            }
        }
        return (ciphertext, tag)
    }

    /// Opens in place.
    fileprivate mutating func open(
        _ buffer: inout [UInt8], _ nonce: [UInt8], _ additionalData: [UInt8], _ tag: [UInt8]
    ) throws {
        try buffer.withUnsafeMutableBytes { buffer in
            try open(
                UnsafeRawBufferPointer(buffer), into: buffer, nonce: nonce.span.bytes,
                authenticating: additionalData.span.bytes, tag: tag.span.bytes)
        }
    }

    fileprivate mutating func opening(
        _ ciphertext: [UInt8], _ nonce: [UInt8], _ additionalData: [UInt8], _ tag: [UInt8]
    ) throws -> [UInt8] {
        var buffer = ciphertext
        try open(&buffer, nonce, additionalData, tag)
        return buffer
    }
}
