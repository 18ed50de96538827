import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// CRYPT_PREGEN: pairs in groups that somebody else chose.
struct KeyParametersTests {
    static let algorithms: [AlgorithmIdentifier] = [.dhEphemeral, .dhStoreAndForward]

    /// The group of a Diffie-Hellman record with a q, or without.
    private func parameters(withOrder: Bool) throws -> (blob: [UInt8], value: KeyParameters) {
        let records = try golden("capi-public", "PUBLICKEYBLOB DH3 (version 3)")
        let record = try #require(records.first { ($0.bytes("q") != nil) == withOrder })
        let blob = try record.required("blob")
        // Without y it is what KP_PUB_PARAMS holds.
        let whole = Array(blob.dropLast(try record.required("p").count))
        return (whole, try KeyParameters(importing: whole.span.bytes))
    }

    @Test(arguments: algorithms, [true, false])
    func makesPairsInAGivenGroup(_ algorithm: AlgorithmIdentifier, _ withOrder: Bool) throws {
        let group = try parameters(withOrder: withOrder).value
        let pair = try KeyPair(
            generating: algorithm, bits: 8 * group.prime.count, parameters: group, provider: .enhancedDSSDH,
            allowing: .weakKeys)
        #expect(pair.algorithm == algorithm && pair.parameters == group && pair.isExportable)
        #expect(try pair.verifyParameters())
        let blob = try pair.exported(version3: true)
        #expect(try KeyPair(blob).exported(version3: true) == blob)
        let other = try KeyPair(
            generating: algorithm, parameters: group, provider: .enhancedDSSDH, isExportable: false,
            allowing: .weakKeys)
        #expect(pair.publicKey != other.publicKey && !other.isExportable)
    }

    /// One by one, as KP_P, KP_Q and KP_G bring them.
    @Test func takesParametersOneByOne() throws {
        let group = try parameters(withOrder: true).value
        let order = try #require(group.subgroupOrder)
        let single = KeyParameters(
            prime: group.prime.span.bytes, q: order.span.bytes, generator: group.generator.span.bytes)
        for algorithm in Self.algorithms + [.dssSign] {
            let pair = try KeyPair(
                generating: algorithm, parameters: single, provider: .enhancedDSSDH, allowing: .weakKeys)
            #expect(pair.parameters == single)
            // A group without a seed says so.
            #expect(try pair.exported(version3: true)[28..<32].allSatisfy { $0 == 0xFF } || algorithm == .dssSign)
        }
        // A generator shorter than p is no other number.
        let base = try parameters(withOrder: false).value
        let short = KeyParameters(prime: base.prime.span.bytes, generator: [2].span.bytes)
        let pair = try KeyPair(
            generating: .dhEphemeral, parameters: short, provider: .enhancedDSSDH, allowing: .weakKeys)
        #expect(pair.parameters?.generator == [2] + [UInt8](repeating: 0, count: base.prime.count - 1))
    }

    @Test func dssParametersComeInABlob() throws {
        let record = try #require(golden("capi-public", "PUBLICKEYBLOB DSS3 (version 3)").last)
        let blob = Array(try record.required("blob").dropLast(record.required("p").count))
        let group = try KeyParameters(importing: blob.span.bytes)
        let pair = try KeyPair(
            generating: .dssSign, parameters: group, provider: .baseDSSDH, allowing: .weakKeys)
        #expect(pair.parameters == group && pair.purpose == .signature)
        #expect(try pair.publicKey.exportBlob(version3: true).dropLast(group.prime.count) == blob[...])
    }

