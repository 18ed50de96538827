import GoldenVectors
import KeyBlob
import Testing

/// What other projects once read or wrote wrongly, each named for the bug; the formats' own tests have the rest.
@Suite struct OldBugsTests {
    /// phpseclib leaves the zeros at the end of an integer out: all that follows it moves up.
    @Test(arguments: ["dp", "dq", "qinv"])
    func phpseclibWritesIntegersWithoutPadding(_ component: String) throws {
        let offsets = ["dp": 3, "dq": 4, "qinv": 5]
        var asked = 0
        for record in try golden("capi-private", "PRIVATEKEYBLOB") {
            guard let number = record.bytes(component)?.drop(while: { $0 == 0 }), let bits = record.number("bits"),
                let end = offsets[component], var bytes = record.bytes("blob")
            else { continue }
            let whole = Int(bits) / 8
            let half = (whole + 1) / 2
            guard number.count < half else { continue }
            bytes.removeSubrange(20 + whole + end * half - (half - number.count)..<20 + whole + end * half)
            let error = RSAPrivateKeyBlob.refusal(of: bytes)
            #expect(error?.reason == .truncated && error.map { "\($0.field)" } == "privateExponent", "\(record)")
            asked += 1
        }
        #expect(asked > 0)
    }

    /// Mono reads three of the four bytes of a public key's exponent.
    @Test func monoReadsThreeBytesOfTheExponent() throws {
        let bytes = try rsaPublicBlob(bitLength: 512).replacing(0x8003_0201, at: 16)
        #expect(try RSAPublicKeyBlob(parsing: bytes.span.bytes).publicExponent == 0x8003_0201)
    }

    /// Mono, impacket and malduck halve the modulus rounding down, and jsign its bytes.
    @Test(arguments: [(1032, 603), (2040, 1170)])
    func halvesAreRoundedDown(_ bits: UInt64, _ byteCount: Int) throws {
        let records = try golden("openssl-msblob", "PRIVATEKEYBLOB RSA").filter { $0.number("bits") == bits }
        let bytes = try #require(records.first?.bytes("blob"))
        #expect(bytes.count == byteCount)
        #expect(try RSAPrivateKeyBlob(parsing: bytes.span.bytes).prime1.byteCount == (Int(bits) / 8 + 1) / 2)
    }

    /// malduck knows exchange keys only, so that no `.snk` file is a key to it.
    @Test func malduckTakesNoSignatureKeys() throws {
        let bytes = try #require(try golden("mono-rsa", "snk").first?.bytes("private_blob"))
        #expect(try RSAPrivateKeyBlob(parsing: bytes.span.bytes).keyAlgorithm == .rsaSign)
    }

    /// OpenSSL allocated by the header's word: sixteen bytes made two gigabytes.
    @Test(arguments: [0x7FFF_FFFF, 0x8000_0000, 0xA980_0000, 0xFFFF_FFFF] as [UInt32])
    func opensslAllocatesByTheHeader(_ bits: UInt32) throws {
        for (type, magic) in [(6, 0x3141_5352), (7, 0x3241_5352), (6, 0x3153_5344), (7, 0x3253_5344)]
            as [(UInt8, UInt32)]
        {
            let bytes = [type, 2, 0, 0].appending(magic & 0xFF == 0x52 ? 0xA400 : 0x2200, magic, bits)
            #expect(RSAPublicKeyBlob.tolerantRefusal(of: bytes) != nil)
            #expect(RSAPrivateKeyBlob.tolerantRefusal(of: bytes) != nil)
            #expect(DSSPublicKeyBlob.tolerantRefusal(of: bytes) != nil)
            #expect(DSSPrivateKeyBlob.tolerantRefusal(of: bytes) != nil)
        }
    }

    /// Wine takes every DSS public value for one of 1024 bits.
    @Test func wineReadsYAs128Bytes() throws {
        let record = try #require(
            try golden("capi-public", "PUBLICKEYBLOB DSS1").first { $0.number("bits") == 512 })
        let bytes = try #require(record.bytes("blob"))
        let y = try DSSPublicKeyBlob(parsing: bytes.span.bytes).publicValue
        #expect(y.array == record.bytes("y")?.littleEndian(width: 64))
    }

    /// impacket takes the PRIVATEKEYBLOB of a PVK file to begin behind 24 bytes, salt or not.
    @Test func impacketSkipsNoSalt() throws {
        let records = try GoldenVectors.load("openssl-pvk")
        for (encryption, start) in [("none", 24), ("weak", 40), ("strong", 40)] {
            let record = try #require(records.first { $0.string("encryption") == encryption })
            let bytes = try #require(record.bytes("pvk"))
            #expect(try PVKFile(parsing: bytes.span.bytes).privateKeyBlobRange.lowerBound == start)
            #expect(Array(bytes[start..<start + 8]) == [7, 2, 0, 0, 0, 0xA4, 0, 0])
        }
    }

    /// fsharp's compiler guessed where in a strong name's key the modulus begins.
    @Test func fsharpGuessesTheHeader() throws {
        let bytes = try #require(try golden("mono-rsa", "snk").first?.bytes("strong_name_public"))
        let rows = try StrongNamePublicKey.inspect(bytes.span.bytes).rows
        let offsets = rows.map { "\($0.name) \($0.offset)" }
        #expect(
            offsets == [
                "SigAlgID 0", "HashAlgID 4", "cbPublicKey 8", "bType 12", "bVersion 13", "reserved 14", "aiKeyAlg 16",
                "magic 20", "bitlen 24", "pubexp 28", "modulus 32",
            ])
    }
}
