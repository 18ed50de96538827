import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// `capi-errors`: malformed BLOBs and wrong exports, with a careful reader's `advice`; Wine is lenient in many places.
struct ErrorRecordTests {
    static let imported = [
        "PUBLICKEYBLOB", "PRIVATEKEYBLOB", "SIMPLEBLOB", "SIMPLEBLOB OAEP", "PLAINTEXTKEYBLOB",
        "PLAINTEXTKEYBLOB with IPSEC flag", "unsupported type", "empty",
    ]
    static func imports() throws -> [GoldenRecord] {
        try GoldenVectors.load("capi-errors").filter {
            imported.contains($0.format) && !withoutKey.contains($0.number)
        }
    }
    static func exports() throws -> [GoldenRecord] {
        try golden("capi-errors", "export error").filter { $0.string("provider") != "PROV_DSS_DH" }
    }

    /// A SIMPLEBLOB is imported without naming the pair that opens it: our import does not compile without.
    static let withoutKey: Set = ["0318", "0398"]
    /// The advice is to refuse, but a key of 16 bytes that says RC4 instead of AES-128, or the other way round, is as
    /// legal as the one it was; its data will not open.
    static let relabelled: Set = ["0301", "0381", "0467"]
    /// The advice leaves it open, and we take them: exponents 3 and 2³² - 1 are odd and no less than 3.
    static let unusualExponents: Set = ["0092", "0094"]
    /// The advice leaves it open: a strict import wants the whole private exponent, a lenient one half of it or nothing.
    static let cutPrivateExponents: Set = ["0145", "0146", "0147"]

    @Test func everyRecordIsTested() throws {
        let all = try GoldenVectors.load("capi-errors")
        #expect(all.count == 846)
        // DSS keys, and whatever else was asked of the DSS provider.
        #expect(all.count { $0.format.contains("DSS") } == 274)
        #expect(all.count { $0.format == "export error" && $0.string("provider") == "PROV_DSS_DH" } == 22)
        #expect(try Self.imports().count + Self.withoutKey.count == 500)
        #expect(try Self.exports().count == 44)
        #expect(try golden("capi-errors", "export buffer").count == 6)
    }

    /// What CryptImportKey and then CryptExportKey make of a BLOB, whatever its header says that it is. A SIMPLEBLOB
    /// comes out as a PLAINTEXTKEYBLOB.
    private func roundTrip(_ record: GoldenRecord, _ completeness: KeyPair.Completeness = .whole) throws -> [UInt8] {
        let blob = try record.required("blob")
        let format: AnyKeyBlob.Format
        do throws(BlobError) { format = try AnyKeyBlob.Format(of: blob.span.bytes) } catch {
            throw ProviderError.blob(error)
        }
        switch format {
        case .rsaPublicKey: return try PublicKey(blob).exportBlob()
        case .rsaPrivateKey: return try KeyPair(blob, completeness).exported()
        case .plaintextKey: return try SessionKey(plaintext: blob).exported()
        case .simple:
            let pair = try KeyPair(record.bytes("rsa_private_blob") ?? pairBlob(bits: 512))
            return try SessionKey(wrapped: blob, with: pair, padding: record.padding).exported()
        default: throw ProviderError.blob(BlobError(reason: .unknownBlobType, field: "bType", offset: 0))
        }
    }

    /// What Wine exported in the same type.
    private func theirs(_ record: GoldenRecord) -> [UInt8]? {
        switch record.format {
        case "PUBLICKEYBLOB": record.bytes("exported_public")
        case "PRIVATEKEYBLOB": record.bytes("exported_private")
        default: record.bytes("exported_plaintext")
        }
    }

    @Test(arguments: try imports())
    func followsTheAdvice(_ record: GoldenRecord) throws {
        let isTaken =
            record.string("advice") == "accept" || Self.relabelled.contains(record.number)
            || Self.unusualExponents.contains(record.number)
        guard !isTaken else {
            #expect(record.bool("accepted") == true)
            #expect(try roundTrip(record) == theirs(record))
            return
        }
        #expect(["reject", "either"].contains(record.string("advice")))
        let refused = try #require(refusal { try roundTrip(record) })
        // Where Wine refuses too, it is for the same reason.
        switch (record.number("err"), refused) {
        case (0x8009_000A, .blob(let error)): #expect(error.reason == .unknownBlobType)
        case (LastError.badAlgorithm, .blob(let error)): #expect(error.reason == .badAlgorithm)
        case (0x8009_000A, _), (LastError.badAlgorithm, _): Issue.record("\(refused)")
        default: break
        }
        let isCut = refusal { try roundTrip(record, .privateExponentOptional) } == nil
        #expect(isCut == Self.cutPrivateExponents.contains(record.number))
    }

