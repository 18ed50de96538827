import CWinCrypt
import Glibc
import Testing

/// Handles: whatever is none is refused, and nothing crashes.
struct HandleTests {
    /// No handle of ours: none, Windows's INVALID_HANDLE_VALUE, pointers, small numbers.
    static let strangers: [UInt] = [
        0, .max, 1, 2, 3, 0xDEAD_BEEF, 1 << 32 | 2, UInt(bitPattern: Int(bitPattern: malloc(1))),
    ]

    @Test(arguments: strangers)
    func strangersAreRefused(_ handle: UInt) {
        var count: DWORD = 16
        var buffer = [UInt8](repeating: 0, count: 16)
        var other: UInt = 0
        let context = ephemeralContext()
        let calls: [() -> BOOL] = [
            { CryptReleaseContext(handle, 0) }, { CryptContextAddRef(handle, nil, 0) },
            { CryptGetProvParam(handle, DWORD(PP_NAME), &buffer, &count, 0) },
            { CryptSetProvParam(handle, DWORD(PP_USE_HARDWARE_RNG), buffer, 0) },
            { CryptGenKey(handle, ALG_ID(CALG_RC4), 0, &other) }, { CryptDestroyKey(handle) },
            { CryptDuplicateKey(handle, nil, 0, &other) }, { CryptGetUserKey(handle, 1, &other) },
            { CryptGetKeyParam(handle, DWORD(KP_ALGID), &buffer, &count, 0) },
            { CryptSetKeyParam(handle, DWORD(KP_MODE), buffer, 0) },
            { CryptExportKey(handle, 0, DWORD(PLAINTEXTKEYBLOB), 0, &buffer, &count) },
            { CryptImportKey(handle, buffer, 16, 0, 0, &other) },
            { CryptEncrypt(handle, 0, 1, 0, &buffer, &count, 16) }, { CryptDecrypt(handle, 0, 1, 0, &buffer, &count) },
            { CryptGenRandom(handle, 16, &buffer) }, { CryptCreateHash(handle, ALG_ID(CALG_MD5), 0, 0, &other) },
            { CryptDestroyHash(handle) }, { CryptDuplicateHash(handle, nil, 0, &other) },
            { CryptHashData(handle, buffer, 16, 0) }, { CryptHashSessionKey(handle, handle, 0) },
            { CryptGetHashParam(handle, DWORD(HP_HASHVAL), &buffer, &count, 0) },
            { CryptSetHashParam(handle, DWORD(HP_HASHVAL), buffer, 0) },
            { CryptSignHashA(handle, 2, nil, 0, &buffer, &count) },
            { CryptVerifySignatureA(handle, buffer, 16, handle, nil, 0) },
            { CryptDeriveKey(handle, ALG_ID(CALG_RC4), handle, 0, &other) },
            { CryptDeriveKey(context, ALG_ID(CALG_RC4), handle, 0, &other) },
        ]
        for (index, call) in calls.enumerated() {
            #expect(outcome(call) == code(ERROR_INVALID_PARAMETER), "call \(index)")
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    /// A closed handle does not hit what has its slot now, and one kind does not pass for another.
    @Test func closedHandlesStayClosed() {
        let context = ephemeralContext()
        var first: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_RC4), 0, &first) }
        #expect(outcome { CryptDestroyHash(first) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptReleaseContext(first, 0) } == code(ERROR_INVALID_PARAMETER))
        succeed { CryptDestroyKey(first) }
        for _ in 0..<1000 {
            var next: HCRYPTKEY = 0
            succeed { CryptGenKey(context, ALG_ID(CALG_RC4), 0, &next) }
            #expect(next != first)
            #expect(outcome { CryptDestroyKey(first) } == code(ERROR_INVALID_PARAMETER))
            succeed { CryptDestroyKey(next) }
        }
        succeed { CryptReleaseContext(context, 0) }
    }

    /// With its context all keys and hashes of it are gone, and no others.
    @Test func everythingDiesWithItsContext() {
        let (context, other) = (ephemeralContext(), ephemeralContext())
        var key: HCRYPTKEY = 0
        var survivor: HCRYPTKEY = 0
        succeed { CryptGenKey(context, ALG_ID(CALG_RC4), 0, &key) }
        succeed { CryptGenKey(other, ALG_ID(CALG_RC4), 0, &survivor) }
        let hash = hashed(context, CALG_MD5, [1])
        succeed { CryptContextAddRef(context, nil, 0) }
        succeed { CryptReleaseContext(context, 0) }
        #expect(number(key, KP_KEYLEN) == 128)
        // Flags are refused, and the context is released all the same.
        #expect(outcome { CryptReleaseContext(context, 1) } == code(NTE_BAD_FLAGS))
        #expect(outcome { CryptReleaseContext(context, 0) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptDestroyKey(key) } == code(ERROR_INVALID_PARAMETER))
        #expect(outcome { CryptDestroyHash(hash) } == code(ERROR_INVALID_PARAMETER))
        #expect(number(survivor, KP_KEYLEN) == 128)
        succeed { CryptReleaseContext(other, 0) }
    }

    /// Threads open and close handles, and each finds its own.
    @Test func manyThreads() async {
        let context = ephemeralContext()
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<16 {
                group.addTask {
                    for turn in 0..<200 {
                        let bytes = [UInt8(thread), UInt8(turn), 3, 4, 5, 6, 7]
                        let key = imported(context, plaintextBlob(CALG_RC4, bytes))
                        #expect(exported(key, PLAINTEXTKEYBLOB).suffix(7) == bytes[...])
                        succeed { CryptDestroyKey(key) }
                    }
                }
            }
        }
        succeed { CryptReleaseContext(context, 0) }
    }
}
