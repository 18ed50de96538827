import GoldenVectors
import KeyBlob
import Testing

@Suite struct SymmetricWrapKeyBlobTests {
    @Test(arguments: try golden("capi-symmetricwrap", "SYMMETRICWRAPKEYBLOB"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        var deviations = Deviations()
        let blob = try SymmetricWrapKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(UInt64(blob.wrappingAlgorithm.rawValue) == record.number("wrap_algid"))
        #expect(blob.wrapped.array == Array(bytes.dropFirst(12)))
        let isForbidden = record.string("quirk") != nil
        #expect(deviations.offsets == (isForbidden ? [.wrappingKeyTooWeak: 8] : [:]))
        let error = SymmetricWrapKeyBlob.refusal(of: bytes)
        #expect(error?.description == (isForbidden ? "badAlgorithm: wrapAlgid at byte 8: found 0x6609" : nil))
    }

    @Test func oneRecordIsForbidden() throws {
        let records = try GoldenVectors.load("capi-symmetricwrap")
        #expect(records.count == 8)
        #expect(records.count { $0.string("quirk") != nil } == 1)
    }

    /// What RFC 3217 wraps is of a length that the BLOB takes.
    @Test(arguments: try golden("rfc-keywrap-rc2", "3DES key wrap") + golden("rfc-keywrap-rc2", "RC2 key wrap"))
    func wrappedKeysOfTheRFC(_ record: GoldenRecord) throws {
        let wrapped = try #require(record.bytes("wrapped"))
        let algorithm: AlgorithmIdentifier = record.format == "RC2 key wrap" ? .rc2 : .tripleDES
        let blob = SymmetricWrapKeyBlob(
            keyAlgorithm: algorithm, wrappingAlgorithm: algorithm, wrapped: wrapped.span.bytes)
        let bytes = try blob.serialized()
        #expect(bytes == [0x0B, 2, 0, 0].appending(algorithm.rawValue, algorithm.rawValue) + wrapped)
        #expect(SymmetricWrapKeyBlob.refusal(of: bytes) == nil)
    }

    @Test func allOfTheRFCsWereAsked() throws {
        #expect(try golden("rfc-keywrap-rc2", "3DES key wrap").count == 5)
        #expect(try golden("rfc-keywrap-rc2", "RC2 key wrap").count == 9)
    }

    /// RFC 3394 is not documented here, and its keys are of other lengths.
    @Test(arguments: try golden("rfc-keywrap-rc2", "AES key wrap"))
    func aesIsForgiven(_ record: GoldenRecord) throws {
        let wrapped = try #require(record.bytes("wrapped"))
        let bytes = [0x0B, 2, 0, 0].appending(0x660E, 0x660E) + wrapped
        #expect(
            SymmetricWrapKeyBlob.refusal(of: bytes)?.description == "badAlgorithm: aiKeyAlg at byte 4: found 0x660e")
        var expected: [Deviations.Kind: Int] = [.unexpectedKeyAlgorithm: 4, .unexpectedWrappingAlgorithm: 8]
        if wrapped.count != 40 { expected[.unexpectedWrappedLength] = 12 }
        #expect(try SymmetricWrapKeyBlob.deviations(in: bytes) == expected)
    }

    @Test(
        arguments: [
            (0x6602, 0x6603), (0x6603, 0x6602), (0x6609, 0x6602), (0x6602, 0x6609), (0x6603, 0x6801), (0x6603, 0xA400),
        ] as [(UInt32, UInt32)])
    func keysUnderKeysOfAnotherKind(_ algorithm: UInt32, _ wrapping: UInt32) throws {
        let bytes = [0x0B, 2, 0, 0].appending(algorithm, wrapping) + [UInt8](repeating: 0x3D, count: 40)
        let error = SymmetricWrapKeyBlob.refusal(of: bytes)
        #expect(error?.reason == .badAlgorithm)
        #expect(error?.offset == 8)
        #expect(try SymmetricWrapKeyBlob.deviations(in: bytes) == [.unexpectedWrappingAlgorithm: 8])
    }

    /// A key of n bytes is n + 1 bytes, filled up to blocks of 8, and two blocks more.
    @Test func lengthsOfRC2() {
        let legal = Set((1...255).map { (1 + $0 + 7) / 8 * 8 + 16 })
        for byteCount in 0...300 {
            let bytes = [0x0B, 2, 0, 0].appending(0x6602, 0x6602) + [UInt8](repeating: 0x3D, count: byteCount)
            let expected: BlobError.Reason? =
                legal.contains(byteCount) ? nil : byteCount > 272 ? .trailingBytes : .truncated
            #expect(SymmetricWrapKeyBlob.refusal(of: bytes)?.reason == expected, "\(byteCount) bytes")
        }
    }
}
