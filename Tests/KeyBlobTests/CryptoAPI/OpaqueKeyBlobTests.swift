import GoldenVectors
import KeyBlob
import Testing

/// OPAQUEKEYBLOB, anybody's and our own; PUBLICKEYBLOBEX; BLOBs of providers that are not Microsoft's.
@Suite struct OpaqueKeyBlobTests {
    @Test(arguments: try golden("capi-constructed", "OPAQUEKEYBLOB"))
    func foreignBodiesAreCarried(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try OpaqueKeyBlob(parsing: bytes.span.bytes)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(blob.body.array == Array(bytes.dropFirst(8)))
        #expect(try OpaqueKeyBlob(keyAlgorithm: blob.keyAlgorithm, body: blob.body).serialized() == bytes)
        let reason: BlobError.Reason = bytes.count == 8 ? .truncated : .badMagic
        #expect(OpaqueSessionKeyBlob.tolerantRefusal(of: bytes)?.reason == reason)
    }

    /// Files of version 1 stay readable for ever.
    @Test(arguments: try golden("capi-constructed", "OPAQUEKEYBLOB SKB1"))
    func ourOwnVersion1(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try OpaqueSessionKeyBlob(parsing: bytes.span.bytes)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(UInt64(blob.version) == record.number("version"))
        #expect(UInt64(blob.provider) == record.number("provider"))
        #expect(UInt64(blob.keySource) == record.number("key_source"))
        #expect(blob.keyIdentifier.array == record.bytes("key_id"))
        #expect(blob.salt.array == record.bytes("salt"))
        #expect(blob.sealed.array == record.bytes("sealed"))
        #expect(bytes.count - blob.sealed.byteCount == OpaqueSessionKeyBlob.headByteCount)
        let written = OpaqueSessionKeyBlob(
            keyAlgorithm: blob.keyAlgorithm, provider: blob.provider, keySource: blob.keySource,
            keyIdentifier: blob.keyIdentifier, salt: blob.salt, sealed: blob.sealed)
        #expect(try written.serialized() == bytes)
        #expect(Array(bytes[8..<12]) == Array("SKB1".utf8))
        #expect(OpaqueSessionKeyBlob.magic == 0x3142_4B53)
        // To a reader that does not know the magic it is somebody's body.
        #expect(try OpaqueKeyBlob(parsing: bytes.span.bytes).body.array == Array(bytes.dropFirst(8)))
    }

    @Test(arguments: [0, 2, 0xFFFF_FFFF] as [UInt64])
    func versionsToComeAreRefused(_ version: UInt64) throws {
        let record = try #require(try golden("capi-constructed", "OPAQUEKEYBLOB SKB1").first?.bytes("blob"))
        let error = OpaqueSessionKeyBlob.tolerantRefusal(of: record.replacing(version, at: 12))
        #expect(error?.description == "unsupportedVersion: version at byte 12: found \(version), expected 1")
    }

    /// The BLOBs of types that Wine does not have, as `capi-errors` holds them: forty zeros behind a header.
    @Test func typesThatWineDoesNotHave() throws {
        let blobs = try golden("capi-errors", "unsupported type").compactMap { $0.bytes("blob") }
        try #require(blobs.count == 4)
        #expect(OpaqueKeyBlob.refusal(of: blobs[0]) == nil)
        #expect(PublicKeyBlobEx.refusal(of: blobs[1])?.description == "badAlgorithm: aiKeyAlg at byte 4: found 0x660e")
        #expect(SymmetricWrapKeyBlob.refusal(of: blobs[2])?.reason == .badAlgorithm)
        let state = KeyStateBlob.refusal(of: blobs[3])
        #expect(state?.description == "truncated: EncryptionState at byte 40: found 8, expected 176")
    }

    @Test(arguments: try golden("capi-constructed", "PUBLICKEYBLOBEX"))
    func publicKeyBlobEx(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try PublicKeyBlobEx(parsing: bytes.span.bytes)
        #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
        #expect(blob.body.array == Array(bytes.dropFirst(8)))
    }

    /// phpseclib reads the body as that of a PUBLICKEYBLOB; a tolerant parse does, and says so.
    @Test func publicKeyBlobExAsAPublicKey() throws {
        let record = try #require(try golden("capi-constructed", "PUBLICKEYBLOBEX").first)
        let bytes = try #require(record.bytes("blob"))
        let error = RSAPublicKeyBlob.refusal(of: bytes)
        #expect(error?.description == "unknownBlobType: bType at byte 0: found 10, expected 6")
        var deviations = Deviations()
        let blob = try RSAPublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.offsets == [.unexpectedBlobType: 0])
        #expect(try blob.serialized() == record.bytes("public_blob"))
    }

    /// GOST keys, among them one that CryptoPro's provider wrote.
    @Test func foreignBlobs() throws {
        let types: [(format: String, type: BlobType, isSecret: Bool)] = [
            ("foreign PUBLICKEYBLOB", .publicKey, false), ("foreign SIMPLEBLOB", .simple, false),
            ("foreign PRIVATEKEYBLOB", .privateKey, true), ("foreign PLAINTEXTKEYBLOB", .plaintextKey, true),
        ]
        for (format, type, isSecret) in types {
            let record = try #require(try golden("capi-constructed", format).first)
            let bytes = try #require(record.bytes("blob"))
            let blob = try ForeignKeyBlob(parsing: bytes.span.bytes)
            #expect(blob.type == type)
            #expect(blob.version == bytes[1])
            #expect(UInt64(blob.keyAlgorithm.rawValue) == record.number("algid"))
            #expect(blob.body.array == Array(bytes.dropFirst(8)))
            #expect(try blob.serialized() == bytes)
            let rows = try ForeignKeyBlob.inspect(bytes.span.bytes).rows
            #expect(rows.last?.isSecret == isSecret)
        }
    }

    /// No BLOB of a published format is foreign.
    @Test func microsoftsBlobsAreNotForeign() throws {
        let cases = try FormatCase.rsaAndSessionKeys() + FormatCase.cryptoAPI()
        for format in cases where !format.name.hasPrefix("ForeignKeyBlob") {
            for sample in format.samples {
                #expect(ForeignKeyBlob.tolerantRefusal(of: sample.bytes)?.reason == .badAlgorithm, "\(sample)")
            }
        }
    }

    /// The same set said twice: by names and by numbers. Those for third parties have names, but are theirs.
    @Test func microsoftsAlgorithms() {
        let theirs: Set<AlgorithmIdentifier> = [
            .thirdPartySignature, .thirdPartyCipher, .thirdPartyHash, .thirdPartyKeyExchange,
        ]
        let named = Set(AlgorithmIdentifier.named.map(\.id)).subtracting(theirs)
        for number in 0...0x1_FFFF as ClosedRange<UInt32> {
            let id = AlgorithmIdentifier(rawValue: number)
            #expect(id.isMicrosofts == named.contains(id), "\(id)")
        }
    }
}
