import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

/// Every record of `capi-sign`: CryptSignHash of Wine's AES provider, byte for byte, and what it verified.
struct SignRecordTests {
    static func records() throws -> [GoldenRecord] { try GoldenVectors.load("capi-sign") }

    /// Modulus of 512 bits, DigestInfo of SHA-384 or SHA-512, or 64 bare bytes: no room, where Wine crashed.
    static let withoutRoom: Set = ["0010", "0012", "0013"]
    /// The flags ask for PKCS #1 block type 2, which is not for signatures; our API has no such format.
    static func type2() throws -> [GoldenRecord] { try records().filter { $0.number("flags") == 2 } }
    /// Wine ends the X9.31 block of every hash with SHA-1's number: right for SHA-1 alone.
    static func wrongX931() throws -> [GoldenRecord] {
        try records().filter { try $0.number("flags") == 4 && $0.algorithm("hash_algid") != .sha1 }
    }
    static func signed() throws -> [GoldenRecord] {
        let others = try Set((type2() + wrongX931()).map(\.number)).union(withoutRoom)
        return try records().filter { !others.contains($0.number) }
    }

    @Test func everyRecordIsTested() throws {
        #expect(try Self.records().count == 208)
        #expect(try Self.type2().count == 16)
        #expect(try Self.type2().allSatisfy { $0.number("err") == LastError.badFlags })
        #expect(try Self.wrongX931().count == 14)
        #expect(try Self.signed().count == 208 - 16 - 14 - 3)
    }

    private func pair(_ record: GoldenRecord) throws -> KeyPair {
        let pair = try KeyPair(record.required("rsa_private_blob"))
        #expect(try pair.algorithm == record.algorithm())
        #expect(record.string("keyspec") == (pair.purpose == .signature ? "AT_SIGNATURE" : "AT_KEYEXCHANGE"))
        return pair
    }

    /// The hash of the message; SSL3_SHAMD5's value is set.
    private func hash(_ record: GoldenRecord) throws -> HashObject {
        let algorithm = try record.algorithm("hash_algid")
        guard algorithm == .ssl3SHAMD5 else { return try HashObject(algorithm, of: record.required("message")) }
        var hash = try HashObject(algorithm, provider: .aes)
        try hash.setValue(record.required("digest"))
        return hash
    }

    private func format(_ record: GoldenRecord) throws -> SignatureFormat {
        switch record.number("flags") {
        case 0: .standard
        case 1: .withoutIdentifier
        default: try #require(record.number("flags") == 4 ? .x931 : nil)
        }
    }

    @Test(arguments: try signed())
    func signsAsWine(_ record: GoldenRecord) throws {
        let pair = try pair(record)
        var hash = try hash(record)
        let signature = try pair.sign(&hash, format: format(record))
        #expect(signature == record.bytes("signature"))
        #expect(try hash.copiedValue() == record.required("digest"))
    }

    /// Wine also takes a signature without identifier for one with it; that is not the default here.
    @Test(arguments: try signed())
    func verifiesAsWine(_ record: GoldenRecord) throws {
        let key = try pair(record).publicKey
        let signature = try record.required("signature")
        func verdict(_ format: SignatureFormat, lax: Bool = false, _ signature: [UInt8]) throws -> String {
            var hash = try hash(record)
            let refused = refusal {
                try key.verify(signature.span.bytes, of: &hash, format: format, acceptingMissingIdentifier: lax)
            }
            #expect(refused == nil || refused == .badSignature)
            return refused == nil ? "ok" : "0x80090006"
        }
        // Wine crashed where a DigestInfo has no room under the modulus.
        let standard = record.string("verify_flags_0")
        #expect(
            try verdict(.standard, lax: true, signature) == (standard == "the implementation crashed" ? "ok" : standard)
        )
        if let bare = record.string("verify_flags_1") { #expect(try verdict(.withoutIdentifier, signature) == bare) }
        if let x931 = record.string("verify_flags_4") { #expect(try verdict(.x931, signature) == x931) }

        let isStandard = try format(record) == .standard || record.algorithm("hash_algid") == .ssl3SHAMD5
        #expect(try verdict(.standard, signature) == (isStandard ? "ok" : "0x80090006"))

        #expect(record.string("verify_tampered") == "0x80090006")
        for index in [0, signature.count / 2, signature.count - 1] {
            var tampered = signature
            tampered[index] ^= 1
            for format in SignatureFormat.allCases where try format != .x931 || self.format(record) == .x931 {
                #expect(try verdict(format, lax: true, tampered) == "0x80090006")
            }
        }
    }

    @Test(arguments: try records().filter { withoutRoom.contains($0.number) })
    func hasNoRoom(_ record: GoldenRecord) throws {
        #expect(record.string("err") == "the implementation crashed" && record.number("rsa_bits") == 512)
        let pair = try pair(record)
        var hash = try hash(record)
        #expect(refusal { try pair.sign(&hash, format: format(record)) } == .messageTooLong)
        let signature = pattern(64)
        #expect(
            refusal { try pair.publicKey.verify(signature.span.bytes, of: &hash, format: format(record)) }
                == .badSignature)
    }

    /// Ours ends SHA-2 with its own number, and refuses hashes that have none.
    @Test(arguments: try wrongX931())
    func differsFromWine(_ record: GoldenRecord) throws {
        let pair = try pair(record)
        var hash = try hash(record)
        let algorithm = hash.algorithm
        let theirs = try record.required("signature")
        guard [.sha256, .sha384, .sha512].contains(algorithm) else {
            #expect(refusal { try pair.sign(&hash, format: .x931) } == .unsupportedAlgorithm(algorithm))
            return
        }
        let ours = try pair.sign(&hash, format: .x931)
        #expect(ours != theirs)
        try pair.publicKey.verify(ours.span.bytes, of: &hash, format: .x931)
        #expect(refusal { try pair.publicKey.verify(theirs.span.bytes, of: &hash, format: .x931) } == .badSignature)
    }
}
