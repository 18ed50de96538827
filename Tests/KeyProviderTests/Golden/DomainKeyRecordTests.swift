import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// DSS and Diffie-Hellman keys of `capi-public`, `capi-private`, `openssl-msblob` and `mono-dsa`.
struct DomainKeyRecordTests {
    static func publicKeys() throws -> [GoldenRecord] {
        try golden(
            "capi-public", "PUBLICKEYBLOB DSS1", "PUBLICKEYBLOB DSS3 (version 3)", "PUBLICKEYBLOB DH1",
            "PUBLICKEYBLOB DH3 (version 3)") + golden("openssl-msblob", "PUBLICKEYBLOB DSA")
    }
    static func pairs() throws -> [GoldenRecord] {
        try golden(
            "capi-private", "PRIVATEKEYBLOB DSS2", "PRIVATEKEYBLOB DSS4 (version 3)", "PRIVATEKEYBLOB DH2",
            "PRIVATEKEYBLOB DH4 (version 3)") + golden("openssl-msblob", "PRIVATEKEYBLOB DSA")
    }

    @Test func everyRecordIsTested() throws {
        #expect(try Self.publicKeys().count == 25)
        #expect(try Self.pairs().count == 25)
        #expect(try GoldenVectors.load("mono-dsa").count == 4)
    }

    /// The group that a record has beside its BLOB.
    private func group(_ record: GoldenRecord) throws -> KeyParameters {
        KeyParameters(
            prime: try record.required("p").reversed().span.bytes,
            generator: try record.required("g").reversed().span.bytes)
    }

    private func expect(_ parameters: KeyParameters?, _ record: GoldenRecord) throws {
        let parameters = try #require(parameters)
        #expect(try parameters.prime == record.required("p").reversed())
        #expect(parameters.subgroupOrder == record.bytes("q")?.reversed())
        #expect(try BigEndian(parameters.generator.reversed()) == BigEndian(record.required("g")))
        if let counter = record.number("counter") { #expect(UInt64(parameters.seed.counter) == counter) }
        // The records have seeds in the order of CNG.
        if let seed = record.bytes("seed") {
            #expect(parameters.seed.seed == seed.reversed() || parameters.seed.seed == seed)
        }
        if record.number("bitlen_j") != nil { #expect(parameters.seed.j == record.bytes("j")?.reversed() ?? []) }
    }

    @Test(arguments: try publicKeys())
    func takesAPublicKey(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let isBareDH = record.format == "PUBLICKEYBLOB DH1"
        if isBareDH { #expect(refusal { try PublicKey(blob) } == .noKey) }
        let key = try PublicKey(importing: blob.span.bytes, group: isBareDH ? group(record) : nil)
        #expect(try key.algorithm == record.algorithm())
        #expect(UInt64(key.bitLength) == record.number("bits"))
        try expect(key.parameters, record)
        #expect(try key.verifyParameters())
        #expect(try key.exportBlob(version3: blob[1] == 3) == blob)
        // Version 3 says all that version 2 does, and nothing changes on the way.
        let whole = try key.exportBlob(version3: true)
        #expect(try PublicKey(whole) == key)
    }

    @Test(arguments: try pairs())
    func takesAPair(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let pair = try KeyPair(blob)
        #expect(try pair.algorithm == record.algorithm())
        let bits = pair.bitLength
        #expect(UInt64(bits) == record.number("bits"))
        try expect(pair.parameters, record)
        let isVersion3 = blob[1] == 3
        #expect(try pair.exported(version3: isVersion3) == blob)
        let locked = try KeyPair(blob, isExportable: false)
        #expect(refusal { try locked.exportBlob(version3: isVersion3) } == .notExportable)
        #expect(try locked.publicKey.exportBlob(version3: true) == pair.publicKey.exportBlob(version3: true))

        let stored = try locked.storedBlob().withUnsafeBytes { Array($0) }
        let again = try KeyPair(stored)
        #expect(try again.exported(version3: isVersion3) == blob)
        #expect(again.publicKey == pair.publicKey)
        if let exported = record.bytes("exported_public"), exported.starts(with: [6, 2]) {
            #expect(try pair.publicKey.exportBlob() == exported)
        }
    }

    @Test(arguments: try GoldenVectors.load("mono-dsa"))
    func takesMonosKeys(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("private_blob"))
        #expect(try pair.exported() == record.required("private_blob"))
        #expect(try pair.publicKey.exportBlob() == record.required("public_blob"))
        #expect(try PublicKey(record.required("public_blob")) == pair.publicKey)
    }

    /// The malformed ones of `capi-errors` are refused by the codec; a well-formed one comes back as it was.
    @Test(arguments: ["PUBLICKEYBLOB DSS1", "PRIVATEKEYBLOB DSS2", "PUBLICKEYBLOB DSS3", "PRIVATEKEYBLOB DSS4"])
    func refusesMalformedKeys(_ format: String) throws {
        var accepted = 0
        for record in try golden("capi-errors", format) {
            let blob = try #require(record.bytes("blob"))
            let again: [UInt8]
            do throws(ProviderError) {
                if format.hasPrefix("PUBLIC") {
                    again = try PublicKey(importing: blob.span.bytes).exportBlob(version3: format.hasSuffix("3"))
                } else {
                    again = try KeyPair(importing: blob.span.bytes).exportBlob(version3: format.hasSuffix("4"))
                        .withUnsafeBytes { Array($0) }
                }
            } catch {
                #expect(record.string("advice") != "accept", "\(record): \(error)")
                continue
            }
            #expect(again == blob && record.string("advice") != "reject", "\(record)")
            accepted += 1
        }
        #expect((1...3).contains(accepted))
    }
}

/// A number, whatever the length of its field.
struct BigEndian: Equatable {
    let digits: [UInt8]

    init(_ bytes: [UInt8]) { digits = Array(bytes.drop { $0 == 0 }) }
}
