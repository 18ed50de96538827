import CipherCore
import GoldenVectors
import Testing

struct RSASignatureTests {
    private static func records(_ file: String, where isWanted: (GoldenRecord) -> Bool) -> [GoldenRecord] {
        ((try? GoldenVectors.load(file)) ?? []).filter(isWanted)
    }

    /// What Wine's CSP signed; flag 2 is refused there, and for SHA-384 and SHA-512 under 512 bits it crashed.
    static let signatures = records("capi-sign") {
        $0.bytes("signature") != nil && ($0.digestAlgorithm != nil || $0.number("flags") != 4)
    }

    @Test func everyRecordIsThere() {
        #expect(Self.signatures.count == 187)
        #expect(Self.verdicts.count == 167)
        #expect(Self.cngSignatures.count == 26)
    }

    @Test(arguments: signatures) func signsAsWine(record: GoldenRecord) throws {
        let key = try record.privateKey()
        let hash = try #require(record.bytes("digest"))
        let signature = Array(try #require(record.bytes("signature")).reversed())
        let padding = try #require(record.signaturePadding)
        if case .x931(let digest) = padding, digest != .sha1 {
            // Wine ends every hash with SHA-1's number.
            guard [.sha256, .sha384, .sha512].contains(digest) else {
                #expect(refusal { _ = try key.sign(hash, padding) } == .unsupportedAlgorithm)
                return
            }
            #expect(try !key.publicKey.accepts(signature, hash, padding))
            return
        }
        #expect(try key.sign(hash, padding) == signature)
        #expect(try key.publicKey.accepts(signature, hash, padding))
        // Wine takes a signature without OID where it expects one.
        var other = RSASignaturePadding.pkcs1WithoutIdentifier
        if padding == other, let digest = record.digestAlgorithm { other = .pkcs1(digest) }
        if padding != other { #expect((try? key.publicKey.accepts(signature, hash, other)) != true) }
    }

    /// OpenSSL's, and damaged blocks.
    static let verdicts = records("openssl-sign") { _ in true }

    @Test(arguments: verdicts) func judgesAsOpenSSL(record: GoldenRecord) throws {
        let key = try record.publicKey()
        let hash = try #require(record.bytes("hash"))
        let signature = try #require(record.bytes("signature"))
        let valid = record.bool("valid") == true
        let padding = try #require(record.signaturePadding)
        #expect(try key.accepts(signature, hash, padding) == valid, "\(record.string("remark") ?? "")")
        guard valid else { return }
        for bit in [0, 7, 500] {
            var damaged = signature
            damaged[signature.count - 1 - bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try !key.accepts(damaged, hash, padding))
        }
        #expect(try !key.accepts(signature, hash.dropLast() + [hash[hash.count - 1] ^ 1], padding))
    }

    /// What Wine's bcrypt signed: PKCS #1 v1.5, and from 1024 bits PSS; without the key whose exponent has 65 bits.
    static let cngSignatures = records("cng-rsa") {
        $0.bytes("pkcs1_sha256_signature") != nil && $0.bytes("e")?.count ?? 0 <= 4
    }

    @Test(arguments: cngSignatures) func acceptsWhatCNGSigned(record: GoldenRecord) throws {
        let key = try record.publicKey()
        let hash = try #require(record.bytes("digest"))
        let signature = try #require(record.bytes("pkcs1_sha256_signature"))
        #expect(try key.accepts(signature, hash, .pkcs1(.sha256)))
        if let signature = record.bytes("pss_sha256_salt32_signature") {
            #expect(try key.accepts(signature, hash, .pss(.sha256, saltByteCount: 32)))
            #expect(try !key.accepts(signature, hash, .pss(.sha256, saltByteCount: 20)))
        }
    }

    @Test(arguments: [RSATestKey.bits1024, .bits1032, .bits2040]) func pssSignaturesDifferAndVerify(known: RSATestKey)
        throws
    {
        let key = try known.privateKey()
        for digest in DigestAlgorithm.allCases {
            let hash = [UInt8](randomOf: digest.byteCount)
            let room = known.modulus.count - digest.byteCount - 2
            for saltByteCount in [0, 1, digest.byteCount, room] where saltByteCount <= room {
                let padding = RSASignaturePadding.pss(digest, saltByteCount: saltByteCount)
                let signature = try key.sign(hash, padding)
                #expect(try key.publicKey.accepts(signature, hash, padding))
                if saltByteCount > 0 { #expect(try key.sign(hash, padding) != signature || saltByteCount == 1) }
            }
            #expect(refusal { _ = try key.sign(hash, .pss(digest, saltByteCount: room + 1)) } == .messageTooLong)
        }
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let key = try RSATestKey.bits512.privateKey()
        let hash = [UInt8](repeating: 1, count: 64)
        let refusals: [(Int, RSASignaturePadding, CipherError)] = [
            (64, .pkcs1(.sha512), .messageTooLong), (54, .pkcs1WithoutIdentifier, .messageTooLong),
            (64, .x931(.sha512), .messageTooLong), (64, .pss(.sha512, saltByteCount: 0), .messageTooLong),
            (20, .pss(.sha1, saltByteCount: -1), .illegalParameter),
            (20, .pss(.sha1, saltByteCount: .max), .messageTooLong),
            (19, .pkcs1(.sha1), .illegalDataLength), (0, .x931(.sha1), .illegalDataLength),
            (16, .x931(.md5), .unsupportedAlgorithm),
        ]
        for (count, padding, error) in refusals {
            #expect(refusal { _ = try key.sign(Array(hash.prefix(count)), padding) } == error, "\(padding)")
            #expect(
                refusal { _ = try key.publicKey.accepts(hash, Array(hash.prefix(count)), padding) } == error,
                "\(padding)")
        }
        #expect(try key.sign(Array(hash.prefix(53)), .pkcs1WithoutIdentifier).count == 64)
    }
}

extension RSAPrivateKey {
    fileprivate borrowing func sign(_ hash: [UInt8], _ padding: RSASignaturePadding) throws -> [UInt8] {
        try sign(hash: hash.span.bytes, padding: padding)
    }
}

extension GoldenRecord {
    /// The key of the PRIVATEKEYBLOB in `rsa_private_blob`.
    fileprivate func privateKey() throws -> RSAPrivateKey {
        var rest = try #require(bytes("rsa_private_blob")).dropFirst(12)
        func next(_ count: Int) -> [UInt8] {
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reversed()
        }
        let byteCount = next(4).reduce(0) { $0 << 8 | Int($1) } / 8
        let exponent = next(4).reduce(0) { $0 << 8 | UInt32($1) }
        let modulus = next(byteCount)
        let (prime1, prime2) = (next((byteCount + 1) / 2), next((byteCount + 1) / 2))
        return try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: modulus.span.bytes, publicExponent: exponent),
            prime1: prime1.span.bytes, prime2: prime2.span.bytes)
    }
}
