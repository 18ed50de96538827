import CWinCrypt
import Testing

/// Session keys in and out in the clear, by a pair whose exponents are 1 (Microsoft's article 228786).
struct ExponentOfOneTests {
    /// The pair in a PRIVATEKEYBLOB, all of whose exponents were set to 1.
    private static func blob() throws -> [UInt8] {
        var blob = try pairBlob(bits: 512)
        let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 63)
        blob.replaceSubrange(16..<20, with: one.prefix(4))
        for (offset, count) in [(148, 32), (180, 32), (244, 64)] {
            blob.replaceSubrange(offset..<offset + count, with: one.prefix(count))
        }
        return blob
    }

    @Test func keysTravelInTheClear() throws {
        let context = ephemeralContext()
        let blob = try Self.blob()
        let pair = imported(context, blob)
        #expect(exported(pair, PRIVATEKEYBLOB) == blob)
        let half = exported(pair, PUBLICKEYBLOB)
        #expect(Array(half[16..<20]) == [1, 0, 0, 0])

        let key = count(16)
        let session = imported(context, plaintextBlob(CALG_RC4, key))
        for recipient in [pair, imported(context, half)] {
            let simple = exported(session, for: recipient, SIMPLEBLOB)
            #expect(Array(simple[12..<28]) == key.reversed() && simple[28] == 0 && simple.suffix(2) == [2, 0])
        }
        // A block made by hand: the key backwards, 0, padding, 2, 0.
        let padding = [UInt8](repeating: 0x5A, count: 64 - 16 - 3)
        let made = [1, 2, 0, 0, 1, 0x68, 0, 0, 0, 0xA4, 0, 0] + key.reversed() + [0] + padding + [2, 0]
        #expect(exported(imported(context, made, with: pair), PLAINTEXTKEYBLOB) == plaintextBlob(CALG_RC4, key))
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func containersKeepThem() throws {
        _ = TestStore.path
        let name = "exponent of one"
        var context: HCRYPTPROV = 0
        succeed { CryptAcquireContextA(&context, name, nil, DWORD(PROV_RSA_FULL), DWORD(CRYPT_NEWKEYSET)) }
        let blob = try Self.blob()
        succeed { CryptDestroyKey(imported(context, blob)) }
        succeed { CryptReleaseContext(context, 0) }
        succeed { CryptAcquireContextA(&context, name, nil, DWORD(PROV_RSA_FULL), 0) }
        var pair: HCRYPTKEY = 0
        succeed { CryptGetUserKey(context, DWORD(AT_KEYEXCHANGE), &pair) }
        #expect(exported(pair, PRIVATEKEYBLOB) == blob)
        succeed { CryptReleaseContext(context, 0) }
        succeed { CryptAcquireContextA(&context, name, nil, DWORD(PROV_RSA_FULL), DWORD(CRYPT_DELETEKEYSET)) }
    }

    /// Other exponents that are none stay what they were.
    @Test func noOthers() throws {
        let context = ephemeralContext()
        for exponent: UInt8 in [0, 2, 4] {
            var blob = try Self.blob()
            blob[16] = exponent
            #expect(importing(context, blob) == code(NTE_BAD_DATA))
            let half = [6] + blob[1..<8] + [0x52, 0x53, 0x41, 0x31] + blob[12..<84]
            #expect(importing(context, Array(half)) == code(NTE_BAD_DATA))
        }
        var mixed = try Self.blob()
        mixed[148] = 3
        #expect(importing(context, mixed) == code(NTE_BAD_DATA), "d mod (p - 1) is 1")
        succeed { CryptReleaseContext(context, 0) }
    }
}
