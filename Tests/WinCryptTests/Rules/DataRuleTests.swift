import CWinCrypt
import Testing

/// CryptEncrypt and CryptDecrypt, and the lives of keys and contexts, where Windows was seen to have a code of its own.
struct DataRuleTests {
    let keys: RuleKeys

    init() throws { keys = try RuleKeys() }

    private func encrypting(_ key: HCRYPTKEY, _ byteCount: Int, room: Int, flags: Int32 = 0) -> (DWORD?, Int) {
        var buffer = count(max(byteCount, room))
        var length = DWORD(byteCount)
        let error = outcome { CryptEncrypt(key, 0, 1, DWORD(flags), &buffer, &length, DWORD(room)) }
        return (error, Int(length))
    }

    private func decrypting(
        _ key: HCRYPTKEY, _ data: [UInt8], isFinal: Bool = true, flags: Int32 = 0
    ) -> (DWORD?, Int) {
        var buffer = data + [0]
        var length = DWORD(data.count)
        let error = outcome { CryptDecrypt(key, 0, isFinal ? 1 : 0, DWORD(flags), &buffer, &length) }
        return (error, Int(length))
    }

    /// RC2 with 40 bits of an MD2 hash and a salt of zeros, in CFB: what Wine's tests expect of Windows.
    @Test func feedbackOfBytes() {
        let context = ephemeralContext(PROV_RSA_FULL, "Microsoft Enhanced Cryptographic Provider v1.0")
        let hash = hashed(context, CALG_MD2, count(2000))
        var key: HCRYPTKEY = 0
        succeed { CryptDeriveKey(context, ALG_ID(CALG_RC2), hash, 40 << 16, &key) }
        succeed { CryptSetKeyParam(key, DWORD(KP_MODE), [UInt8(CRYPT_MODE_CFB), 0, 0, 0], 0) }
        #expect(
            encrypted(key, count(23)) == [
                0x29, 0xb5, 0x67, 0x85, 0x0b, 0x1b, 0xec, 0x07, 0x67, 0x2d, 0xa1, 0xa4, 0x1a, 0x47, 0x24, 0x6a, 0x54,
                0xe1, 0xe0, 0x92, 0xf9, 0x0e, 0xf6, 0xeb,
            ])
        succeed { CryptReleaseContext(context, 0) }
    }

    /// A whole number of blocks gets a block of padding more, in every mode.
    @Test func paddingOfWholeBlocks() {
        for mode in [CRYPT_MODE_ECB, CRYPT_MODE_CBC, CRYPT_MODE_CFB] {
            succeed { CryptSetKeyParam(keys.session, DWORD(KP_MODE), [UInt8(mode), 0, 0, 0], 0) }
            for (data, whole) in [(0, 16), (15, 16), (16, 32), (32, 48)] {
                let sealed = encrypted(keys.session, count(data))
                #expect(sealed.count == whole && decrypted(keys.session, sealed) == count(data))
            }
        }
    }

    /// Nothing is no last piece, whatever the cipher; in the middle it is nothing.
    @Test func lastPiecesOfNothing() {
        let stream = imported(keys.context, plaintextBlob(CALG_RC4, count(16)))
        for key in [stream, keys.session] {
            #expect(decrypting(key, []) == (code(NTE_BAD_LEN), 0))
            #expect(decrypting(key, [], isFinal: false) == (nil, 0))
        }
        #expect(decrypting(keys.session, count(15)) == (code(NTE_BAD_DATA), 15))
        // What does not end in padding: the length is left, and the key is back at its start.
        let sealed = encrypted(keys.session, count(20))
        #expect(decrypting(keys.session, Array(sealed.prefix(16))) == (code(NTE_BAD_DATA), 16))
        #expect(decrypted(keys.session, sealed) == count(20))
    }

    /// Whether the key encrypts comes before the length, the room and the size.
    @Test func keyBeforeData() {
        let blob = RuleKeys.saying(CALG_RC2, exported(keys.session, for: keys.exchange, SIMPLEBLOB))
        let long = imported(keys.context, blob, with: keys.exchange)
        succeed { CryptSetKeyParam(keys.session, DWORD(KP_PERMISSIONS), [0x3E, 0, 0, 0], 0) }
        for (key, error) in [(long, code(NTE_BAD_KEY)), (keys.session, code(NTE_PERM))] {
            #expect(encrypting(key, 16, room: 4) == (error, 16))
            var data = count(64)
            for final: BOOL in [0, 1] {
                var length: DWORD = 5
                #expect(outcome { CryptEncrypt(key, 0, final, 0, &data, &length, 64) } == error)
                #expect(outcome { CryptEncrypt(key, 0, final, 0, nil, &length, 0) } == error)
                #expect(length == 5)
            }
        }
        #expect(decrypted(long, count(8), isFinal: false).count == 8)
    }

    @Test func dataUnderRSA() {
        #expect(encrypting(keys.signature, 12, room: 128).0 == code(NTE_BAD_KEY))
        #expect(encrypting(keys.exchange, 117, room: 128) == (nil, 128))
        #expect(encrypting(keys.exchange, 118, room: 128).0 == code(NTE_BAD_LEN))
        #expect(encrypting(keys.exchange, 12, room: 127) == (code(ERROR_MORE_DATA), 128))
        #expect(encrypting(keys.exchange, 86, room: 128, flags: CRYPT_OAEP) == (nil, 128))
        #expect(encrypting(keys.exchange, 87, room: 128, flags: CRYPT_OAEP).0 == code(NTE_BAD_LEN))
        #expect(encrypting(keys.exchange, 12, room: 42, flags: CRYPT_OAEP) == (code(ERROR_MORE_DATA), 128))
        var length: DWORD = 12
        succeed { CryptEncrypt(keys.exchange, 0, 1, 0, nil, &length, 0) }
        #expect(length == 128)

        for flags in [0, CRYPT_OAEP] {
            let sealed = encrypted(keys.exchange, count(12), flags: flags)
            #expect(decrypted(keys.exchange, sealed, flags: flags) == count(12))
            #expect(decrypting(keys.exchange, Array(sealed.prefix(11)), flags: flags) == (code(NTE_BAD_DATA), 11))
            var damaged = sealed
            damaged[3] ^= 1
            #expect(decrypting(keys.exchange, damaged, flags: flags) == (code(NTE_BAD_DATA), 128))
        }
        let block = decrypted(
            keys.exchange, encrypted(keys.exchange, count(12)), flags: CRYPT_DECRYPT_RSA_NO_PADDING_CHECK)
        #expect(block.count == 128 && block[1] == 2 && block.suffix(13) == [0] + count(12))
    }

    @Test func duplicates() throws {
        var other: HCRYPTKEY = 0
        var reserved: DWORD = 0
        #expect(outcome { CryptDuplicateKey(keys.session, &reserved, 0, &other) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptDuplicateKey(keys.session, nil, 1, &other) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptDuplicateKey(keys.session, nil, 0, nil) } == code(ERROR_INVALID_PARAMETER))
        // In the middle of a stream, and the original may go.
        let whole = encrypted(keys.session, count(40))
        #expect(encrypted(keys.session, count(16), isFinal: false) == Array(whole.prefix(16)))
        succeed { CryptDuplicateKey(keys.session, nil, 0, &other) }
        succeed { CryptDestroyKey(keys.session) }
        #expect(encrypted(other, Array(count(40).dropFirst(16))) == Array(whole.dropFirst(16)))
        #expect(outcome { CryptDestroyKey(keys.session) } == code(ERROR_INVALID_PARAMETER))
        // Pairs, too.
        let context = ephemeralContext(PROV_DSS)
        let pair = imported(context, try RuleKeys.dssPairBlob())
        succeed { CryptDuplicateKey(pair, nil, 0, &other) }
        #expect(exported(other, PRIVATEKEYBLOB) == exported(pair, PRIVATEKEYBLOB))
        succeed { CryptReleaseContext(context, 0) }
    }

    /// A context that is released with flags is released all the same; one more reference keeps it.
    @Test func contexts() {
        let context = ephemeralContext()
        succeed { CryptContextAddRef(context, nil, 0) }
        succeed { CryptReleaseContext(context, 0) }
        _ = imported(context, plaintextBlob(CALG_RC4, count(16)))
        #expect(outcome { CryptReleaseContext(context, 1) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptReleaseContext(context, 0) } == code(ERROR_INVALID_PARAMETER))
    }
}
