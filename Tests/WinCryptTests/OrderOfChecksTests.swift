import CWinCrypt
import Testing

/// Which of several things wrong is told, and what leaves a key as it was: answers in which the differential driver found
/// Wine's CSP to be right.
@Suite(.serialized) struct OrderOfChecksTests {
    let store = TestStore.path

    /// A mode may be set in the middle of a message: the feedback register stays. RC4 begins anew with KP_IV, though it
    /// has none.
    @Test func parametersInTheMiddle() {
        let context = ephemeralContext()
        let key = imported(context, plaintextBlob(CALG_AES_128, count(16)))
        let twin = imported(context, plaintextBlob(CALG_AES_128, count(16)))
        let whole = piece(twin, count(32))
        let first = piece(key, Array(count(32).prefix(16)))
        succeed { CryptSetKeyParam(key, DWORD(KP_MODE), [UInt8(CRYPT_MODE_CBC), 0, 0, 0], 0) }
        #expect(first + piece(key, Array(count(32).suffix(16))) == whole)
        let stream = imported(context, plaintextBlob(CALG_RC4, count(16)))
        let beginning = piece(stream, count(8))
        #expect(piece(stream, count(8)) != beginning)
        succeed { CryptSetKeyParam(stream, DWORD(KP_IV), count(8), 0) }
        #expect(piece(stream, count(8)) == beginning)
        // Nor has it modes: one that there is not does not keep it from encrypting.
        succeed { CryptSetKeyParam(stream, DWORD(KP_MODE), [UInt8(CRYPT_MODE_OFB), 0, 0, 0], 0) }
        #expect(piece(stream, count(8)) != beginning)
        succeed { CryptReleaseContext(context, 0) }
    }

    /// What is no IV, salt or length of the key leaves a message where it is: other parameters, those refused, a MAC that
    /// is made of the key, and a question about the length of the last piece.
    @Test func whatDoesNotBeginAnew() {
        let context = ephemeralContext()
        let whole = piece(imported(context, plaintextBlob(CALG_AES_128, count(16))), count(112))
        let key = imported(context, plaintextBlob(CALG_AES_128, count(16)))
        let between: [() -> Void] = [
            { succeed { CryptSetKeyParam(key, DWORD(KP_MODE_BITS), [8, 0, 0, 0], 0) } },
            { succeed { CryptSetKeyParam(key, DWORD(KP_PADDING), [1, 0, 0, 0], 0) } },
            {
                #expect(
                    outcome { CryptSetKeyParam(key, DWORD(KP_EFFECTIVE_KEYLEN), [40, 0, 0, 0], 0) }
                        == code(NTE_BAD_TYPE))
            },
            { #expect(outcome { CryptSetKeyParam(key, DWORD(KP_MODE), [99, 0, 0, 0], 0) } == code(NTE_BAD_DATA)) },
            { #expect(hashValue(hashed(context, CALG_MAC, count(20), key: key)).count == 16) },
            {
                var length: DWORD = 16
                succeed { CryptEncrypt(key, 0, 1, 0, nil, &length, 0) }
                #expect(length == 32)
            },
            {},
        ]
        for (index, happens) in between.enumerated() {
            let part = 16 * index..<16 * (index + 1)
            #expect(piece(key, Array(count(112)[part])) == Array(whole[part]), "\(index)")
            happens()
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    private func piece(_ key: HCRYPTKEY, _ data: [UInt8]) -> [UInt8] {
        var data = data
        var length = DWORD(data.count)
        succeed { CryptEncrypt(key, 0, 0, 0, &data, &length, length) }
        return data
    }

    /// Flags that are about other keys: CRYPT_DESTROYKEY goes with OPAQUEKEYBLOB and destroys nothing else,
    /// CRYPT_SSL2_FALLBACK with SSL 2 master keys.
    @Test func flagsOfExport() {
        let context = ephemeralContext()
        var pair: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(AT_KEYEXCHANGE), 512 << 16 | DWORD(CRYPT_EXPORTABLE), &pair) }
        let session = imported(context, plaintextBlob(CALG_AES_128, count(16)))
        for (key, type) in [(pair, PUBLICKEYBLOB), (pair, PRIVATEKEYBLOB), (session, PLAINTEXTKEYBLOB)] {
            var blob = [UInt8](repeating: 0, count: 1024)
            for (flag, error) in [(CRYPT_DESTROYKEY, NTE_BAD_FLAGS), (CRYPT_SSL2_FALLBACK, NTE_BAD_KEY)] {
                var length = DWORD(blob.count)
                #expect(outcome { CryptExportKey(key, 0, DWORD(type), DWORD(flag), &blob, &length) } == code(error))
            }
            #expect(!exported(key, type).isEmpty)
        }
        var length: DWORD = 0
        #expect(outcome { CryptExportKey(pair, 0, DWORD(KEYSTATEBLOB), 0, nil, &length) } == code(NTE_BAD_TYPE))
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func flagsBeforeKeys() {
        let context = ephemeralContext()
        var pair: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(AT_SIGNATURE), 512 << 16, &pair) }
        var data = count(64)
        var length: DWORD = 16
        #expect(outcome { CryptEncrypt(pair, 0, 1, 1, &data, &length, 64) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptEncrypt(pair, 0, 1, 0, &data, &length, 64) } == code(NTE_BAD_KEY))
        let both = DWORD(CRYPT_OAEP | CRYPT_DECRYPT_RSA_NO_PADDING_CHECK)
        #expect(outcome { CryptDecrypt(pair, 0, 1, both, &data, &length) } == code(NTE_BAD_FLAGS))
        length = 0
        #expect(outcome { CryptDecrypt(pair, 0, 0, 0, nil, &length) } == code(ERROR_INVALID_PARAMETER))
        let hash = hashed(context, CALG_SHA1, [])
        let session = imported(context, plaintextBlob(CALG_AES_128, count(16)))
        #expect(outcome { CryptVerifySignatureA(hash, data, 64, session, nil, 8) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptVerifySignatureA(hash, data, 64, session, nil, 0) } == code(NTE_BAD_KEY))
        // But CryptHashSessionKey looks at the key first.
        #expect(outcome { CryptHashSessionKey(hash, pair, 4) } == code(NTE_BAD_KEY))
        succeed { CryptReleaseContext(context, 0) }
    }

