import CWinCrypt
import Testing

/// CryptSetKeyParam and CryptGetKeyParam, CryptGetProvParam: what Windows was seen to take, to answer and to refuse.
struct ParameterRuleTests {
    let keys: RuleKeys

    init() throws { keys = try RuleKeys() }

    private func setting(_ key: HCRYPTKEY, _ parameter: Int32, _ value: [UInt8]?) -> DWORD? {
        outcome { CryptSetKeyParam(key, DWORD(parameter), value, 0) }
    }

    private func dword(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    private func settingSaltEx(_ key: HCRYPTKEY, _ salt: [UInt8]) -> DWORD? {
        var salt = salt
        return salt.withUnsafeMutableBufferPointer { bytes in
            var blob = CRYPT_INTEGER_BLOB(cbData: DWORD(bytes.count), pbData: bytes.baseAddress)
            return withUnsafeBytes(of: &blob) { blob in
                outcome {
                    CryptSetKeyParam(
                        key, DWORD(KP_SALT_EX), blob.baseAddress?.assumingMemoryBound(to: BYTE.self), 0)
                }
            }
        }
    }

    /// KP_SALT_EX says its length; 0 to 23 bytes were seen to be taken, 25 to be refused.
    @Test func salts() {
        let key = imported(keys.context, plaintextBlob(CALG_RC4, count(5)))
        for length in 0...23 {
            #expect(settingSaltEx(key, count(length)) == nil)
            #expect(parameter(key, KP_SALT) == count(length))
        }
        #expect(settingSaltEx(key, count(25)) == code(NTE_BAD_DATA) && parameter(key, KP_SALT) == count(23))
        // AES has none, and says so; an RSA key is no place to ask.
        #expect(parameter(keys.session, KP_SALT).isEmpty)
        var length: DWORD = 0
        #expect(outcome { CryptGetKeyParam(keys.exchange, DWORD(KP_SALT), nil, &length, 0) } == code(NTE_BAD_KEY))
    }

    @Test func effectiveKeyLengths() {
        #expect(number(keys.rc2, KP_EFFECTIVE_KEYLEN) == 128)
        // In the middle of a message, too.
        _ = encrypted(keys.rc2, count(16), isFinal: false)
        for bits in [1, 40, 1024] {
            #expect(setting(keys.rc2, KP_EFFECTIVE_KEYLEN, dword(bits)) == nil)
            #expect(Int(number(keys.rc2, KP_EFFECTIVE_KEYLEN)) == bits)
        }
        #expect(setting(keys.rc2, KP_EFFECTIVE_KEYLEN, nil) == code(ERROR_INVALID_PARAMETER))
        for bits in [0, 1025] { #expect(setting(keys.rc2, KP_EFFECTIVE_KEYLEN, dword(bits)) == code(NTE_BAD_DATA)) }
        #expect(setting(keys.session, KP_EFFECTIVE_KEYLEN, dword(40)) == code(NTE_BAD_TYPE))
    }

    @Test func defaults() {
        for (key, block, bits) in [(keys.session, 128, 256), (keys.tripleDES, 64, 192), (keys.rc2, 64, 128)]
            as [(HCRYPTKEY, DWORD, DWORD)]
        {
            #expect(number(key, KP_MODE) == DWORD(CRYPT_MODE_CBC) && number(key, KP_PADDING) == DWORD(PKCS5_PADDING))
            #expect(number(key, KP_BLOCKLEN) == block && number(key, KP_KEYLEN) == bits)
            #expect(parameter(key, KP_IV) == [UInt8](repeating: 0, count: Int(block) / 8))
        }
        let stream = imported(keys.context, plaintextBlob(CALG_RC4, count(16)))
        #expect(number(stream, KP_MODE) == 0 && number(stream, KP_BLOCKLEN) == 0 && parameter(stream, KP_IV).isEmpty)
        #expect(number(keys.exchange, KP_BLOCKLEN) == 1024 && number(keys.exchange, KP_KEYLEN) == 1024)
        for padding in [0, 2, 3] { #expect(setting(keys.session, KP_PADDING, dword(padding)) == code(NTE_BAD_DATA)) }
    }

    /// KP_IV is what was set, not the running register, and the last piece goes back to it.
    @Test func initializationVectors() {
        let vector = [UInt8](repeating: 0x11, count: 16)
        #expect(setting(keys.session, KP_IV, vector) == nil)
        let whole = encrypted(keys.session, count(32))
        #expect(encrypted(keys.session, count(16), isFinal: false) == Array(whole.prefix(16)))
        #expect(parameter(keys.session, KP_IV) == vector)
        _ = encrypted(keys.session, count(5))
        #expect(parameter(keys.session, KP_IV) == vector && encrypted(keys.session, count(32)) == whole)
        // Set again it begins the stream anew.
        _ = encrypted(keys.session, count(16), isFinal: false)
        #expect(setting(keys.session, KP_IV, vector) == nil)
        #expect(encrypted(keys.session, count(32)) == whole)
    }

    /// CRYPT_EXPORT is decided when a key is made; taking it away from one handle is heard and not heeded.
    @Test func permissions() {
        var other: HCRYPTKEY = 0
        succeed { CryptDuplicateKey(keys.session, nil, 0, &other) }
        #expect(setting(keys.session, KP_PERMISSIONS, dword(0)) == nil)
        #expect(number(keys.session, KP_PERMISSIONS) == 4 && number(other, KP_PERMISSIONS) == 0x3F)
        #expect(setting(keys.lockedSession, KP_PERMISSIONS, dword(0x3F)) == code(NTE_BAD_DATA))
        #expect(setting(keys.lockedPair, KP_PERMISSIONS, dword(0x3F)) == code(NTE_BAD_DATA))
        var length = DWORD(16)
        var buffer = count(48)
        #expect(outcome { CryptEncrypt(keys.session, 0, 1, 0, &buffer, &length, 48) } == code(NTE_PERM))
    }

    @Test func providers() {
        func value(_ context: HCRYPTPROV, _ parameter: Int32) -> DWORD? {
            var value: DWORD = 0
            var length: DWORD = 4
            let error = withUnsafeMutableBytes(of: &value) { bytes in
                outcome {
                    CryptGetProvParam(
                        context, DWORD(parameter), bytes.baseAddress?.assumingMemoryBound(to: BYTE.self), &length, 0)
                }
            }
            return error == nil ? value : nil
        }
        let dss = ephemeralContext(PROV_DSS)
        let expected: [(Int32, rsa: DWORD, dss: DWORD)] = [
            (PP_KEYSPEC, 3, 2), (PP_SIG_KEYSIZE_INC, 8, 64), (PP_KEYX_KEYSIZE_INC, 8, 64), (PP_VERSION, 0x200, 0x200),
            (PP_IMPTYPE, 2, 2), (PP_PROVTYPE, 24, 3), (PP_KEYSET_TYPE, 0, 0),
        ]
        for (parameter, ofRSA, ofDSS) in expected {
            #expect(value(keys.context, parameter) == ofRSA && value(dss, parameter) == ofDSS, "\(parameter)")
        }
        #expect((value(dss, PP_KEYSTORAGE) ?? 0) & DWORD(CRYPT_SEC_DESCR) != 0)
        #expect(value(dss, 999) == nil && GetLastError() == code(NTE_BAD_TYPE))
        // A size query that succeeds and still sets an error.
        var length: DWORD = 0
        SetLastError(0)
        #expect(CryptGetProvParam(dss, DWORD(PP_KEYSET_SEC_DESCR), nil, &length, 0) != 0)
        #expect(GetLastError() == code(ERROR_INSUFFICIENT_BUFFER) && length > 0)
        // What was told is taken back; a descriptor that names somebody is not.
        var descriptor = [UInt8](repeating: 0, count: Int(length))
        let parts = DWORD(DACL_SECURITY_INFORMATION)
        func set(_ parts: DWORD) -> DWORD? {
            outcome { CryptSetProvParam(dss, DWORD(PP_KEYSET_SEC_DESCR), descriptor, parts) }
        }
        succeed { CryptGetProvParam(dss, DWORD(PP_KEYSET_SEC_DESCR), &descriptor, &length, parts) }
        #expect(set(parts) == nil && set(0x10) == code(NTE_BAD_FLAGS))
        #expect(
            outcome { CryptSetProvParam(dss, DWORD(PP_KEYSET_SEC_DESCR), nil, parts) } == code(ERROR_INVALID_PARAMETER))
        descriptor[4] = 20
        #expect(set(parts) == code(NTE_BAD_TYPE))
        succeed { CryptReleaseContext(dss, 0) }
    }
}
