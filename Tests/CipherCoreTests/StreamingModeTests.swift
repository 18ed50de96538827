import CipherCore
import Testing

/// Known answers of the streaming modes, and of DESX in all modes.
struct StreamingModeTests {
    typealias Row = BulkCipherTests.Row
    private static let firstVector = "000102030405060708090a0b0c0d0e0f"
    private static let counter = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
    private static let shortVector = "f69f2445df4f9b17"
    private static let threeShortBlocks = "54686520717566636b2062726f776e20666f78206a756d70"
    private static let desxKey = "00112233445566778899aabbccddeeff0112131415161718"

    static let rows = [
        Row(
            source: "SP 800-38A F.3.13", .aes128, .cfb, key: BulkCipherTests.aesKeys[0], vector: firstVector,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b"
                + "26751f67a3cbb140b1808cf187a4f4dfc04b05357c5d1c0eeac4c66f9ff7f2e6"),
        Row(
            source: "SP 800-38A F.4.1", .aes128, .ofb, key: BulkCipherTests.aesKeys[0], vector: firstVector,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "3b3fd92eb72dad20333449f8e83cfb4a7789508d16918f03f53c52dac54ed825"
                + "9740051e9c5fecf64344f7a82260edcc304c6528f659c77866a510d9c1d6ae5e"),
        Row(
            source: "SP 800-38A F.5.1", .aes128, .ctr, key: BulkCipherTests.aesKeys[0], vector: counter,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
                + "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee"),
        Row(
            source: "SP 800-38A F.3.15", .aes192, .cfb, key: BulkCipherTests.aesKeys[1], vector: firstVector,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "cdc80d6fddf18cab34c25909c99a417467ce7f7f81173621961a2b70171d3d7a"
                + "2e1e8a1dd59b88b1c8e60fed1efac4c9c05f9f9ca9834fa042ae8fba584b09ff"),
        Row(
            source: "SP 800-38A F.4.3", .aes192, .ofb, key: BulkCipherTests.aesKeys[1], vector: firstVector,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "cdc80d6fddf18cab34c25909c99a4174fcc28b8d4c63837c09e81700c1100401"
                + "8d9a9aeac0f6596f559c6d4daf59a5f26d9f200857ca6c3e9cac524bd9acc92a"),
        Row(
            source: "SP 800-38A F.5.3", .aes192, .ctr, key: BulkCipherTests.aesKeys[1], vector: counter,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "1abc932417521ca24f2b0459fe7e6e0b090339ec0aa6faefd5ccc2c6f4ce8e94"
                + "1e36b26bd1ebc670d1bd1d665620abf74f78a7f6d29809585a97daec58c6b050"),
        Row(
            source: "SP 800-38A F.3.17", .aes256, .cfb, key: BulkCipherTests.aesKeys[2], vector: firstVector,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "dc7e84bfda79164b7ecd8486985d386039ffed143b28b1c832113c6331e5407b"
                + "df10132415e54b92a13ed0a8267ae2f975a385741ab9cef82031623d55b1e471"),
        Row(
            source: "SP 800-38A F.4.5", .aes256, .ofb, key: BulkCipherTests.aesKeys[2], vector: firstVector,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "dc7e84bfda79164b7ecd8486985d38604febdc6740d20b3ac88f6ad82a4fb08d"
                + "71ab47a086e86eedf39d1c5bba97c4080126141d67f37be8538f5a8be740e484"),
        Row(
            source: "SP 800-38A F.5.5", .aes256, .ctr, key: BulkCipherTests.aesKeys[2], vector: counter,
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                + "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6"),
        Row(
            source: "computed with Python cryptography", .des, .cfb, key: "0123456789abcdef", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "70ea5cb4db2edafb3745e1a5dbc5126550dda52c6a090d90"),
        Row(
            source: "computed with Python cryptography", .des, .ofb, key: "0123456789abcdef", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "70ea5cb4db2edafbb0cc9457dfcd46c408b6219e1b6f5ed4"),
        Row(
            source: "computed with Python cryptography", .des, .ctr, key: "0123456789abcdef", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "70ea5cb4db2edafbb83fa9a59435d896597fa04aced791ef"),
        Row(
            source: "computed with Python cryptography", .twoKeyTripleDES, .cfb,
            key: "0123456789abcdef23456789abcdef01", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "5e3c62009cacf03068a9c441a077328d4637666a8d93463b"),
        Row(
            source: "computed with Python cryptography", .twoKeyTripleDES, .ofb,
            key: "0123456789abcdef23456789abcdef01", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "5e3c62009cacf030b129a614e338b58a2cc71a287e152688"),
        Row(
            source: "computed with Python cryptography", .twoKeyTripleDES, .ctr,
            key: "0123456789abcdef23456789abcdef01", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "5e3c62009cacf03059c28eb9c7492357dd2aba5c862a8325"),
        Row(
            source: "computed with Python cryptography", .tripleDES, .cfb,
            key: "0123456789abcdef23456789abcdef01456789abcdef0123", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "38226c8c06fb8723daefe41f3deb4066ab03b2e1b27fa53e"),
        Row(
            source: "computed with Python cryptography", .tripleDES, .ofb,
            key: "0123456789abcdef23456789abcdef01456789abcdef0123", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "38226c8c06fb8723a4630e658e8204ab6dc490a0943a7d88"),
        Row(
            source: "computed with Python cryptography", .tripleDES, .ctr,
            key: "0123456789abcdef23456789abcdef01456789abcdef0123", vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "38226c8c06fb87239bb70db14ce0826f687e1f86ce7dc856"),
        Row(
            source: "SymCrypt, self-test of DesX.c", .desx, .ecb, key: desxKey, vector: "0000000000000000",
            plaintext: "d9b6a14ee6714e17",
            ciphertext: "66771f2a0c0501ca"),
        Row(
            source: "from the definition, with Python cryptography's DES", .desx, .ecb, key: desxKey,
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "892d95d3f4f881e0796097b9e6438dddcb5ff7bc61cf4e3c"),
        Row(
            source: "from the definition, with Python cryptography's DES", .desx, .cbc, key: desxKey,
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "7ed1bc7d2135433600ceff55e74e128d3f696b9f3d8a6663"),
        Row(
            source: "from the definition, with Python cryptography's DES", .desx, .cfb, key: desxKey,
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "219b30bb7d2c5844c8dbd8126cf8d5eb513320d1b6de575a"),
        Row(
            source: "from the definition, with Python cryptography's DES", .desx, .ofb, key: desxKey,
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "219b30bb7d2c58442c4dd34bcb06ed54d542211e27e721fc"),
        Row(
            source: "from the definition, with Python cryptography's DES", .desx, .ctr, key: desxKey,
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "219b30bb7d2c58443c8e8adfb0fbaac635e712a4db11b857"),
        Row(
            source: "from the definition, with Python cryptography's DES", .desx, .cfb8, key: desxKey,
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "21a7302c065cdcf26e82b599fb4e74483bdc598b38992134"),
        Row(
            source: "computed with Python cryptography", .rc2, .cfb, key: "88bca90e90875a7f0f79c384627bafb2",
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "086eb4af5d8233a96994304f12e74ca842ef33b7858b8f30"),
        Row(
            source: "computed with Python cryptography", .rc2, .ofb, key: "88bca90e90875a7f0f79c384627bafb2",
            vector: shortVector,
            plaintext: threeShortBlocks,
            ciphertext: "086eb4af5d8233a9192bd0c60be2018a119a13a037ca80fc"),
        Row(
            source: "computed with Python cryptography", .rc2, .ctr, key: "88bca90e90875a7f0f79c384627bafb2",
            vector: "ffffffffffffffff",
            plaintext: threeShortBlocks,
            ciphertext: "3721af339cfe9c8349493758df8f328699aebf7a088a9369"),
        Row(
            source: "computed with Python cryptography: the counter wraps", .aes128, .ctr,
            key: BulkCipherTests.aesKeys[0],
            vector: "ffffffffffffffffffffffffffffffff",
            plaintext: BulkCipherTests.fourBlocks,
            ciphertext: "e13338e36cb71962e00d020b4cedbd86d3dae15b04bb352fa0f59febfcb4da3e"
                + "67da610697ed5aae4b0fa7a0dd783d2961a00ab697367915d23c754bd99e2899"),
    ]

