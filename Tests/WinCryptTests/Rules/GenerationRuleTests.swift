import CWinCrypt
import Testing

/// CryptGenKey and CryptDeriveKey: algorithms, lengths and slots, and the codes that Windows was seen to refuse with.
struct GenerationRuleTests {
    private func generating(_ context: HCRYPTPROV, _ algorithm: Int32, bits: DWORD = 0, flags: Int32 = 0) -> DWORD? {
        var key: HCRYPTKEY = 0
        return outcome { CryptGenKey(context, ALG_ID(algorithm), bits << 16 | DWORD(flags), &key) }
    }

    /// DSS has another code for a length that is in range and no multiple of 64; Diffie-Hellman has not.
    @Test func lengthsOfPairs() {
        let dss = ephemeralContext(PROV_DSS)
        for bits: DWORD in [448, 1032, 1088] {
            #expect(generating(dss, CALG_DSS_SIGN, bits: bits) == code(NTE_BAD_FLAGS))
        }
        #expect(generating(dss, CALG_DSS_SIGN, bits: 513) == code(STATUS_INVALID_PARAMETER))
        for algorithm in [AT_KEYEXCHANGE, CALG_DH_SF, CALG_DH_EPHEM] {
            #expect(generating(dss, algorithm) == code(NTE_BAD_ALGID))
        }
        let enhanced = ephemeralContext(PROV_DSS_DH)
        var unfinished: HCRYPTKEY = 0
        for algorithm in [CALG_DH_SF, CALG_DH_EPHEM] {
            for bits: DWORD in [448, 513, 1032, 1040, 4160] {
                #expect(generating(enhanced, algorithm, bits: bits) == code(NTE_BAD_FLAGS))
                let pregenerated = outcome {
                    CryptGenKey(enhanced, ALG_ID(algorithm), bits << 16 | DWORD(CRYPT_PREGEN), &unfinished)
                }
                #expect(pregenerated == code(NTE_BAD_FLAGS))
            }
        }
        let rsa = ephemeralContext()
        for bits: DWORD in [376, 385, 16392] {
            #expect(generating(rsa, CALG_RSA_KEYX, bits: bits) == code(NTE_BAD_DATA))
        }
        for context in [dss, enhanced, rsa] { succeed { CryptReleaseContext(context, 0) } }
    }

