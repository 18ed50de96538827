import GoldenVectors
import KeyBlob
import Testing

@testable import CipherCore
@testable import KeyProvider

/// Diffie-Hellman between two pairs, and what becomes of the secret.
struct AgreementTests {
    /// Lengths of p: with a group of its own, with the standard ones, the longest.
    static let lengths = [512, 768, 1024, 1536, 2048, 3072, 4096]

    static func agreements() throws -> [GoldenRecord] { try golden("openssl-dsa-dh", "DH agreement") }

    /// What both sides agreed on. Their pairs are gone.
    private struct Agreement: ~Copyable {
        let ours: AgreedKey
        let theirs: AgreedKey
        let again: AgreedKey

        static func make(bits: Int) throws -> Agreement {
            let own = try KeyPair(
                generating: .dhEphemeral, bits: bits, provider: .enhancedDSSDH, allowing: .weakKeys)
            let parameters = own.parameters
            let other = try KeyPair(
                generating: .dhStoreAndForward, bits: bits, parameters: try #require(parameters),
                provider: .enhancedDSSDH, isExportable: false, allowing: .weakKeys)
            let ours = try own.agree(with: other.publicKey)
            // Version 2 has no group, version 3 all of it.
            let theirs = try other.agree(blob: own.publicKey.exportBlob())
            let again = try other.agree(blob: own.publicKey.exportBlob(version3: true))
            return Agreement(ours: ours, theirs: theirs, again: again)
        }
    }

