import CWinCrypt
import Testing

/// Session keys behind handles: parameters, padding, export, as Windows was seen to do it.
struct SessionKeyHandleTests {
    @Test func permissionsOfFreshKeys() {
        let context = ephemeralContext()
        for (flags, expected) in [(0, 0x3B), (CRYPT_EXPORTABLE, 0x3F)] as [(Int32, DWORD)] {
            let key = imported(context, plaintextBlob(CALG_RC4, count(16)), flags: flags)
            #expect(number(key, KP_PERMISSIONS) == expected)
        }
        let locked = imported(context, plaintextBlob(CALG_RC4, count(16)), flags: 0)
        var value: [UInt8] = [4, 0, 0, 0]
        #expect(outcome { CryptSetKeyParam(locked, DWORD(KP_PERMISSIONS), value, 0) } == code(NTE_BAD_DATA))
        var length: DWORD = 0
        #expect(
            outcome { CryptExportKey(locked, 0, DWORD(PLAINTEXTKEYBLOB), 0, nil, &length) } == code(NTE_BAD_KEY_STATE))
        value = [0, 0, 0, 0]
        let open = imported(context, plaintextBlob(CALG_RC4, count(16)))
        succeed { CryptSetKeyParam(open, DWORD(KP_PERMISSIONS), value, 0) }
        #expect(number(open, KP_PERMISSIONS) == 4)
        succeed { CryptReleaseContext(context, 0) }
    }

    /// RC2-40 under the MD2 of a password, CFB: a value of Wine's tests, recorded on Windows.
    @Test func cipherFeedback() {
        let context = ephemeralContext(PROV_RSA_FULL)
        let hash = hashed(context, CALG_MD2, count(2000).map { $0 })
        var key: HCRYPTKEY = 0
        succeed { CryptDeriveKey(context, ALG_ID(CALG_RC2), hash, 40 << 16, &key) }
        #expect(number(key, KP_KEYLEN) == 40 && parameter(key, KP_SALT) == [UInt8](repeating: 0, count: 11))
        succeed { CryptSetKeyParam(key, DWORD(KP_MODE), [UInt8(CRYPT_MODE_CFB), 0, 0, 0], 0) }
        let sealed = encrypted(key, count(23))
        #expect(sealed.count == 24 && decrypted(key, sealed) == count(23))
        succeed { CryptReleaseContext(context, 0) }
    }

    /// Wrong padding: NTE_BAD_DATA, the length as it was, and the key back at its start.
    @Test func wrongPadding() {
        let context = ephemeralContext()
        let key = imported(context, plaintextBlob(CALG_AES_128, count(16)))
        let sealed = encrypted(key, count(20))
        var damaged = Array(sealed.dropLast()) + [sealed.last! ^ 1]
        var length = DWORD(damaged.count)
        #expect(outcome { CryptDecrypt(key, 0, 1, 0, &damaged, &length) } == code(NTE_BAD_DATA))
        #expect(length == 32)
        #expect(decrypted(key, sealed) == count(20))
        length = 0
        #expect(outcome { CryptDecrypt(key, 0, 1, 0, &damaged, &length) } == code(NTE_BAD_LEN))
        succeed { CryptDecrypt(key, 0, 0, 0, &damaged, &length) }
        length = 15
        #expect(outcome { CryptEncrypt(key, 0, 0, 0, &damaged, &length, 32) } == code(NTE_BAD_DATA))
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func sizeQueriesAndShortBuffers() {
        let context = ephemeralContext()
        let key = imported(context, plaintextBlob(CALG_AES_256, count(32)))
        var length: DWORD = 16
        succeed { CryptEncrypt(key, 0, 1, 0, nil, &length, 0) }
        #expect(length == 32)
        var buffer = count(32)
        length = 16
        #expect(outcome { CryptEncrypt(key, 0, 1, 0, &buffer, &length, 31) } == code(ERROR_MORE_DATA))
        #expect(length == 32 && buffer == count(32))
        length = 3
        #expect(outcome { CryptGetKeyParam(key, DWORD(KP_ALGID), &buffer, &length, 0) } == code(ERROR_MORE_DATA))
        #expect(length == 4)
        #expect(outcome { CryptGetKeyParam(key, DWORD(KP_ALGID), &buffer, nil, 0) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptGetKeyParam(key, DWORD(KP_ALGID), nil, &length, 1) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptGetKeyParam(key, 999, nil, &length, 0) } == code(NTE_BAD_TYPE))
        #expect(outcome { CryptSetKeyParam(key, DWORD(KP_IV), nil, 0) } == code(ERROR_INVALID_PARAMETER))
        succeed { CryptReleaseContext(context, 0) }
    }

    /// SIMPLEBLOB both ways; without a key the container's own exchange pair opens it.
    @Test func wrapsForAPair() throws {
        let context = ephemeralContext()
        let pair = imported(context, try pairBlob())
        let key = imported(context, plaintextBlob(CALG_AES_256, count(32)))
        var length: DWORD = 0
        #expect(outcome { CryptExportKey(key, 0, DWORD(SIMPLEBLOB), 0, nil, &length) } == code(NTE_NO_KEY))
        for flags in [0, CRYPT_OAEP] {
            let blob = exported(key, for: pair, SIMPLEBLOB, flags: flags)
            #expect(blob.count == 12 + 128)
            for unwrapping in [pair, 0] {
                let copy = imported(context, blob, with: unwrapping, flags: flags | CRYPT_EXPORTABLE)
                #expect(exported(copy, PLAINTEXTKEYBLOB) == exported(key, PLAINTEXTKEYBLOB))
            }
            var damaged = blob
            damaged[100] ^= 1
            var handle: HCRYPTKEY = 0
            #expect(
                outcome { CryptImportKey(context, damaged, DWORD(damaged.count), pair, DWORD(flags), &handle) }
                    == code(NTE_BAD_DATA))
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    /// OFB can be set with the RSA providers, and does not encrypt; the DSS providers refuse it at once.
    @Test func outputFeedback() {
        let mode: [UInt8] = [UInt8(CRYPT_MODE_OFB), 0, 0, 0]
        let rsa = ephemeralContext()
        let key = imported(rsa, plaintextBlob(CALG_RC2, count(16)))
        succeed { CryptSetKeyParam(key, DWORD(KP_MODE), mode, 0) }
        var buffer = count(32)
        var length: DWORD = 16
        #expect(outcome { CryptEncrypt(key, 0, 1, 0, &buffer, &length, 32) } == code(NTE_BAD_ALGID))
        let dss = ephemeralContext(PROV_DSS_DH)
        let other = imported(dss, plaintextBlob(CALG_RC2, count(16)))
        #expect(outcome { CryptSetKeyParam(other, DWORD(KP_MODE), mode, 0) } == code(NTE_BAD_DATA))
        for context in [rsa, dss] { succeed { CryptReleaseContext(context, 0) } }
    }

    @Test func saltAndEffectiveLength() {
        for (name, reported) in [
            ("Microsoft Base Cryptographic Provider v1.0", 11), ("Microsoft Strong Cryptographic Provider", 11),
            ("Microsoft Enhanced Cryptographic Provider v1.0", 0),
        ] {
            let context = ephemeralContext(PROV_RSA_FULL, name)
            let key = imported(context, plaintextBlob(CALG_RC4, count(5)))
            #expect(parameter(key, KP_SALT).count == 11)
            let before = encrypted(key, count(16))
            succeed { CryptSetKeyParam(key, DWORD(KP_SALT), count(11), 0) }
            #expect(parameter(key, KP_SALT).count == reported)
            #expect(encrypted(key, count(16)) != before, "it is in use all the same")
            succeed { CryptReleaseContext(context, 0) }
        }
        let base = ephemeralContext(PROV_RSA_FULL, "Microsoft Base Cryptographic Provider v1.0")
        let key = imported(base, plaintextBlob(CALG_RC2, count(7)))
        #expect(number(key, KP_EFFECTIVE_KEYLEN) == 56)
        // Refused, and 40 all the same.
        #expect(outcome { CryptSetKeyParam(key, DWORD(KP_EFFECTIVE_KEYLEN), [56, 0, 0, 0], 0) } == code(NTE_BAD_DATA))
        #expect(number(key, KP_EFFECTIVE_KEYLEN) == 40)
        succeed { CryptReleaseContext(base, 0) }
    }
}
