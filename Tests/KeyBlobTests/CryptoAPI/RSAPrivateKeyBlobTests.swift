import GoldenVectors
import KeyBlob
import Testing

@Suite struct RSAPrivateKeyBlobTests {
    @Test(arguments: try golden("capi-private", "PRIVATEKEYBLOB"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try RSAPrivateKeyBlob(parsing: bytes.span.bytes)
        let bits = try #require(record.number("bits"))
        let whole = Int(bits) / 8
        let half = (whole + 1) / 2
        #expect(record.number("algid") == UInt64(blob.keyAlgorithm.rawValue))
        #expect(blob.bitLength == UInt32(bits))
        #expect(blob.publicExponent == record.bytes("e")?.reduce(0) { $0 << 8 | UInt32($1) })
        #expect(blob.modulus.array == record.bytes("n")?.littleEndian(width: whole))
        #expect(blob.prime1.array == record.bytes("p")?.littleEndian(width: half))
        #expect(blob.prime2.array == record.bytes("q")?.littleEndian(width: half))
        #expect(blob.exponent1.array == record.bytes("dp")?.littleEndian(width: half))
        #expect(blob.exponent2.array == record.bytes("dq")?.littleEndian(width: half))
        #expect(blob.coefficient.array == record.bytes("qinv")?.littleEndian(width: half))
        #expect(blob.privateExponent.array == record.bytes("d")?.littleEndian(width: whole))
    }

    /// Components with zeros in front keep their field's width: some writers drop them, and the rest shifts.
    @Test func goldenKeysHaveShortComponents() throws {
        let records = try golden("capi-private", "PRIVATEKEYBLOB")
        let short = ["dp", "dq", "qinv", "d"].map { component in
            records.count { record in
                guard let number = record.bytes(component), let bits = record.number("bits") else { return false }
                let width = component == "d" ? Int(bits) / 8 : (Int(bits) / 8 + 1) / 2
                return number.drop { $0 == 0 }.count < width
            }
        }
        #expect(short.allSatisfy { $0 > 0 })
    }

    @Test(arguments: try golden("capi-private", "PRIVATEKEYBLOB short"))
    func cutPrivateExponentIsRefusedOrForgiven(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let whole = try Int(#require(record.number("bits"))) / 8
        let start = 20 + whole + 5 * ((whole + 1) / 2)
        let left = bytes.count - start
        let error = RSAPrivateKeyBlob.refusal(of: bytes)
        #expect(error?.description == "truncated: privateExponent at byte \(start): found \(left), expected \(whole)")
        var deviations = Deviations()
        let blob = try RSAPrivateKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.offsets == [.privateExponentCutShort: start])
        #expect(blob.privateExponent.array == Array(bytes.suffix(left)))
        #expect(try tile(RSAPrivateKeyBlob.inspect(bytes.span.bytes).rows, bytes.count))
    }

    @Test func everyShortRecordWasAsked() throws {
        #expect(try golden("capi-private", "PRIVATEKEYBLOB short").count == 9)
    }

    @Test func viewsBorrow() throws {
        let bytes = try sample()
        let source = bytes.span.bytes
        let blob = try RSAPrivateKeyBlob(parsing: source)
        #expect(blob.modulus.bytes.address == source.address + 20)
        #expect(blob.prime1.bytes.address == source.address + 84)
        #expect(blob.privateExponent.bytes.address == source.address + 244)
    }

    @Test func evenPrimesAreRefusedOrForgiven() throws {
        for (field, offset) in [("prime1", 84), ("prime2", 116)] {
            let bytes = try sample().replacing([0], at: offset)
            let error = RSAPrivateKeyBlob.refusal(of: bytes)
            #expect(error?.description == "nonCanonicalInteger: \(field) at byte \(offset)")
            #expect(try RSAPrivateKeyBlob.deviations(in: bytes) == [.evenPrime: offset])
        }
    }

    /// The first of two deviations of a kind is the one reported.
    @Test func twoEvenPrimesAreOneDeviation() throws {
        let bytes = try sample().replacing([0], at: 84).replacing([0], at: 116)
        #expect(try RSAPrivateKeyBlob.deviations(in: bytes) == [.evenPrime: 84])
    }

    /// A key whose `bitlen` is no multiple of 8, laid out as OpenSSL does: both widths rounded up.
    @Test(arguments: [(1000, 585), (1016, 594), (1020, 596), (1032, 603), (1040, 605)])
    func oddBitLengths(_ bits: Int, _ byteCount: Int) throws {
        let header = try #require([UInt8](hex: "0702000000a4000052534132")).appending(UInt32(bits), 65537)
        let bytes = header + [UInt8](repeating: 0xFF, count: byteCount - header.count)
        var deviations = Deviations()
        let blob = try RSAPrivateKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.kinds == (bits % 8 == 0 ? [] : [.bitLengthNotWholeBytes]))
        #expect(blob.prime1.byteCount == (bits + 15) / 16)
        #expect(blob.privateExponent.byteCount == (bits + 7) / 8)
    }

    /// Every integer has one length that fits; any other is refused before a byte is written.
    @Test(arguments: [
        ("prime1", 84), ("prime2", 116), ("exponent1", 148), ("exponent2", 180), ("coefficient", 212),
        ("privateExponent", 244),
    ])
    func integersOfAnotherLengthAreNotWritten(_ field: String, _ offset: Int) throws {
        let bytes = try sample()
        let source = bytes.span.bytes
        let view = try RSAPrivateKeyBlob(parsing: source)
        let shorter = LittleEndianInteger(bytes: source.extracting(offset..<offset + 31))
        let blob = RSAPrivateKeyBlob.Fields(
            keyAlgorithm: .rsaKeyExchange, publicExponent: 65537, modulus: view.modulus,
            prime1: field == "prime1" ? shorter : view.prime1, prime2: field == "prime2" ? shorter : view.prime2,
            exponent1: field == "exponent1" ? shorter : view.exponent1,
            exponent2: field == "exponent2" ? shorter : view.exponent2,
            coefficient: field == "coefficient" ? shorter : view.coefficient,
            privateExponent: field == "privateExponent" ? shorter : view.privateExponent)
        let expected = field == "privateExponent" ? 64 : 32
        let error = refusal { () throws(BlobError) in _ = try blob.serialized() }
        #expect(error?.description == "lengthMismatch: \(field) at byte \(offset): found 31, expected \(expected)")
    }

    /// A key of 512 bits.
    private func sample() throws -> [UInt8] {
        let record = try #require(try golden("capi-private", "PRIVATEKEYBLOB").first { $0.number("bits") == 512 })
        return try #require(record.bytes("blob"))
    }
}
