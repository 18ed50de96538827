import KeyBlob
import KeyProvider
import Testing

/// Names, types and enumerations of the providers.
struct ProviderIdentityTests {
    @Test(arguments: Provider.allCases)
    func namesLeadBack(_ provider: Provider) {
        #expect(Provider(named: provider.name) == provider)
        #expect(Provider(named: provider.name.uppercased()) == provider)
        #expect(Provider(named: provider.name + "x") == nil)
        #expect(provider.type.standardProvider.type == provider.type)
    }

    @Test func namesBesideTheirOwn() {
        #expect(Provider(named: "Microsoft Enhanced RSA and AES Cryptographic Provider (Prototype)") == .aes)
        #expect(Provider(named: "") == nil)
        // The pages spell it otherwise than the header.
        #expect(Provider(named: "Microsoft RSA Schannel Cryptographic Provider") == .rsaSchannel)
    }

    @Test func typesHaveTheirStandardProviders() {
        let standard: [ProviderType: Provider] = [
            .rsaFull: .strong, .dss: .dss, .rsaSchannel: .rsaSchannel, .dssDH: .enhancedDSSDH,
            .dhSchannel: .dhSchannel, .rsaAES: .aes,
        ]
        for type in ProviderType.allCases { #expect(type.standardProvider == standard[type]) }
        #expect(ProviderType.allCases.map(\.rawValue) == [1, 3, 12, 13, 18, 24])
    }

    /// The names must fit the fields of PROV_ENUMALGS_EX, terminator included, and no entry may stand twice.
    @Test(arguments: Provider.allCases)
    func entriesFitTheirStructures(_ provider: Provider) throws {
        let entries = provider.algorithms
        #expect(!entries.isEmpty)
        #expect(Set(entries.map(\.identifier)).count == entries.count)
        for entry in entries {
            #expect(entry.name.utf8.count < 20 && entry.longName.utf8.count < 40, "\(entry)")
            #expect(entry.bitLengths.contains(entry.defaultBitLength), "\(entry)")
            #expect(try provider.algorithm(entry.identifier) == entry)
        }
        #expect(!provider.has(.aes) && !provider.has(.rc5))
    }

    /// SHA-2 is the AES provider's; DSS providers know MD5 and SHA-1.
    @Test(arguments: Provider.allCases)
    func hashes(_ provider: Provider) {
        let has = [AlgorithmIdentifier.md2, .md4, .md5, .sha1, .sha256, .sha384, .sha512].map { provider.has($0) }
        let isRSA = provider.family == .rsa
        #expect(has == [isRSA, isRSA, true, true] + [Bool](repeating: provider == .aes, count: 3))
    }

    /// The lengths that Windows was seen to take and refuse (Wine's conformance tests).
    @Test(arguments: [
        (Provider.dss, AlgorithmIdentifier.dssSign, [512, 768, 1024], [448, 513, 1032, 1088]),
        (.baseDSSDH, .dhEphemeral, [512, 576, 1024], [448, 513, 1088]),
        (.enhancedDSSDH, .dhStoreAndForward, [512, 2048, 4096], [448, 513, 1032, 1040, 4160]),
        (.dhSchannel, .dhEphemeral, [512, 4096], [448, 4160]),
        (.strong, .rsaSign, [384, 392, 16384], [376, 385, 16392]),
    ])
    func pairLengths(_ provider: Provider, _ algorithm: AlgorithmIdentifier, _ legal: [Int], _ illegal: [Int]) throws {
        let entry = try provider.algorithm(algorithm)
        for bits in legal {
            #expect(entry.bitLengths.contains(bits) && bits.isMultiple(of: entry.stepBitLength))
        }
        for bits in illegal + [0, -64, .max] {
            #expect(
                refusal { try KeyPair(generating: algorithm, bits: bits, provider: provider, allowing: .weakKeys) }
                    == .illegalKeyLength(bits: bits))
        }
    }

    @Test func pairsOfEveryKind() throws {
        for (provider, algorithm, bits) in [
            (.aes, .rsaSign, 512), (.dss, .dssSign, 512), (.baseDSSDH, .dhEphemeral, 512),
            (.enhancedDSSDH, .dhStoreAndForward, 1024), (.enhancedDSSDH, .dssSign, 1024),
        ] as [(Provider, AlgorithmIdentifier, Int)] {
            let pair = try KeyPair(generating: algorithm, bits: bits, provider: provider, allowing: .weakKeys)
            #expect(pair.algorithm == algorithm && pair.bitLength == bits && pair.publicKey.algorithm == algorithm)
            let refused = refusal { try KeyPair(generating: algorithm, bits: bits, provider: provider) }
            #expect(refused == .weakKeyRefused)
        }
        #expect(
            refusal { try KeyPair(generating: .dhStoreAndForward, provider: .dss, allowing: .weakKeys) }
                == .unsupportedAlgorithm(.dhStoreAndForward))
    }
}
