import KeyBlob
import KeyProvider
import Testing

/// Generation, import and export of RSA key pairs; `RSAKeyRecordTests` has the keys of others.
struct KeyPairTests {
    static let lengths = [384, 392, 512, 768, 1024, 1032, 2048]

    @Test(arguments: lengths, [KeyPurpose.exchange, .signature])
    func generates(_ bits: Int, _ purpose: KeyPurpose) throws {
        let pair = try KeyPair(generating: purpose, bits: bits, allowing: .weakKeys)
        #expect(pair.bitLength == bits && pair.purpose == purpose && pair.isExportable)
        #expect(pair.publicKey.bitLength == bits && pair.publicKey.purpose == purpose)

        let blob = try pair.exported()
        let (whole, half) = (bits / 8, (bits / 8 + 1) / 2)
        #expect(blob.count == 20 + 2 * whole + 5 * half)
        #expect(Array(blob.prefix(8)) == [7, 2, 0, 0, 0, purpose == .exchange ? 0xA4 : 0x24, 0, 0])
        #expect(Array(blob[16..<20]) == [1, 0, 1, 0])
        let again = try KeyPair(blob)
        #expect(try again.exported() == blob)
        #expect(try again.publicKey.exportBlob() == pair.publicKey.exportBlob())
        #expect(try PublicKey(pair.publicKey.exportBlob()).bitLength == bits)
        #expect(try KeyPair(generating: purpose, bits: bits, allowing: .weakKeys).exported() != blob)
    }

    @Test(arguments: lengths)
    func generatedPairsWrap(_ bits: Int) throws {
        let pair = try KeyPair(generating: .exchange, bits: bits, isExportable: false, allowing: .weakKeys)
        #expect(refusal { try pair.exportBlob() } == .notExportable)
        for padding in [WrapPadding.pkcs1, .oaep] {
            for byteCount in 5...16 {
                let key = try SessionKey(sample: .rc4, byteCount)
                let fits = byteCount <= bits / 8 - (padding == .oaep ? 42 : 11)
                let recipient = pair.publicKey
                guard fits else {
                    #expect(refusal { try key.exportWrapped(for: recipient, padding: padding) } == .messageTooLong)
                    continue
                }
                let wrapped = try key.exportWrapped(for: recipient, padding: padding)
                #expect(wrapped.count == 12 + bits / 8)
                #expect(
                    try SessionKey(wrapped: wrapped, with: pair, padding: padding).exported() == key.exported())
            }
        }
    }

    @Test func weakPairsNeedLeave() throws {
        for bits in [384, 512, 1024, 1536, 2040] {
            #expect(refusal { try KeyPair(generating: .exchange, bits: bits) } == .weakKeyRefused)
        }
        let pair = try KeyPair(generating: .exchange)
        #expect(pair.bitLength == 2048)
        for bits in [-8, 0, 8, 376, 383, 385, 1023, 2047, 2049, 16383, 16392, .max, .min] {
            #expect(
                refusal { try KeyPair(generating: .exchange, bits: bits, allowing: .weakKeys) }
                    == .illegalKeyLength(bits: bits))
        }
    }

    /// What exists is imported without leave, as weak as it may be.
    @Test func weakPairsAreImported() throws {
        #expect(try KeyPair(pairBlob(bits: 512)).bitLength == 512)
    }

    /// Each number changed by one in its lowest byte, and the purposes told apart.
    @Test func inconsistentPairsAreRefused() throws {
        let blob = try pairBlob(bits: 512)
        let fields = [20, 84, 116, 148, 180, 212, 244]
        for offset in fields {
            for change in [2, 4] as [UInt8] {
                var damaged = blob
                damaged[offset] ^= change
                #expect(refusal { try KeyPair(damaged) } == .inconsistentKey, "byte \(offset)")
            }
        }
        var exponent = blob
        exponent[16] = 3
        #expect(refusal { try KeyPair(exponent) } == .inconsistentKey)
    }

    /// `privateExponentOptional` forgives that and nothing else.
    @Test func anOptionalExponentIsNoLicence() throws {
        let blob = try pairBlob(bits: 512)
        #expect(try KeyPair(blob, .privateExponentOptional).exported() == blob)
        let cut = Array(blob.dropLast(20))
        #expect(refusal { try KeyPair(cut) } != nil && refusal { try KeyPair(cut, .privateExponentOptional) } == nil)

        let damages: [(name: String, bytes: [UInt8])] = [
            ("trailing byte", blob + [0]), ("version", replacing(cut, at: 1, 3)),
            ("reserved", replacing(cut, at: 2, 1)),
            ("algorithm", replacing(cut, at: 4, 1)), ("even prime", replacing(cut, at: 84, cut[84] ^ 1)),
            ("prime cut", Array(blob.prefix(100))), ("nothing", []),
        ]
        for damage in damages {
            guard case .blob? = refusal({ try KeyPair(damage.bytes, .privateExponentOptional) }) else {
                Issue.record("\(damage.name) was forgiven")
                continue
            }
        }
        // What is there of the exponent says nothing; the rest is held against each other as ever.
        #expect(
            refusal { try KeyPair(replacing(cut, at: 148, cut[148] ^ 2), .privateExponentOptional) } == .inconsistentKey
        )
    }

    private func replacing(_ bytes: [UInt8], at offset: Int, _ value: UInt8) -> [UInt8] {
        var copy = bytes
        copy[offset] = value
        return copy
    }
}
