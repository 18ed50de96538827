import GoldenVectors
import KeyBlob
import Testing

/// Envelopes, keys wrapped for hardware, and keys of TPMs.
@Suite struct CNGContainerTests {
    private func bytes(_ literal: ContainerLiterals.Literal) throws -> [UInt8] {
        try #require([UInt8](hex: literal.hex))
    }

    @Test func wrappedByRSAAndAES() throws {
        let whole = try bytes(ContainerLiterals.rsaAESWrap[1])
        let blob = try PKCS11RSAAESWrapBlob(parsing: whole.span.bytes)
        #expect(blob.key.array == [UInt8](0..<48))
        #expect(blob.paddingAlgorithm.text == "SHA256")
        #expect(blob.paddingLabel.array == ascii("label"))
        let made = PKCS11RSAAESWrapBlob(
            key: blob.key, paddingAlgorithm: blob.paddingAlgorithm, paddingLabel: blob.paddingLabel)
        #expect(try made.serialized() == whole)
        #expect(PKCS11RSAAESWrapBlob.refusal(of: whole.replacing(0, at: 4))?.reason == .badKeyLength)
        for offset in [4, 8, 12] {
            let error = PKCS11RSAAESWrapBlob.tolerantRefusal(of: whole.replacing(0xFFFF_FFFE, at: offset))
            #expect(error?.reason == .truncated)
        }
    }

    @Test func isolatedKey() throws {
        let whole = try bytes(ContainerLiterals.isolated[0])
        let blob = try IsolatedKeyEnvelope(parsing: whole.span.bytes)
        #expect(blob.keyUsage == 8 && blob.isPerBootKey == true)
        #expect(blob.algorithm.text == "RSA")
        #expect(blob.nonce.array == [UInt8](0..<12))
        #expect(blob.authenticationTag.array == [UInt8](0x20..<0x30))
        #expect(blob.wrappingKey.array == [UInt8](0x40..<0x60))
        #expect(blob.isolatedKey.array == [UInt8](0x60..<0x74))
        let made = IsolatedKeyEnvelope(
            keyUsage: 8, isPerBootKey: true, algorithm: blob.algorithm, nonce: blob.nonce,
            authenticationTag: blob.authenticationTag, wrappingKey: blob.wrappingKey, isolatedKey: blob.isolatedKey)
        #expect(try made.serialized() == whole)
        for offset in [16, 20, 24, 28] {
            let error = IsolatedKeyEnvelope.tolerantRefusal(of: whole.replacing(0xFFFF_FFFF, at: offset))
            #expect(error?.reason == .truncated)
        }
        #expect(IsolatedKeyEnvelope.refusal(of: whole.replacing(0, at: 28))?.reason == .badKeyLength)
    }

    @Test func privateKeysOfPKCS8() throws {
        let records = try golden("openssl-der", "PKCS8_PRIVATEKEY")
        for (record, isEncrypted, header) in zip3(records, [false, true, false], [3, 3, 2]) {
            let whole = try #require(record.bytes("blob"))
            let blob = try PKCS8KeyBlob(parsing: whole.span.bytes)
            #expect(blob.isEncrypted == isEncrypted)
            #expect(blob.contents.array == Array(whole[header...]))
            #expect(try PKCS8KeyBlob(contents: blob.contents).serialized() == whole)
            #expect(PKCS7EnvelopeBlob.refusal(of: whole)?.reason == .badMagic)
        }
    }

