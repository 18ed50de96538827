import GoldenVectors
import KeyBlob
import Testing

/// BLOBs with explicit curve parameters, and the property that is them alone.
@Suite struct CNGECCFullKeyBlobTests {
    @Test(arguments: try golden("cng-ecc", "ECCFULLPUBLICBLOB"))
    func publicFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGECCFullPublicKeyBlob(parsing: bytes.span.bytes)
        try expect(record, blob.curve)
        #expect(blob.x.array == record.bytes("x"))
        #expect(blob.y.array == record.bytes("y"))
        let made = CNGECCFullPublicKeyBlob(magic: blob.magic, curve: blob.curve, x: blob.x, y: blob.y)
        #expect(try made.serialized() == bytes)
        let parameters = try CNGECCParametersBlob(curve: blob.curve).serialized()
        #expect(parameters == Array(bytes[4..<bytes.count - 2 * blob.x.byteCount]))
    }

    @Test(arguments: try golden("cng-ecc", "ECCFULLPRIVATEBLOB"))
    func privateFieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        let blob = try CNGECCFullPrivateKeyBlob(parsing: bytes.span.bytes)
        try expect(record, blob.curve)
        #expect(blob.x.array == record.bytes("x"))
        #expect(blob.y.array == record.bytes("y"))
        #expect(blob.d.array == record.bytes("d"))
        let made = CNGECCFullPrivateKeyBlob(magic: blob.magic, curve: blob.curve, x: blob.x, y: blob.y, d: blob.d)
        #expect(try made.serialized() == bytes)
    }

    private func expect(_ record: GoldenRecord, _ curve: borrowing CNGECCCurve) throws {
        #expect(record.number("curve_type") == UInt64(curve.form.rawValue))
        #expect(record.number("generation_alg") == UInt64(curve.generationAlgorithm))
        let parts = [
            curve.prime.array, curve.a.array, curve.b.array, curve.generatorX.array, curve.generatorY.array,
            curve.order.array, curve.seed.array,
        ]
        #expect(try parts == ["p", "a", "b", "gx", "gy", "order", "seed"].map { try #require(record.bytes($0)) })
        #expect(try curve.cofactor.array == [UInt8(#require(record.number("cofactor")))])
    }

    /// bcrypt.h defines a magic for the property's value, which has none.
    @Test func parametersHaveNoMagic() throws {
        let record = try #require(try golden("cng-ecc", "ECCFULLPUBLICBLOB").first)
        let bytes = try #require(record.bytes("blob"))
        let parameters = Array(bytes[4..<bytes.count - 64])
        #expect(CNGECCParametersBlob.refusal(of: parameters) == nil)
        let error = CNGECCParametersBlob.refusal(of: ascii("ECCP") + parameters)
        #expect(error?.description == "unsupportedVersion: dwVersion at byte 0: found 1346585413, expected 1")
        #expect(CNGECCFullPublicKeyBlob.refusal(of: ascii("ECCP") + bytes.dropFirst(4))?.reason == .badMagic)
    }

    /// A curve of 160 bits whose order has 161: d is as long as the order, a byte longer than a coordinate.
    @Test func privateKeyIsAsLongAsTheOrder() throws {
        let parts = (0..<5).flatMap { pattern(20, seed: UInt8($0)) } + [1] + pattern(20) + [1]
        let header = ascii("ECKV").appending(1, 1, 0, 20, 21, 1, 0)
        let bytes = header + parts + pattern(20) + pattern(20) + [0] + pattern(20)
        let blob = try CNGECCFullPrivateKeyBlob(parsing: bytes.span.bytes)
        #expect(blob.d.byteCount == 21 && blob.curve.order.byteCount == 21 && blob.x.byteCount == 20)
        #expect(bytes.count == 32 + 7 * 20 + 2 * 21 + 1)
    }

    @Test(arguments: [12, 16, 20, 24])
    func lengthsThatWrapIn32Bits(_ offset: Int) throws {
        let record = try #require(try golden("cng-ecc", "ECCFULLPRIVATEBLOB").first)
        let bytes = try #require(record.bytes("blob"))
        for size in [0x2492_4925, 0x8000_0000, 0xFFFF_FFFF] as [UInt64] {
            let error = CNGECCFullPrivateKeyBlob.tolerantRefusal(of: bytes.replacing(size, at: offset + 4))
            #expect(error?.reason == .truncated)
        }
    }

    @Test func publicPointLeftOut() throws {
        let record = try #require(try golden("cng-ecc", "ECCFULLPRIVATEBLOB").first)
        let bytes = try #require(record.bytes("blob"))
        let start = bytes.count - 96
        let without = bytes.replacing([UInt8](repeating: 0, count: 64), at: start)
        let line = "nonCanonicalInteger: Qy at byte \(start + 32)"
        #expect(CNGECCFullPrivateKeyBlob.refusal(of: without)?.description == line)
        #expect(try CNGECCFullPrivateKeyBlob.deviations(in: without) == [.publicPointMissing: start + 32])
        let open = ascii("ECDP") + without[4..<start + 64]
        #expect(CNGECCFullPublicKeyBlob.tolerantRefusal(of: open)?.description == line)
        let none = bytes.replacing([UInt8](repeating: 0, count: 32), at: start + 64)
        #expect(
            CNGECCFullPrivateKeyBlob.tolerantRefusal(of: none)?.description
                == "nonCanonicalInteger: d at byte \(start + 64)")
    }

    /// TLS' numbers of curves; another number has no known field.
    @Test func curvesOfTLS() {
        for (group, field) in [(23, 32), (24, 48), (25, 66)] as [(UInt32, Int)] {
            for size in [32, 48, 66] {
                let bytes = [].appending(group, UInt32(size)) + pattern(size) + pattern(size)
                #expect((SSLECCPublicKeyBlob.refusal(of: bytes) == nil) == (size == field))
            }
        }
        let x25519 = [].appending(29, 32) + pattern(64)
        #expect(SSLECCPublicKeyBlob.refusal(of: x25519) == nil)
        let zero = [].appending(23, 32) + [UInt8](repeating: 0, count: 64)
        #expect(SSLECCPublicKeyBlob.tolerantRefusal(of: zero)?.description == "nonCanonicalInteger: Y at byte 40")
    }

    @Test func fieldsMakeATLSBlob() throws {
        let bytes = [].appending(23, 32) + pattern(32) + pattern(32, seed: 2)
        let view = try SSLECCPublicKeyBlob(parsing: bytes.span.bytes)
        #expect(view.fieldByteCount == 32 && view.curveType == 23)
        #expect(try SSLECCPublicKeyBlob(curveType: 23, x: view.x, y: view.y).serialized() == bytes)
    }
}
