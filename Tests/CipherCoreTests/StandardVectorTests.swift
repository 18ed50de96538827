import CipherCore
import GoldenVectors
import Testing

/// Known answers of the standards (`standards-symmetric`), single blocks and streams; those of SP 800-38A and the RFCs
/// with a mode are in `BulkCipherTests` and its neighbours.
struct StandardVectorTests {
    private static func records(_ format: String) -> [GoldenRecord] {
        ((try? GoldenVectors.load("standards-symmetric")) ?? []).filter { $0.format == format }
    }

    static let blocks = records("block")
    static let streams = records("RC4")
    static let sealed = records("GCM")

    @Test func everyRecordIsThere() {
        #expect(Self.blocks.count == 4 + 64 + 56 + 32 + 19)
        #expect(Self.streams.count == 14)
        #expect(Self.sealed.count == 5)
    }

    /// A block, alone, in every mode that hands it to the cipher as it is.
    @Test(arguments: blocks) func block(record: GoldenRecord) throws {
        let key = try #require(record.bytes("key"))
        let plaintext = try #require(record.bytes("plaintext"))
        let ciphertext = try #require(record.string("ciphertext"))
        for (algorithm, key) in record.algorithms(key) {
            for mode in [CipherMode.ecb, .cbc] {
                var cipher = try BulkCipher(algorithm, key: key.span.bytes, mode: mode)
                #expect(try cipher.encrypting(hex(plaintext)) == ciphertext, "\(algorithm) \(mode)")
                cipher.restart()
                #expect(try cipher.decrypting(ciphertext) == hex(plaintext), "\(algorithm) \(mode)")
            }
            // With the block as IV the key stream is the ciphertext.
            for mode in [CipherMode.cfb, .ofb, .ctr, .cfb8] {
                var cipher = try BulkCipher(
                    algorithm, key: key.span.bytes, mode: mode, initializationVector: plaintext.span.bytes)
                let stream = try cipher.encrypting(String(repeating: "00", count: plaintext.count))
                #expect(mode == .cfb8 ? stream.prefix(2) == ciphertext.prefix(2) : stream == ciphertext, "\(mode)")
            }
        }
    }

    @Test(arguments: streams) func keyStream(record: GoldenRecord) throws {
        let key = try #require(record.bytes("key"))
        var cipher = try BulkCipher(.rc4, key: key.span.bytes)
        var stream = [UInt8](repeating: 0, count: 4112)
        try stream.withUnsafeMutableBytes { try cipher.encrypt($0) }
        #expect(record.records("streams").count == 18)
        for piece in record.records("streams") {
            let offset = Int(try #require(piece.number("offset")))
            #expect(hex(stream[offset..<offset + 16]) == piece.string("stream"), "at \(offset)")
        }
    }

    @Test(arguments: sealed) func gcm(record: GoldenRecord) throws {
        let key = try #require(record.bytes("key"))
        let nonce = try #require(record.bytes("nonce"))
        let additionalData = try #require(record.bytes("additional_data"))
        var text = try #require(record.bytes("plaintext"))
        var tag = [UInt8](repeating: 0, count: 16)
        var cipher = try AEADCipher(.gcm, key: key.span.bytes)
        try text.withUnsafeMutableBytes { text in
            try tag.withUnsafeMutableBytes { tag in
                try cipher.seal(
                    UnsafeRawBufferPointer(text), into: text, nonce: nonce.span.bytes,
                    authenticating: additionalData.span.bytes, tag: tag)
            }
        }
        #expect(hex(text) == record.string("ciphertext"))
        #expect(hex(tag) == record.string("tag"))
    }
}

extension GoldenRecord {
    /// The ciphers that the record speaks of: triple DES with equal keys is DES.
    fileprivate func algorithms(_ key: [UInt8]) -> [(CipherAlgorithm, [UInt8])] {
        switch string("algorithm") {
        case "AES-128": [(.aes128, key)]
        case "AES-192": [(.aes192, key)]
        case "AES-256": [(.aes256, key)]
        case "DES":
            [(.des, key), (.twoKeyTripleDES, key + key), (.tripleDES, key + key + key)]
                + [(.desx, key + [UInt8](repeating: 0, count: 16))]
        default: []
        }
    }
}