    /// CRYPT_CREATE_SALT means nothing to ciphers without salt, however short the hash.
    @Test func saltOfOtherCiphers() {
        let context = ephemeralContext()
        let hash = hashed(context, CALG_MD5, count(3))
        for algorithm in [CALG_3DES, CALG_AES_256, CALG_DES] {
            var salted: HCRYPTKEY = 0
            var plain: HCRYPTKEY = 0
            let flags = DWORD(CRYPT_EXPORTABLE | CRYPT_CREATE_SALT)
            succeed { CryptDeriveKey(context, ALG_ID(algorithm), hash, flags, &salted) }
            succeed { CryptDeriveKey(context, ALG_ID(algorithm), hash, DWORD(CRYPT_EXPORTABLE), &plain) }
            #expect(exported(salted, PLAINTEXTKEYBLOB) == exported(plain, PLAINTEXTKEYBLOB))
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    /// The window to ask in is the process's: no context is needed, but one that is given must be one.
    @Test func windowWithoutContext() {
        let window = count(8)
        succeed { CryptSetProvParam(0, DWORD(PP_CLIENT_HWND), window, 0) }
        #expect(
            outcome { CryptSetProvParam(12345, DWORD(PP_CLIENT_HWND), window, 0) } == code(ERROR_INVALID_PARAMETER))
    }

    @Test func defaultProviders() {
        let (machine, user) = (DWORD(CRYPT_MACHINE_DEFAULT), DWORD(CRYPT_USER_DEFAULT))
        var length: DWORD = 0
        #expect(outcome { CryptGetDefaultProviderA(24, nil, user, nil, &length) } == code(NTE_PROV_TYPE_NOT_DEF))
        succeed { CryptGetDefaultProviderA(24, nil, machine, nil, &length) }
        #expect(outcome { CryptGetDefaultProviderA(1000, nil, 8, nil, &length) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptSetProviderExA(nil, 1, nil, 0x10) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptSetProviderExA("Nobody's", 1000, nil, 0x10) } == code(NTE_BAD_PROV_TYPE))
        #expect(outcome { CryptSetProviderExA("Nobody's", 1, nil, 0x10) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptSetProviderExA("Nobody's", 1, nil, user) } == code(NTE_BAD_PROVIDER))
        let name = "Microsoft Enhanced RSA and AES Cryptographic Provider"
        succeed { CryptSetProviderExA(name, 24, nil, user) }
        succeed { CryptGetDefaultProviderA(24, nil, user, nil, &length) }
        #expect(length == DWORD(name.utf8.count + 1))
        succeed { CryptSetProviderExA(name, 24, nil, user | DWORD(CRYPT_DELETE_DEFAULT)) }
        #expect(outcome { CryptGetDefaultProviderA(24, nil, user, nil, &length) } == code(NTE_PROV_TYPE_NOT_DEF))
    }
}