    @Test(arguments: rows)
    func knownAnswer(_ row: Row) throws { try BulkCipherTests().knownAnswer(row) }

    /// Every way to cut the data in three, both directions.
    @Test(arguments: rows.filter { $0.mode.isStreaming })
    func anyByteIsAPlaceToStop(_ row: Row) throws {
        let (key, vector) = (bytes(row.key), bytes(row.vector))
        var cipher = try BulkCipher(
            row.algorithm, key: key.span.bytes, mode: row.mode, initializationVector: vector.span.bytes)
        let count = row.plaintext.count / 2
        for first in 0...count {
            for second in stride(from: first, through: count, by: 5) {
                let encrypted = try inPieces(row.plaintext, first, second) { try cipher.encrypting($0) }
                #expect(encrypted == row.ciphertext, "cut at \(first) and \(second)")
                cipher.restart()
                let decrypted = try inPieces(row.ciphertext, first, second) { try cipher.decrypting($0) }
                #expect(decrypted == row.plaintext, "cut at \(first) and \(second)")
                cipher.restart()
            }
        }
    }

    private func inPieces(
        _ digits: String, _ first: Int, _ second: Int, _ body: (String) throws -> String
    ) rethrows -> String {
        let head = digits.prefix(2 * first)
        let middle = digits.dropFirst(2 * first).prefix(2 * (second - first))
        return try [head, middle, digits.dropFirst(2 * second)].map { try body(String($0)) }.joined()
    }

    /// Out of the middle of a block the position moves to another cipher, and goes on in the other direction.
    @Test(arguments: rows.filter { $0.mode.isStreaming })
    func aPositionInsideABlockIsKept(_ row: Row) throws {
        let (key, vector) = (bytes(row.key), bytes(row.vector))
        for stop in 1..<row.plaintext.count / 2 {
            var original = try BulkCipher(
                row.algorithm, key: key.span.bytes, mode: row.mode, initializationVector: vector.span.bytes)
            _ = try original.encrypting(String(row.plaintext.prefix(2 * stop)))
            var restored = try BulkCipher(row.algorithm, key: key.span.bytes, mode: row.mode)
            let position = try original.exportPosition()
            try restored.restorePosition(position.bytes)
            var copied = try original.copy()
            let rest = String(row.ciphertext.dropFirst(2 * stop))
            #expect(try restored.decrypting(rest) == row.plaintext.dropFirst(2 * stop))
            #expect(try copied.encrypting(String(row.plaintext.dropFirst(2 * stop))) == rest)
        }
    }
}
