import GoldenVectors
import KeyBlob
import Testing

@Suite struct StrongNamePublicKeyTests {
    @Test(arguments: try golden("mono-rsa", "snk"))
    func fieldsEqualTheRecord(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("strong_name_public"))
        let key = try StrongNamePublicKey(parsing: bytes.span.bytes)
        #expect(key.signatureAlgorithm == .rsaSign)
        #expect(key.hashAlgorithm == .sha1)
        #expect(key.isNeutral == false)
        let width = try Int(#require(record.number("bits"))) / 8
        #expect(key.publicKey.keyAlgorithm == .rsaSign)
        #expect(key.publicKey.modulus.array == record.bytes("n")?.littleEndian(width: width))
        #expect(try StrongNamePublicKey(publicKey: key.publicKey).serialized() == bytes)
        // The header is 12 bytes long, its fields at 0, 4 and 8; the key's modulus begins 20 bytes behind it.
        #expect(try RSAPublicKeyBlob(parsing: bytes.span.bytes.extracting(12...)).serialized() == Array(bytes[12...]))
        #expect(Array(bytes[32...]) == record.bytes("n")?.littleEndian(width: width))
    }

    /// A `.snk` file with a pair is a bare PRIVATEKEYBLOB of a signature key.
    @Test(arguments: try golden("mono-rsa", "snk"))
    func keyPairsAreBareBlobs(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("private_blob"))
        let pair = try RSAPrivateKeyBlob(parsing: bytes.span.bytes)
        #expect(pair.keyAlgorithm == .rsaSign)
        let publicKey = try #require(record.bytes("strong_name_public"))
        let key = try StrongNamePublicKey(parsing: publicKey.span.bytes)
        #expect(pair.modulus.array == key.publicKey.modulus.array)
        #expect(StrongNamePublicKey.tolerantRefusal(of: bytes) != nil)
    }

    @Test func theNeutralKey() throws {
        let bytes = FormatCase.neutralKey.bytes
        #expect(try StrongNamePublicKey(parsing: bytes.span.bytes).isNeutral)
        #expect(try StrongNamePublicKey.neutral().serialized() == bytes)
        for (offset, line) in [
            (0, "badKeyLength: cbPublicKey at byte 8: found 4"), (4, "badKeyLength: cbPublicKey at byte 8: found 4"),
        ] {
            let algorithm: UInt64 = offset == 0 ? 0x2400 : 0x8004
            let wrong = bytes.replacing(algorithm, at: offset)
            #expect(StrongNamePublicKey.tolerantRefusal(of: wrong)?.description == line)
        }
        let other = StrongNamePublicKey.tolerantRefusal(of: bytes.replacing(1, at: 12))
        #expect(other?.description == "badMagic: PublicKey at byte 12: found 0x1, expected 0x0")
    }

    /// Keys for strong names made with newer hashes, and with no algorithms at all.
    @Test(arguments: [0x8004, 0x800C, 0x800D, 0x800E, 0] as [UInt64])
    func hashes(_ algorithm: UInt64) throws {
        let bytes = try sample().replacing(algorithm, at: 4)
        #expect(try StrongNamePublicKey(parsing: bytes.span.bytes).hashAlgorithm.rawValue == UInt32(algorithm))
        #expect(StrongNamePublicKey.refusal(of: bytes.replacing(0, at: 0)) == nil)
    }

    @Test func otherAlgorithmsAreForgiven() throws {
        let signature = try sample().replacing(0x2200, at: 0)
        #expect(try StrongNamePublicKey.deviations(in: signature) == [.unexpectedSignatureAlgorithm: 0])
        let hash = try sample().replacing(0x8003, at: 4)
        #expect(try StrongNamePublicKey.deviations(in: hash) == [.unexpectedHashAlgorithm: 4])
    }

    /// Mono skips the header's length; Roslyn compares it.
    @Test(arguments: [0, 3, 5, 83, 85, 0x7FFF_FFFF, 0xFFFF_FFFF] as [UInt64])
    func headersThatLie(_ byteCount: UInt64) throws {
        let bytes = try sample().replacing(byteCount, at: 8)
        #expect(StrongNamePublicKey.refusal(of: bytes)?.description == "lengthMismatch: modulus at byte 32")
        #expect(try StrongNamePublicKey.deviations(in: bytes) == [.lengthFieldDisagrees: 32])
    }

    /// 16384 bits and the header: a limit in Roslyn once forgot the header.
    @Test func theLongestKey() throws {
        let blob = try rsaPublicBlob(bitLength: 16384)
        let key = try StrongNamePublicKey(publicKey: RSAPublicKeyBlob(parsing: blob.span.bytes))
        let bytes = try key.serialized()
        #expect(bytes.count == 12 + 20 + 2048)
        #expect(StrongNamePublicKey.refusal(of: bytes) == nil)
    }

    /// A key of 512 bits.
    private func sample() throws -> [UInt8] {
        try #require(try golden("mono-rsa", "snk").first?.bytes("strong_name_public"))
    }
}