    @Test func refusesWhatIsNoGroup() throws {
        let group = try parameters(withOrder: true).value
        let (p, q, g) = (group.prime, try #require(group.subgroupOrder), group.generator)
        func error(
            _ algorithm: AlgorithmIdentifier = .dhEphemeral, bits: Int? = nil, p: [UInt8], q: [UInt8]?, g: [UInt8],
            provider: Provider = .enhancedDSSDH, allowing insecure: Insecure? = .weakKeys
        ) -> ProviderError? {
            let parameters: KeyParameters
            if let q {
                parameters = KeyParameters(prime: p.span.bytes, q: q.span.bytes, generator: g.span.bytes)
            } else {
                parameters = KeyParameters(prime: p.span.bytes, generator: g.span.bytes)
            }
            return refusal {
                try KeyPair(
                    generating: algorithm, bits: bits, parameters: parameters, provider: provider, allowing: insecure)
            }
        }
        #expect(error(p: p, q: q, g: g) == nil)
        // Against the length of CRYPT_PREGEN.
        #expect(error(bits: 512, p: p, q: q, g: g) == .illegalParameter(.group))
        #expect(error(bits: 1088, p: p, q: q, g: g) == .illegalParameter(.group))
        #expect(error(p: p, q: q, g: g + [0]) == .illegalParameter(.group))
        #expect(error(p: Array(p.dropLast()) + [0], q: q, g: g) == .illegalKeyLength(bits: 1015))
        #expect(error(p: [], q: nil, g: []) == .illegalKeyLength(bits: 0))
        #expect(error(p: p, q: q, g: g, provider: .dss) == .unsupportedAlgorithm(.dhEphemeral))
        #expect(error(.rsaKeyExchange, p: p, q: q, g: g) == .unsupportedAlgorithm(.rsaKeyExchange))
        #expect(error(p: p, q: q, g: g, allowing: nil) == .weakKeyRefused)
        #expect(error(.dssSign, p: p, q: nil, g: g) == .illegalParameter(.group))
        // Numbers that make no group.
        #expect(error(p: p, q: nil, g: [1]) == .cipher(.weakKey(.degenerateGenerator)))
        #expect(error(p: p, q: nil, g: []) == .cipher(.weakKey(.degenerateGenerator)))
        #expect(error(p: p, q: nil, g: replacing(p, at: 0, p[0] - 1)) == .cipher(.weakKey(.degenerateGenerator)))
        #expect(error(p: p, q: q, g: [3]) == .cipher(.weakKey(.wrongSubgroupOrder)))
        #expect(error(p: p, q: replacing(q, at: 0, q[0] ^ 2), g: g) == .cipher(.weakKey(.wrongSubgroupOrder)))
        #expect(error(p: replacing(p, at: 0, p[0] ^ 1), q: q, g: g) != nil)
    }

    /// p with one digit changed is no longer prime, and only KP_VERIFY_PARAMS sees it where no q is known.
    @Test func verificationFindsComposites() throws {
        let group = try parameters(withOrder: false).value
        let composite = KeyParameters(
            prime: replacing(group.prime, at: 1, group.prime[1] ^ 0x10).span.bytes,
            generator: group.generator.span.bytes)
        let pair = try KeyPair(
            generating: .dhEphemeral, parameters: composite, provider: .enhancedDSSDH, allowing: .weakKeys)
        #expect(try !pair.verifyParameters() && !pair.publicKey.verifyParameters())
        #expect(refusal { try KeyPair(pairBlob(bits: 512)).verifyParameters() } == .unsuitableKey)
        #expect(try KeyPair(pairBlob(bits: 512)).parameters == nil)
    }

    @Test func malformedParametersAreRefused() throws {
        let blob = try parameters(withOrder: true).blob
        for count in 0..<blob.count {
            let cut = Array(blob.prefix(count))
            guard case .blob? = refusal({ try KeyParameters(importing: cut.span.bytes) }) else {
                Issue.record("\(count) bytes were taken")
                return
            }
        }
        guard case .blob? = refusal({ try KeyParameters(importing: (blob + [0]).span.bytes) }) else {
            Issue.record("a byte more was taken")
            return
        }
    }
}

/// `bytes` with another value at `offset`.
private func replacing(_ bytes: [UInt8], at offset: Int, _ value: UInt8) -> [UInt8] {
    var copy = bytes
    copy[offset] = value
    return copy
}
