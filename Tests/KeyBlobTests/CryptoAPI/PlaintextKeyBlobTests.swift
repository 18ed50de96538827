import GoldenVectors
import KeyBlob
import Testing

@Suite struct PlaintextKeyBlobTests {
    /// Every record, whether or not Wine took it: what has a length of its algorithm's passes, the rest is forgiven.
    @Test(arguments: try golden("capi-plaintext", "PLAINTEXTKEYBLOB"))
    func goldenBlobs(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let error = PlaintextKeyBlob.refusal(of: bytes)
        var deviations = Deviations()
        let blob = try PlaintextKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(record.number("algid") == UInt64(blob.keyAlgorithm.rawValue))
        #expect(blob.key.array == record.bytes("key"))
        if FormatCase.hasLegalLength(record) {
            #expect(error == nil)
            #expect(deviations.isEmpty)
        } else if blob.keyAlgorithm == .hmac {
            #expect(error?.description == "badAlgorithm: aiKeyAlg at byte 4: found 0x8009")
            #expect(deviations.offsets == [.unexpectedKeyAlgorithm: 4])
        } else {
            #expect(error?.description == "badKeyLength: cbKeySize at byte 8: found \(bytes.count - 12)")
            #expect(deviations.offsets == [.unexpectedKeyLength: 8])
        }
    }

    @Test func everyRecordWasAsked() throws {
        let records = try golden("capi-plaintext", "PLAINTEXTKEYBLOB")
        #expect(records.count == 462)
        #expect(records.count(where: FormatCase.hasLegalLength) == 364)
        #expect(records.count { $0.number("algid") == 0x8009 } == 16)
    }

    /// What Wine exports again. For HMAC keys it invents an ALG_ID (and writes none of those over 64 bytes), which only
    /// a tolerant parse takes.
    @Test func exportedBlobs() throws {
        let exported = samples(try golden("capi-plaintext", "PLAINTEXTKEYBLOB"), "exported")
        let refused = exported.filter { PlaintextKeyBlob.refusal(of: $0.bytes) != nil }
        #expect(exported.count == 331)
        #expect(refused.count == 40)
        for sample in refused {
            let offsets = try PlaintextKeyBlob.deviations(in: sample.bytes)
            #expect(offsets[.unexpectedKeyAlgorithm] == 4, "\(sample)")
            #expect(offsets[.unexpectedKeyLength] == (sample.bytes.count == 12 ? 8 : nil), "\(sample)")
        }
    }

    @Test(arguments: [0x6601, 0x6603, 0x6604, 0x6609, 0x660E, 0x660F, 0x6610, 0x4C01, 0x4C06] as [UInt32])
    func fixedLengths(_ algorithm: UInt32) throws {
        let lengths: [UInt32: Int] = [
            0x6601: 8, 0x6603: 24, 0x6604: 24, 0x6609: 16, 0x660E: 16, 0x660F: 24, 0x6610: 32, 0x4C01: 48, 0x4C06: 48,
        ]
        for byteCount in 0...64 {
            let reason: BlobError.Reason? = byteCount == lengths[algorithm] ? nil : .badKeyLength
            #expect(
                PlaintextKeyBlob.refusal(of: blob(of: algorithm, byteCount))?.reason == reason, "\(byteCount) bytes")
        }
    }

    @Test func variableLengths() {
        for (algorithm, legal) in [(0x6602 as UInt32, 1...100_000), (0x6801, 1...128)] {
            for byteCount in [0, 1, 5, 16, 17, 127, 128, 129, 256, 100_000] {
                let reason: BlobError.Reason? = legal.contains(byteCount) ? nil : .badKeyLength
                #expect(
                    PlaintextKeyBlob.refusal(of: blob(of: algorithm, byteCount))?.reason == reason,
                    "\(algorithm), \(byteCount) bytes")
            }
        }
    }

    /// Declared lengths that the BLOB does not hold; RC2 has no limit of its own, so that truncation is what shows.
    @Test(arguments: [17, 0x100, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF] as [UInt64])
    func declaredLengthTooLong(_ declared: UInt64) throws {
        let bytes = blob(of: 0x6602, 16).replacing(declared, at: 8)
        let error = PlaintextKeyBlob.refusal(of: bytes)
        #expect(error?.description == "truncated: key at byte 12: found 16, expected \(declared)")
        let worse = PlaintextKeyBlob.tolerantRefusal(of: bytes)
        #expect(worse == error)
    }

    @Test func declaredLengthTooShort() throws {
        let bytes = blob(of: 0x6602, 16).replacing(15, at: 8)
        let error = PlaintextKeyBlob.refusal(of: bytes)
        #expect(error?.description == "trailingBytes: end at byte 27: found 1, expected 0")
    }

    @Test func viewsBorrow() throws {
        let bytes = blob(of: 0x6610, 32)
        let source = bytes.span.bytes
        #expect(try PlaintextKeyBlob(parsing: source).key.address == source.address + 12)
    }

    @Test func fieldsMakeTheBlob() throws {
        let bytes = blob(of: 0x660E, 16)
        let view = PlaintextKeyBlob(keyAlgorithm: .aes128, key: bytes.span.bytes.extracting(12...))
        #expect(try view.serialized() == bytes)
        let short = PlaintextKeyBlob(keyAlgorithm: .aes256, key: bytes.span.bytes.extracting(12...))
        let error = refusal { () throws(BlobError) in _ = try short.byteCount }
        #expect(error?.description == "badKeyLength: cbKeySize at byte 8: found 16")
    }

    /// A key laid out by hand.
    private func blob(of algorithm: UInt32, _ byteCount: Int) -> [UInt8] {
        [8, 2, 0, 0].appending(algorithm, UInt32(byteCount)) + [UInt8](repeating: 0x4B, count: byteCount)
    }
}
