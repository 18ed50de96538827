import GoldenVectors
import KeyBlob
import Testing

@Suite struct RSAPublicKeyBlobTests {
    @Test(arguments: try golden("capi-public", "PUBLICKEYBLOB"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try RSAPublicKeyBlob(parsing: bytes.span.bytes)
        let bits = try #require(record.number("bits"))
        #expect(record.number("algid") == UInt64(blob.keyAlgorithm.rawValue))
        #expect(blob.bitLength == UInt32(bits))
        #expect(blob.publicExponent == record.bytes("e")?.reduce(0) { $0 << 8 | UInt32($1) })
        #expect(blob.modulus.array == record.bytes("n")?.littleEndian(width: Int(bits) / 8))
    }

    @Test func viewsBorrow() throws {
        let bytes = try rsaPublicBlob(bitLength: 512)
        let source = bytes.span.bytes
        let blob = try RSAPublicKeyBlob(parsing: source)
        #expect(blob.modulus.bytes.address == source.address + 20)
        #expect(blob.modulus.byteCount == 64)
    }

    @Test func fieldsMakeTheBlob() throws {
        let bytes = try rsaPublicBlob(bitLength: 1032)
        let modulus = LittleEndianInteger(bytes: bytes.span.bytes.extracting(20...))
        let blob = RSAPublicKeyBlob(keyAlgorithm: .rsaKeyExchange, publicExponent: 65537, modulus: modulus)
        #expect(blob.bitLength == 1032)
        #expect(try blob.serialized() == bytes)
    }

    @Test func illegalFieldsAreNotWritten() throws {
        let bytes = try rsaPublicBlob(bitLength: 512)
        func refused(_ count: Int, from start: Int = 20, exponent: UInt32 = 3) -> String? {
            let modulus = LittleEndianInteger(bytes: bytes.span.bytes.extracting(start..<start + count))
            let blob = RSAPublicKeyBlob(keyAlgorithm: .rsaSign, publicExponent: exponent, modulus: modulus)
            return refusal { () throws(BlobError) in _ = try blob.byteCount }?.description
        }
        #expect(refused(64) == nil)
        #expect(refused(47) == "badBitLength: bitlen at byte 12: found 376")
        #expect(refused(0) == "badBitLength: bitlen at byte 12: found 0, expected 1")
        #expect(refused(64, exponent: 2) == "badExponent: pubexp at byte 16: found 2")
        #expect(refused(63) == "nonCanonicalInteger: modulus at byte 20")
        #expect(refused(64, from: 16) == "nonCanonicalInteger: modulus at byte 20")
    }

    /// Bit lengths that a modulus can be made for.
    @Test(arguments: [
        BitLength(1, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
        BitLength(7, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]), BitLength(8, [.bitLengthOutsideLimits]),
        BitLength(9, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
        BitLength(15, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
        BitLength(17, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
        BitLength(376, [.bitLengthOutsideLimits]), BitLength(383, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
        BitLength(384, []), BitLength(385, [.bitLengthNotWholeBytes]), BitLength(511, [.bitLengthNotWholeBytes]),
        BitLength(512, []), BitLength(1020, [.bitLengthNotWholeBytes]), BitLength(1023, [.bitLengthNotWholeBytes]),
        BitLength(1024, []), BitLength(2048, []), BitLength(2050, [.bitLengthNotWholeBytes]), BitLength(4096, []),
        BitLength(16384, []), BitLength(16385, [.bitLengthNotWholeBytes, .bitLengthOutsideLimits]),
        BitLength(16392, [.bitLengthOutsideLimits]), BitLength(65536, [.bitLengthOutsideLimits]),
    ])
    func bitLength(_ bitLength: BitLength) throws {
        let bytes = try rsaPublicBlob(bitLength: bitLength.bits)
        let error = RSAPublicKeyBlob.refusal(of: bytes)
        #expect(error?.reason == (bitLength.deviations.isEmpty ? nil : .badBitLength))
        #expect(error?.offset == (bitLength.deviations.isEmpty ? nil : 12))
        #expect(error?.found == (bitLength.deviations.isEmpty ? nil : UInt64(bitLength.bits)))
        var deviations = Deviations()
        let blob = try RSAPublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.kinds == bitLength.deviations)
        #expect(bitLength.deviations.allSatisfy { deviations.firstOffset(of: $0) == 12 })
        #expect(blob.bitLength == bitLength.bits)
        #expect(blob.modulus.byteCount == (Int(bitLength.bits) + 7) / 8)
    }

    /// Bit lengths that no file holds a modulus for: nothing is allocated or read by the header's word.
    @Test(arguments: [0x7FFF_FFFF, 0x8000_0000, 0xA980_0000, 0xFFFF_FFF8, 0xFFFF_FFFF] as [UInt32])
    func hugeBitLength(_ bits: UInt32) throws {
        let bytes = try rsaPublicBlob(bitLength: 512).replacing(UInt64(bits), at: 12)
        let error = RSAPublicKeyBlob.refusal(of: bytes)
        #expect(error?.description == "badBitLength: bitlen at byte 12: found \(bits)")
        let worse = RSAPublicKeyBlob.tolerantRefusal(of: bytes)
        #expect(worse?.description == "truncated: modulus at byte 20: found 64, expected \((UInt64(bits) + 7) / 8)")
    }

    @Test func noBitLength() throws {
        let bytes = try rsaPublicBlob(bitLength: 512).replacing(0, at: 12)
        let error = RSAPublicKeyBlob.tolerantRefusal(of: bytes)
        #expect(error?.description == "badBitLength: bitlen at byte 12: found 0, expected 1")
    }

    @Test(arguments: [
        (504 as UInt64, "trailingBytes: end at byte 83: found 1, expected 0"),
        (520, "truncated: modulus at byte 20: found 64, expected 65"),
    ])
    func bitLengthOfAnotherModulus(_ bits: UInt64, _ refused: String) throws {
        let bytes = try rsaPublicBlob(bitLength: 512).replacing([0xFF], at: 82).replacing(bits, at: 12)
        let error = RSAPublicKeyBlob.refusal(of: bytes)
        #expect(error?.description == refused)
    }

    @Test(arguments: [
        (20, 0x02 as UInt8, Deviations.Kind.evenModulus), (83, 0x00, .modulusTooShort), (83, 0x7F, .modulusTooShort),
    ])
    func nonCanonicalModulus(_ offset: Int, _ byte: UInt8, _ kind: Deviations.Kind) throws {
        let bytes = try rsaPublicBlob(bitLength: 512).replacing([byte], at: offset)
        let error = RSAPublicKeyBlob.refusal(of: bytes)
        #expect(error?.description == "nonCanonicalInteger: modulus at byte 20")
        #expect(try RSAPublicKeyBlob.deviations(in: bytes) == [kind: 20])
    }

    /// The "exponent of one" and its like are read only tolerantly.
    @Test(arguments: [0, 1, 2, 65536] as [UInt64])
    func weakExponent(_ exponent: UInt64) throws {
        let bytes = try rsaPublicBlob(bitLength: 512).replacing(exponent, at: 16)
        var deviations = Deviations()
        let blob = try RSAPublicKeyBlob(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.offsets == [.weakExponent: 16])
        #expect(blob.publicExponent == UInt32(exponent))
    }
}

/// A bit length and what a tolerant parse says of it; a strict one accepts where that is nothing.
struct BitLength: Sendable, CustomStringConvertible {
    let bits: UInt32
    let deviations: [Deviations.Kind]

    init(_ bits: UInt32, _ deviations: [Deviations.Kind]) {
        self.bits = bits
        self.deviations = deviations
    }

    var description: String { "\(bits) bits" }
}

/// A PUBLICKEYBLOB laid out by hand: exponent 65537, an odd modulus with its top bit set.
func rsaPublicBlob(bitLength: UInt32) throws -> [UInt8] {
    let header = try #require([UInt8](hex: "0602000000a4000052534131"))
    var modulus = [UInt8](repeating: 0x5A, count: (Int(bitLength) + 7) / 8)
    modulus[modulus.count - 1] = 0xFF
    modulus[0] |= 0x81
    return header.appending(bitLength, 65537) + modulus
}
