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

    static let bigger: [Provider] = [.strong, .enhanced, .aes]
    static let rows = [
        Row(
            algorithm: .rc2, standard: [.base: 40, .strong: 128, .enhanced: 128, .aes: 128], asked: [40, 48, 56, 128]),
        Row(
            algorithm: .rc4, standard: [.base: 40, .strong: 128, .enhanced: 128, .aes: 128], asked: [40, 48, 56, 128]),
        Row(algorithm: .des, standard: [.base: 64, .strong: 64, .enhanced: 64, .aes: 64], asked: [56, 64]),
        Row(algorithm: .twoKeyTripleDES, standard: [.strong: 128, .enhanced: 128, .aes: 128], asked: [112, 128]),
        Row(algorithm: .tripleDES, standard: [.strong: 192, .enhanced: 192, .aes: 192], asked: [168, 192]),
        Row(algorithm: .aes128, standard: [.aes: 128], asked: [128]),
        Row(algorithm: .aes192, standard: [.aes: 192], asked: [192]),
        Row(algorithm: .aes256, standard: [.aes: 256], asked: [256]),
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
                ? (40...(provider == .base ? 56 : 128)).contains(bits) && bits.isMultiple(of: 8)
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

    /// On import only 40-bit keys get a salt, of zeros, and CRYPT_CREATE_SALT has nothing to create it from.
    @Test(arguments: Provider.allCases, [AlgorithmIdentifier.rc2, .rc4])
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
