import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// Signatures where no recorded one can be compared: DSS, and what is refused.
struct SignatureTests {
    /// DSS keys with a signature each, by Wine's DSS provider; Wine gives r and s big-endian, Windows little-endian.
    static func dssKeys() throws -> [GoldenRecord] {
        try
            (golden("capi-private", "PRIVATEKEYBLOB DSS2")
            + golden("capi-public", "PUBLICKEYBLOB DSS1", "PUBLICKEYBLOB DSS3 (version 3)"))
            .filter { $0.bytes("signature") != nil }
    }
    static func dssPairs() throws -> [GoldenRecord] { try dssKeys().filter { $0.format == "PRIVATEKEYBLOB DSS2" } }

    static func dssPair() throws -> KeyPair { try KeyPair(try #require(dssPairs().last).required("blob")) }

    @Test func everyRecordIsThere() throws {
        #expect(try Self.dssPairs().count == 4)
        #expect(try Self.dssKeys().count == 12)
    }

    static func abc(_ algorithm: AlgorithmIdentifier = .sha1) throws -> HashObject {
        try HashObject(algorithm, of: Array("abc".utf8))
    }

    @Test(arguments: try dssKeys())
    func verifiesDSS(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let isPair = record.format.hasPrefix("PRIVATE")
        let key = isPair ? try KeyPair(blob).publicKey : try PublicKey(blob)
        let signature = try record.required("signature")
        var hash = try HashObject(.sha1, of: record.required("message"), provider: .dss)
        try key.verify(signature.span.bytes, of: &hash)
        // Once more, with the finished hash.
        try key.verify(signature.span.bytes, of: &hash)
        #expect(try hash.copiedValue() == record.required("digest"))
        for bit in stride(from: 0, to: 320, by: 13) {
            var tampered = signature
            tampered[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(refusal { try key.verify(tampered.span.bytes, of: &hash) } == .badSignature, "bit \(bit)")
        }
        var other = try Self.abc()
        #expect(refusal { try key.verify(signature.span.bytes, of: &other) } == .badSignature)
        // r and s are little-endian, each for itself.
        let swapped = Array(signature.suffix(20) + signature.prefix(20))
        let zeros = [UInt8](repeating: 0, count: 40)
        for wrong in [swapped, signature.reversed(), try record.required("signature_big_endian"), zeros] {
            #expect(refusal { try key.verify(wrong.span.bytes, of: &hash) } == .badSignature)
        }
    }

    /// Two signatures of one hash differ, and the public half of the pair takes both.
    @Test(arguments: try dssPairs())
    func signsWithDSS(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.required("blob"))
        var hash = try Self.abc()
        let signatures = try (0..<2).map { _ in try pair.sign(&hash) }
        #expect(signatures[0] != signatures[1])
        for signature in signatures {
            #expect(signature.count == 40)
            try pair.publicKey.verify(signature.span.bytes, of: &hash)
        }
    }

    @Test func dssSignsSHA1Alone() throws {
        let pair = try Self.dssPair()
        let signature = pattern(40)
        for algorithm in HashObjectTests.digests where algorithm != .sha1 {
            var hash = try Self.abc(algorithm)
            #expect(refusal { try pair.sign(&hash) } == .unsupportedAlgorithm(algorithm))
            #expect(
                refusal { try pair.publicKey.verify(signature.span.bytes, of: &hash) }
                    == .unsupportedAlgorithm(algorithm))
            #expect(hash.isFinished == false)
        }
    }

    @Test func wrongLengths() throws {
        let rsa = try KeyPair(pairBlob(bits: 512))
        let dss = try Self.dssPair()
        for count in [0, 1, 39, 41, 63, 65, 128] {
            var hash = try Self.abc()
            for key in [rsa.publicKey, dss.publicKey] {
                #expect(refusal { try key.verify(pattern(count).span.bytes, of: &hash) } == .badSignature)
            }
            #expect(hash.isFinished == false)
        }
    }

    /// Exchange pairs sign as signature pairs do; the algorithm of a key is no part of a signature.
    @Test func eitherPairSigns() throws {
        var blob = try pairBlob(bits: 1024)
        let exchange = try KeyPair(blob)
        blob[5] = 0x24
        let signing = try KeyPair(blob)
        #expect(exchange.purpose == .exchange && signing.purpose == .signature)
        var hash = try Self.abc()
        let signature = try exchange.sign(&hash)
        #expect(try signing.sign(&hash) == signature)
        try signing.publicKey.verify(signature.span.bytes, of: &hash)
        try exchange.publicKey.verify(signature.span.bytes, of: &hash)
    }

    @Test func diffieHellmanDoesNotSign() throws {
        let records = try golden("capi-private", "PRIVATEKEYBLOB DH2")
        let pair = try KeyPair(try #require(records.first).required("blob"))
        var hash = try Self.abc()
        #expect(refusal { try pair.sign(&hash) } == .unsuitableKey)
        let signature = pattern(64)
        #expect(refusal { try pair.publicKey.verify(signature.span.bytes, of: &hash) } == .unsuitableKey)
    }

    /// A keyed hash is no signature's; nor is SSL3_SHAMD5 before its value is set.
    @Test func unsuitableHashes() throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        var code = try KeyedHashTests.keyed(.mac, SessionKey(sample: .aes128))
        for format in SignatureFormat.allCases {
            #expect(refusal { try pair.sign(&code, format: format) } == .unsupportedAlgorithm(.mac))
        }
        var handshake = try HashObject(.ssl3SHAMD5, provider: .aes)
        #expect(refusal { try pair.sign(&handshake) } == .hashIncomplete)
        #expect(refusal { try pair.sign(&handshake, format: .x931) } == .unsupportedAlgorithm(.ssl3SHAMD5))
    }

    /// Signing finishes the hash.
    @Test func aSignedHashTakesNoData() throws {
        let pair = try KeyPair(pairBlob(bits: 512))
        var hash = try Self.abc()
        let signature = try pair.sign(&hash)
        #expect(refusal { try hash.update([1]) } == .hashFinished)
        var verified = try Self.abc()
        try pair.publicKey.verify(signature.span.bytes, of: &verified)
        #expect(refusal { try verified.update([1]) } == .hashFinished)
    }

    /// The value of Microsoft's example: the description of a signature is hashed behind the data, as UTF-16.
    @Test func description() throws {
        var hash = try HashObject(.md5, of: Array("1134-kelp".utf8), provider: .base)
        try hash.update(description: "Test Signature")
        #expect(try hash.copiedValue() == [UInt8](digits: "a82bdfc2c9f1bb623878d460face5c2a"))
        #expect(refusal { try hash.update(description: "") } == .hashFinished)
        var beyond = try HashObject(.md5, provider: .base)
        try beyond.update(description: "ü€😀")
        let utf16: [UInt8] = [0xFC, 0x00, 0xAC, 0x20, 0x3D, 0xD8, 0x00, 0xDE]
        #expect(try beyond.copiedValue() == HashObject.value(.md5, utf16))
    }
}