    @Test(arguments: lengths)
    func bothSidesHaveTheSameKeys(_ bits: Int) throws {
        let both = try Agreement.make(bits: bits)
        for algorithm in SessionKey.algorithms where Provider.enhancedDSSDH.has(algorithm) {
            let key = try both.ours.sessionKey(algorithm).exported()
            #expect(
                try key == both.theirs.sessionKey(algorithm).exported()
                    && key == both.again.sessionKey(algorithm).exported())
        }
        for algorithm in [AlgorithmIdentifier.ssl3Master, .tls1Master] {
            let (master, other) = (try both.ours.preMaster(algorithm), try both.theirs.preMaster(algorithm))
            #expect(master == other)
        }
        let party = pattern(64)
        let (wrapping, other) = (try both.ours.kek(.tripleDES, party), try both.theirs.kek(.tripleDES, party))
        let bare = try both.theirs.kek(.tripleDES)
        #expect(wrapping == other && wrapping != bare)
    }

    /// The secret that OpenSSL has, and the rules by which keys are made of it.
    @Test(arguments: try agreements())
    func agreesWithOpenSSL(_ record: GoldenRecord) throws {
        let pair = try KeyPair(record.pairBlob())
        let agreed = try pair.agree(blob: publicBlob(record.required("peer")))
        let secret = try record.required("secret")
        #expect(agreed.secret.array == secret)

        let value = Array(secret.reversed())
        #expect(try agreed.sessionKey(.rc4, bits: 56).exported().dropFirst(12) == value[..<7])
        #expect(try agreed.sessionKey(.aes256, provider: .aes).exported().dropFirst(12) == value[..<32])
        let salted = try agreed.sessionKey(.rc2, bits: 40, salt: .create)
        #expect(salted.copiedSalt == Array(value[5..<16]))
        let des = Array(try agreed.sessionKey(.tripleDES).exported().dropFirst(12))
        #expect(zip(des, value).allSatisfy { $0 & 0xFE == $1 & 0xFE && $0.nonzeroBitCount % 2 == 1 } && des.count == 24)
        #expect(try agreed.preMaster(.tls1Master) == Array(secret.drop { $0 == 0 }))
        for (algorithm, identifier) in [
            (AlgorithmIdentifier.tripleDES, X942KDF.tripleDESWrap), (.rc2, X942KDF.rc2Wrap),
        ] {
            let key = try agreed.kek(algorithm)
            let material = try X942KDF.derive(
                secret: secret.span.bytes, objectIdentifier: identifier, byteCount: key.count
            ).array
            #expect(zip(key, material).allSatisfy { $0 & 0xFE == $1 & 0xFE })
        }
    }

    /// RFC 2631 section 2.1.6: a secret of 20 bytes, without and with a partyAInfo.
    @Test func followsRFC2631() throws {
        let bytes = Array(0..<20 as Range<UInt8>)
        let agreed = AgreedKey(try SecretBytes(copying: bytes.span.bytes))
        let key = try agreed.kek(.tripleDES, [], "1.2.840.113549.1.9.16.3.6")
        let expected = try #require(
            [UInt8](hex: "a09661392376f7044d9052a397883246b67f5f1ef63eb5fb"))
        #expect(zip(key, expected).allSatisfy { $0 & 0xFE == $1 & 0xFE })
        let party = try #require(
            [UInt8](hex: String(repeating: "0123456789abcdeffedcba9876543201", count: 4)))
        let wrapping = try agreed.kek(.rc2, party)
        #expect(wrapping == [UInt8](hex: "48950c46e0530075403cce72889604e0"))
        for text in ["", ".", "1", "1.40", "3.1", "1.2.", "1..2", "+1.2", "1.-2", "1.2.99999999999"] {
            #expect(refusal { try agreed.wrappingKey(.rc2, objectIdentifier: text) } == .illegalParameter(.keyInfo))
        }
        #expect(refusal { try agreed.wrappingKey(.des) } == .unsupportedAlgorithm(.des))
        #expect(
            refusal { try agreed.sessionKey(.tripleDES, provider: .baseDSSDH) } == .unsupportedAlgorithm(.tripleDES))
        #expect(refusal { try agreed.sessionKey(.rc4, bits: 136) } == .illegalKeyLength(bits: 136))
        // 20 bytes are no 24.
        #expect(refusal { try agreed.sessionKey(.tripleDES) } == .illegalKeyLength(bits: 192))
        #expect(refusal { try agreed.masterKey(.ssl2Master) } == .unsupportedAlgorithm(.ssl2Master))
        #expect(refusal { try agreed.masterKey(.tls1Master, provider: .aes) } == .unsupportedAlgorithm(.tls1Master))
        let copy = try agreed.duplicate()
        #expect(copy.secret.array == bytes)
    }

    /// A pre-master secret begins with no zero; session keys and RFC 2631 count them.
    @Test func leadingZerosOfTheSecret() throws {
        let own = try KeyPair(generating: .dhEphemeral, bits: 768, provider: .dhSchannel, allowing: .weakKeys)
        let parameters = own.parameters
        let group = try #require(parameters)
        for _ in 0..<10_000 {
            let other = try KeyPair(
                generating: .dhEphemeral, parameters: group, provider: .dhSchannel, allowing: .weakKeys)
            let agreed = try own.agree(with: other.publicKey)
            let secret = agreed.secret.array
            guard secret[0] == 0 else { continue }
            let preMaster = try agreed.preMaster(.tls1Master)
            #expect(preMaster == Array(secret.drop { $0 == 0 }) && preMaster.count < 96)
            return
        }
        Issue.record("no secret began with a zero")
    }

    @Test func strangersAreRefused() throws {
        let own = try KeyPair(generating: .dhEphemeral, bits: 768, provider: .dhSchannel, allowing: .weakKeys)
        let other = try KeyPair(generating: .dhEphemeral, bits: 1024, provider: .dhSchannel, allowing: .weakKeys)
        #expect(refusal { try own.agree(with: other.publicKey) } == .inconsistentKey)
        #expect(refusal { try own.agree(blob: other.publicKey.exportBlob()) } == .inconsistentKey)
        let rsa = try KeyPair(pairBlob(bits: 512))
        #expect(refusal { try own.agree(with: rsa.publicKey) } == .unsuitableKey)
        #expect(refusal { try rsa.agree(with: own.publicKey) } == .unsuitableKey)
        #expect(refusal { try rsa.agree(blob: own.publicKey.exportBlob()) } == .unsuitableKey)
        guard case .blob? = refusal({ try own.agree(blob: [1, 2, 3]) }) else {
            Issue.record("three bytes were taken")
            return
        }
    }

    /// 0, 1, p - 1, p and more, in both versions.
    @Test func degenerateValuesAreRefused() throws {
        let own = try KeyPair(generating: .dhEphemeral, bits: 768, provider: .dhSchannel, allowing: .weakKeys)
        let parameters = own.parameters
        let p = try #require(parameters).prime
        let count = p.count
        let zero = [UInt8](repeating: 0, count: count)
        let values = [
            zero, [1] + zero.dropLast(), [p[0] - 1] + p.dropFirst(), p, [UInt8](repeating: 0xFF, count: count),
        ]
        for value in values {
            for version3 in [false, true] {
                let blob = Array(try own.publicKey.exportBlob(version3: version3).dropLast(count)) + value
                #expect(
                    refusal { try own.agree(blob: blob) }
                        == .cipher(.weakKey(.degeneratePublicValue)))
            }
        }
        let two = Array(try own.publicKey.exportBlob().dropLast(count)) + [2] + zero.dropLast()
        #expect(refusal { try own.agree(blob: two) } == nil)
    }

    /// Elements of small order: with a q they are seen, without one their secret is, where it is 1.
    @Test func smallSubgroupsAreRefused() throws {
        let record = try #require(
            golden("capi-private", "PRIVATEKEYBLOB DH4 (version 3)").first { $0.bytes("q") != nil })
        let (p, q, g) = (try record.required("p"), try record.required("q"), try record.required("g"))
        let prime = try BigInteger(public: p.span.bytes)
        let element = try BigInteger(3).power((prime - 1) / BigInteger(3), modulo: prime).bytes(count: p.count)
        #expect(BigEndian(element.array) != BigEndian([1]))
        let blob = try publicBlob(element.array)

        let known = KeyParameters(bigEndian: p, q, g)
        let unknown = KeyParameters(bigEndian: p, nil, g)
        var trivial = 0
        for _ in 0..<40 {
            let guarded = try KeyPair(
                generating: .dhEphemeral, parameters: known, provider: .enhancedDSSDH, allowing: .weakKeys)
            #expect(
                refusal { try guarded.agree(blob: blob) } == .cipher(.weakKey(.valueOutsideSubgroup)))
            let careless = try KeyPair(
                generating: .dhEphemeral, parameters: unknown, provider: .enhancedDSSDH, allowing: .weakKeys)
            let outcome = refusal { try careless.agree(blob: blob) }
            #expect(outcome == nil || outcome == .cipher(.weakKey(.degeneratePublicValue)))
            if outcome != nil { trivial += 1 }
        }
        // A third of all private values.
        #expect((1..<40).contains(trivial))
    }
}

