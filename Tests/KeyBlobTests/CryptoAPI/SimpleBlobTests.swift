import GoldenVectors
import KeyBlob
import Testing

@Suite struct SimpleBlobTests {
    @Test(arguments: try golden("capi-simple", "SIMPLEBLOB").filter { $0.bytes("blob") != nil })
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try SimpleBlob(parsing: bytes.span.bytes)
        let bits = try Int(#require(record.number("rsa_bits")))
        #expect(record.number("algid") == UInt64(blob.keyAlgorithm.rawValue))
        #expect(blob.wrappingAlgorithm == .rsaKeyExchange)
        #expect(blob.encryptedKey.byteCount == bits / 8)
        #expect(blob.encryptedKey.array == Array(bytes.dropFirst(12)))
    }

    @Test func goldenBlobsCoverTheKeySizes() throws {
        let records = try golden("capi-simple", "SIMPLEBLOB").filter { $0.bytes("blob") != nil }
        #expect(records.count == 115)
        #expect(Set(records.compactMap { $0.number("rsa_bits") }) == [512, 768, 1024, 1032, 2048, 4096])
    }

    @Test func viewsBorrow() throws {
        let bytes = blob(bodyOf: 64)
        let source = bytes.span.bytes
        #expect(try SimpleBlob(parsing: source).encryptedKey.bytes.address == source.address + 12)
    }

    @Test(arguments: [
        (0, BlobError.Reason.truncated), (1, .truncated), (47, .truncated), (48, nil), (129, nil), (2048, nil),
        (2049, .trailingBytes), (100_000, .trailingBytes),
    ])
    func bodyLength(_ byteCount: Int, _ reason: BlobError.Reason?) throws {
        let bytes = blob(bodyOf: byteCount)
        let error = SimpleBlob.refusal(of: bytes)
        #expect(error?.reason == reason)
        #expect(error?.offset == reason.map { _ in 12 })
        var deviations = Deviations()
        let view = try SimpleBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.offsets == (reason == nil ? [:] : [.unexpectedWrappedLength: 12]))
        #expect(view.encryptedKey.byteCount == byteCount)
    }

    /// A ciphertext may be smaller than its modulus: zeros at its end are not padding to be cut.
    @Test func zerosStay() throws {
        let bytes = blob(bodyOf: 64).replacing([UInt8](repeating: 0, count: 8), at: 68)
        #expect(try SimpleBlob(parsing: bytes.span.bytes).serialized() == bytes)
    }

    /// SIMPLEBLOBs wrapped by a session key are in no published format; their body is kept as it is.
    @Test func otherWrappingAlgorithmsAreForgiven() throws {
        let bytes = blob(bodyOf: 24).replacing(0x6603, at: 8)
        var deviations = Deviations()
        let view = try SimpleBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.offsets == [.unexpectedWrappingAlgorithm: 8, .unexpectedWrappedLength: 12])
        #expect(view.wrappingAlgorithm == .tripleDES)
        #expect(view.encryptedKey.array == Array(bytes.dropFirst(12)))
    }

    @Test func fieldsMakeTheBlob() throws {
        let bytes = blob(bodyOf: 128)
        let body = LittleEndianInteger(bytes: bytes.span.bytes.extracting(12...))
        #expect(try SimpleBlob(keyAlgorithm: .rc4, encryptedKey: body).serialized() == bytes)
    }

    /// Fields may be changed; what they have become is checked when it is written.
    @Test func changedFieldsAreChecked() throws {
        let bytes = blob(bodyOf: 128)
        var view = try SimpleBlob(parsing: bytes.span.bytes)
        view.keyAlgorithm = .aes256
        #expect(try view.serialized() == bytes.replacing(0x6610, at: 4))
        view.wrappingAlgorithm = .rsaSign
        let error = refusal { () throws(BlobError) in _ = try view.serialized() }
        #expect(error == BlobError(reason: .badAlgorithm, field: "algid", offset: 8, found: 0x2400))
    }

    /// The parse that is compiled into callers and the one that explains agree on where a BLOB ends to be one.
    @Test(arguments: 0...61) func shortOnes(_ byteCount: Int) throws {
        let bytes = Array(blob(bodyOf: 49).prefix(byteCount))
        let error = SimpleBlob.refusal(of: bytes)
        #expect((error == nil) == (byteCount >= 60))
        let field = [1, 2, 4, 8, 12].last { $0 <= byteCount } ?? 0
        if let error { #expect(error.reason == .truncated && error.offset == field) }
    }

    /// An RC4 key under an RSA key, laid out by hand.
    private func blob(bodyOf byteCount: Int) -> [UInt8] {
        [1, 2, 0, 0].appending(0x6801, 0xA400) + [UInt8](repeating: 0xC3, count: byteCount)
    }
}
