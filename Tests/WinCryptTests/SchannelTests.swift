import CWinCrypt
import Testing

/// Master keys and what is derived of them, through the calls of Microsoft's Schannel pages.
struct SchannelHandleTests {
    private func setAlgorithm(_ key: HCRYPTKEY, _ use: Int32, _ algorithm: Int32, _ bits: DWORD) -> DWORD? {
        var structure = SCHANNEL_ALG(
            dwUse: DWORD(use), Algid: ALG_ID(algorithm), cBits: bits, dwFlags: 0, dwReserved: 0)
        return withUnsafeBytes(of: &structure) { value in
            outcome {
                CryptSetKeyParam(
                    key, DWORD(KP_SCHANNEL_ALG), value.baseAddress?.assumingMemoryBound(to: BYTE.self), 0)
            }
        }
    }

    private func masterHash(_ context: HCRYPTPROV, _ key: HCRYPTKEY) -> (error: DWORD?, hash: HCRYPTHASH) {
        var hash: HCRYPTHASH = 0
        return (outcome { CryptCreateHash(context, ALG_ID(CALG_SCHANNEL_MASTER_HASH), key, 0, &hash) }, hash)
    }

    private func derived(
        _ context: HCRYPTPROV, _ hash: HCRYPTHASH, _ algorithm: Int32, _ flags: Int32 = 0
    ) -> (error: DWORD?, key: HCRYPTKEY) {
        var key: HCRYPTKEY = 0
        return (outcome { CryptDeriveKey(context, ALG_ID(algorithm), hash, DWORD(flags), &key) }, key)
    }

