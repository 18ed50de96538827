import GoldenVectors
import KeyBlob
import Testing

@Suite struct CNGRSAKeyBlobTests {
    @Test(arguments: try golden("cng-rsa", "RSAPUBLICBLOB"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        var deviations = Deviations()
        let blob = try CNGRSAPublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        try expect(record, blob.bitLength, blob.publicExponent.array, blob.modulus.array, deviations)
    }

    @Test(arguments: try golden("cng-rsa", "RSAPRIVATEBLOB"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        var deviations = Deviations()
        let blob = try CNGRSAPrivateKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        try expect(record, blob.bitLength, blob.publicExponent.array, blob.modulus.array, deviations)
        #expect(blob.prime1.array == record.bytes("p")?.bigEndian(width: blob.prime1.byteCount))
        #expect(blob.prime2.array == record.bytes("q")?.bigEndian(width: blob.prime2.byteCount))
    }

    @Test(arguments: try golden("cng-rsa", "RSAFULLPRIVATEBLOB"))
    func fullFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        var deviations = Deviations()
        let blob = try CNGRSAFullPrivateKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        try expect(record, blob.bitLength, blob.publicExponent.array, blob.modulus.array, deviations)
        let (first, second) = (blob.prime1.byteCount, blob.prime2.byteCount)
        #expect(blob.prime1.array == record.bytes("p")?.bigEndian(width: first))
        #expect(blob.prime2.array == record.bytes("q")?.bigEndian(width: second))
        #expect(blob.exponent1.array == record.bytes("dp")?.bigEndian(width: first))
        #expect(blob.exponent2.array == record.bytes("dq")?.bigEndian(width: second))
        #expect(blob.coefficient.array == record.bytes("qinv")?.bigEndian(width: first))
        #expect(blob.privateExponent.array == record.bytes("d")?.bigEndian(width: blob.modulus.byteCount))
    }

    private func expect(
        _ record: GoldenRecord, _ bits: UInt32, _ exponent: [UInt8], _ modulus: [UInt8], _ deviations: Deviations
    ) throws {
        let e = try #require(record.bytes("e"))
        #expect(record.number("bits") == UInt64(bits))
        #expect(modulus == record.bytes("n"))
        #expect(exponent == e.bigEndian(width: exponent.count))
        #expect(deviations.offsets == (exponent.count > e.count ? [.paddedExponent: 24] : [:]))
    }

    /// What Wine exports of each key, in all three forms.
    @Test func everyExportIsRead() throws {
        var count = 0
        for record in try GoldenVectors.load("cng-rsa") {
            guard let exported = record.record("exported") else { continue }
            for type in [CNGBlobType.rsaPublicKey, .rsaPrivateKey, .rsaFullPrivateKey] {
                guard let bytes = exported.bytes(type.rawValue) else { continue }
                count += 1
                // Wine gives an exponent with leading zeros back as it came.
                var deviations = Deviations()
                let source = bytes.span.bytes
                let modulus =
                    switch type {
                    case .rsaPublicKey: try CNGRSAPublicKeyBlob(parsing: source, tolerating: &deviations).modulus.array
                    case .rsaPrivateKey:
                        try CNGRSAPrivateKeyBlob(parsing: source, tolerating: &deviations).modulus.array
                    default: try CNGRSAFullPrivateKeyBlob(parsing: source, tolerating: &deviations).modulus.array
                    }
                #expect(modulus == record.bytes("n"), "\(record)")
                #expect(Set(deviations.kinds).isSubset(of: [.paddedExponent]), "\(record)")
            }
        }
        #expect(count == Self.exportCount)
    }

    private static let exportCount = 52

    /// cbPublicExp 0, 1, 3, 4, 8 and 9, with and without leading zeros.
    @Test(
        arguments: [
            ([], "badExponent: cbPublicExp at byte 8: found 0, expected 1", nil),
            ([3], nil, []), ([0x11], nil, []), ([1, 0, 1], nil, []), ([0xFF, 0xFF, 0xFF, 0xFB], nil, []),
            ([1, 0, 0, 0, 0, 0, 0, 0x0D], nil, []), ([1, 0, 0, 0, 0, 0, 0, 0, 0x0D], nil, []),
            ([1], "badExponent: PublicExponent at byte 24", [.weakExponent]),
            ([2], "badExponent: PublicExponent at byte 24", [.weakExponent]),
            ([1, 0, 0], "badExponent: PublicExponent at byte 24", [.weakExponent]),
            ([0], "badExponent: PublicExponent at byte 24", [.weakExponent, .paddedExponent]),
            ([0, 0, 1], "badExponent: PublicExponent at byte 24", [.weakExponent, .paddedExponent]),
            ([0, 1, 0, 1], "nonCanonicalInteger: PublicExponent at byte 24", [.paddedExponent]),
            ([0, 0, 0, 0, 0, 1, 0, 1], "nonCanonicalInteger: PublicExponent at byte 24", [.paddedExponent]),
        ] as [([UInt8], String?, [Deviations.Kind]?)])
    func exponents(_ exponent: [UInt8], _ line: String?, _ kinds: [Deviations.Kind]?) throws {
        let bytes = cngRSABlob("RSA1", exponent: exponent)
        #expect(CNGRSAPublicKeyBlob.refusal(of: bytes)?.description == line)
        if let kinds {
            #expect(try Set(CNGRSAPublicKeyBlob.deviations(in: bytes).keys) == Set(kinds))
        } else {
            #expect(CNGRSAPublicKeyBlob.tolerantRefusal(of: bytes)?.description == line)
        }
    }

    @Test(
        arguments: [
            (504, [.bitLengthOutsideLimits]), (512, []), (520, []), (1032, []), (16384, []),
            (16392, [.bitLengthOutsideLimits]), (8, [.bitLengthOutsideLimits]),
        ] as [(Int, [Deviations.Kind])])
    func bitLengths(_ bits: Int, _ kinds: [Deviations.Kind]) throws {
        let bytes = cngRSABlob("RSA1", modulus: pattern(bits / 8))
        #expect((CNGRSAPublicKeyBlob.refusal(of: bytes) == nil) == kinds.isEmpty)
        #expect(try Set(CNGRSAPublicKeyBlob.deviations(in: bytes).keys) == Set(kinds))
    }

    /// Wine's bcrypt goes by cbModulus and does not look at BitLength.
    @Test(
        arguments: [
            (0, [.bitLengthOutsideLimits: 4, .bitLengthDisagrees: 12]),
            (505, [.bitLengthNotWholeBytes: 4, .bitLengthOutsideLimits: 4]),
            (520, [.bitLengthDisagrees: 12]), (1024, [.bitLengthDisagrees: 12]),
            (0xFFFF_FFFF, [.bitLengthNotWholeBytes: 4, .bitLengthOutsideLimits: 4, .bitLengthDisagrees: 12]),
        ] as [(UInt32, [Deviations.Kind: Int])])
    func bitLengthOfAnotherModulus(_ bits: UInt32, _ deviations: [Deviations.Kind: Int]) throws {
        let bytes = cngRSABlob("RSA1", bitLength: bits)
        #expect(CNGRSAPublicKeyBlob.refusal(of: bytes) != nil)
        #expect(try CNGRSAPublicKeyBlob.deviations(in: bytes) == deviations)
    }

    @Test func nonCanonicalModulus() throws {
        let even = cngRSABlob("RSA1", modulus: pattern(64).replacing([0xFE], at: 63))
        let short = cngRSABlob("RSA1", modulus: pattern(64).replacing([0x7F], at: 0))
        for (bytes, kind) in [(even, Deviations.Kind.evenModulus), (short, .modulusTooShort)] {
            let line = "nonCanonicalInteger: Modulus at byte 27"
            #expect(CNGRSAPublicKeyBlob.refusal(of: bytes)?.description == line)
            #expect(try CNGRSAPublicKeyBlob.deviations(in: bytes) == [kind: 27])
        }
    }

    /// Wine did not look at lengths once, and its sums wrap: 24 + 3 + 64 + lengths that add up to 2^32.
    @Test(
        arguments: [
            (8, 0xFFFF_FFA8), (8, 0xFFFF_FFFF), (12, 0xFFFF_FFE5), (12, 0xFFFF_FFFF), (16, 0xFFFF_FFE0),
            (16, 0xFFFF_FFFF), (20, 0xFFFF_FFE0), (20, 0xFFFF_FFFF),
        ] as [(Int, UInt64)])
    func lengthsThatWrapIn32Bits(_ offset: Int, _ size: UInt64) throws {
        for (magic, parse) in [
            ("RSA2", CNGRSAPrivateKeyBlob.tolerantRefusal), ("RSA3", CNGRSAFullPrivateKeyBlob.tolerantRefusal),
        ] {
            let whole = cngRSABlob(
                magic, primes: [pattern(32), pattern(32)], rest: magic == "RSA3" ? pattern(160) : [])
            #expect(parse(whole) == nil)
            #expect(parse(whole.replacing(size, at: offset))?.reason == .truncated)
        }
    }

    /// A key pair without CRT part is whole where the magic says RSA2 and cut short where it says RSA3.
    @Test func crtPartMissing() throws {
        let primes = [pattern(32), pattern(32, seed: 3)]
        #expect(CNGRSAPrivateKeyBlob.refusal(of: cngRSABlob("RSA2", primes: primes)) == nil)
        let full = cngRSABlob("RSA3", primes: primes, rest: pattern(160))
        #expect(CNGRSAFullPrivateKeyBlob.refusal(of: full) == nil)
        for (count, deviations) in [
            (0, [.crtPartCutShort: 155, .privateExponentCutShort: 155]),
            (2, [.crtPartCutShort: 155, .privateExponentCutShort: 157]),
            (95, [.crtPartCutShort: 219, .privateExponentCutShort: 250]),
            (96, [.privateExponentCutShort: 251]), (159, [.privateExponentCutShort: 251]),
        ] as [(Int, [Deviations.Kind: Int])] {
            let bytes = Array(full.prefix(155 + count))
            #expect(CNGRSAFullPrivateKeyBlob.refusal(of: bytes)?.reason == .truncated, "\(count)")
            #expect(try CNGRSAFullPrivateKeyBlob.deviations(in: bytes) == deviations, "\(count)")
            #expect(try tile(CNGRSAFullPrivateKeyBlob.inspect(bytes.span.bytes).rows, bytes.count))
        }
        #expect(CNGRSAFullPrivateKeyBlob.tolerantRefusal(of: Array(full.prefix(154)))?.reason == .truncated)
    }

    /// Primes need not be equally long, but their product is the modulus.
    @Test(arguments: [
        (32, 32, true), (33, 32, true), (40, 24, true), (63, 1, true), (63, 2, true), (32, 31, false), (33, 33, false),
        (1, 1, false),
    ])
    func primeLengths(_ first: Int, _ second: Int, _ fit: Bool) throws {
        let bytes = cngRSABlob("RSA2", primes: [pattern(first), pattern(second)])
        let error = CNGRSAPrivateKeyBlob.refusal(of: bytes)
        #expect(error?.description == (fit ? nil : "lengthMismatch: cbPrime2 at byte 20: found \(second)"))
        #expect(try CNGRSAPrivateKeyBlob.deviations(in: bytes) == (fit ? [:] : [.unusualPrimeLengths: 20]))
    }

    @Test func evenPrimes() throws {
        let even = pattern(32).replacing([0], at: 31)
        let bytes = cngRSABlob("RSA2", primes: [even, even])
        #expect(CNGRSAPrivateKeyBlob.refusal(of: bytes)?.description == "nonCanonicalInteger: Prime1 at byte 91")
        #expect(try CNGRSAPrivateKeyBlob.deviations(in: bytes) == [.evenPrime: 91])
    }

    /// A public key says that it has no primes; Wine does not look.
    @Test func primesOfAPublicKey() throws {
        let bytes = cngRSABlob("RSA1").replacing(32, at: 16).replacing(32, at: 20)
        let line = "reservedNonZero: cbPrime1 at byte 16: found 32, expected 0"
        #expect(CNGRSAPublicKeyBlob.refusal(of: bytes)?.description == line)
        #expect(try CNGRSAPublicKeyBlob.deviations(in: bytes) == [.reservedNonZero: 16])
    }

    @Test func fieldsMakeTheBlob() throws {
        let record = try #require(try golden("cng-rsa", "RSAFULLPRIVATEBLOB").first { $0.number("bits") == 1032 })
        let bytes = try #require(record.bytes("blob"))
        let view = try CNGRSAFullPrivateKeyBlob(parsing: bytes.span.bytes)
        let full = CNGRSAFullPrivateKeyBlob(
            publicExponent: view.publicExponent, modulus: view.modulus, prime1: view.prime1, prime2: view.prime2,
            exponent1: view.exponent1, exponent2: view.exponent2, coefficient: view.coefficient,
            privateExponent: view.privateExponent)
        #expect(try full.serialized() == bytes)
        let pair = CNGRSAPrivateKeyBlob(
            publicExponent: view.publicExponent, modulus: view.modulus, prime1: view.prime1, prime2: view.prime2)
        #expect(try pair.serialized() == ascii("RSA2") + bytes[4..<24 + 1 + 129 + 130])
        let open = CNGRSAPublicKeyBlob(publicExponent: view.publicExponent, modulus: view.modulus)
        #expect(
            try open.serialized() == ascii("RSA1") + bytes[4..<16] + [UInt8](repeating: 0, count: 8) + bytes[24..<154])
        #expect(view.prime1.bytes.address == bytes.span.bytes.address + 154)
    }

    /// A part of another length is refused before a byte is written.
    @Test func illegalFieldsAreNotWritten() throws {
        let bytes = pattern(64)
        let whole = BigEndianInteger(bytes: bytes.span.bytes)
        let odd = pattern(32)
        let half = BigEndianInteger(bytes: odd.span.bytes)
        let three: [UInt8] = [3]
        let e = BigEndianInteger(bytes: three.span.bytes)
        let blob = CNGRSAFullPrivateKeyBlob(
            publicExponent: e, modulus: whole, prime1: half, prime2: half, exponent1: half, exponent2: half,
            coefficient: whole, privateExponent: whole)
        let error = refusal { () throws(BlobError) in _ = try blob.byteCount }
        #expect(error?.description == "lengthMismatch: Coefficient at byte 217: found 64, expected 32")
    }
}