    /// Structures that begin as PKCS #8 does: only what goes on like it is taken for it.
    @Test(arguments: [
        ("302e020100300506032b657004220420" + String(repeating: "5a", count: 32), AnyKeyBlob.Format.pkcs8Key),
        ("302a300506032b6570032100" + String(repeating: "5a", count: 32), nil),  // SubjectPublicKeyInfo
        ("300c020100020103020101020102", nil),  // PKCS #1: numbers
        ("300702010104020506", nil),  // SEC 1: version, private key
        ("3010020103300b06092a864886f70d010701", nil),  // PKCS #12: version, contents
        ("300630040500" + "3000", nil),  // a certificate: sequences
        ("30050201003000", nil), ("300402013000", nil), ("3003020500", nil), ("3002", nil), ("30", nil),
    ])
    func beginningsOfPKCS8(_ hex: String, _ format: AnyKeyBlob.Format?) throws {
        let whole = try #require([UInt8](hex: hex))
        #expect((try? AnyKeyBlob.Format(of: whole.span.bytes)) == format)
    }

    @Test func envelopesOfPKCS7() throws {
        let whole = try #require(golden("openssl-der", "PKCS7_ENVELOPE").first?.bytes("blob"))
        let blob = try PKCS7EnvelopeBlob(parsing: whole.span.bytes)
        #expect(blob.contents.array == Array(whole[4...]))
        #expect(try PKCS7EnvelopeBlob(contents: blob.contents).serialized() == whole)
        #expect(PKCS8KeyBlob.refusal(of: whole)?.description == "badMagic: contents at byte 4")
    }

    /// Lengths of X.690 section 8.1.3, at each number of octets and beside it.
    @Test(arguments: [
        (1, "01"), (127, "7f"), (128, "8180"), (255, "81ff"), (256, "820100"), (65535, "82ffff"), (65536, "83010000"),
    ])
    func lengthOctets(_ count: Int, _ octets: String) throws {
        let contents = [2] + [UInt8](repeating: 0x5A, count: count - 1)
        let whole = try [0x30] + #require([UInt8](hex: octets)) + contents
        #expect(try PKCS8KeyBlob(parsing: whole.span.bytes).contents.byteCount == count)
        #expect(try PKCS8KeyBlob(contents: contents.span.bytes).serialized() == whole)
    }

    @Test(arguments: [
        ("308000020100", "lengthMismatch: length at byte 1: found 128"),
        ("30850000000001020100", "lengthMismatch: length at byte 1: found 133"),
        ("30ff", "lengthMismatch: length at byte 1: found 255"),
        ("308103020100", "lengthMismatch: length at byte 2: found 3"),
        ("30820080", "lengthMismatch: length at byte 3: found 128"),
        ("308400000003020100", "lengthMismatch: length at byte 5: found 3"),
        ("3084ffffffff020100", "truncated: contents at byte 6: found 3, expected 4294967295"),
        ("3083010000020100", "truncated: contents at byte 5: found 3, expected 65536"),
        ("3082", "truncated: length at byte 2: found 0, expected 1"),
        ("3000", "badMagic: contents at byte 2"), ("3003040100", "badMagic: contents at byte 2"),
        ("30020201ff", "trailingBytes: end at byte 4: found 1, expected 0"),
        ("31020201", "badMagic: tag at byte 0: found 0x31, expected 0x30"),
    ])
    func sequencesThatAreNone(_ hex: String, _ line: String) throws {
        let whole = try #require([UInt8](hex: hex))
        #expect(PKCS8KeyBlob.refusal(of: whole)?.description == line)
    }