    @Test(
        arguments: try golden("capi-errors", "SIMPLEBLOB", "SIMPLEBLOB OAEP").filter { withoutKey.contains($0.number) })
    func asksForThePair(_ record: GoldenRecord) throws {
        #expect(record.string("advice") == "either" && record.bool("accepted") == false)
        let blob = try record.required("blob")
        // The one import without a pair is that of a PLAINTEXTKEYBLOB.
        guard case .blob(let error) = refusal({ try SessionKey(plaintext: blob) }) else {
            Issue.record("a SIMPLEBLOB was taken for another")
            return
        }
        #expect(error.reason == .unknownBlobType)
    }

    /// The types of all BLOBs that the key in `blob` can leave as.
    private func departures(_ record: GoldenRecord) throws -> Set<UInt64> {
        let blob = try record.required("blob")
        let isExportable = record.number("import_flags") == 1
        let exported: [[UInt8]]
        switch BlobType(rawValue: blob[0]) {
        case .publicKey:
            exported = [try PublicKey(blob).exportBlob()]
        case .privateKey:
            let pair = try KeyPair(blob, isExportable: isExportable)
            exported = [try pair.publicKey.exportBlob()] + (isExportable ? [try pair.exported()] : [])
            if !isExportable { #expect(refusal { try pair.exportBlob() } == .notExportable) }
        default:
            let key = try SessionKey(plaintext: blob, provider: record.provider, isExportable: isExportable)
            let recipient = try KeyPair(pairBlob(bits: 1024)).publicKey
            exported = isExportable ? [try key.exported(), try key.exportWrapped(for: recipient)] : []
            if !isExportable {
                #expect(refusal { try key.exportPlaintext() } == .notExportable)
                #expect(refusal { try key.exportWrapped(for: recipient) } == .notExportable)
            }
        }
        return Set(exported.map { UInt64($0[0]) })
    }

    /// Here a key has no export in a type that is not its own: what Wine refuses does not compile, and neither does what
    /// it should refuse (an RSA key as PLAINTEXTKEYBLOB; a public key as PRIVATEKEYBLOB: the modulus and zeros).
    @Test(arguments: try exports())
    func leavesInNoOtherType(_ record: GoldenRecord) throws {
        guard record.string("call") == "CryptExportKey" else {
            // The Base provider has no RC4 keys of 128 bits: it is the import that fails.
            #expect(record.number("err") == LastError.badData && record.bool("accepted") == false)
            #expect(refusal { try departures(record) } == .illegalKeyLength(bits: 128))
            return
        }
        #expect(record.bool("accepted") == false || record.string("quirk") != nil)
        let type = try #require(record.number("export_type"))
        if record.string("what") == "session as SIMPLEBLOB without key" {
            // Legal as a type; there is no export without a recipient.
            #expect(try departures(record).contains(type) == (record.number("import_flags") == 1))
        } else {
            #expect(try !departures(record).contains(type))
        }
    }

    /// The provider makes its own buffers; the codec below it is given one.
    @Test(arguments: try golden("capi-errors", "export buffer"))
    func needsRoom(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let size = Int(try #require(record.number("size")))
        #expect(try KeyPair(blob).exported().count == size)
        let words = try #require(record.string("what")).split(separator: " ")
        var buffer = [UInt8](repeating: 0xA5, count: try #require(Int(words[2])))
        let room = buffer.count
        #expect((room >= size) == record.bool("accepted"))
        let view = try RSAPrivateKeyBlob(parsing: blob.span.bytes)
        do {
            let written = try buffer.withUnsafeMutableBytes { try view.serialize(into: $0) }
            #expect(written == size && buffer.starts(with: blob))
        } catch let error as BlobError {
            #expect(error.reason == .outputTooSmall && error.expected == UInt64(size) && room < size)
            #expect(buffer.allSatisfy { $0 == 0xA5 })
        }
    }
}
