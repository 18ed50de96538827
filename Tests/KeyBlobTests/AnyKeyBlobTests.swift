import GoldenVectors
import KeyBlob
import Testing

@Suite struct AnyKeyBlobTests {
    @Test(arguments: try FormatCase.all())
    func everyGoldenBlobIsRecognised(_ asked: FormatCase) throws {
        let format = try #require(asked.format)
        for sample in asked.samples where !AnyKeyBlob.Format.unrecognisable.contains(format) {
            let source = sample.bytes.span.bytes
            let recognition = try AnyKeyBlob.Recognition(of: source)
            #expect(recognition.format == format, "\(sample)")
            #expect(recognition.certainty == Self.certainty(of: format, sample.bytes), "\(sample)")
            #expect(try AnyKeyBlob.Format(of: source) == format, "\(sample)")
            #expect(try AnyKeyBlob(parsing: source).format == format, "\(sample)")
            let deviations = try AnyKeyBlob.deviations(in: sample.bytes)
            #expect(deviations.isEmpty, "\(sample)")
            #expect(try tile(format.inspect(source).rows, sample.bytes.count), "\(sample)")
        }
    }

    /// What has no mark is possible only; what is encrypted is probable; all else is certain.
    private static func certainty(of format: AnyKeyBlob.Format, _ blob: [UInt8]) -> AnyKeyBlob.Certainty {
        // An empty container, and a key file without a private key, hold no DPAPI BLOB.
        let isEmptyFile = (format == .keyContainerFile || format == .cngKeyFile) && blob.count < 100
        return AnyKeyBlob.Format.unmarked.contains(format) || isEmptyFile
            ? .possible : format == .encryptedPrivateKey ? .probable : .certain
    }

    /// A strict parse accepts the BLOBs of no other marked format, whatever it is that they share.
    @Test(arguments: try FormatCase.all())
    func noBlobIsTwoThings(_ asked: FormatCase) throws {
        let one = try #require(asked.format)
        let others = try FormatCase.all().filter { other in
            guard let two = other.format, two != one else { return false }
            let isMarked = AnyKeyBlob.Format.unrecognisable.union(AnyKeyBlob.Format.unmarked).contains(two) == false
            return isMarked && !Self.isHolding(one, two)
        }
        for sample in asked.samples.prefix(20) {
            for other in others {
                let error = refusal { () throws(BlobError) in try other.parse(sample.bytes) }
                #expect(error != nil, "\(sample) is also a \(other.name)")
            }
        }
    }

    /// One bit changed, or the end missing: what is read is what was there, or nothing, and never surely another thing.
    @Test(arguments: try FormatCase.all())
    func damageMakesNothingElseOfIt(_ asked: FormatCase) throws {
        let sample = try #require(asked.samples.min { $0.bytes.count < $1.bytes.count })
        guard let format = asked.format, !AnyKeyBlob.Format.unrecognisable.contains(format) else { return }
        let flipped = (0..<sample.bytes.count * 8).map { sample.bytes.flipping(bit: $0) }
        let cut = (0..<sample.bytes.count).map { Array(sample.bytes.prefix($0)) }
        for blob in flipped + cut {
            guard let found = try? AnyKeyBlob.Recognition(of: blob.span.bytes), found.format != format else { continue }
            #expect(found.certainty != .certain || Self.isHolding(format, found.format), "\(sample): \(found)")
        }
    }

    /// What is one thing with its last bytes and another without them; an OPAQUEKEYBLOB, which may hold anything; a curve
    /// as long as a key whose length its version was changed to; composite keys of ML-KEM, whose lengths nobody fixed.
    private static func isHolding(_ one: AnyKeyBlob.Format, _ other: AnyKeyBlob.Format) -> Bool {
        switch (one, other) {
        case (.dssVersion3PublicKey, .dssVersion3Parameters), (.dhVersion3PublicKey, .dhVersion3Parameters),
            (.opaqueSessionKey, .opaqueKey), (.opaqueTokenKey, .opaqueKey), (.simple, .opaqueKey),
            (.plaintextKey, .opaqueKey),
            (.symmetricWrapKey, .opaqueKey), (.cngECCFullPublicKey, .cngECCPublicKey),
            (.mlKEMPublicKey, .mlKEMPrivateKey):
            true
        default: false
        }
    }

    @Test func bufferEntryPoint() throws {
        let bytes = try rsaPublicBlob(bitLength: 512)
        let format = try bytes.span.bytes.withUnsafeBytes { buffer throws(BlobError) in
            try AnyKeyBlob(parsing: buffer).format
        }
        #expect(format == .rsaPublicKey)
    }

    @Test(arguments: try FormatCase.all())
    func whatWasReadIsWritten(_ asked: FormatCase) throws {
        let format = try #require(asked.format)
        let sample = try #require(asked.samples.last)
        var output = [UInt8](repeating: 0xA5, count: sample.bytes.count + 1)
        let written = try output.withUnsafeMutableBytes { buffer throws(BlobError) in
            try AnyKeyBlob(parsing: sample.bytes.span.bytes, as: format).serialize(into: buffer)
        }
        #expect(try AnyKeyBlob(parsing: sample.bytes.span.bytes, as: format).byteCount == sample.bytes.count)
        #expect(written == sample.bytes.count && output == sample.bytes + [0xA5])
        var deviations = Deviations()
        let tolerant = try AnyKeyBlob(parsing: sample.bytes.span.bytes, as: format, tolerating: &deviations)
        #expect(tolerant.format == format && deviations.isEmpty)
    }

    /// Types that nobody assigned.
    @Test(arguments: [0, 2, 3, 4, 5, 13, 0x52, 0xFF] as [UInt8])
    func unknownTypes(_ type: UInt8) throws {
        let bytes = [type, 2, 0, 0, 0, 0xA4, 0, 0, 0x52, 0x53, 0x41, 0x31]
        let strict = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: bytes.span.bytes) }
        #expect(strict?.description == "unknownBlobType: bType at byte 0: found \(type)")
        let tolerant = refusal { () throws(BlobError) in _ = try AnyKeyBlob.deviations(in: bytes) }
        #expect(tolerant == strict)
    }

    @Test(arguments: [0, 1, 3, 4, 7])
    func tooShortToTell(_ byteCount: Int) {
        let bytes = [UInt8](repeating: 0xEE, count: byteCount)
        let error = refusal { () throws(BlobError) in _ = try AnyKeyBlob.Format(of: bytes.span.bytes) }
        #expect(error?.reason == .truncated)
    }
}

extension AnyKeyBlob {
    /// What a tolerant parse forgives, with the first offset of each.
    static func deviations(in bytes: [UInt8]) throws(BlobError) -> [Deviations.Kind: Int] {
        var deviations = Deviations()
        _ = try AnyKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        return deviations.offsets
    }
}