/// A PUBLICKEYBLOB of version 2 with a big-endian y.
private func publicBlob(_ y: [UInt8]) throws -> [UInt8] {
    let value = Array(y.reversed())
    return try DHPublicKeyBlob(
        keyAlgorithm: .dhEphemeral, publicValue: LittleEndianInteger(bytes: value.span.bytes)
    ).serialized()
}

extension KeyParameters {
    /// Parameters of big-endian numbers.
    fileprivate init(bigEndian p: [UInt8], _ q: [UInt8]?, _ g: [UInt8]) {
        let (prime, generator) = (Array(p.reversed()), Array(g.reversed()))
        guard let q else {
            self.init(prime: prime.span.bytes, generator: generator.span.bytes)
            return
        }
        let order = Array(q.reversed())
        self.init(prime: prime.span.bytes, q: order.span.bytes, generator: generator.span.bytes)
    }
}

extension KeyPair {
    /// What the pair agrees on with the key in a BLOB.
    fileprivate borrowing func agree(blob: [UInt8]) throws -> AgreedKey { try agree(importing: blob.span.bytes) }
}

extension AgreedKey {
    /// The pre-master secret of a master key.
    fileprivate borrowing func preMaster(_ algorithm: AlgorithmIdentifier) throws -> [UInt8] {
        let master = try masterKey(algorithm)
        return master.secret.array
    }

    /// The bytes of a wrapping key.
    fileprivate borrowing func kek(
        _ algorithm: AlgorithmIdentifier, _ party: [UInt8] = [], _ objectIdentifier: String? = nil
    ) throws -> [UInt8] {
        let key = try wrappingKey(
            algorithm, objectIdentifier: objectIdentifier, partyInfo: party.span.bytes, isExportable: true)
        return try Array(key.exported().dropFirst(12))
    }
}

extension GoldenRecord {
    /// A Diffie-Hellman pair of a record as a PRIVATEKEYBLOB of version 2.
    fileprivate func pairBlob() throws -> [UInt8] {
        let p = Array(try required("p").reversed())
        let field = { (number: [UInt8]) in
            let digits = BigEndian(number).digits.reversed()
            return Array(digits) + [UInt8](repeating: 0, count: p.count - digits.count)
        }
        let (g, x) = (field(try required("g")), field(try required("x")))
        var bytes = [UInt8](repeating: 0, count: 16 + 3 * p.count)
        let blob = DHPrivateKeyBlob(
            keyAlgorithm: .dhEphemeral, p: LittleEndianInteger(bytes: p.span.bytes),
            g: LittleEndianInteger(bytes: g.span.bytes), privateValue: LittleEndianInteger(bytes: x.span.bytes))
        _ = try bytes.withUnsafeMutableBytes { try blob.serialize(into: $0) }
        return bytes
    }
}
