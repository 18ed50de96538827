import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// `capi-encrypt`: CryptEncrypt and CryptDecrypt, in pieces, as Wine's providers do them.
struct EncryptRecordTests {
    /// Wine 8 answers TRUE to CryptDecrypt of no bytes with Final under RC4; documented is NTE_BAD_LEN, as ours.
    static let nothingDecrypted: Set = ["0450", "0457", "0464", "0471"]

    static func streams() throws -> [GoldenRecord] { try golden("capi-encrypt", "CryptEncrypt") }
    static func isUnknownMode(_ record: GoldenRecord) -> Bool { record.mode == nil && record.string("mode") != nil }

    @Test func everyRecordIsTested() throws {
        #expect(try GoldenVectors.load("capi-encrypt").count == 984)
        #expect(try Self.streams().count == 868)
        #expect(try Self.streams().filter(Self.isUnknownMode).count == 240)
        #expect(try golden("capi-encrypt", "CryptEncrypt error").count == 24)
        #expect(try golden("capi-encrypt", "CryptDecrypt error").count == 36)
        #expect(try golden("capi-encrypt", "CryptEncrypt RSA").count == 56)
        let quirks = try GoldenVectors.load("capi-encrypt").filter { $0.string("quirk") != nil }
        #expect(Set(quirks.map(\.number)) == Self.nothingDecrypted)
    }

    /// One key takes all steps, so that each begins where the one before it ended. (KP_MODE_BITS, which some records
    /// set, has no effect with Wine, and no counterpart here.)
    @Test(arguments: try streams().filter { !isUnknownMode($0) })
    func encryptsAndDecryptsInPieces(_ record: GoldenRecord) throws {
        var key = try SessionKey.of(record)
        key.expectState(try #require(record.record("state")))
        try key.setMode(of: record)
        for step in record.records("encrypt_steps") {
            let output = try key.encrypt(step.required("input"), isFinal: step.isFinal)
            #expect(output == step.bytes("output"), "\(step)")
        }
        #expect(key.copiedIV == record.bytes("iv_after"))
        for step in record.records("decrypt_steps") {
            let isFinal = try step.isFinal
            let input = try step.required("input")
            if Self.nothingDecrypted.contains(record.number) {
                #expect(refusal { try key.decrypt(input, isFinal: isFinal) } == .emptyCiphertext)
                #expect(try key.decrypt(input, isFinal: false) == [])
            } else {
                let output = try key.decrypt(input, isFinal: isFinal)
                #expect(output == step.bytes("output"), "\(step)")
            }
        }
    }

    /// OFB and CTS: Microsoft's providers name them and have them not. Wine refuses when the data comes, ours when the mode
    /// is set; CTS no type of ours even names.
    @Test(arguments: try streams().filter(isUnknownMode))
    func hasNoOtherModes(_ record: GoldenRecord) throws {
        #expect(["OFB", "CTS"].contains(record.string("mode")))
        for step in record.records("encrypt_steps") {
            #expect(step.number("err") == LastError.badAlgorithm && step.bytes("output") == nil)
        }
        var key = try SessionKey.of(record)
        #expect(refusal { try key.setMode(.ofb) } == .illegalParameter(.mode))
        #expect(key.mode == .cbc)
    }

    @Test(arguments: try golden("capi-encrypt", "CryptDecrypt error", "CryptEncrypt error"))
    func refuses(_ record: GoldenRecord) throws {
        var key = try SessionKey.of(record)
        try key.setMode(of: record)
        let isFinal = try record.isFinal
        let input = try record.required("input")
        var buffer = input
        switch record.string("what") {
        case "decrypt: not a block multiple":
            #expect(record.number("err") == LastError.badData)
            #expect(refusal { try key.decrypt(input, isFinal: isFinal) } == .illegalDataLength)
        case "decrypt: empty, Final":
            // Wine 8 crashes.
            #expect(refusal { try key.decrypt(input, isFinal: isFinal) } == .emptyCiphertext)
        case "decrypt: bad padding":
            #expect(record.number("err") == LastError.badData && record.number("size") == UInt64(input.count))
            let refused = refusal { try buffer.withUnsafeMutableBytes { try key.decrypt($0, isFinal: true) } }
            #expect(refused == .badPadding)
            // "Already decrypted in place", of unchanged length.
            #expect(buffer == record.bytes("inner_plaintext"))
        case "encrypt: not a block multiple, Final FALSE":
            #expect(record.number("err") == LastError.badData)
            #expect(refusal { try key.encrypt(input, isFinal: isFinal) } == .illegalDataLength)
        case "encrypt: buffer too small":
            #expect(record.number("err") == LastError.moreData)
            let needed = Int(try #require(record.number("size")))
            let refused = refusal {
                try buffer.withUnsafeMutableBytes { try key.encrypt($0, byteCount: input.count, isFinal: isFinal) }
            }
            #expect(refused == .bufferTooSmall(needed: needed))
            #expect(buffer == input)
        default:
            Issue.record("\(record): \(record.string("what") ?? "nothing") is not tested")
        }
        try expectStart(&key, of: record)
    }

    /// The key is where a fresh one is.
    private func expectStart(_ key: inout SessionKey, of record: GoldenRecord) throws {
        var fresh = try SessionKey.of(record)
        try fresh.setMode(of: record)
        let message = pattern(40)
        #expect(try key.encrypt(message, isFinal: true) == fresh.encrypt(message, isFinal: true))
    }

    /// CryptEncrypt with an RSA key: the provider has it for keys only, so the numbers are taken out of it.
    @Test(arguments: try golden("capi-encrypt", "CryptEncrypt RSA"))
    func encryptsWithRSA(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("rsa_private_blob"))
        let message = try record.required("plaintext")
        guard let ciphertext = record.bytes("ciphertext") else {
            #expect(record.number("err") == LastError.badLength)
            let recipient = try pair.publicKey.rsa()
            #expect(throws: CipherError.messageTooLong) {
                _ =
                    try record.padding == .oaep
                    ? recipient.wrapOAEP(message.span.bytes) : recipient.wrapPKCS1(message.span.bytes)
            }
            return
        }
        #expect(try decrypted(Array(ciphertext.reversed()), record.padding, pair) == message)
        let ours =
            try record.padding == .oaep
            ? pair.publicKey.rsa().wrapOAEP(message.span.bytes) : pair.publicKey.rsa().wrapPKCS1(message.span.bytes)
        #expect(try decrypted(ours, record.padding, pair) == message)
    }

    private func decrypted(
        _ ciphertext: [UInt8], _ padding: WrapPadding, _ pair: borrowing KeyPair
    ) throws -> [UInt8] {
        let message =
            switch padding {
            case .pkcs1: try pair.rsa().value.unwrapPKCS1Reporting(ciphertext.span.bytes, legalByteCounts: 0...Int.max)
            case .oaep: try pair.rsa().value.unwrapOAEP(ciphertext.span.bytes)
            }
        return message.withUnsafeBytes { Array($0) }
    }
}