    /// Both have one magic; the size of the header tells them apart.
    @Test func keysOfATPM() throws {
        let loadable = try bytes(ContainerLiterals.tpmLoadable[0])
        let blob = try TPMLoadableKeyBlob(parsing: loadable.span.bytes)
        #expect(blob.publicArea.array == [UInt8](0..<10))
        #expect(blob.privateArea.array == [UInt8](0x20..<0x2E))
        #expect(blob.name.array == [UInt8](0x40..<0x46))
        let made = TPMLoadableKeyBlob(publicArea: blob.publicArea, privateArea: blob.privateArea, name: blob.name)
        #expect(try made.serialized() == loadable)

        let persistent = try bytes(ContainerLiterals.tpmPersistent[0])
        #expect(try TPMPersistentKeyBlob(parsing: persistent.span.bytes).handle == 0x8100_0001)
        #expect(try TPMPersistentKeyBlob(handle: 0x8100_0001).serialized() == persistent)

        #expect(
            TPMPersistentKeyBlob.tolerantRefusal(of: loadable)?.description
                == "lengthMismatch: cbHeader at byte 4: found 20, expected 12")
        #expect(
            TPMLoadableKeyBlob.tolerantRefusal(of: persistent)?.description
                == "lengthMismatch: cbHeader at byte 4: found 12, expected 20")
        for offset in [8, 12, 16] {
            let error = TPMLoadableKeyBlob.tolerantRefusal(of: loadable.replacing(0xFFFF_FFFF, at: offset))
            #expect(error?.reason == .truncated)
        }
    }

    @Test func keysOfThePlatformProvider() throws {
        let old = try bytes(ContainerLiterals.pcp12[0])
        let key = try PCPKeyBlob(parsing: old.span.bytes)
        #expect(key.flags == 1 && key.tpmKey.array == [UInt8](0..<9))
        #expect(try PCPKeyBlob(flags: 1, tpmKey: key.tpmKey).serialized() == old)
        #expect(PCP20KeyBlob.refusal(of: old)?.description == "lengthMismatch: cbHeader at byte 4: found 20")

        for (literal, algorithm, flags) in zip3(
            ContainerLiterals.pcp20, [nil, 0xB, 0xB] as [UInt16?], [0, 1, 1] as [UInt32])
        {
            let whole = try bytes(literal)
            let blob = try PCP20KeyBlob(parsing: whole.span.bytes)
            #expect(blob.pcrAlgorithm == algorithm && blob.flags == flags)
            let parts = [
                blob.publicArea.array, blob.privateArea.array, blob.migrationPublic.array, blob.migrationPrivate.array,
                blob.policyDigestList.array, blob.pcrBinding.array, blob.pcrDigest.array, blob.encryptedSecret.array,
                blob.tpm12HostageBlob.array,
            ]
            #expect(parts.map(\.count) == [10, 12, 3, 4, 5, 6, 7, 8, 9])
            #expect(parts.enumerated().allSatisfy { $1.first == UInt8(16 * ($0 + 1)) })
            #expect(PCPKeyBlob.refusal(of: whole)?.reason == .lengthMismatch)
            let made = PCP20KeyBlob(
                flags: flags, pcrAlgorithm: algorithm, publicArea: blob.publicArea, privateArea: blob.privateArea)
            let written = try made.serialized()
            #expect(written.count == (algorithm == nil ? 52 : 56) + 22)
            let back = try PCP20KeyBlob(parsing: written.span.bytes)
            #expect(back.pcrAlgorithm == algorithm && back.privateArea.array == parts[1])
        }
    }

    @Test func opaqueBytesAreAnyBytes() throws {
        let whole = try bytes(ContainerLiterals.pcp20[0])
        let blob = try CNGOpaqueKeyBlob(parsing: whole.span.bytes)
        #expect(blob.body.array == whole)
        #expect(try CNGOpaqueKeyBlob(body: blob.body).serialized() == whole)
        #expect(CNGOpaqueKeyBlob.refusal(of: [])?.description == "truncated: body at byte 0")
    }

    /// Wine's own opaque form: the key's length and the key.
    @Test func opaqueBytesOfWine() throws {
        for record in try golden("cng-symmetric", "KeyDataBlob") {
            guard let opaque = record.bytes("opaque_exported"), let key = record.bytes("key") else { continue }
            #expect(opaque == [].appending(UInt32(key.count)) + key)
        }
    }

    private func zip3<A, B, C>(_ first: [A], _ second: [B], _ third: [C]) -> [(A, B, C)] {
        zip(first, zip(second, third)).map { ($0, $1.0, $1.1) }
    }
}
