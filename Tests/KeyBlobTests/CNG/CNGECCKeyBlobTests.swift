import GoldenVectors
import KeyBlob
import Testing

@Suite struct CNGECCKeyBlobTests {
    private static let publicRecords = Result {
        try golden("cng-ecc", "ECCPUBLICBLOB") + golden("cng-ecc", "ECCPUBLICBLOB (generic magic)")
    }

    private static let privateRecords = Result {
        try golden("cng-ecc", "ECCPRIVATEBLOB") + golden("cng-ecc", "ECCPRIVATEBLOB (generic magic)")
    }

    @Test(arguments: try publicRecords.get().filter { $0.string("curve") != "curve25519" })
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGECCPublicKeyBlob(parsing: bytes.span.bytes)
        try expect(record, blob.magic, blob.x.array, blob.y.array)
        #expect(blob.magic.isPrivate == false && blob.isCurve25519 == false)
        #expect(try CNGECCPublicKeyBlob(magic: blob.magic, x: blob.x, y: blob.y).serialized() == bytes)
    }

    @Test(arguments: try privateRecords.get())
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGECCPrivateKeyBlob(parsing: bytes.span.bytes)
        try expect(record, blob.magic, blob.x.array, blob.y.array)
        #expect(blob.magic.isPrivate && blob.isCurve25519 == false)
        if let d = record.bytes("d") { #expect(blob.d.array == d) }
        #expect(try CNGECCPrivateKeyBlob(magic: blob.magic, x: blob.x, y: blob.y, d: blob.d).serialized() == bytes)
    }

    /// The pairs of the agreements: the public BLOB is the private one without d.
    @Test(arguments: try golden("cng-ecc", "ECDH agreement"), ["1", "2"])
    func agreementsHaveTwoPairs(_ record: GoldenRecord, _ number: String) throws {
        let publicBytes = try #require(record.bytes("public_blob_\(number)"))
        let privateBytes = try #require(record.bytes("private_blob_\(number)"))
        let publicKey = try CNGECCPublicKeyBlob(parsing: publicBytes.span.bytes)
        let pair = try CNGECCPrivateKeyBlob(parsing: privateBytes.span.bytes)
        #expect(publicKey.x.array == pair.x.array && publicKey.y.array == pair.y.array)
        #expect(pair.magic.usage == .ecdh && pair.magic.fieldByteCount == publicKey.magic.fieldByteCount)
        #expect(try pair.serialized() == privateBytes && publicKey.serialized() == publicBytes)
    }

    private func expect(_ record: GoldenRecord, _ magic: CNGECCMagic, _ x: [UInt8], _ y: [UInt8]) throws {
        #expect(x == record.bytes("x"))
        #expect(y == record.bytes("y"))
        let algorithm = try #require(record.string("alg"))
        #expect(magic.usage == (algorithm.hasPrefix("ECDSA") ? .ecdsa : .ecdh))
        guard let field = magic.fieldByteCount else { return }
        let curve = try #require(record.string("curve"))
        #expect(field == ["P-256": 32, "P-384": 48, "P-521": 66][curve])
        #expect(magic.curveName.map { "\($0)" } == "nist" + curve.split(separator: "-").joined())
    }

    /// The twelve named magics and the four generic ones, by the letters of bcrypt.h.
    @Test func magics() {
        let letters = [
            "ECK1", "ECK2", "ECK3", "ECK4", "ECK5", "ECK6", "ECKP", "ECKV", "ECS1", "ECS2", "ECS3", "ECS4", "ECS5",
            "ECS6", "ECDP", "ECDV",
        ]
        #expect(CNGECCMagic.allCases.map { UInt64($0.rawValue) } == letters.map(number))
        #expect(CNGECCMagic.allCases.allSatisfy { CNGECCMagic(rawValue: $0.rawValue) == $0 })
        #expect([0, 0x4345, 0x374B_4345, 0x314B_4346, 0x5053_4345].allSatisfy { CNGECCMagic(rawValue: $0) == nil })
        for (magic, text) in zip(CNGECCMagic.allCases, letters) {
            #expect(magic.isPrivate == "246V".contains(text.suffix(1)), "\(text)")
            #expect((magic.usage == .ecdh) == text.hasPrefix("ECK"), "\(text)")
            #expect((magic.fieldByteCount == nil) == "PV".contains(text.suffix(1)), "\(text)")
            #expect((magic.curveName == nil) == (magic.fieldByteCount == nil), "\(text)")
        }
    }

    /// cbKey of another curve than the magic's; a generic magic takes any, 21 bytes of secp160 included.
    @Test(arguments: [32, 48, 66, 20, 21, 1])
    func fieldSizes(_ size: Int) {
        for (magic, field) in [("ECK1", 32), ("ECS3", 48), ("ECK5", 66), ("ECKP", size), ("ECDP", size)] {
            let error = CNGECCPublicKeyBlob.refusal(of: cngECCBlob(magic, pattern(size), pattern(size)))
            let line = "badKeyLength: cbKey at byte 4: found \(size)"
            #expect(error?.description == (field == size ? nil : line), "\(magic)")
        }
        let empty = CNGECCPublicKeyBlob.tolerantRefusal(of: cngECCBlob("ECDP", cbKey: 0, []))
        #expect(empty?.description == "badKeyLength: cbKey at byte 4: found 0")
    }

    @Test(arguments: [0x5555_5555, 0x5555_5556, 0x8000_0000, 0xFFFF_FFFF] as [UInt32])
    func lengthsThatWrapIn32Bits(_ size: UInt32) {
        let bytes = cngECCBlob("ECDV", cbKey: size, pattern(96))
        let line = "truncated: X at byte 8: found 96, expected \(size)"
        #expect(CNGECCPrivateKeyBlob.tolerantRefusal(of: bytes)?.description == line)
    }

    /// YubiHSM's provider leaves the public point out and lets CNG compute it.
    @Test func publicPointLeftOut() throws {
        let zero = [UInt8](repeating: 0, count: 32)
        let pair = cngECCBlob("ECS2", zero, zero, pattern(32))
        #expect(CNGECCPrivateKeyBlob.refusal(of: pair)?.description == "nonCanonicalInteger: Y at byte 40")
        #expect(try CNGECCPrivateKeyBlob.deviations(in: pair) == [.publicPointMissing: 40])
        for magic in ["ECS1", "ECK1", "ECDP"] {
            let open = cngECCBlob(magic, zero, zero)
            #expect(CNGECCPublicKeyBlob.tolerantRefusal(of: open)?.description == "nonCanonicalInteger: Y at byte 40")
        }
    }

    @Test func noPrivateKey() {
        let pair = cngECCBlob("ECK2", pattern(32), pattern(32), [UInt8](repeating: 0, count: 32))
        let line = "nonCanonicalInteger: d at byte 72"
        #expect(CNGECCPrivateKeyBlob.refusal(of: pair)?.description == line)
        #expect(CNGECCPrivateKeyBlob.tolerantRefusal(of: pair)?.description == line)
    }

    // RFC 7748 section 6.1, Alice.
    private static let u = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    private static let scalar = "70076d0a7318a57d3c16c17251b26645df4c2f92ebc099ac2ab177fba51db96a"
    private static let zero = [UInt8](repeating: 0, count: 32)
    private static let prime = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]

    @Test func curve25519Keys() throws {
        let u = try #require([UInt8](hex: Self.u))
        let bytes = cngECCBlob("ECKP", u, Self.zero)
        let blob = try CNGECCPublicKeyBlob(parsing: bytes.span.bytes)
        #expect(blob.isCurve25519 == true)
        #expect(blob.x.array == u)
        let scalar = try #require([UInt8](hex: Self.scalar))
        let pair = cngECCBlob("ECKV", u, Self.zero, scalar)
        let view = try CNGECCPrivateKeyBlob(parsing: pair.span.bytes)
        #expect(view.isCurve25519 == true)
        #expect(view.d.array == scalar)
    }

    /// CNG takes numbers below 2^255 - 19 only, .NET reduces them first.
    @Test(arguments: [
        (prime.replacing([0xEC], at: 0), true), (prime, false), (prime.replacing([0xFF], at: 0), false),
        (prime.replacing([0xFE], at: 15), true), (prime.replacing([0x7E], at: 31), true),
        (prime.replacing([0x80], at: 31), false), (prime.replacing([0x00], at: 1), true),
        (zero.replacing([1], at: 0), true), (zero.replacing([0x80], at: 31), false),
    ])
    func curve25519Coordinates(_ u: [UInt8], _ isCanonical: Bool) throws {
        let bytes = cngECCBlob("ECKP", u, Self.zero)
        let line = "nonCanonicalInteger: Y at byte 40"
        #expect(CNGECCPublicKeyBlob.refusal(of: bytes)?.description == (isCanonical ? nil : line))
        #expect(try CNGECCPublicKeyBlob.deviations(in: bytes) == (isCanonical ? [:] : [.nonCanonicalCoordinate: 40]))
        // The same bytes on another curve, or as ECDSA's, are a point like others.
        let other = cngECCBlob("ECKP", u, pattern(32))
        #expect(CNGECCPublicKeyBlob.refusal(of: other) == nil)
        #expect(CNGECCPublicKeyBlob.refusal(of: cngECCBlob("ECDP", u, Self.zero)) == nil)
    }

    /// CNG wants a clamped scalar; others clamp when they read.
    @Test(arguments: [(0, 0x71), (0, 0x74), (31, 0xEA), (31, 0x2A)] as [(Int, UInt8)])
    func curve25519ScalarsAreClamped(_ offset: Int, _ byte: UInt8) throws {
        let u = try #require([UInt8](hex: Self.u))
        let scalar = try #require([UInt8](hex: Self.scalar)).replacing([byte], at: offset)
        let bytes = cngECCBlob("ECKV", u, Self.zero, scalar)
        #expect(CNGECCPrivateKeyBlob.refusal(of: bytes)?.description == "nonCanonicalInteger: d at byte 72")
        #expect(try CNGECCPrivateKeyBlob.deviations(in: bytes) == [.unclampedScalar: 72])
    }

    /// .NET leaves X out as well when it hands a curve25519 key to CNG, and low-order points are CNG's affair.
    @Test func curve25519WithoutPublicKey() throws {
        let scalar = try #require([UInt8](hex: Self.scalar))
        let pair = cngECCBlob("ECKV", Self.zero, Self.zero, scalar)
        #expect(try CNGECCPrivateKeyBlob.deviations(in: pair) == [.publicPointMissing: 40])
        let open = cngECCBlob("ECKP", Self.zero, Self.zero)
        #expect(try CNGECCPublicKeyBlob.deviations(in: open) == [.publicPointMissing: 40])
    }

    /// The one record of a curve25519 key has its coordinate turned round, and says that nobody verified it. CNG's is
    /// that of RFC 7748 (.NET's X25519WindowsHelpers), and the record's is no canonical number in that order.
    @Test func curve25519RecordIsTurnedRound() throws {
        let record = try #require(try Self.publicRecords.get().first { $0.string("curve") == "curve25519" })
        let bytes = try #require(record.bytes("blob"))
        #expect(CNGECCPublicKeyBlob.refusal(of: bytes)?.description == "nonCanonicalInteger: Y at byte 40")
        #expect(try CNGECCPublicKeyBlob.deviations(in: bytes) == [.nonCanonicalCoordinate: 40])
        let u = try #require(record.bytes("rfc7748_public"))
        #expect(CNGECCPublicKeyBlob.refusal(of: cngECCBlob("ECKP", u, Self.zero)) == nil)
        #expect(bytes[8..<40].elementsEqual(u.reversed()))
    }
}
