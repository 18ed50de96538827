import GoldenVectors
import KeyBlob
import Testing

@Suite struct KeyContainerFileTests {
    /// The data stand in another order than their lengths.
    @Test func fieldsAreWhereTheDataAre() throws {
        let bytes = try sample("key container file", 0)
        let file = try KeyContainerFile(parsing: bytes.span.bytes)
        #expect(file.name.array == Array("backup\0".utf8))
        #expect(file.hash.byteCount == 20)
        #expect(try ContainerRSAPublicKey(parsing: file.signaturePublicKey).bitLength == 512)
        #expect(try ContainerRSAPublicKey(parsing: file.exchangePublicKey).bitLength == 1024)
        #expect(try DPAPIBlob(parsing: file.signaturePrivateKey).data.byteCount == 5 * 92)
        #expect(try DPAPIBlob(parsing: file.exchangePrivateKey).data.byteCount == 5 * 156)
        #expect(try DPAPIBlob(parsing: file.signatureExportFlag).data.byteCount == 8)
        #expect(try DPAPIBlob(parsing: file.exchangeExportFlag).data.byteCount == 8)
        #expect(file.signaturePublicKey.address == bytes.span.bytes.address + 40 + 7 + 20)
    }

    @Test func oneKeyPairAndNone() throws {
        let one = try sample("key container file", 1)
        let file = try KeyContainerFile(parsing: one.span.bytes)
        #expect(file.signaturePublicKey.isEmpty && file.signaturePrivateKey.isEmpty && file.signatureExportFlag.isEmpty)
        #expect(file.exchangePrivateKey.byteCount > 0)
        let none = try sample("key container file", 2)
        let empty = try KeyContainerFile(parsing: none.span.bytes)
        #expect(empty.exchangePublicKey.isEmpty && empty.exchangePrivateKey.isEmpty && empty.hash.isEmpty)
    }

    @Test func whatMimikatzDoesNotLookAt() throws {
        let bytes = try sample("key container file", 1)
        let unterminated = bytes.replacing([UInt8(ascii: "!")], at: 40 + 10)
        #expect(KeyContainerFile.refusal(of: unterminated)?.description == "badString: name at byte 40")
        #expect(try KeyContainerFile.deviations(in: unterminated) == [.textNotTerminated: 40])
        let start = 51 + 156
        let foreign = bytes.replacing([0xD1], at: start + 4)
        #expect(KeyContainerFile.refusal(of: foreign)?.description == "badContents: exPrivateKey at byte \(start)")
        #expect(try KeyContainerFile.deviations(in: foreign) == [.unexpectedContents: start])
    }

    /// The fields of a container's key pair are those of the PRIVATEKEYBLOB it was made from.
    @Test func privateKeysAreThoseOfTheBlob() throws {
        let record = try #require(
            try golden("capi-private", "PRIVATEKEYBLOB").first { $0.number("bits") == 512 })
        let blob = try #require(record.bytes("blob"))
        let pair = try RSAPrivateKeyBlob(parsing: blob.span.bytes)
        let bytes = try sample("container RSA private key", 0)
        let key = try ContainerRSAPrivateKey(parsing: bytes.span.bytes)
        #expect(key.bitLength == pair.bitLength && key.publicExponent == pair.publicExponent)
        #expect(key.modulus.array == pair.modulus.array)
        #expect(key.prime1.array == pair.prime1.array && key.prime2.array == pair.prime2.array)
        #expect(key.exponent1.array == pair.exponent1.array && key.exponent2.array == pair.exponent2.array)
        #expect(key.coefficient.array == pair.coefficient.array)
        #expect(key.privateExponent.array == pair.privateExponent.array)
    }

    /// Keys of Windows' terminal servers, from public captures of their proprietary certificates: `bitlen` is 512, but
    /// their moduli are a byte shorter.
    @Test(arguments: [
        """
        5253413148000000000200003f0000000100010001c7c9f78e5a38e429c300952ddd4c3e50450b0d9e2a5d186364c42cf78f29d53fc53522\
        34ffad3ae6e39506ae5582e3c8c7b4a847c85071742953896d9ced700000000000000000
        """,
        """
        5253413148000000000200003f000000010001004104e24db384f3b472cf2a11d4ce00ae14412fadac2d2e015575f9cbe3d94e07f5aa2f06\
        30b39b4970ff81cbc3166f4b9cf4bd9dd958ab942ee0b049a472c69d0000000000000000
        """,
    ])
    func terminalServers(_ hex: String) throws {
        let bytes = try #require([UInt8](hex: hex))
        var deviations = Deviations()
        let key = try ContainerRSAPublicKey(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(key.bitLength == 512 && key.publicExponent == 65537 && key.modulus.byteCount == 64)
        #expect(deviations.isEmpty || deviations.offsets == [.modulusTooShort: 20])
    }

    @Test func padsAreZeros() throws {
        let bytes = try sample("container RSA private key", 0)
        for offset in [84, 91, 92 + 32, 128 + 32, 164 + 32, 200 + 32, 236 + 32] {
            let filled = bytes.replacing([1], at: offset)
            #expect(ContainerRSAPrivateKey.refusal(of: filled)?.reason == .reservedNonZero, "\(offset)")
            #expect(try Array(ContainerRSAPrivateKey.deviations(in: filled).keys) == [.reservedNonZero], "\(offset)")
        }
        let longer = bytes.replacing(65, at: 12)
        #expect(try ContainerRSAPrivateKey.deviations(in: longer) == [.lengthFieldDisagrees: 12])
    }
}

/// A constructed BLOB of `constructed-at-rest`.
func sample(_ format: String, _ index: Int) throws -> [UInt8] {
    let records = try golden("constructed-at-rest", format)
    return try #require(records[index].bytes("blob"))
}
