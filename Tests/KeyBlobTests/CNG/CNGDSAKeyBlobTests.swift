import GoldenVectors
import KeyBlob
import Testing

@Suite struct CNGDSAKeyBlobTests {
    @Test(arguments: try golden("cng-dsa", "DSAPUBLICBLOB"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDSAPublicKeyBlob(parsing: bytes.span.bytes)
        try expect(record, blob.domain, blob.y.array)
        #expect(try CNGDSAPublicKeyBlob(domain: blob.domain, y: blob.y).serialized() == bytes)
    }

    @Test(arguments: try golden("cng-dsa", "DSAPRIVATEBLOB"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDSAPrivateKeyBlob(parsing: bytes.span.bytes)
        try expect(record, blob.domain, blob.y.array)
        #expect(blob.x.array == record.bytes("x")?.bigEndian(width: 20))
        #expect(try CNGDSAPrivateKeyBlob(domain: blob.domain, y: blob.y, x: blob.x).serialized() == bytes)
    }

    @Test(arguments: try golden("cng-dsa", "DSAPUBLICBLOB (V2)"))
    func publicFieldsOfVersion2EqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDSAPublicKeyV2Blob(parsing: bytes.span.bytes)
        try expect(record, blob.domain, blob.y.array)
        #expect(blob.version.hashAlgorithm == (record.number("qbits") == 160 ? .sha1 : .sha256))
        #expect(blob.version.standardVersion == 1)
        let made = CNGDSAPublicKeyV2Blob(version: blob.version, domain: blob.domain, y: blob.y)
        #expect(try made.serialized() == bytes)
    }

    @Test(arguments: try golden("cng-dsa", "DSAPRIVATEBLOB (V2)"))
    func privateFieldsOfVersion2EqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGDSAPrivateKeyV2Blob(parsing: bytes.span.bytes)
        try expect(record, blob.domain, blob.y.array)
        #expect(blob.x.array == record.bytes("x")?.bigEndian(width: blob.domain.q.byteCount))
        let made = CNGDSAPrivateKeyV2Blob(version: blob.version, domain: blob.domain, y: blob.y, x: blob.x)
        #expect(try made.serialized() == bytes)
    }

    @Test func parametersEqualTheRecord() throws {
        for record in try golden("cng-dsa", "DSA parameters (BCRYPT_DSA_PARAMETER_HEADER)") {
            let bytes = try #require(record.bytes("blob"))
            let blob = try CNGDSAParametersBlob(parsing: bytes.span.bytes)
            try expect(record, blob.domain, nil)
            #expect(try CNGDSAParametersBlob(domain: blob.domain).serialized() == bytes)
        }
        for record in try golden("cng-dsa", "DSA parameters V2 (BCRYPT_DSA_PARAMETER_HEADER_V2)") {
            let bytes = try #require(record.bytes("blob"))
            let blob = try CNGDSAParametersV2Blob(parsing: bytes.span.bytes)
            try expect(record, blob.domain, nil)
            #expect(try CNGDSAParametersV2Blob(version: blob.version, domain: blob.domain).serialized() == bytes)
        }
    }

