import Testing

@testable import CipherCore

struct RC2Tests {
    struct Row: Sendable, CustomTestStringConvertible {
        let source: String
        let key: String
        let effectiveBits: Int
        let plaintext: String
        let ciphertext: String
        var testDescription: String { "\(source): \(key.utf8.count / 2) bytes, \(effectiveBits) bits" }

        init(_ source: String, key: String, _ effectiveBits: Int, _ plaintext: String, _ ciphertext: String) {
            (self.source, self.key, self.effectiveBits) = (source, key, effectiveBits)
            (self.plaintext, self.ciphertext) = (plaintext, ciphertext)
        }
    }

    /// One block each; all the examples of the RFC, and others that pycryptodome computed.
    static let rows = [
        Row(
            "RFC 2268 section 5", key: "0000000000000000", 63,
            "0000000000000000", "ebb773f993278eff"),
        Row(
            "RFC 2268 section 5", key: "ffffffffffffffff", 64,
            "ffffffffffffffff", "278b27e42e2f0d49"),
        Row(
            "RFC 2268 section 5", key: "3000000000000000", 64,
            "1000000000000001", "30649edf9be7d2c2"),
        Row(
            "RFC 2268 section 5", key: "88", 64,
            "0000000000000000", "61a8a244adacccf0"),
        Row(
            "RFC 2268 section 5", key: "88bca90e90875a", 64,
            "0000000000000000", "6ccf4308974c267f"),
        Row(
            "RFC 2268 section 5", key: "88bca90e90875a7f0f79c384627bafb2", 64,
            "0000000000000000", "1a807d272bbe5db1"),
        Row(
            "RFC 2268 section 5", key: "88bca90e90875a7f0f79c384627bafb2", 128,
            "0000000000000000", "2269552ab0f85ca6"),
        Row(
            "RFC 2268 section 5", key: "88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e", 129,
            "0000000000000000", "5b78d3a43dfff1f1"),
        Row(
            "pycryptodome ARC2",
            key: "fe7e125a3320d1c968a6b19cbc29f165f896300706d9da8797294e31eaf9f06e17763b8546aa1bde"
                + "1ea04b6b49b3123d71db0b6a2e59032982d836c50d61ef", 40,
            "f600498f101230b3", "be65e59018c423e8"),
        Row(
            "pycryptodome ARC2", key: "baba131048652ec7509a482520163d9bc0877b89a3ced846002da5d1954adca6", 56,
            "b61e923f5deb8c00", "1d8ce4a8df67dd4e"),
        Row(
            "pycryptodome ARC2", key: "bb5704a9ea7585374eac00743f529cd2b60403", 63,
            "ed084aff17dce1b6", "2d1f72a237a67b48"),
        Row(
            "pycryptodome ARC2",
            key: "8d94762d70647952d247d37c29055b5adc4c6043f8da038ce189e518bb2d414dd1fc5ae68c580bda"
                + "df52c8479cafc8fca06f0e7dd294fc84f7", 64,
            "52a4146b8343d5ee", "a64d59eed031bdf6"),
        Row(
            "pycryptodome ARC2",
            key: "d2a66714ed6d1f2abcda1353cf36ede319009c3d18b695eb05b04918e02f58406f54920618786911"
                + "b83ec960d5", 65,
            "54450a56bb440d5c", "0fc927db5a6bb9c8"),
        Row(
            "pycryptodome ARC2", key: "b1dfe0907404afe4a066e0fb18686d10", 100,
            "f8e3044efdad37b5", "09464dbd2bc69f93"),
        Row(
            "pycryptodome ARC2", key: "2530dad1a958e6", 127,
            "1cb7a4e7f1e4ae72", "f6ab1ebf27d6f780"),
        Row(
            "pycryptodome ARC2", key: "36f3f89c109f3dbd6520b704de4a312e92239f4667cf49b9d5", 128,
            "59bf27ca024869e9", "344d95c054ba3781"),
        Row(
            "pycryptodome ARC2", key: "5173d20744", 129,
            "8c1c480f04734d90", "05265d915f689ad1"),
        Row(
            "pycryptodome ARC2",
            key: "59884e2d9e5528d39a82344e5794537d85a09279662b729c64beb0d2fc38e223cb9f8117452b376a"
                + "2cd715bfe7efed8ea637", 512,
            "9da90199ec669ca9", "bbb9cd7e4c7976f5"),
        Row(
            "pycryptodome ARC2", key: "f8b2f9b7d1091ad5afbc49dbb52a6773b44e31b7a80df09505b47cd1", 1024,
            "a91b04095e031fdb", "c4ff0509cb248364"),
    ]

    @Test(arguments: rows)
    func oneBlock(_ row: Row) throws {
        let key = bytes(row.key)
        var cipher = try BulkCipher(.rc2, key: key.span.bytes, effectiveKeyBits: row.effectiveBits, mode: .ecb)
        #expect(try cipher.encrypting(row.plaintext) == row.ciphertext)
        #expect(try cipher.decrypting(row.ciphertext) == row.plaintext)
    }

    /// CryptoAPI's RC2-40 as Wine's tests have it: the key is the first 5 bytes of MD2(00 01 … of 2000 bytes) and 11
    /// zero salt bytes, with 40 effective bits and a zero IV; the data is 00…16 with its padding 01.
    @Test func saltedKeyInCFB() throws {
        let hashed = (0..<2000).map { UInt8(truncatingIfNeeded: $0) }
        let hash = try MessageDigest.hash(.md2, hashed.span.bytes)
        let key = hash.withUnsafeBytes { Array($0.prefix(5)) } + [UInt8](repeating: 0, count: 11)
        var cipher = try BulkCipher(.rc2, key: key.span.bytes, effectiveKeyBits: 40, mode: .cfb8)
        let plaintext = "000102030405060708090a0b0c0d0e0f1011121314151601"
        let ciphertext = "29b567850b1bec07672da1a41a47246a54e1e092f90ef6eb"
        #expect(try cipher.encrypting(plaintext) == ciphertext)
        cipher.restart()
        #expect(try cipher.decrypting(ciphertext) == plaintext)
    }

    /// libgcrypt has RC2 with as many effective bits as the key has.
    @Test(arguments: [5, 6, 7, 8, 15, 16, 17, 31, 64, 127], CipherMode.allCases.filter { $0 != .ofb })
    func agreesWithLibgcrypt(keyByteCount: Int, mode: CipherMode) throws {
        let key = pattern(keyByteCount, seed: 11)
        let vector = pattern(8, seed: 12)
        let plaintext = pattern(8 * 33, seed: 13)
        var cipher = try BulkCipher(.rc2, key: key.span.bytes, mode: mode, initializationVector: vector.span.bytes)
        let ours = try cipher.encrypting(hex(plaintext))

        let libgcryptRC2: CInt = 308
        let reference = try LibraryCipher(identifier: libgcryptRC2, mode: mode, key: key.span.bytes)
        #expect(ours == hex(try reference.processing(plaintext, vector, .encryption)))
        cipher.restart()
        #expect(try cipher.decrypting(ours) == hex(plaintext))
    }

    @Test(arguments: [(0, 8), (129, 8), (8, 0), (8, 1025), (8, -1), (0, 0)])
    func refusesIllegalKeys(keyByteCount: Int, effectiveBits: Int) {
        let key = pattern(keyByteCount, seed: 1)
        let expected: CipherError = 1...128 ~= keyByteCount ? .illegalParameter : .illegalKeyLength
        #expect(
            refusal { _ = try BulkCipher(.rc2, key: key.span.bytes, effectiveKeyBits: effectiveBits) } == expected)
    }
}
