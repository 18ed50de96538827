import CWinCrypt
import Testing

/// CryptImportKey: which BLOB is taken under which key, and with which code the rest is refused.
struct ImportRuleTests {
    static let base = "Microsoft Base Cryptographic Provider v1.0"
    let keys: RuleKeys

    init() throws { keys = try RuleKeys() }

    private func refusal(_ blob: [UInt8], with key: HCRYPTKEY = 0, flags: Int32 = 0) -> DWORD? {
        importing(keys.context, blob, with: key, flags: flags)
    }

    @Test func headers() throws {
        let blobs: [([UInt8], HCRYPTKEY)] = [
            (plaintextBlob(CALG_AES_256, count(32)), 0), (exported(keys.exchange, PUBLICKEYBLOB), 0),
            (try pairBlob(), 0), (exported(keys.session, for: keys.exchange, SIMPLEBLOB), keys.exchange),
        ]
        for (blob, key) in blobs {
            func changed(_ offset: Int, _ value: UInt8) -> DWORD? {
                var other = blob
                other[offset] = value
                return refusal(other, with: key)
            }
            #expect(refusal(blob, with: key) == nil)
            #expect(refusal(Array(blob.prefix(7)), with: key) == code(NTE_BAD_DATA))
            for version: UInt8 in [0, 1, 4, 255] { #expect(changed(1, version) == code(NTE_BAD_VER)) }
            for offset in [2, 3] { #expect(changed(offset, 1) == code(NTE_BAD_DATA)) }
            for type: UInt8 in [0, 5, 99, 255] { #expect(changed(0, type) == code(NTE_BAD_TYPE)) }
            var handle: HCRYPTKEY = 0
            #expect(outcome { CryptImportKey(keys.context, blob, 0, key, 0, &handle) } == code(ERROR_INVALID_PARAMETER))
            #expect(
                outcome { CryptImportKey(keys.context, nil, 20, key, 0, &handle) } == code(ERROR_INVALID_PARAMETER))
            #expect(
                outcome { CryptImportKey(keys.context, blob, DWORD(blob.count), key, 0, nil) }
                    == code(ERROR_INVALID_PARAMETER))
            #expect(refusal(blob, with: 0xDEAD) == code(ERROR_INVALID_PARAMETER))
        }
    }

    /// Every kind of key in the place of the pair that unwraps.
    @Test func simpleUnderOtherKeys() throws {
        let blob = exported(keys.session, for: keys.exchange, SIMPLEBLOB)
        #expect(refusal(blob, with: keys.lockedPair) == nil)
        for wrong in [keys.signature, keys.session, keys.rc2] {
            #expect(refusal(blob, with: wrong) == code(NTE_BAD_PUBLIC_KEY))
        }
        // The public half, and a pair of another length.
        for wrong in [keys.publicKey, keys.smallPair] { #expect(refusal(blob, with: wrong) == code(NTE_BAD_DATA)) }
        // Nobody's key: the container's own, where there is one.
        #expect(refusal(blob) == nil)
        let empty = ephemeralContext()
        #expect(importing(empty, blob) == code(NTE_NO_KEY))
        succeed { CryptReleaseContext(empty, 0) }
    }

    @Test func simpleThatSaysSomethingElse() throws {
        let blob = exported(keys.session, for: keys.exchange, SIMPLEBLOB)
        func saying(_ algorithm: Int32) -> DWORD? { refusal(RuleKeys.saying(algorithm, blob), with: keys.exchange) }
        // 32 bytes are no key of these.
        for algorithm in [CALG_AES_128, CALG_3DES, CALG_DES, CALG_RC4] {
            #expect(saying(algorithm) == code(NTE_BAD_DATA))
        }
        #expect(saying(CALG_RC2) == nil, "RC2 goes beyond the provider's lengths")
        for algorithm in [CALG_RC5, CALG_MD5, CALG_RSA_KEYX, 0] { #expect(saying(algorithm) == code(NTE_BAD_ALGID)) }
        // The ALG_ID of what it is wrapped with.
        var other = blob
        other[9] = 0x24
        #expect(refusal(other, with: keys.exchange) == code(NTE_BAD_ALGID))
        #expect(refusal(blob, with: keys.exchange, flags: CRYPT_OAEP) == code(NTE_BAD_DATA))
        // AES is one provider's alone.
        let strong = ephemeralContext(PROV_RSA_FULL)
        let pair = imported(strong, try pairBlob())
        #expect(importing(strong, blob, with: pair) == code(NTE_BAD_ALGID))
        succeed { CryptReleaseContext(strong, 0) }
    }

    /// Fresh keys may do everything but leave; that takes CRYPT_EXPORTABLE.
    @Test func permissions() throws {
        let half = exported(keys.exchange, PUBLICKEYBLOB)
        let wrapped = exported(keys.session, for: keys.exchange, SIMPLEBLOB)
        let blobs: [([UInt8], HCRYPTKEY)] = [
            (plaintextBlob(CALG_RC2, count(16)), 0), (plaintextBlob(CALG_RC4, count(16)), 0), (wrapped, keys.exchange),
            (half, 0), (try pairBlob(), 0), (exported(keys.rc2, for: keys.rc2, SYMMETRICWRAPKEYBLOB), keys.rc2),
        ]
        for (blob, key) in blobs {
            for (flags, expected) in [(0, 0x3B), (CRYPT_EXPORTABLE, 0x3F)] as [(Int32, DWORD)] {
                #expect(number(imported(keys.context, blob, with: key, flags: flags), KP_PERMISSIONS) == expected)
            }
        }
    }

    @Test func publicKeys() throws {
        let half = exported(keys.exchange, PUBLICKEYBLOB)
        let context = ephemeralContext()
        _ = imported(context, half)
        var handle: HCRYPTKEY = 0
        for slot: DWORD in [1, 2] { #expect(outcome { CryptGetUserKey(context, slot, &handle) } == code(NTE_NO_KEY)) }
        succeed { CryptReleaseContext(context, 0) }
        for (offset, value) in [(8, 0x32), (11, 0), (12, 1), (13, 0x40)] as [(Int, UInt8)] {
            var damaged = half
            damaged[offset] = value
            #expect(refusal(damaged) == code(NTE_BAD_DATA), "byte \(offset)")
        }
        for count in [8, 19, 147] { #expect(refusal(Array(half.prefix(count))) == code(NTE_BAD_DATA)) }
        let dss = ephemeralContext(PROV_DSS)
        #expect(importing(dss, half) == code(NTE_BAD_ALGID))
        succeed { CryptReleaseContext(dss, 0) }
    }

    /// A pair goes to the slot that its ALG_ID names, replaces what was there, and leaves the other slot alone.
    @Test func privateKeysFillTheirSlot() throws {
        let context = ephemeralContext()
        func slot(_ number: DWORD) -> [UInt8]? {
            var handle: HCRYPTKEY = 0
            guard outcome({ CryptGetUserKey(context, number, &handle) }) == nil else { return nil }
            return exported(handle, PUBLICKEYBLOB)
        }
        _ = imported(context, try pairBlob(bits: 512))
        let small = try #require(slot(DWORD(AT_KEYEXCHANGE)))
        #expect(slot(DWORD(AT_SIGNATURE)) == nil)
        _ = imported(context, try RuleKeys.signaturePairBlob())
        let signature = try #require(slot(DWORD(AT_SIGNATURE)))
        #expect(signature.count == 20 + 128 && slot(DWORD(AT_KEYEXCHANGE)) == small)
        _ = imported(context, try pairBlob())
        #expect(slot(DWORD(AT_KEYEXCHANGE))?.count == 20 + 128 && slot(DWORD(AT_SIGNATURE)) == signature)
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func encryptedPrivateKeys() throws {
        for key in [keys.session, keys.tripleDES, keys.rc2] {
            let blob = exported(keys.exchange, for: key, PRIVATEKEYBLOB)
            let pair = imported(keys.context, blob, with: key)
            #expect(try exported(pair, PRIVATEKEYBLOB) == pairBlob())
            var damaged = blob
            damaged[40] ^= 1
            #expect(refusal(damaged, with: key) == code(NTE_BAD_DATA))
            #expect(refusal(blob) == code(NTE_BAD_DATA), "not in the clear")
            #expect(refusal(blob, with: keys.publicKey) == code(NTE_BAD_KEY))
        }
    }

    /// Windows takes a private exponent of half its length, and computes it anew.
    @Test func shortPrivateExponents() throws {
        let blob = try pairBlob(bits: 512)
        for missing in [1, 16, 32] {
            let pair = imported(keys.context, Array(blob.dropLast(missing)))
            let whole = exported(pair, PRIVATEKEYBLOB)
            #expect(whole.count == blob.count && whole.prefix(244) == blob.prefix(244))
            #expect(decrypted(pair, encrypted(pair, count(20))) == count(20))
        }
        #expect(refusal(Array(blob.prefix(243))) == code(NTE_BAD_DATA))
    }

    @Test func plaintextKeys() {
        func saying(_ algorithm: Int32, _ bytes: Int, flags: Int32 = 0) -> DWORD? {
            refusal(plaintextBlob(algorithm, count(bytes)), flags: flags)
        }
        for (algorithm, legal, illegal) in [
            (CALG_RC4, [5, 16], [4, 17]), (CALG_RC2, [5, 16], [4, 17, 64]), (CALG_DES, [8], [7, 16]),
            (CALG_3DES_112, [16], [14, 24]), (CALG_3DES, [24], [21, 16]), (CALG_AES_128, [16], [15, 32]),
        ] {
            for bytes in legal { #expect(saying(algorithm, bytes) == nil) }
            for bytes in illegal { #expect(saying(algorithm, bytes) == code(NTE_BAD_DATA)) }
        }
        #expect(saying(CALG_RSA_KEYX, 16) == code(NTE_BAD_ALGID) && saying(CALG_MD5, 16) == code(NTE_BAD_ALGID))
        #expect(refusal(plaintextBlob(CALG_AES_128, count(16)).dropLast()) == code(NTE_BAD_DATA))

        // An algorithm that the provider lacks is told before a length that is wrong for it.
        let base = ephemeralContext(PROV_RSA_FULL, Self.base)
        for bytes in [24, 32] {
            #expect(importing(base, plaintextBlob(CALG_AES_256, count(bytes))) == code(NTE_BAD_ALGID))
        }
        #expect(importing(base, plaintextBlob(CALG_RC2, count(7))) == nil)
        #expect(importing(base, plaintextBlob(CALG_RC2, count(16))) == code(NTE_BAD_DATA))
        succeed { CryptReleaseContext(base, 0) }
    }

    /// CRYPT_IPSEC_HMAC_KEY lifts the limits of CALG_RC2, in every provider, and goes with no other BLOB.
    @Test func authenticationKeys() throws {
        let base = ephemeralContext(PROV_RSA_FULL, Self.base)
        for bytes in [1, 4, 16, 80, 2048] {
            let key = imported(base, plaintextBlob(CALG_RC2, count(bytes)), flags: CRYPT_IPSEC_HMAC_KEY)
            var hash: HCRYPTHASH = 0
            succeed { CryptCreateHash(base, ALG_ID(CALG_HMAC), key, 0, &hash) }
            var length: DWORD = 8
            var buffer = count(16)
            #expect(outcome { CryptEncrypt(key, 0, 1, 0, &buffer, &length, 16) } == code(NTE_BAD_TYPE))
        }
        succeed { CryptReleaseContext(base, 0) }
        let flag = CRYPT_IPSEC_HMAC_KEY
        #expect(refusal(exported(keys.exchange, PUBLICKEYBLOB), flags: flag) == code(NTE_BAD_FLAGS))
        #expect(refusal(try pairBlob(), flags: flag) == code(NTE_BAD_FLAGS))
        let wrapped = exported(keys.session, for: keys.exchange, SIMPLEBLOB)
        #expect(refusal(wrapped, with: keys.exchange, flags: flag) == code(NTE_BAD_FLAGS))
    }

    /// 40 bits have a salt of zeros, CRYPT_NO_SALT takes it away.
    @Test func salts() {
        for algorithm in [CALG_RC2, CALG_RC4] {
            let blob = plaintextBlob(algorithm, count(5))
            #expect(parameter(imported(keys.context, blob), KP_SALT) == [UInt8](repeating: 0, count: 11))
            #expect(parameter(imported(keys.context, blob, flags: CRYPT_NO_SALT), KP_SALT).isEmpty)
            #expect(parameter(imported(keys.context, plaintextBlob(algorithm, count(16))), KP_SALT).isEmpty)
        }
    }

    @Test func symmetricWraps() {
        for key in [keys.rc2, keys.tripleDES] {
            let blob = exported(key, for: key, SYMMETRICWRAPKEYBLOB)
            #expect(refusal(blob, with: key) == nil && refusal(blob) == code(NTE_NO_KEY))
            for offset in [12, 20, blob.count - 1] {
                var damaged = blob
                damaged[offset] ^= 1
                #expect(refusal(damaged, with: key) == code(NTE_BAD_DATA))
            }
            #expect(refusal(blob, with: keys.session) == code(NTE_BAD_KEY))
            #expect(refusal(blob, with: keys.exchange) == code(NTE_BAD_KEY))
        }
    }

    /// A DSS pair comes back byte for byte, its seed included; OPAQUEKEYBLOB is the Schannel providers'.
    @Test func dssKeysAndOpaqueOnes() throws {
        let context = ephemeralContext(PROV_DSS)
        let blob = try RuleKeys.dssPairBlob()
        #expect(exported(imported(context, blob), PRIVATEKEYBLOB) == blob)
        var handle: HCRYPTKEY = 0
        succeed { CryptGetUserKey(context, DWORD(AT_SIGNATURE), &handle) }
        #expect(exported(handle, PRIVATEKEYBLOB) == blob)
        #expect(number(imported(context, blob, flags: 0), KP_PERMISSIONS) == 0x3B)
        #expect(importing(context, [9, 2, 0, 0, 0x10, 0x66, 0, 0] + count(64)) == code(NTE_BAD_TYPE))
        #expect(refusal([9, 2, 0, 0, 0x10, 0x66, 0, 0] + count(64)) == code(NTE_BAD_TYPE))
        succeed { CryptReleaseContext(context, 0) }
    }
}
