import CipherCore
import Testing

/// Known answers; RC2 and RC4 have files of their own.
struct BulkCipherTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let algorithm: CipherAlgorithm
        let mode: CipherMode
        let key: String
        let vector: String
        let plaintext: String
        let ciphertext: String
        var testDescription: String { "\(algorithm) \(mode), \(source)" }

        init(
            source: String, _ algorithm: CipherAlgorithm, _ mode: CipherMode, key: String, vector: String,
            plaintext: String, ciphertext: String
        ) {
            (self.source, self.algorithm, self.mode) = (source, algorithm, mode)
            (self.key, self.vector, self.plaintext, self.ciphertext) = (key, vector, plaintext, ciphertext)
        }
    }

    /// The keys and the plaintext of NIST SP 800-38A, appendix F. Its CFB-8 examples have two bytes more.
    static let aesKeys = [
        "2b7e151628aed2a6abf7158809cf4f3c",
        "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
    ]
    static let oneBlock = "6bc1bee22e409f96e93d7e117393172a"
    static let fourBlocks =
        oneBlock + "ae2d8a571e03ac9c9eb76fac45af8e51" + "30c81c46a35ce411e5fbc1191a0a52ef"
        + "f69f2445df4f9b17ad2b417be66c3710"

    static let rows = [
        Row(
            source: "SP 800-38A F.1.1", .aes128, .ecb, key: aesKeys[0], vector: "00000000000000000000000000000000",
            plaintext: fourBlocks,
            ciphertext: "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
                + "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4"),
        Row(
            source: "SP 800-38A F.2.1", .aes128, .cbc, key: aesKeys[0], vector: "000102030405060708090a0b0c0d0e0f",
            plaintext: fourBlocks,
            ciphertext: "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
                + "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"),
        Row(
            source: "SP 800-38A F.3.7", .aes128, .cfb8, key: aesKeys[0], vector: "000102030405060708090a0b0c0d0e0f",
            plaintext: oneBlock,
            ciphertext: "3b79424c9c0dd436bace9e0ed4586a4f"),
        Row(
            source: "SP 800-38A F.1.3", .aes192, .ecb, key: aesKeys[1], vector: "00000000000000000000000000000000",
            plaintext: fourBlocks,
            ciphertext: "bd334f1d6e45f25ff712a214571fa5cc974104846d0ad3ad7734ecb3ecee4eef"
                + "ef7afd2270e2e60adce0ba2face6444e9a4b41ba738d6c72fb16691603c18e0e"),
        Row(
            source: "SP 800-38A F.2.3", .aes192, .cbc, key: aesKeys[1], vector: "000102030405060708090a0b0c0d0e0f",
            plaintext: fourBlocks,
            ciphertext: "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a"
                + "571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd"),
        Row(
            source: "SP 800-38A F.3.9", .aes192, .cfb8, key: aesKeys[1], vector: "000102030405060708090a0b0c0d0e0f",
            plaintext: oneBlock,
            ciphertext: "cda2521ef0a905ca44cd057cbf0d47a0"),
        Row(
            source: "SP 800-38A F.1.5", .aes256, .ecb, key: aesKeys[2], vector: "00000000000000000000000000000000",
            plaintext: fourBlocks,
            ciphertext: "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
                + "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7"),
        Row(
            source: "SP 800-38A F.2.5", .aes256, .cbc, key: aesKeys[2], vector: "000102030405060708090a0b0c0d0e0f",
            plaintext: fourBlocks,
            ciphertext: "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
                + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"),
        Row(
            source: "SP 800-38A F.3.11", .aes256, .cfb8, key: aesKeys[2], vector: "000102030405060708090a0b0c0d0e0f",
            plaintext: oneBlock,
            ciphertext: "dc1f1a8520a64db55fcc8ac554844e88"),
        Row(
            source: "FIPS 81, appendix B", .des, .ecb, key: "0123456789abcdef", vector: "0000000000000000",
            plaintext: "4e6f77206973207468652074696d6520666f7220616c6c20",
            ciphertext: "3fa40e8a984d48156a271787ab8883f9893d51ec4b563b53"),
        Row(
            source: "FIPS 81, appendix C", .des, .cbc, key: "0123456789abcdef", vector: "1234567890abcdef",
            plaintext: "4e6f77206973207468652074696d6520666f7220616c6c20",
            ciphertext: "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6"),
        Row(
            source: "FIPS 81, appendix D", .des, .cfb8, key: "0123456789abcdef", vector: "1234567890abcdef",
            plaintext: "4e6f77206973207468652074696d6520666f7220616c6c20",
            ciphertext: "f31fda07011462ee187f43d80a7cd9b5b0d290da6e5b9a87"),
        Row(
            source: "SP 800-67 B.1", .tripleDES, .ecb, key: "0123456789abcdef23456789abcdef01456789abcdef0123",
            vector: "0000000000000000",
            plaintext: "54686520717566636b2062726f776e20666f78206a756d70",
            ciphertext: "a826fd8ce53b855fcce21c8112256fe668d5c05dd9b6b900"),
        Row(
            source: "computed with Python cryptography", .tripleDES, .cbc,
            key: "0123456789abcdef23456789abcdef01456789abcdef0123", vector: "f69f2445df4f9b17",
            plaintext: "54686520717566636b2062726f776e20666f78206a756d70",
            ciphertext: "a5c282bad0de3774becd2e04386b589fb5057d8552fc4336"),
        Row(
            source: "computed with Python cryptography", .tripleDES, .cfb8,
            key: "0123456789abcdef23456789abcdef01456789abcdef0123", vector: "f69f2445df4f9b17",
            plaintext: "54686520717566636b2062726f776e20666f78206a756d70",
            ciphertext: "38474334714965810d3a6ee4b0c5bcc55aa87a6203d360b3"),
        Row(
            source: "computed with Python cryptography", .twoKeyTripleDES, .ecb,
            key: "0123456789abcdef23456789abcdef01", vector: "0000000000000000",
            plaintext: "54686520717566636b2062726f776e20666f78206a756d70",
            ciphertext: "c44862f70cf2fbdc9077d0909fa91b884cabd61fc58e0cbb"),
        Row(
            source: "computed with Python cryptography", .twoKeyTripleDES, .cbc,
            key: "0123456789abcdef23456789abcdef01", vector: "f69f2445df4f9b17",
            plaintext: "54686520717566636b2062726f776e20666f78206a756d70",
            ciphertext: "acd5699dd6060a430dedd74525b7870297202cf5ed176718"),
        Row(
            source: "computed with Python cryptography", .twoKeyTripleDES, .cfb8,
            key: "0123456789abcdef23456789abcdef01", vector: "f69f2445df4f9b17",
            plaintext: "54686520717566636b2062726f776e20666f78206a756d70",
            ciphertext: "5e49288b60e7439b2a1e395100fa13cc3b6ee35368a85282"),
    ]

    @Test(arguments: rows)
    func knownAnswer(_ row: Row) throws {
        let (key, vector) = (bytes(row.key), bytes(row.vector))
        var cipher = try BulkCipher(
            row.algorithm, key: key.span.bytes, mode: row.mode, initializationVector: vector.span.bytes)
        #expect(try cipher.encrypting(row.plaintext) == row.ciphertext)
        cipher.restart()
        #expect(try cipher.decrypting(row.ciphertext) == row.plaintext)
    }

    /// Weak and semi-weak keys, which libgcrypt refuses unless told otherwise; computed with Python cryptography.
    @Test(arguments: [
        (CipherAlgorithm.des, "0101010101010101", "8ca64de9c1b123a7"),
        (.des, "fefefefefefefefe", "caaaaf4deaf1dbae"),
        (.des, "e0e0e0e0f1f1f1f1", "2f5d20ea397b4786"),
        (.des, "01fe01fe01fe01fe", "01db63b42a6b7260"),
        (.tripleDES, "01010101010101010101010101010101 0123456789abcdef", "d5d44ff720683d0d"),
        (.twoKeyTripleDES, "0101010101010101 fefefefefefefefe", "9295b59bb384736e"),
    ])
    func weakKeysWork(_ algorithm: CipherAlgorithm, _ key: String, _ ciphertext: String) throws {
        let key = bytes(key)
        for mode in CipherMode.allCases {
            // Of one zero block every mode with a zero IV makes what ECB makes; CFB-8 only shares the first byte.
            var cipher = try BulkCipher(algorithm, key: key.span.bytes, mode: mode)
            let zeros = String(repeating: "00", count: 8)
            let result = try cipher.encrypting(zeros)
            #expect(mode == .cfb8 ? result.hasPrefix(ciphertext.prefix(2)) : result == ciphertext)
            cipher.restart()
            #expect(try cipher.decrypting(result) == zeros)

            var copied = try cipher.copy()
            copied.restart()
            #expect(try copied.encrypting(zeros) == result)
        }
    }

    @Test(arguments: CipherAlgorithm.allCases)
    func onlyLegalKeyLengths(_ algorithm: CipherAlgorithm) {
        for byteCount in 0...257 {
            let key = pattern(byteCount, seed: 5)
            let expected: CipherError? = algorithm.keyByteCounts.contains(byteCount) ? nil : .illegalKeyLength
            #expect(
                refusal { _ = try BulkCipher(algorithm, key: key.span.bytes) } == expected, "\(byteCount) bytes")
        }
    }

    @Test(arguments: CipherAlgorithm.allCases)
    func onlyVectorsOfOneBlock(_ algorithm: CipherAlgorithm) throws {
        let key = pattern(algorithm.keyByteCounts.upperBound, seed: 6)
        var cipher = try BulkCipher(algorithm, key: key.span.bytes)
        for byteCount in 0...17 {
            let vector = pattern(byteCount, seed: 7)
            let expected: CipherError? = byteCount == algorithm.blockByteCount ?? 0 ? nil : .illegalParameter
            #expect(
                refusal {
                    _ = try BulkCipher(algorithm, key: key.span.bytes, initializationVector: vector.span.bytes)
                } == expected)
            #expect(refusal { try cipher.setInitializationVector(vector.span.bytes) } == expected)
        }
    }

    @Test(arguments: CipherAlgorithm.allCases.filter { $0 != .rc2 })
    func onlyRC2HasEffectiveBits(_ algorithm: CipherAlgorithm) {
        let key = pattern(algorithm.keyByteCounts.upperBound, seed: 8)
        #expect(
            refusal { _ = try BulkCipher(algorithm, key: key.span.bytes, effectiveKeyBits: 40) } == .illegalParameter)
    }
}