    /// The order of calls that Windows insists on, with its errors; client and server get each other's keys.
    @Test func orderOfCalls() {
        let context = ephemeralContext(PROV_RSA_SCHANNEL)
        var master: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_TLS1_MASTER), 1, &master) }
        #expect(number(master, KP_ALGID) == DWORD(CALG_TLS1_MASTER))
        #expect(masterHash(context, master).error == code(ERROR_INVALID_PARAMETER))
        #expect(setBlob(master, KP_CLIENT_RANDOM, count(33)) == nil)
        #expect(setBlob(master, KP_SERVER_RANDOM, count(32)) == nil)
        let early = masterHash(context, master)
        #expect(early.error == nil)
        #expect(derived(context, early.hash, CALG_SCHANNEL_ENC_KEY).error == code(NTE_BAD_FLAGS))
        #expect(setAlgorithm(master, 7, CALG_RC4, 128) == code(NTE_FAIL))
        #expect(setAlgorithm(master, SCHANNEL_ENC_KEY, CALG_RC5, 128) == code(NTE_BAD_DATA))
        #expect(setAlgorithm(master, SCHANNEL_ENC_KEY, CALG_RC4, 128) == nil)
        #expect(setAlgorithm(master, SCHANNEL_MAC_KEY, CALG_MD5, 128) == nil)
        // The hash copied the key as it was: it must be made anew.
        #expect(derived(context, early.hash, CALG_SCHANNEL_ENC_KEY).error == code(NTE_BAD_FLAGS))
        let hash = masterHash(context, master).hash
        let (client, server) = (
            derived(context, hash, CALG_SCHANNEL_ENC_KEY), derived(context, hash, CALG_SCHANNEL_ENC_KEY, CRYPT_SERVER)
        )
        #expect(client.error == nil && server.error == nil)
        #expect(encrypted(client.key, count(16)) != encrypted(server.key, count(16)))
        // Neither the master key nor anything of it may leave without permission.
        var length: DWORD = 0
        #expect(
            outcome { CryptExportKey(client.key, 0, DWORD(PLAINTEXTKEYBLOB), 0, nil, &length) }
                == code(NTE_BAD_KEY_STATE))
        // A MAC key authenticates, and encrypts nothing.
        let mac = derived(context, hash, CALG_SCHANNEL_MAC_KEY)
        #expect(mac.error == nil)
        var data = count(32)
        length = 16
        #expect(outcome { CryptEncrypt(mac.key, 0, 1, 0, &data, &length, 32) } == code(NTE_BAD_TYPE))
        var code1: HCRYPTHASH = 0
        succeed { CryptCreateHash(context, ALG_ID(CALG_HMAC), mac.key, 0, &code1) }
        succeed { CryptReleaseContext(context, 0) }
    }

    /// Crossing process boundaries: a connection's key leaves without CRYPT_EXPORTABLE, is destroyed on request, and goes on
    /// in another context where it stood.
    @Test func opaqueKeys() {
        _ = TestStore.path
        let context = ephemeralContext(PROV_RSA_SCHANNEL)
        var master: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_TLS1_MASTER), 0, &master) }
        #expect(setBlob(master, KP_CLIENT_RANDOM, count(32)) == nil)
        #expect(setBlob(master, KP_SERVER_RANDOM, count(32)) == nil)
        #expect(setAlgorithm(master, SCHANNEL_ENC_KEY, CALG_3DES, 168) == nil)
        #expect(setAlgorithm(master, SCHANNEL_MAC_KEY, CALG_SHA1, 160) == nil)
        let key = derived(context, masterHash(context, master).hash, CALG_SCHANNEL_ENC_KEY).key
        var copy: HCRYPTKEY = 0
        _ = encrypted(key, count(24), isFinal: false)
        succeed { CryptDuplicateKey(key, nil, 0, &copy) }
        let blob = exported(key, OPAQUEKEYBLOB, flags: CRYPT_DESTROYKEY)
        #expect(outcome { CryptDestroyKey(key) } == code(ERROR_INVALID_PARAMETER))

        let other = ephemeralContext(PROV_RSA_SCHANNEL)
        let arrived = imported(other, blob, flags: 0)
        #expect(encrypted(arrived, count(40)) == encrypted(copy, count(40)))
        var damaged = blob
        damaged[damaged.count - 1] ^= 1
        var handle: HCRYPTKEY = 0
        #expect(
            outcome { CryptImportKey(other, damaged, DWORD(damaged.count), 0, 0, &handle) } == code(NTE_BAD_DATA))
        #expect(outcome { CryptImportKey(other, blob, DWORD(blob.count), copy, 0, &handle) } == code(NTE_BAD_KEY))
        let plain = ephemeralContext()
        #expect(outcome { CryptImportKey(plain, blob, DWORD(blob.count), 0, 0, &handle) } == code(NTE_BAD_TYPE))
        for context in [context, other, plain] { succeed { CryptReleaseContext(context, 0) } }
    }

    /// A client's master key in a SIMPLEBLOB gives the server the same connection keys.
    @Test func masterKeyTravels() throws {
        let (client, server) = (ephemeralContext(PROV_RSA_SCHANNEL), ephemeralContext(PROV_RSA_SCHANNEL))
        let pair = imported(server, try pairBlob())
        let theirs = imported(client, exported(pair, PUBLICKEYBLOB))
        for algorithm in [CALG_SSL3_MASTER, CALG_TLS1_MASTER] {
            var master: HCRYPTKEY = 0
            succeed { CryptGenKey(client, ALG_ID(algorithm), DWORD(CRYPT_EXPORTABLE), &master) }
            let flags = algorithm == CALG_TLS1_MASTER ? CRYPT_OAEP : 0
            let blob = exported(master, for: theirs, SIMPLEBLOB, flags: flags)
            let copy = imported(server, blob, with: pair, flags: flags)
            var keys: [[UInt8]] = []
            for (context, key) in [(client, master), (server, copy)] {
                #expect(setBlob(key, KP_CLIENT_RANDOM, count(32)) == nil)
                #expect(setBlob(key, KP_SERVER_RANDOM, count(32).reversed()) == nil)
                #expect(setAlgorithm(key, SCHANNEL_ENC_KEY, CALG_AES_128, 128) == nil)
                #expect(setAlgorithm(key, SCHANNEL_MAC_KEY, CALG_SHA1, 160) == nil)
                let write = derived(context, masterHash(context, key).hash, CALG_SCHANNEL_ENC_KEY, CRYPT_EXPORTABLE)
                #expect(write.error == nil)
                keys.append(exported(write.key, PLAINTEXTKEYBLOB) + parameter(write.key, KP_IV))
            }
            #expect(keys[0] == keys[1] && keys[0].count == 12 + 16 + 16)
        }
        for context in [client, server] { succeed { CryptReleaseContext(context, 0) } }
    }

    /// Paddings of a master key: the mark of SSL 2 is one of PKCS #1, and room shows when the BLOB is made.
    @Test func paddingsOfMasterKeys() throws {
        let context = ephemeralContext(PROV_RSA_SCHANNEL)
        let pair = imported(context, try pairBlob())
        var master: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_SSL2_MASTER), 128 << 16 | DWORD(CRYPT_EXPORTABLE), &master) }
        let both = CRYPT_OAEP | CRYPT_SSL2_FALLBACK
        #expect(export(master, for: pair, SIMPLEBLOB, flags: both) == (code(NTE_BAD_FLAGS), 0))
        #expect(export(master, for: pair, SIMPLEBLOB, flags: CRYPT_SSL2_FALLBACK) == (nil, 12 + 128))
        succeed { CryptGenKey(context, ALG_ID(CALG_TLS1_MASTER), DWORD(CRYPT_EXPORTABLE), &master) }
        #expect(export(master, for: pair, SIMPLEBLOB, flags: CRYPT_SSL2_FALLBACK) == (code(NTE_BAD_KEY), 0))
        let small = imported(context, try pairBlob(bits: 512))
        #expect(export(master, for: small, SIMPLEBLOB, flags: CRYPT_OAEP) == (nil, 12 + 64))
        var blob = [UInt8](repeating: 0, count: 76)
        var length: DWORD = 76
        #expect(
            outcome { CryptExportKey(master, small, DWORD(SIMPLEBLOB), DWORD(CRYPT_OAEP), &blob, &length) }
                == code(NTE_BAD_LEN))
        #expect(exported(master, for: small, SIMPLEBLOB).count == 12 + 64)
        succeed { CryptReleaseContext(context, 0) }
    }

    /// Diffie-Hellman as Microsoft's page has it: parameters, KP_X, public keys across, KP_ALGID.
    @Test func agreement() {
        let context = ephemeralContext(PROV_DSS_DH)
        var ours: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_DH_EPHEM), 1024 << 16 | 1, &ours) }
        let prime = parameter(ours, KP_P)
        let generator = parameter(ours, KP_G)
        #expect(prime.count == 128)
        var theirs: HCRYPTKEY = 0
        succeed {
            CryptGenKey(context, ALG_ID(CALG_DH_EPHEM), 1024 << 16 | DWORD(CRYPT_PREGEN), &theirs)
        }
        #expect(setBlob(theirs, KP_P, prime) == nil)
        #expect(setBlob(theirs, KP_G, generator) == nil)
        succeed { CryptSetKeyParam(theirs, DWORD(KP_X), nil, 0) }

        let agreed = imported(context, exported(theirs, PUBLICKEYBLOB), with: ours)
        #expect(number(agreed, KP_ALGID) == DWORD(CALG_AGREEDKEY_ANY))
        let other = imported(context, exported(ours, PUBLICKEYBLOB), with: theirs)
        var copy: HCRYPTKEY = 0
        succeed { CryptDuplicateKey(agreed, nil, 0, &copy) }
        #expect(number(copy, KP_ALGID) == DWORD(CALG_AGREEDKEY_ANY))
        for key in [ours, theirs] { succeed { CryptDestroyKey(key) } }
        let wanted = withUnsafeBytes(of: DWORD(CALG_3DES)) { Array($0) }
        for key in [agreed, other, copy] {
            succeed { CryptSetKeyParam(key, DWORD(KP_ALGID), wanted, DWORD(CRYPT_EXPORTABLE)) }
        }
        #expect(encrypted(agreed, count(50)) == encrypted(other, count(50)))
        #expect(exported(copy, PLAINTEXTKEYBLOB) == exported(other, PLAINTEXTKEYBLOB))
        #expect(exported(agreed, PLAINTEXTKEYBLOB).count == 12 + 24)
        succeed { CryptReleaseContext(context, 0) }
    }
}
