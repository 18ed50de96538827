import GoldenVectors
import KeyBlob
import Testing

/// RSA keys that OpenSSL and Mono wrote, and what Mono takes of malformed ones.
@Suite struct OtherImplementationsTests {
    @Test(arguments: try golden("openssl-msblob", "PUBLICKEYBLOB RSA"))
    func opensslsPublicKeys(_ record: GoldenRecord) throws {
        let bytes = try #require(record.bytes("blob"))
        try expectPublic(bytes, record)
        #expect(try RSAPublicKeyBlob(parsing: bytes.span.bytes).keyAlgorithm == .rsaKeyExchange)
    }

    @Test(arguments: try golden("openssl-msblob", "PRIVATEKEYBLOB RSA"))
    func opensslsKeyPairs(_ record: GoldenRecord) throws {
        try expectPrivate(#require(record.bytes("blob")), record)
    }

    /// ExportCspBlob writes exchange keys, CryptoConvert signature keys.
    @Test(arguments: try golden("mono-rsa", "ExportCspBlob"))
    func monosKeys(_ record: GoldenRecord) throws {
        for (key, algorithm) in [("", AlgorithmIdentifier.rsaKeyExchange), ("convert_", .rsaSign)] {
            let publicKey = try #require(record.bytes("\(key)public_blob"))
            try expectPublic(publicKey, record)
            #expect(try RSAPublicKeyBlob(parsing: publicKey.span.bytes).keyAlgorithm == algorithm)
            try expectPrivate(#require(record.bytes("\(key)private_blob")), record)
        }
    }

    @Test func everyRecordWasAsked() throws {
        #expect(try golden("openssl-msblob", "PUBLICKEYBLOB RSA").count == 8)
        #expect(try golden("openssl-msblob", "PRIVATEKEYBLOB RSA").count == 8)
        #expect(try golden("mono-rsa", "ExportCspBlob").count == 9)
        #expect(try GoldenVectors.load("openssl-msblob").count == 20)
    }

    /// Of Mono's malformed BLOBs a strict parse takes the two that are not. What Mono takes a tolerant parse takes, but
    /// for lengths at which Mono reads a modulus of no bytes.
    @Test func monosErrors() throws {
        var accepted: [String] = []
        var refusedThoughMonoTakesIt: [String] = []
        for record in try GoldenVectors.load("mono-errors") {
            let blob = try #require(record.bytes("blob"))
            let what = try #require(record.string("what"))
            let isPublic = record.format == "PUBLICKEYBLOB"
            let strict = isPublic ? RSAPublicKeyBlob.refusal(of: blob) : RSAPrivateKeyBlob.refusal(of: blob)
            let tolerant =
                isPublic ? RSAPublicKeyBlob.tolerantRefusal(of: blob) : RSAPrivateKeyBlob.tolerantRefusal(of: blob)
            if strict == nil { accepted.append(what) }
            if record.bool("accepted") == true && tolerant != nil { refusedThoughMonoTakesIt.append(what) }
        }
        #expect(accepted == ["unchanged", "unchanged"])
        #expect(refusedThoughMonoTakesIt == ["offset 12 = 0x0"])
    }

    private func expectPublic(_ bytes: [UInt8], _ record: GoldenRecord) throws {
        let blob = try RSAPublicKeyBlob(parsing: bytes.span.bytes)
        let width = try Int(#require(record.number("bits"))) / 8
        #expect(blob.modulus.array == record.bytes("n")?.littleEndian(width: width))
        #expect(blob.publicExponent == record.bytes("e")?.reduce(0) { $0 << 8 | UInt32($1) })
        #expect(try blob.serialized() == bytes)
    }

    private func expectPrivate(_ bytes: [UInt8], _ record: GoldenRecord) throws {
        let blob = try RSAPrivateKeyBlob(parsing: bytes.span.bytes)
        let whole = try Int(#require(record.number("bits"))) / 8
        let half = (whole + 1) / 2
        #expect(blob.modulus.array == record.bytes("n")?.littleEndian(width: whole))
        #expect(blob.prime1.array == record.bytes("p")?.littleEndian(width: half))
        #expect(blob.prime2.array == record.bytes("q")?.littleEndian(width: half))
        #expect(blob.exponent1.array == record.bytes("dp")?.littleEndian(width: half))
        #expect(blob.exponent2.array == record.bytes("dq")?.littleEndian(width: half))
        #expect(blob.coefficient.array == record.bytes("qinv")?.littleEndian(width: half))
        #expect(blob.privateExponent.array == record.bytes("d")?.littleEndian(width: whole))
        #expect(try blob.serialized() == bytes)
    }
}
