import CWinCrypt
import Testing

/// Hashes and signatures: states, keys and flags, with the codes that Windows was seen to answer.
struct HashRuleTests {
    let keys: RuleKeys

    init() throws { keys = try RuleKeys() }

    private func creating(_ algorithm: Int32, _ key: HCRYPTKEY = 0, flags: DWORD = 0) -> DWORD? {
        var hash: HCRYPTHASH = 0
        return outcome { CryptCreateHash(keys.context, ALG_ID(algorithm), key, flags, &hash) }
    }

    @Test func creation() {
        #expect(creating(CALG_SHA1, flags: 1) == code(NTE_BAD_FLAGS))
        for algorithm in [CALG_MAC, CALG_HMAC] { #expect(creating(algorithm) == code(NTE_BAD_KEY)) }
        #expect(creating(CALG_RC4) == code(NTE_BAD_ALGID) && creating(CALG_HASH_REPLACE_OWF) == code(NTE_BAD_ALGID))
        // A stream cipher and other modes make no CBC-MAC; any key makes an HMAC.
        let stream = imported(keys.context, plaintextBlob(CALG_RC4, count(16)))
        #expect(creating(CALG_MAC, stream) == code(NTE_BAD_KEY) && creating(CALG_HMAC, stream) == nil)
        #expect(creating(CALG_MAC, keys.rc2) == nil)
        succeed { CryptSetKeyParam(keys.rc2, DWORD(KP_MODE), [UInt8(CRYPT_MODE_ECB), 0, 0, 0], 0) }
        #expect(creating(CALG_MAC, keys.rc2) == code(NTE_BAD_KEY))
        #expect(creating(CALG_HMAC, keys.exchange) == code(NTE_BAD_KEY))
    }

    @Test func states() {
        let hash = hashed(keys.context, CALG_MD5, count(7))
        for flags: DWORD in [2, 0xFFFF_FFFF] {
            #expect(outcome { CryptHashData(hash, count(3), 3, flags) } == code(NTE_BAD_FLAGS))
        }
        succeed { CryptHashData(hash, count(3), 3, DWORD(CRYPT_USERDATA)) }
        var copy: HCRYPTHASH = 0
        succeed { CryptDuplicateHash(hash, nil, 0, &copy) }
        let value = hashValue(hash)
        #expect(value == hashValue(hashed(keys.context, CALG_MD5, count(7) + count(3))))
        #expect(hashValue(hash) == value)
        #expect(outcome { CryptHashData(hash, count(3), 3, 0) } == code(NTE_BAD_HASH_STATE))
        #expect(outcome { CryptHashSessionKey(hash, keys.rc2, 0) } == code(NTE_BAD_HASH_STATE))
        // The copy was running when it was made, and still is; a copy of the finished one is finished.
        succeed { CryptHashData(copy, count(1), 1, 0) }
        succeed { CryptDuplicateHash(hash, nil, 0, &copy) }
        #expect(hashValue(copy) == value)
        #expect(outcome { CryptHashData(copy, count(3), 3, 0) } == code(NTE_BAD_HASH_STATE))
        #expect(outcome { CryptHashSessionKey(hash, keys.rc2, 2) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptHashSessionKey(hash, keys.exchange, 0) } == code(NTE_BAD_KEY))
    }

    /// The value is there without any data.
    @Test func hashesOfNothing() {
        var hash: HCRYPTHASH = 0
        succeed { CryptCreateHash(keys.context, ALG_ID(CALG_MD5), 0, 0, &hash) }
        #expect(hashValue(hash).prefix(4) == [0xd4, 0x1d, 0x8c, 0xd9])
    }

    /// HMAC's key may be empty. Programs that declare a byte of it have bytes behind it then (Chromium had, and asked
    /// Windows for this very value).
    @Test func emptyKeys() {
        for behind in [[], [UInt8](repeating: 0, count: 4)] {
            let blob = plaintextBlob(CALG_RC2, []) + behind
            #expect(importing(keys.context, blob) == code(NTE_BAD_DATA))
            let key = imported(keys.context, blob, flags: CRYPT_IPSEC_HMAC_KEY)
            var hash: HCRYPTHASH = 0
            succeed { CryptCreateHash(keys.context, ALG_ID(CALG_HMAC), key, 0, &hash) }
            var info = HMAC_INFO()
            info.HashAlgid = ALG_ID(CALG_SHA1)
            withUnsafeBytes(of: &info) { info in
                succeed {
                    CryptSetHashParam(
                        hash, DWORD(HP_HMAC_INFO), info.baseAddress?.assumingMemoryBound(to: BYTE.self), 0)
                }
            }
            #expect(hashValue(hash).prefix(4) == [0xFB, 0xDB, 0x1D, 0x1B])
            succeed { CryptDestroyKey(key) }
        }
    }

    /// SSL3_SHAMD5 hashes no data: its value is set, and signed without identifier.
    @Test func handshakeHashes() {
        var hash: HCRYPTHASH = 0
        succeed { CryptCreateHash(keys.context, ALG_ID(CALG_SSL3_SHAMD5), 0, 0, &hash) }
        #expect(outcome { CryptHashData(hash, count(3), 3, 0) } == code(NTE_BAD_ALGID))
        succeed { CryptSetHashParam(hash, DWORD(HP_HASHVAL), count(36), 0) }
        #expect(hashValue(hash) == count(36))
        #expect(outcome { CryptHashData(hash, count(3), 3, 0) } == code(NTE_BAD_ALGID))
        let signature = signed(hash, AT_KEYEXCHANGE)
        #expect(verifying(hash, signature, keys.publicKey) == nil)
    }

    private func signed(_ hash: HCRYPTHASH, _ slot: Int32, flags: Int32 = 0) -> [UInt8] {
        var length: DWORD = 0
        succeed { CryptSignHashA(hash, DWORD(slot), nil, DWORD(flags), nil, &length) }
        var signature = [UInt8](repeating: 0, count: Int(length))
        succeed { CryptSignHashA(hash, DWORD(slot), nil, DWORD(flags), &signature, &length) }
        return signature
    }

    private func verifying(
        _ hash: HCRYPTHASH, _ signature: [UInt8]?, _ key: HCRYPTKEY, length: Int? = nil, flags: Int32 = 0
    ) -> DWORD? {
        let length = DWORD(length ?? signature?.count ?? 0)
        return outcome { CryptVerifySignatureA(hash, signature, length, key, nil, DWORD(flags)) }
    }

    /// Both pairs sign. Windows takes a signature without identifier for one with it, not the reverse.
    @Test func signatures() {
        for (slot, key) in [(AT_KEYEXCHANGE, keys.exchange), (AT_SIGNATURE, keys.signature)] {
            for algorithm in [CALG_MD2, CALG_MD4, CALG_MD5, CALG_SHA1] {
                let hash = hashed(keys.context, algorithm, count(20))
                let standard = signed(hash, slot)
                let bare = signed(hash, slot, flags: CRYPT_NOHASHOID)
                #expect(standard.count == 128 && standard != bare)
                #expect(verifying(hash, standard, key) == nil && verifying(hash, bare, key) == nil)
                #expect(verifying(hash, bare, key, flags: CRYPT_NOHASHOID) == nil)
                #expect(verifying(hash, standard, key, flags: CRYPT_NOHASHOID) == code(NTE_BAD_SIGNATURE))
            }
        }
    }

    /// The length comes first, then the pointer.
    @Test func refusedSignatures() {
        let hash = hashed(keys.context, CALG_SHA1, count(20))
        let signature = signed(hash, AT_SIGNATURE)
        for length in [0, 1, 64, 127] {
            #expect(verifying(hash, signature, keys.signature, length: length) == code(NTE_BAD_SIGNATURE))
        }
        #expect(verifying(hash, nil, keys.signature, length: 128) == code(ERROR_INVALID_PARAMETER))
        #expect(verifying(0, signature, keys.signature) == code(ERROR_INVALID_PARAMETER))
        #expect(verifying(hash, signature, 0) == code(ERROR_INVALID_PARAMETER))
        var damaged = signature
        damaged[9] ^= 1
        #expect(verifying(hash, damaged, keys.signature) == code(NTE_BAD_SIGNATURE))

        var buffer = count(128)
        var length: DWORD = 127
        #expect(
            outcome { CryptSignHashA(hash, DWORD(AT_SIGNATURE), nil, 0, &buffer, &length) } == code(ERROR_MORE_DATA))
        #expect(length == 128 && buffer == count(128))
        #expect(outcome { CryptSignHashA(hash, DWORD(AT_SIGNATURE), nil, 0x80, nil, &length) } == code(NTE_BAD_FLAGS))
        let empty = ephemeralContext()
        let other = hashed(empty, CALG_SHA1, count(20))
        #expect(outcome { CryptSignHashA(other, DWORD(AT_SIGNATURE), nil, 0, nil, &length) } == code(NTE_NO_KEY))
        succeed { CryptReleaseContext(empty, 0) }
    }

    /// DSS: 40 bytes, other ones each time, of SHA-1 alone; the pair itself verifies, too.
    @Test func dssSignatures() throws {
        let context = ephemeralContext(PROV_DSS_DH)
        let pair = imported(context, try RuleKeys.dssPairBlob())
        let hash = hashed(context, CALG_SHA1, count(20))
        let (first, second) = (signed(hash, AT_SIGNATURE), signed(hash, AT_SIGNATURE))
        #expect(first.count == 40 && second.count == 40 && first != second)
        let half = imported(context, exported(pair, PUBLICKEYBLOB))
        for key in [pair, half] {
            for signature in [first, second] { #expect(verifying(hash, signature, key) == nil) }
        }
        let md5 = hashed(context, CALG_MD5, count(20))
        var buffer = count(40)
        var length: DWORD = 40
        #expect(
            outcome { CryptSignHashA(md5, DWORD(AT_SIGNATURE), nil, 0, &buffer, &length) } == code(NTE_BAD_ALGID))
        succeed { CryptReleaseContext(context, 0) }
    }
}