    /// `Count` is big-endian amid little-endian numbers: 55 is 00 00 00 37.
    private func expect(_ record: GoldenRecord, _ domain: borrowing CNGDSADomain, _ y: [UInt8]?) throws {
        let count = try #require(record.bytes("count"))
        #expect(domain.count.array == count)
        #expect(domain.counter == (count == [0xFF, 0xFF, 0xFF, 0xFF] ? nil : UInt32(count[3])))
        #expect(domain.seed.array == record.bytes("seed"))
        #expect(domain.q.array == record.bytes("q"))
        #expect(domain.modulus.array == record.bytes("p"))
        #expect(domain.generator.array == record.bytes("g")?.bigEndian(width: domain.modulus.byteCount))
        if let y { #expect(y == record.bytes("y")?.bigEndian(width: domain.modulus.byteCount)) }
    }

    /// What Wine exports of keys that came in this form; of others it gives back what it was given, under any name.
    @Test func exportsOfWineAreRead() throws {
        var count = 0
        for record in try golden("cng-dsa", "DSAPUBLICBLOB") {
            guard let bytes = record.record("exported")?.bytes("DSAPUBLICBLOB") else { continue }
            count += 1
            #expect(CNGDSAPublicKeyBlob.refusal(of: bytes) == nil, "\(record)")
        }
        #expect(count == 2)
    }

    private func versionTwo(
        hash: UInt32 = 1, cbSeed: UInt32 = 32, cbGroup: UInt32 = 32, group: Int = 32, prime: Int = 256
    ) -> [UInt8] {
        ascii("DPB2").appending(UInt32(prime), hash, 1, cbSeed, cbGroup) + [0, 0, 0, 55] + pattern(32)
            + pattern(group) + pattern(prime) + pattern(prime) + pattern(prime)
    }

    /// The documentation of 2018 left Seed and q out; bindings made from it write a BLOB that is too short by both.
    @Test func versionTwoOfTheOldDocumentationIsRefused() {
        let whole = versionTwo()
        #expect(CNGDSAPublicKeyV2Blob.refusal(of: whole) == nil)
        let old = Array(whole[..<28]) + whole[92...]
        #expect(CNGDSAPublicKeyV2Blob.refusal(of: old) != nil)
        #expect(CNGDSAPublicKeyV2Blob.tolerantRefusal(of: old)?.reason == .truncated)
    }

    /// q is as long as the digest. One of 224 bits has no digest in CNG.
    @Test(arguments: [(0, 20), (1, 32), (2, 64)] as [(UInt32, Int)])
    func groupSizes(_ hash: UInt32, _ digest: Int) throws {
        for group in [20, 28, 32, 64] {
            let bytes = versionTwo(hash: hash, cbGroup: UInt32(group), group: group)
            let fits = group == digest
            let line = "badKeyLength: cbGroupSize at byte 20: found \(group)"
            #expect(CNGDSAPublicKeyV2Blob.refusal(of: bytes)?.description == (fits ? nil : line))
            #expect(try CNGDSAPublicKeyV2Blob.deviations(in: bytes) == (fits ? [:] : [.unexpectedGroupSize: 20]))
        }
    }

    @Test(arguments: [16, 20, 4])
    func lengthsThatWrapIn32Bits(_ offset: Int) {
        for size in [0xFFFF_FFFF, 0xFFFF_FE80, 0x8000_0000] as [UInt64] {
            let bytes = versionTwo().replacing(size, at: offset)
            #expect(CNGDSAPublicKeyV2Blob.tolerantRefusal(of: bytes)?.reason == .truncated)
        }
    }

    private func versionOne(_ size: Int) -> [UInt8] {
        ascii("DSPB").appending(UInt32(size)) + [0xFF, 0xFF, 0xFF, 0xFF] + pattern(20) + pattern(20)
            + pattern(size) + pattern(size) + pattern(size)
    }

    /// Wine takes a DSA key of any length, and one that ends behind q.
    @Test func keyLengths() throws {
        for (size, fits) in [(56, false), (64, true), (72, true), (100, false), (128, true), (136, false), (1, false)] {
            let bytes = versionOne(size)
            let line = "badKeyLength: cbKey at byte 4: found \(size)"
            #expect(CNGDSAPublicKeyBlob.refusal(of: bytes)?.description == (fits ? nil : line))
            #expect(try CNGDSAPublicKeyBlob.deviations(in: bytes) == (fits ? [:] : [.unexpectedKeyLength: 4]))
        }
        let cut = Array(versionOne(128).prefix(52))
        let line = "truncated: Modulus at byte 52: found 0, expected 128"
        #expect(CNGDSAPublicKeyBlob.tolerantRefusal(of: cut)?.description == line)
    }

    @Test func primes() throws {
        for (offset, byte, kind, field) in [
            (51, 0x02, .evenPrime, 32), (32, 0x7F, .primeTooShort, 32), (179, 0x02, .evenPrime, 52),
            (52, 0x7F, .primeTooShort, 52),
        ] as [(Int, UInt8, Deviations.Kind, Int)] {
            let bytes = versionOne(128).replacing([byte], at: offset)
            let name = field == 32 ? "q" : "Modulus"
            let line = "nonCanonicalInteger: \(name) at byte \(field)"
            #expect(CNGDSAPublicKeyBlob.refusal(of: bytes)?.description == line)
            #expect(try CNGDSAPublicKeyBlob.deviations(in: bytes) == [kind: field])
        }
    }

    /// `cbLength` says again what the other lengths say.
    @Test func totalLengthThatLies() throws {
        let first = try #require(try golden("cng-dsa", "DSA parameters (BCRYPT_DSA_PARAMETER_HEADER)").first)
        let bytes = try #require(first.bytes("blob")).replacing(56, at: 0)
        let line = "lengthMismatch: cbKeyLength at byte 8: found 128"
        #expect(CNGDSAParametersBlob.refusal(of: bytes)?.description == line)
        #expect(try CNGDSAParametersBlob.deviations(in: bytes) == [.lengthFieldDisagrees: 8])
        let format = "DSA parameters V2 (BCRYPT_DSA_PARAMETER_HEADER_V2)"
        let second = try #require(try golden("cng-dsa", format).first)
        let version2 = try #require(second.bytes("blob")).replacing(0xFFFF_FFFF, at: 0)
        let other = "lengthMismatch: cbGroupSize at byte 24: found 32"
        #expect(CNGDSAParametersV2Blob.refusal(of: version2)?.description == other)
        #expect(try CNGDSAParametersV2Blob.deviations(in: version2) == [.lengthFieldDisagrees: 24])
    }
}