    /// A pair that waits for its parameters takes those alone: what else is set may be a DWORD, and is not read as a
    /// CRYPT_INTEGER_BLOB, which would lead anywhere.
    @Test func pairsThatWait() {
        let context = ephemeralContext(PROV_DSS_DH)
        var key: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_DH_EPHEM), DWORD(CRYPT_PREGEN), &key) }
        #expect(number(key, KP_KEYLEN) == 1024)
        let words: [UInt8] = [0x3F, 0, 0, 0] + [UInt8](repeating: 0x5A, count: 12)
        for parameter in [KP_PERMISSIONS, KP_ALGID, KP_MODE, 999] {
            #expect(outcome { CryptSetKeyParam(key, DWORD(parameter), words, 0) } == code(NTE_BAD_TYPE))
        }
        #expect(outcome { CryptSetKeyParam(key, DWORD(KP_X), nil, 0) } == code(NTE_BAD_DATA))
        succeed { CryptReleaseContext(context, 0) }
    }

    /// "Compatible with the key length" that was asked for; where none was, the modulus says it.
    @Test func lengthsOfParameters() {
        let context = ephemeralContext(PROV_DSS_DH)
        func waiting(_ bits: DWORD) -> HCRYPTKEY {
            var key: HCRYPTKEY = 0
            succeed { CryptGenKey(context, ALG_ID(CALG_DH_EPHEM), bits << 16 | DWORD(CRYPT_PREGEN), &key) }
            return key
        }
        let prime = [UInt8](repeating: 0xFF, count: 64)
        let asked = waiting(512)
        for other in [Array(prime.dropLast()), prime + [1], prime.dropLast() + [0]] {
            #expect(setBlob(asked, KP_P, other) == code(NTE_BAD_DATA), "\(other.count) bytes")
        }
        #expect(setBlob(asked, KP_P, prime) == nil && setBlob(asked, KP_P, prime + [0, 0]) == nil)
        #expect(setBlob(waiting(0), KP_P, prime) == nil)
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func lengthsOfSessionKeys() {
        let context = ephemeralContext()
        let cases: [(Int32, legal: [DWORD], illegal: [DWORD], DWORD)] = [
            (CALG_RC2, [40, 128], [32, 127, 129, 136], code(NTE_BAD_DATA)),
            (CALG_RC4, [40, 128], [32, 129, 136], code(NTE_BAD_DATA)),
            (CALG_DES, [56, 64], [40, 128], code(NTE_BAD_FLAGS)),
            (CALG_3DES_112, [112, 128], [168], code(NTE_BAD_FLAGS)),
            (CALG_3DES, [168, 192], [64, 128], code(NTE_BAD_FLAGS)),
            (CALG_AES_128, [128], [192, 256], code(NTE_BAD_DATA)),
        ]
        for (algorithm, legal, illegal, error) in cases {
            for bits in legal { #expect(generating(context, algorithm, bits: bits) == nil) }
            for bits in illegal { #expect(generating(context, algorithm, bits: bits) == error, "\(bits)") }
        }
        // DES has all its bits, however it is asked for.
        for (bits, whole) in [(112, 128), (128, 128)] as [(DWORD, DWORD)] {
            var key: HCRYPTKEY = 0
            succeed { CryptGenKey(context, ALG_ID(CALG_3DES_112), bits << 16, &key) }
            #expect(number(key, KP_KEYLEN) == whole && number(key, KP_BLOCKLEN) == 64)
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func algorithmsThatAreNone() {
        let context = ephemeralContext()
        var key: HCRYPTKEY = 0
        for (algorithm, bits) in [(CALG_RC5, 0), (CALG_AES, 0), (CALG_AES, 128)] as [(Int32, DWORD)] {
            #expect(generating(context, algorithm, bits: bits) == code(NTE_BAD_ALGID))
        }
        let hash = hashed(context, CALG_SHA1, count(9))
        for algorithm in [CALG_RC5, CALG_RSA_SIGN, CALG_RSA_KEYX, CALG_AES] {
            #expect(outcome { CryptDeriveKey(context, ALG_ID(algorithm), hash, 0, &key) } == code(NTE_BAD_ALGID))
        }
        #expect(outcome { CryptDeriveKey(0, ALG_ID(CALG_RC4), hash, 0, &key) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptDeriveKey(context, ALG_ID(CALG_RC4), 0, 0, &key) } == code(ERROR_INVALID_PARAMETER))
        // SHA-2 is one provider's alone, and so are AES keys.
        for name in ["Base", "Enhanced"] {
            let other = ephemeralContext(PROV_RSA_FULL, "Microsoft \(name) Cryptographic Provider v1.0")
            var handle: HCRYPTHASH = 0
            for algorithm in [CALG_SHA_256, CALG_SHA_384, CALG_SHA_512] {
                #expect(outcome { CryptCreateHash(other, ALG_ID(algorithm), 0, 0, &handle) } == code(NTE_BAD_ALGID))
            }
            #expect(generating(other, CALG_AES_128) == code(NTE_BAD_ALGID))
            succeed { CryptReleaseContext(other, 0) }
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    /// Any number of keys of one hash, which takes no more data and keeps its value.
    @Test func derivationEndsTheHash() {
        let context = ephemeralContext()
        let hash = hashed(context, CALG_SHA1, count(9))
        func derived() -> [UInt8] {
            var key: HCRYPTKEY = 0
            succeed { CryptDeriveKey(context, ALG_ID(CALG_AES_256), hash, DWORD(CRYPT_EXPORTABLE), &key) }
            return exported(key, PLAINTEXTKEYBLOB)
        }
        let first = derived()
        #expect(outcome { CryptHashData(hash, [1], 1, 0) } == code(NTE_BAD_HASH_STATE))
        #expect(hashValue(hash) == hashValue(hashed(context, CALG_SHA1, count(9))))
        #expect(derived() == first)
        succeed { CryptReleaseContext(context, 0) }
    }

    /// A pair made for one slot leaves the other as it is.
    @Test func pairsFillTheirSlot() {
        for (algorithm, slot) in [
            (CALG_RSA_SIGN, AT_SIGNATURE), (AT_SIGNATURE, AT_SIGNATURE), (CALG_RSA_KEYX, AT_KEYEXCHANGE),
            (AT_KEYEXCHANGE, AT_KEYEXCHANGE),
        ] {
            let context = ephemeralContext()
            #expect(generating(context, algorithm, bits: 512) == nil)
            var key: HCRYPTKEY = 0
            succeed { CryptGetUserKey(context, DWORD(slot), &key) }
            #expect(
                outcome { CryptGetUserKey(context, DWORD(AT_KEYEXCHANGE + AT_SIGNATURE - slot), &key) }
                    == code(NTE_NO_KEY))
            #expect(outcome { CryptGetUserKey(context, 3, &key) } == code(NTE_NO_KEY))
            succeed { CryptReleaseContext(context, 0) }
        }
    }
}
