import GoldenVectors
import KeyBlob
import KeyProvider
import KeyTransfer
import Testing

/// The file of Microsoft's sample programs.
struct CapiFileTests {
    static let message = sample(100)

    private func file(_ blob: [UInt8], _ ciphertext: [UInt8]) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: blob.count >> (8 * $0)) } + blob + ciphertext
    }

    /// A file for the pair of 512 bits around Wine's BLOB of an AES-128 key, the same each time; its body begins at 80.
    private func sealed(_ padding: WrapPadding = .pkcs1) throws -> [UInt8] {
        let record = try #require(
            wrappedRecords().first {
                $0.string("alg") == "CALG_AES_128" && $0.number("rsa_bits") == 512
                    && ($0.number("flags") == 0x40) == (padding == .oaep)
            })
        let plaintext = try #require(record.bytes("plaintext_blob"))
        var key = try SessionKey(importing: plaintext.span.bytes)
        return file(try #require(record.bytes("blob")), try key.encrypt(Self.message.span.bytes))
    }

    /// What opening `bytes` ends with, and what came out.
    private func open(
        _ bytes: [UInt8], with pair: borrowing KeyPair, padding: WrapPadding = .pkcs1, failure: UnwrapFailure = .report
    ) -> (error: TransferError?, output: [UInt8]) {
        var (source, sink) = (MemorySource(bytes), MemorySink())
        let error = refusal {
            try CapiFile.open(&source, into: &sink, with: pair, padding: padding, failure: failure)
        }
        return (error, sink.bytes)
    }

    // MARK: Files of others

    @Test func everyRecordIsTested() throws { #expect(try wrappedRecords().count == 115) }

    /// Wine's key and Wine's ciphertext in one file. The recorded IVs are not zero, as the layout has it: in CBC that
    /// changes the first block of plaintext alone, by the IV.
    @Test(arguments: try wrappedRecords())
    func opensWhatWineSealed(_ record: GoldenRecord) throws {
        let test = try #require(record.records("cipher_tests").first)
        #expect(test.string("mode") == nil || test.string("mode") == "CBC")
        var expected = try #require(test.bytes("plaintext"))
        for (index, byte) in (test.bytes("iv") ?? []).enumerated() { expected[index] ^= byte }
        let blob = try #require(record.bytes("blob"))
        let pair = try exchangePair(of: record)
        let padding: WrapPadding = record.number("flags") == 0x40 ? .oaep : .pkcs1
        let provider: Provider = record.string("provider") == "PROV_RSA_AES" ? .aes : .base
        var source = MemorySource(file(blob, try #require(test.bytes("ciphertext"))))
        var sink = MemorySink()

        // Salt and effective length travel in no file: who has others than the usual looks at the key in between.
        var key = try CapiFile.readKey(
            from: &source, unwrappingWith: pair, padding: padding, failure: .report, provider: provider)
        let usualBits = key.effectiveKeyBitLength
        let usualSalt = key.salt.withUnsafeBytes { Array($0) }
        let state = try #require(record.record("state"))
        let bits = Int(record.number("set_effective_bits") ?? UInt64(usualBits))
        let salt = state.bytes("salt") ?? []
        if bits != usualBits { try key.setEffectiveKeyBitLength(bits) }
        if salt != usualSalt { try key.setSalt(salt.span.bytes) }
        try KeyStream.decrypt(&source, into: &sink, with: &key)
        #expect(sink.bytes == expected)

        guard bits == usualBits && salt == usualSalt else { return }
        for failure in [UnwrapFailure.report, .substitute] {
            source = MemorySource(source.bytes)
            sink = MemorySink()
            try CapiFile.open(
                &source, into: &sink, with: pair, padding: padding, failure: failure, provider: provider)
            #expect(sink.bytes == expected)
        }
    }

    // MARK: Files of ours

    @Test(arguments: algorithms, [WrapPadding.pkcs1, .oaep])
    func roundTrips(_ algorithm: AlgorithmIdentifier, _ padding: WrapPadding) throws {
        let pair = try exchangePair(bits: 1024)
        var key = try newKey(algorithm)
        var (source, sink) = (MemorySource(Self.message), MemorySink())
        try CapiFile.seal(&source, into: &sink, with: &key, for: pair.publicKey, padding: padding)

        // The layout, byte by byte: length, SIMPLEBLOB, and what CryptEncrypt makes of the data.
        let blob = Array(sink.bytes[4..<4 + 140])
        #expect(Array(sink.bytes.prefix(4)) == [140, 0, 0, 0])
        let again = try SessionKey(importing: blob.span.bytes, unwrappingWith: pair, padding: padding)
        #expect(try plaintextBlob(of: again) == plaintextBlob(of: key))
        var whole = try copy(of: key)
        #expect(try Array(sink.bytes.dropFirst(144)) == whole.encrypt(Self.message.span.bytes))

        let opened = open(sink.bytes, with: pair, padding: padding)
        #expect(opened.error == nil && opened.output == Self.message)
    }

    @Test func sealingRefuses() throws {
        let small = try exchangePair(bits: 512)
        var key = try newKey(.aes256)
        var (source, sink) = (MemorySource(Self.message), MemorySink())
        let recipient = small.publicKey
        #expect(
            refusal { try CapiFile.seal(&source, into: &sink, with: &key, for: recipient, padding: .oaep) }
                == .provider(.messageTooLong))
        var locked = try SessionKey(generating: .aes256, isExportable: false)
        #expect(
            refusal { try CapiFile.seal(&source, into: &sink, with: &locked, for: recipient) }
                == .provider(.notExportable))
        #expect(source.reads == 0 && sink.writes == 0)
    }

    @Test(arguments: [0, 3, 4 + 75, 4 + 76, 4 + 76 + 111])
    func aFullSink(_ capacity: Int) throws {
        let pair = try exchangePair(bits: 512)
        var key = try newKey(.aes128)
        var (source, sink) = (MemorySource(Self.message), MemorySink(capacity: capacity))
        let refused = refusal { try CapiFile.seal(&source, into: &sink, with: &key, for: pair.publicKey) }
        #expect(refused == MemorySink.failure && sink.writesTooMany == 0)
        #expect(sink.bytes.count == (capacity < 80 ? 0 : 80))
    }

    // MARK: What is no such file

    @Test func truncatedAtEveryByte() throws {
        let pair = try exchangePair(bits: 512)
        let bytes = try sealed()
        #expect(bytes.count == 80 + 112)
        for count in 0..<80 {
            let found = open(Array(bytes.prefix(count)), with: pair)
            let expected =
                count < 4
                ? BlobError(reason: .truncated, field: "cbKeyBlob", offset: 0, expected: 4, found: UInt64(count))
                : BlobError(reason: .truncated, field: "keyBlob", offset: 4, expected: 76, found: UInt64(count - 4))
            #expect(found.error == .malformed(expected) && found.output.isEmpty)
        }
        #expect(open(Array(bytes.prefix(80)), with: pair).error == .provider(.emptyCiphertext))
        for count in 81..<bytes.count {
            let found = open(Array(bytes.prefix(count)), with: pair)
            #expect(
                found.error == .provider(count.isMultiple(of: 16) ? .badPadding : .illegalDataLength)
                    && found.output.isEmpty)
        }
        #expect(open(bytes, with: pair).output == Self.message)
    }

    @Test(arguments: [0, 1, 11, 12, 59] as [UInt32])
    func aLengthTooShortForABlob(_ length: UInt32) throws {
        let pair = try exchangePair(bits: 512)
        let bytes = try sealed()
        let found = open(withLength: length, bytes, pair)
        guard case .provider(.blob(let error)) = found.error else {
            Issue.record("\(String(describing: found.error))")
            return
        }
        #expect(error.reason == .truncated && found.output.isEmpty)
    }

    /// Nothing is allocated by the length's word: the longest BLOB has a modulus of 16384 bits.
    @Test(arguments: [2061, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF] as [UInt32])
    func aLengthTooLongForABlob(_ length: UInt32) throws {
        let pair = try exchangePair(bits: 512)
        let found = open(withLength: length, try sealed(), pair)
        let expected = BlobError(
            reason: .badKeyLength, field: "cbKeyBlob", offset: 0, expected: 2060, found: UInt64(length))
        #expect(found.error == .malformed(expected) && found.output.isEmpty)
    }

    @Test func lengthsThatAreAnothersOrReachBeyondTheFile() throws {
        let pair = try exchangePair(bits: 512)
        let bytes = try sealed()
        for length in [60, 75, 77, 140] as [UInt32] {
            #expect(
                open(withLength: length, bytes, pair).error
                    == .provider(.wrongKeyLength(wrapped: Int(length) - 12, modulus: 64)))
        }
        let expected = BlobError(
            reason: .truncated, field: "keyBlob", offset: 4, expected: 2060, found: UInt64(bytes.count - 4))
        #expect(open(withLength: 2060, bytes, pair).error == .malformed(expected))
    }

    private func open(
        withLength length: UInt32, _ bytes: [UInt8], _ pair: borrowing KeyPair
    ) -> (error: TransferError?, output: [UInt8]) {
        open((0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + bytes.dropFirst(4), with: pair)
    }

    /// Each bit before the ciphertext.
    @Test(arguments: [WrapPadding.pkcs1, .oaep])
    func aFlippedBit(_ padding: WrapPadding) throws {
        let pair = try exchangePair(bits: 512)
        let bytes = try sealed(padding)
        for bit in 0..<8 * 80 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            let found = open(damaged, with: pair, padding: padding)
            #expect(found.error != nil && found.output.isEmpty, "bit \(bit)")
            if bit >= 8 * 16 { #expect(found.error == .provider(.unwrapFailed)) }
        }
    }

    /// The substituting form says nothing of the key: what fails is what the key opens, like any damaged file.
    @Test func theSubstitutingFormIsSilent() throws {
        let pair = try exchangePair(bits: 512)
        let bytes = try sealed()
        for index in 16..<79 {
            var damaged = bytes
            damaged[index] ^= 1
            let found = open(damaged, with: pair, failure: .substitute)
            // One in some 256 keys makes a padding by accident.
            #expect(found.error == .provider(.badPadding) || (found.error == nil && found.output != Self.message))
        }
    }

    @Test func aStrangersPair() throws {
        let bytes = try sealed()
        #expect(
            try open(bytes, with: exchangePair(bits: 1024)).error
                == .provider(.wrongKeyLength(wrapped: 64, modulus: 128)))
        let stranger = try KeyPair(generating: .exchange, bits: 512, allowing: .weakKeys)
        #expect(open(bytes, with: stranger).error == .provider(.unwrapFailed))
    }

    @Test(arguments: [0, 3, 4, 20, 79, 80, 100])
    func aFailingSource(_ position: Int) throws {
        let pair = try exchangePair(bits: 512)
        var source = MemorySource(try sealed(), portion: 13, failsAt: position)
        var sink = MemorySink()
        #expect(refusal { try CapiFile.open(&source, into: &sink, with: pair) } == MemorySource.failure)
        #expect(source.readsTooMany == 0 && sink.writes == 0)
    }
}
