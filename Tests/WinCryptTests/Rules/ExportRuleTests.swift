import CWinCrypt
import Testing

/// CryptExportKey: which key leaves in which BLOB under which other key, and with which code the rest is refused.
struct ExportRuleTests {
    let keys: RuleKeys

    init() throws { keys = try RuleKeys() }

    @Test func simple() {
        for recipient in [keys.exchange, keys.publicKey] {
            #expect(export(keys.session, for: recipient, SIMPLEBLOB) == (nil, 12 + 128))
            #expect(export(keys.session, for: recipient, SIMPLEBLOB, flags: CRYPT_OAEP) == (nil, 12 + 128))
        }
        #expect(export(keys.lockedSession, for: keys.exchange, SIMPLEBLOB) == (code(NTE_BAD_KEY_STATE), 0))
        #expect(export(keys.session, SIMPLEBLOB).error == code(NTE_NO_KEY))
        #expect(export(keys.session, for: 0xDEAD, SIMPLEBLOB).error == code(ERROR_INVALID_PARAMETER))
        // Only an exchange key is an envelope, and only a session key goes into one.
        for wrong in [keys.signature, keys.tripleDES, keys.rc2] {
            #expect(export(keys.session, for: wrong, SIMPLEBLOB).error == code(NTE_BAD_KEY))
        }
        for wrong in [keys.exchange, keys.signature, keys.publicKey] {
            #expect(export(wrong, for: keys.exchange, SIMPLEBLOB).error == code(NTE_BAD_KEY))
        }
        #expect(
            export(keys.session, for: keys.exchange, SIMPLEBLOB, flags: CRYPT_SSL2_FALLBACK).error == code(NTE_BAD_KEY))
    }

    /// What the modulus has no room for shows when the BLOB is made.
    @Test func simpleWithoutRoom() {
        var blob = [UInt8](repeating: 0, count: 256)
        var length: DWORD = 256
        #expect(
            outcome {
                CryptExportKey(
                    keys.session, keys.smallPair, DWORD(SIMPLEBLOB), DWORD(CRYPT_OAEP), &blob, &length)
            } == code(NTE_BAD_LEN))
        #expect(exported(keys.session, for: keys.smallPair, SIMPLEBLOB).count == 12 + 64)
    }

    @Test func publicKeys() {
        for key in [keys.exchange, keys.signature, keys.lockedPair, keys.publicKey, keys.exportablePublicKey] {
            #expect(export(key, PUBLICKEYBLOB) == (nil, 20 + 128))
        }
        #expect(exported(keys.publicKey, PUBLICKEYBLOB) == exported(keys.exchange, PUBLICKEYBLOB))
        #expect(export(keys.exchange, for: keys.session, PUBLICKEYBLOB).error == code(NTE_BAD_PUBLIC_KEY))
        #expect(export(keys.session, PUBLICKEYBLOB).error == code(NTE_BAD_KEY))
    }

    /// The code comes before the length: a key that may not leave does not answer a size query.
    @Test func privateKeys() throws {
        #expect(export(keys.exchange, PRIVATEKEYBLOB) == (nil, 20 + 2 * 128 + 5 * 64))
        #expect(try exported(keys.exchange, PRIVATEKEYBLOB) == pairBlob())
        for key in [keys.lockedPair, keys.publicKey, keys.exportablePublicKey] {
            #expect(export(key, PRIVATEKEYBLOB) == (code(NTE_BAD_KEY_STATE), 0))
            #expect(export(key, for: keys.session, PRIVATEKEYBLOB) == (code(NTE_BAD_KEY_STATE), 0))
        }
        #expect(export(keys.session, PRIVATEKEYBLOB).error == code(NTE_BAD_KEY))
        // 1 to one block of bytes of padding, behind a header in the clear.
        let body = 12 + 2 * 128 + 5 * 64
        for (key, block) in [(keys.session, 16), (keys.rc2, 8)] {
            #expect(export(keys.exchange, for: key, PRIVATEKEYBLOB) == (nil, 8 + (body / block + 1) * block))
        }
        #expect(export(keys.exchange, for: keys.publicKey, PRIVATEKEYBLOB).error == code(NTE_BAD_KEY))
    }

    @Test func plaintextKeys() {
        #expect(exported(keys.session, PLAINTEXTKEYBLOB) == plaintextBlob(CALG_AES_256, count(32)))
        // DES keys with all their parity bits.
        #expect(exported(keys.tripleDES, PLAINTEXTKEYBLOB) == plaintextBlob(CALG_3DES, count(24)))
        #expect(export(keys.lockedSession, PLAINTEXTKEYBLOB) == (code(NTE_BAD_KEY_STATE), 0))
        for key in [keys.exchange, keys.lockedPair, keys.publicKey] {
            #expect(export(key, PLAINTEXTKEYBLOB).error == code(NTE_BAD_TYPE))
        }
    }

    @Test func symmetricWraps() {
        #expect(export(keys.rc2, for: keys.rc2, SYMMETRICWRAPKEYBLOB).error == nil)
        #expect(export(keys.tripleDES, for: keys.tripleDES, SYMMETRICWRAPKEYBLOB).error == nil)
        #expect(export(keys.rc2, SYMMETRICWRAPKEYBLOB).error == code(NTE_NO_KEY))
        #expect(export(keys.rc2, for: keys.tripleDES, SYMMETRICWRAPKEYBLOB).error == code(NTE_BAD_KEY))
        #expect(export(keys.session, for: keys.session, SYMMETRICWRAPKEYBLOB).error == code(NTE_BAD_KEY))
        #expect(export(keys.rc2, for: keys.exchange, SYMMETRICWRAPKEYBLOB).error == code(NTE_BAD_KEY))
        let locked = imported(keys.context, plaintextBlob(CALG_RC2, count(16)), flags: 0)
        #expect(export(locked, for: keys.rc2, SYMMETRICWRAPKEYBLOB).error == code(NTE_BAD_KEY_STATE))
    }

    /// OPAQUEKEYBLOB is the Schannel providers'.
    @Test func typesThatTheProviderLacks() {
        for key in [keys.session, keys.exchange, keys.publicKey] {
            for type in [OPAQUEKEYBLOB, 0xA, 0, 5, 99, 0x106] {
                #expect(export(key, type).error == code(NTE_BAD_TYPE), "type \(type)")
            }
        }
        #expect(export(keys.session, for: 0xDEAD, 0).error == code(ERROR_INVALID_PARAMETER))
        #expect(export(0xDEAD, PLAINTEXTKEYBLOB).error == code(ERROR_INVALID_PARAMETER))
        #expect(
            outcome { CryptExportKey(keys.session, 0, DWORD(PLAINTEXTKEYBLOB), 0, nil, nil) }
                == code(ERROR_INVALID_PARAMETER))
    }

    /// CRYPT_DESTROYKEY goes with OPAQUEKEYBLOB; refused, it destroys nothing.
    @Test func destruction() {
        #expect(export(keys.session, PLAINTEXTKEYBLOB, flags: CRYPT_DESTROYKEY).error == code(NTE_BAD_FLAGS))
        #expect(
            export(keys.session, for: keys.exchange, SIMPLEBLOB, flags: CRYPT_DESTROYKEY).error == code(NTE_BAD_FLAGS))
        #expect(export(keys.session, PLAINTEXTKEYBLOB).error == nil)
        for type in [PUBLICKEYBLOB, PRIVATEKEYBLOB] {
            #expect(export(keys.exchange, type, flags: CRYPT_DESTROYKEY).error == code(NTE_BAD_FLAGS))
            #expect(export(keys.exchange, type).error == nil)
        }
    }

    /// A buffer that is too short is left alone, and learns the length.
    @Test func shortBuffers() {
        let cases: [(HCRYPTKEY, HCRYPTKEY, Int32, Int)] = [
            (keys.session, keys.exchange, SIMPLEBLOB, 140), (keys.exchange, 0, PUBLICKEYBLOB, 148),
            (keys.exchange, 0, PRIVATEKEYBLOB, 596), (keys.session, 0, PLAINTEXTKEYBLOB, 44),
        ]
        for (key, other, type, byteCount) in cases {
            for room in [0, 1, byteCount - 1] {
                var buffer = count(byteCount)
                var length = DWORD(room)
                #expect(
                    outcome { CryptExportKey(key, other, DWORD(type), 0, &buffer, &length) } == code(ERROR_MORE_DATA))
                #expect(Int(length) == byteCount && buffer == count(byteCount))
            }
            var buffer = count(byteCount + 9)
            var length = DWORD(byteCount + 9)
            succeed { CryptExportKey(key, other, DWORD(type), 0, &buffer, &length) }
            #expect(Int(length) == byteCount && buffer.suffix(9) == count(byteCount + 9).suffix(9))
        }
    }

    /// Nothing that an export does is seen in the stream of the key, or of the one it goes under.
    @Test func streamsGoOn() {
        func piece(_ key: HCRYPTKEY) -> [UInt8] { encrypted(key, count(64), isFinal: false) }
        for key in [keys.session, keys.tripleDES] {
            let expected = [piece(key), piece(key), encrypted(key, count(5))]
            #expect(piece(key) == expected[0])
            _ = exported(key, for: keys.exchange, SIMPLEBLOB)
            _ = exported(keys.exchange, for: key, PRIVATEKEYBLOB)
            _ = exported(key, PLAINTEXTKEYBLOB)
            #expect(piece(key) == expected[1])
            if key == keys.tripleDES { _ = exported(key, for: key, SYMMETRICWRAPKEYBLOB) }
            #expect(encrypted(key, count(5)) == expected[2])
        }
    }

    /// Version 3 on demand, for DSS; RSA has one version alone.
    @Test func versions() throws {
        let context = ephemeralContext(PROV_DSS_DH)
        let blob = try RuleKeys.dssPairBlob()
        let pair = imported(context, blob)
        #expect(exported(pair, PRIVATEKEYBLOB) == blob)
        for type in [PUBLICKEYBLOB, PRIVATEKEYBLOB] {
            #expect(exported(pair, type)[1] == 2)
            #expect(exported(pair, type, flags: CRYPT_BLOB_VER3)[1] == 3)
            #expect(exported(keys.exchange, type, flags: CRYPT_BLOB_VER3)[1] == 2)
        }
        succeed { CryptReleaseContext(context, 0) }
    }
}
