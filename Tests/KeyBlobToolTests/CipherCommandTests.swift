import GoldenVectors
import Testing

/// `keyblob encrypt` and `decrypt`.
struct CipherCommandTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// One whole message for each session key and mode that Wine has encrypted, the longest there is.
    private static func messages() throws -> [(record: GoldenRecord, input: [UInt8], output: [UInt8])] {
        var longest: [String: (record: GoldenRecord, input: [UInt8], output: [UInt8])] = [:]
        for record in try GoldenVectors.load("capi-encrypt") where record.format == "CryptEncrypt" {
            let mode = record.string("mode") ?? "stream"
            let steps = record.records("encrypt_steps")
            guard ["CBC", "ECB", "CFB", "stream"].contains(mode),
                steps.dropLast().allSatisfy({ $0.bool("final") == false }),
                steps.last?.bool("final") == true, record.number("set_mode_bits") ?? 8 == 8
            else { continue }
            let input = try steps.flatMap { try $0.required("input") }
            let name = "\(record.string("session") ?? "") \(mode)"
            if let known = longest[name], known.input.count >= input.count { continue }
            longest[name] = (record, input, try steps.flatMap { try $0.required("output") })
        }
        return longest.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The tool's words for what Wine was told.
    private func options(_ record: GoldenRecord) throws -> String {
        var options = "--key key"
        if let mode = record.string("mode") { options += " --mode \(mode.lowercased())" }
        if let iv = record.string("iv"), record.string("mode") != "ECB" { options += " --iv \(iv)" }
        if let bits = record.number("set_effective_bits") { options += " --effective-bits \(bits)" }
        if let salt = record.record("state")?.string("salt"), !salt.isEmpty { options += " --salt \(salt)" }
        if record.string("session")?.hasSuffix("base") == true { options += " --provider base" }
        return options
    }

    @Test func winesMessages() throws {
        let messages = try Self.messages()
        #expect(messages.count == 40, "12 block ciphers in 3 modes, and 4 of RC4")
        for (record, input, output) in messages {
            try shop.write(record.required("plaintext_blob"), to: "key")
            try shop.write(input, to: "plain")
            let options = try options(record)
            let sealed = try shop.succeed("keyblob encrypt \(options) plain")
            #expect(sealed.output == output, "\(record) \(options)")
            try shop.write(output, to: "sealed")
            let opened = try shop.succeed("keyblob decrypt \(options) - < sealed")
            #expect(opened.output == input, "\(record) \(options)")
        }
    }

    /// Lengths around the pieces that the tool works in.
    @Test(arguments: ["aes-256", "rc4"], [0, 1, 262_143, 262_144, 262_145, 1_000_000])
    func anyLength(algorithm: String, byteCount: Int) throws {
        try shop.succeed("keyblob generate session --allow-weak --algorithm \(algorithm) -o key")
        try shop.write((0..<byteCount).map { UInt8(truncatingIfNeeded: $0 * 7) }, to: "plain")
        try shop.succeed("keyblob encrypt --key key plain -o sealed")
        try shop.succeed("cat sealed | keyblob decrypt --key key - | cmp - plain")
        let expected = algorithm == "rc4" ? byteCount : (byteCount / 16 + 1) * 16
        #expect(try shop.read("sealed").count == expected)
    }

    @Test func permissions() throws {
        try shop.addWinesKeys()
        try shop.write(Array("words".utf8), to: "plain")
        try shop.succeed("keyblob encrypt --key key plain -o sealed && keyblob decrypt --key key sealed -o opened")
        #expect(try shop.permissions(of: "sealed") == "644")
        #expect(try shop.permissions(of: "opened") == "600")
    }

    @Test func damageIsSeenWhereItCanBe() throws {
        try shop.addWinesKeys()
        try shop.write([UInt8](repeating: 7, count: 100), to: "plain")
        try shop.succeed("keyblob encrypt --key key plain -o sealed")
        let sealed = try shop.read("sealed")
        try shop.write(Array(sealed.dropLast()), to: "cut")
        try shop.refuse(
            1, "cut: the ciphertext is not a whole number of blocks", "keyblob decrypt --key key cut -o out")
        try shop.refuse(1, "standard input: the ciphertext is empty", "keyblob decrypt --key key - -o out")
        var damaged = sealed
        // In CBC a bit of the block before is a bit of the plaintext: here of the padding, 12 bytes of 12.
        damaged[sealed.count - 17] ^= 0x80
        try shop.write(damaged, to: "damaged")
        try shop.refuse(2, "damaged: does not decrypt", "keyblob decrypt --key key damaged -o out")
    }

    @Test func optionsThatDoNotSuitTheKey() throws {
        try shop.succeed("keyblob generate session --allow-weak --algorithm rc4-40 -o stream")
        try shop.addWinesKeys()
        try shop.write([1, 2, 3], to: "plain")
        try shop.refuse(
            64, "--iv needs a block cipher, and the bytes of one block", "keyblob encrypt --key key --iv 00 plain")
        try shop.refuse(64, "--mode needs a block cipher", "keyblob encrypt -q --key stream --mode cbc plain")
        try shop.refuse(64, "--salt needs RC2 or RC4", "keyblob encrypt --key key --salt 00 plain")
        try shop.refuse(64, "--effective-bits needs RC2", "keyblob encrypt --key key --effective-bits 40 plain")
        try shop.refuse(64, "--salt create", "keyblob encrypt --key stream --salt create plain")
        try shop.refuse(64, "'--iv <hex>'", "keyblob encrypt --key key --iv 0q plain")
        try shop.refuse(1, "key: the provider has no CALG_AES_256", "keyblob encrypt --key key --provider base plain")
    }

    /// The default salt of 40-bit keys is zeros, and `none` is another key.
    @Test func salts() throws {
        try shop.succeed("keyblob generate session --allow-weak --algorithm rc4-40 -o key")
        try shop.write([UInt8](repeating: 0, count: 32), to: "plain")
        let standard = try shop.succeed("keyblob encrypt --key key plain").output
        #expect(try shop.succeed("keyblob encrypt --key key --salt 0000000000000000000000 plain").output == standard)
        #expect(try shop.succeed("keyblob encrypt --key key --salt none plain").output != standard)
        #expect(try shop.succeed("keyblob encrypt --key key plain").notes == ["keyblob: note: weak: CALG_RC4"])
    }
}
