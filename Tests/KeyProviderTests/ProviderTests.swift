import KeyBlob
import KeyProvider
import Testing

/// Which session keys each provider has: the tables of Microsoft's pages on `CryptGenKey` and `CryptDeriveKey`.
struct ProviderTests {
    /// An algorithm's key lengths in bits: taken without asking, and taken when asked for.
    struct Row: Sendable, CustomTestStringConvertible {
        let algorithm: AlgorithmIdentifier
        let standard: [Provider: Int]
        let asked: [Int]
        var testDescription: String { "\(algorithm)" }
    }

    /// Providers with short keys, and those without a limit of export laws.
    static let short: [Provider] = [.base, .baseDSSDH]
    static let long: [Provider] = [.strong, .enhanced, .aes, .rsaSchannel, .enhancedDSSDH, .dhSchannel]

    /// The same standard length for each of some providers.
    private static func all(_ providers: [Provider], _ bits: Int) -> [Provider: Int] {
        Dictionary(uniqueKeysWithValues: providers.map { ($0, bits) })
    }

    private static let variable = all(short, 40).merging(all(long, 128)) { $1 }
    private static let withAES: [Provider] = [.aes, .rsaSchannel]

    static let rows = [
        Row(algorithm: .rc2, standard: variable, asked: [40, 48, 56, 128]),
        Row(algorithm: .rc4, standard: variable, asked: [40, 48, 56, 128]),
        Row(algorithm: .des, standard: all(short + long, 64), asked: [56, 64]),
        Row(algorithm: .twoKeyTripleDES, standard: all(long, 128), asked: [112, 128]),
        Row(algorithm: .tripleDES, standard: all(long, 192), asked: [168, 192]),
        Row(algorithm: .aes128, standard: all(withAES, 128), asked: [128]),
        Row(algorithm: .aes192, standard: all(withAES, 192), asked: [192]),
        Row(algorithm: .aes256, standard: all(withAES, 256), asked: [256]),
    ]

    @Test func everyAlgorithmIsTested() { #expect(Self.rows.map(\.algorithm) == SessionKey.algorithms) }

    @Test(arguments: rows, Provider.allCases)
    func keyLengths(_ row: Row, _ provider: Provider) throws {
        func generate(_ bits: Int?) throws -> Int {
            try SessionKey(
                generating: row.algorithm, bits: bits, provider: provider, allowing: .weakKeys
            ).keyBitLength
        }
        guard let standard = row.standard[provider] else {
            #expect(refusal { _ = try generate(nil) } == .unsupportedAlgorithm(row.algorithm))
            #expect(refusal { _ = try generate(row.asked[0]) } == .unsupportedAlgorithm(row.algorithm))
            return
        }
        #expect(try generate(nil) == standard)
        let isVariable = row.algorithm == .rc2 || row.algorithm == .rc4
        for bits in [-8, 0, 1, 8, 32, 39, 40, 41, 48, 56, 57, 64, 112, 127, 128, 129, 136, 168, 192, 256, 257, .max] {
            let isLegal =
                isVariable
                ? (40...(Self.short.contains(provider) ? 56 : 128)).contains(bits) && bits.isMultiple(of: 8)
                : row.asked.contains(bits)
            guard isLegal else {
                #expect(refusal { _ = try generate(bits) } == .illegalKeyLength(bits: bits))
                continue
            }
            #expect(try generate(bits) == (isVariable ? bits : standard))
        }
    }

    /// CALG_AES without a length, Schannel's keys, and whatever is no session key at all.
    @Test(arguments: Provider.allCases)
    func noOtherAlgorithms(_ provider: Provider) {
        let known = Set(SessionKey.algorithms)
        for (id, _) in AlgorithmIdentifier.named where !known.contains(id) {
            #expect(
                refusal { try SessionKey(generating: id, provider: provider, allowing: .weakKeys) }
                    == .unsupportedAlgorithm(id))
        }
        #expect(AlgorithmIdentifier.named.count > 40)
    }

    /// An engine puts its suites together of what says that it serves a protocol (Microsoft's page "Enumerating Supported
    /// Protocols", whose table has SSL 2.0 for RSA, MD5 and RC4, and not for SHA): pairs and digests say so too.
    @Test func protocolsOfSchannel() throws {
        typealias Protocols = ProviderAlgorithm.Protocols
        let modern: Protocols = [.ssl3, .tls1]
        let rows: [(Provider, AlgorithmIdentifier, Protocols)] = [
            (.rsaSchannel, .rsaKeyExchange, [.ssl2, .ssl3, .tls1, .signing]),
            (.rsaSchannel, .md5, [.ssl2, .ssl3, .tls1, .signing]), (.rsaSchannel, .sha1, [.ssl3, .tls1, .signing]),
            (.rsaSchannel, .rc4, [.ssl2, .ssl3, .tls1]), (.rsaSchannel, .tripleDES, [.ssl2, .ssl3, .tls1]),
            (.rsaSchannel, .aes256, modern), (.rsaSchannel, .ssl2Master, [.ssl2]), (.rsaSchannel, .md2, [.signing]),
            (.dhSchannel, .dhEphemeral, modern), (.dhSchannel, .dssSign, [.ssl3, .tls1, .signing]),
            (.dhSchannel, .md5, [.ssl3, .tls1, .signing]), (.dhSchannel, .rc4, modern),
            (.aes, .rsaKeyExchange, [.ipsec, .signing]), (.aes, .sha1, [.signing]), (.aes, .rc4, []),
            (.enhancedDSSDH, .dssSign, [.signing]), (.enhancedDSSDH, .dhEphemeral, []),
        ]
        for (provider, algorithm, protocols) in rows {
            #expect(try provider.algorithm(algorithm).protocols == protocols, "\(provider) \(algorithm)")
        }
    }

    /// On import only 40-bit keys get a salt, of zeros, and CRYPT_CREATE_SALT has nothing to create it from.
    @Test(arguments: short + long, [AlgorithmIdentifier.rc2, .rc4])
    func saltsOnImport(_ provider: Provider, _ algorithm: AlgorithmIdentifier) throws {
        for (byteCount, policy, salt) in [
            (5, .standard, 11), (5, .create, 11), (5, .none, 0), (7, .standard, 0), (7, .create, 0), (7, .none, 0),
        ] as [(Int, SaltPolicy, Int)] {
            let blob = try SessionKey(sample: algorithm, byteCount).exported()
            let key = try SessionKey(plaintext: blob, provider: provider, salt: policy)
            #expect(key.copiedSalt == [UInt8](repeating: 0, count: salt))
            let pair = try KeyPair(pairBlob(bits: 512))
            let wrapped = try key.exportWrapped(for: pair.publicKey)
            #expect(
                try SessionKey(wrapped: wrapped, with: pair, provider: provider, salt: policy).copiedSalt
                    == key.copiedSalt)
        }
    }
}
