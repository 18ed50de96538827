import CipherCore
import GoldenVectors
import Testing

/// Derivations from passphrases. Records of OpenSSL (`Scripts/make-derivation-vectors`) and Wine, and the RFCs' own.
struct PassphraseDerivationTests {
    static let pbkdf2Records =
        SecretDerivationTests.records("PBKDF2")
        + ((try? GoldenVectors.load("cng-symmetric")) ?? []).filter { $0.format == "PBKDF2" }

    @Test func thereAreRecords() {
        #expect(Self.pbkdf2Records.count == 36)
        #expect(SecretDerivationTests.records("scrypt").count == 5)
        #expect(SecretDerivationTests.records("Argon2id").count == 12)
    }

    @Test(arguments: pbkdf2Records)
    func pbkdf2(_ record: GoldenRecord) throws {
        let digest = try #require(record.digestAlgorithm ?? record.cngDigest)
        let passphrase = try record.field(record.string("password") == nil ? "passphrase" : "password")
        let (salt, output) = (try record.field("salt"), try record.field("output"))
        let key = try PBKDF2.derive(
            digest, passphrase: passphrase.span.bytes, salt: salt.span.bytes,
            iterations: Int(try #require(record.number("iterations"))), byteCount: output.count)
        #expect(hex(key) == hex(output))
    }

    /// RFC 6070, but for the one of 16,777,216 iterations; with SHA-256, RFC 7914 section 11.
    @Test(arguments: [
        (DigestAlgorithm.sha1, "password", "salt", 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
        (.sha1, "password", "salt", 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
        (.sha1, "password", "salt", 4096, "4b007901b765489abead49d926f721d065a429c1"),
        (
            .sha1, "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096,
            "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
        ),
        (.sha1, "pass\u{0}word", "sa\u{0}lt", 4096, "56fa6aa75548099dcc37d7f03425e0c3"),
        (
            .sha256, "passwd", "salt", 1,
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        ),
        (
            .sha256, "Password", "NaCl", 80000,
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
        ),
    ])
    func pbkdf2Examples(
        _ digest: DigestAlgorithm, _ passphrase: String, _ salt: String, _ iterations: Int, _ expected: String
    ) throws {
        let (passphrase, salt) = (Array(passphrase.utf8), Array(salt.utf8))
        let key = try PBKDF2.derive(
            digest, passphrase: passphrase.span.bytes, salt: salt.span.bytes, iterations: iterations,
            byteCount: expected.utf8.count / 2)
        #expect(hex(key) == expected)
    }

    /// An empty passphrase is one, for PBKDF2 and scrypt (hashlib); scrypt does without salt too. Argon2id does not
    /// take it, and neither does PBKDF2 without salt: libgcrypt refuses.
    @Test func emptyInputs() throws {
        let salt = pattern(16, seed: 114)
        let some = salt.span.bytes
        let none = RawSpan()
        let word = Array("salt".utf8)
        let key = try PBKDF2.derive(.sha256, passphrase: none, salt: word.span.bytes, iterations: 2, byteCount: 16)
        #expect(hex(key) == "62384466264daadc4144018c6bd86464")
        let cheap = try Scrypt.Parameters(cost: 16, parallelization: 1)
        let scrypt = try Scrypt.derive(passphrase: none, salt: none, parameters: cheap, byteCount: 16)
        #expect(hex(scrypt) == "e2b1883717d879f495cb7d86aa1eb869")
        let outcomes = [
            refusal { _ = try PBKDF2.derive(.sha1, passphrase: some, salt: none, iterations: 1, byteCount: 16) },
            refusal {
                _ = try Argon2id.derive(passphrase: none, salt: some, parameters: .recommended, byteCount: 16)
            },
            refusal {
                _ = try Argon2id.derive(passphrase: some, salt: none, parameters: .recommended, byteCount: 16)
            },
        ]
        #expect(outcomes.allSatisfy { $0 == .illegalParameter })
    }

    @Test(arguments: SecretDerivationTests.records("scrypt"))
    func scrypt(_ record: GoldenRecord) throws {
        let (passphrase, salt) = (try record.field("passphrase"), try record.field("salt"))
        let output = try record.field("output")
        let parameters = try Scrypt.Parameters(
            cost: Int(#require(record.number("cost"))), parallelization: Int(#require(record.number("parallelization")))
        )
        let key = try Scrypt.derive(
            passphrase: passphrase.span.bytes, salt: salt.span.bytes, parameters: parameters, byteCount: output.count)
        #expect(hex(key) == hex(output))
    }

    /// RFC 7914 section 12, without the first, whose block size is not libgcrypt's, and the last, which takes 1 GiB.
    @Test(arguments: [
        (
            "password", "NaCl", 1024, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", 16384, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func scryptExamples(
        _ passphrase: String, _ salt: String, _ cost: Int, _ parallelization: Int, _ expected: String
    ) throws {
        let (passphrase, salt) = (Array(passphrase.utf8), Array(salt.utf8))
        let parameters = try Scrypt.Parameters(cost: cost, parallelization: parallelization)
        let key = try Scrypt.derive(
            passphrase: passphrase.span.bytes, salt: salt.span.bytes, parameters: parameters, byteCount: 64)
        #expect(hex(key) == expected)
    }

    @Test(arguments: SecretDerivationTests.records("Argon2id"))
    func argon2id(_ record: GoldenRecord) throws {
        let (passphrase, salt) = (try record.field("passphrase"), try record.field("salt"))
        let (secret, data) = (try record.field("secret"), try record.field("associated_data"))
        let output = try record.field("output")
        let numbers = try ["memory", "passes", "lanes"].map { Int(try #require(record.number($0))) }
        let parameters = try Argon2id.Parameters(memoryKiB: numbers[0], passes: numbers[1], lanes: numbers[2])
        let key = try Argon2id.derive(
            passphrase: passphrase.span.bytes, salt: salt.span.bytes, secret: secret.span.bytes,
            associatedData: data.span.bytes, parameters: parameters, byteCount: output.count)
        #expect(hex(key) == hex(output))
    }

    /// RFC 9106 section 5.3.
    @Test func argon2idExample() throws {
        let (passphrase, salt) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 16))
        let (secret, data) = ([UInt8](repeating: 3, count: 8), [UInt8](repeating: 4, count: 12))
        let key = try Argon2id.derive(
            passphrase: passphrase.span.bytes, salt: salt.span.bytes, secret: secret.span.bytes,
            associatedData: data.span.bytes, parameters: Argon2id.Parameters(memoryKiB: 32, passes: 3, lanes: 4),
            byteCount: 32)
        #expect(hex(key) == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
    }

    /// Refused before anything is allocated or computed.
    @Test(arguments: [
        (0, 1), (1, 1), (3, 1), (-2, 1), (1 << 21, 1), (Int.min, 1), (Int.max, 1), (2, 0), (2, -1), (2, 1025),
        (2, Int.max), (1 << 20, 17), (1 << 15, 513),
    ])
    func scryptParameters(_ cost: Int, _ parallelization: Int) {
        let outcome = refusal { _ = try Scrypt.Parameters(cost: cost, parallelization: parallelization) }
        #expect(outcome == .illegalParameter)
    }

    @Test(arguments: [(1 << 20, 16), (2, 1), (1 << 14, 1024)])
    func scryptParametersAtTheirBounds(_ cost: Int, _ parallelization: Int) {
        #expect(refusal { _ = try Scrypt.Parameters(cost: cost, parallelization: parallelization) } == nil)
    }

    @Test(arguments: [
        (0, 1, 1), (7, 1, 1), (15, 1, 2), (-8, 1, 1), (1 << 21 + 1, 1, 1), (Int.max, 1, 1), (Int.min, 1, 1), (8, 0, 1),
        (8, -1, 1), (8, 1 << 21 + 1, 1), (8, Int.max, 1), (1 << 21, 9, 1), (8, 1, 0), (8, 1, -1), (520, 1, 65),
        (8, 1, Int.max),
    ])
    func argon2idParameters(_ memoryKiB: Int, _ passes: Int, _ lanes: Int) {
        let outcome = refusal { _ = try Argon2id.Parameters(memoryKiB: memoryKiB, passes: passes, lanes: lanes) }
        #expect(outcome == .illegalParameter)
    }

    @Test(arguments: [(8, 1, 1), (16, 1, 2), (512, 1, 64), (1 << 21, 8, 1), (8, 1 << 21, 1)])
    func argon2idParametersAtTheirBounds(_ memoryKiB: Int, _ passes: Int, _ lanes: Int) {
        #expect(refusal { _ = try Argon2id.Parameters(memoryKiB: memoryKiB, passes: passes, lanes: lanes) } == nil)
    }

    @Test(arguments: [-1, 0, 65537, Int.max])
    func lengthsThatNoneMakes(_ count: Int) throws {
        let salt = pattern(16, seed: 111)
        let bytes = salt.span.bytes
        let cheap = try Scrypt.Parameters(cost: 2, parallelization: 1)
        let outcomes = [
            refusal { _ = try PBKDF2.derive(.sha1, passphrase: bytes, salt: bytes, iterations: 1, byteCount: count) },
            refusal { _ = try Scrypt.derive(passphrase: bytes, salt: bytes, parameters: cheap, byteCount: count) },
            refusal {
                _ = try Argon2id.derive(passphrase: bytes, salt: bytes, parameters: .recommended, byteCount: count)
            },
            refusal {
                _ = try Argon2id.derive(
                    passphrase: bytes, salt: bytes, parameters: .recommended, byteCount: count < 4 ? 3 : 65)
            },
        ]
        #expect(outcomes.allSatisfy { $0 == .illegalParameter })
    }

    @Test(arguments: [Int.min, -1, 0, 100_000_001, Int.max])
    func iterationsBeyondReason(_ iterations: Int) {
        let salt = pattern(16, seed: 112)
        let outcome = refusal {
            _ = try PBKDF2.derive(
                .sha1, passphrase: salt.span.bytes, salt: salt.span.bytes, iterations: iterations, byteCount: 16)
        }
        #expect(outcome == .illegalParameter)
    }

    @Test func nobodyHasDefinedPBKDF2WithMD2() {
        let salt = pattern(16, seed: 113)
        let outcome = refusal {
            _ = try PBKDF2.derive(
                .md2, passphrase: salt.span.bytes, salt: salt.span.bytes, iterations: 1, byteCount: 16)
        }
        #expect(outcome == .unsupportedAlgorithm)
    }
}

extension GoldenRecord {
    /// The hash function that CNG records call by name.
    fileprivate var cngDigest: DigestAlgorithm? {
        switch string("alg") {
        case "SHA1": .sha1
        case "SHA256": .sha256
        case "SHA512": .sha512
        default: nil
        }
    }
}
