import CWinCrypt
import Testing

/// CryptAcquireContext and its kin: what Windows was seen to do (Wine's conformance tests), in its order of checks.
@Suite(.serialized) struct ContextTests {
    let store = TestStore.path

    private func acquire(
        _ name: String?, _ provider: String? = nil, _ type: UInt32 = 24, _ flags: UInt32 = 0
    ) -> (error: DWORD?, handle: HCRYPTPROV) {
        var handle: HCRYPTPROV = 0
        return (outcome { CryptAcquireContextA(&handle, name, provider, type, flags) }, handle)
    }

    @Test func typesAndNames() {
        let verify = CRYPT_VERIFYCONTEXT
        for type: UInt32 in [0, 1000, .max] {
            #expect(outcome { CryptAcquireContextA(nil, nil, nil, type, verify) } == code(NTE_BAD_PROV_TYPE))
        }
        #expect(outcome { CryptAcquireContextA(nil, nil, nil, 1, verify) } == code(ERROR_INVALID_PARAMETER))
        for type: UInt32 in [2, 4, 20, 999] {
            #expect(acquire(nil, nil, type, verify).error == code(NTE_PROV_TYPE_NOT_DEF))
        }
        #expect(acquire(nil, "Nobody's Provider", 1, verify).error == code(NTE_KEYSET_NOT_DEF))
        #expect(
            acquire(nil, "Microsoft RSA Signature Cryptographic Provider", 3, verify).error == code(NTE_KEYSET_NOT_DEF))
        #expect(
            acquire(nil, "Microsoft Base DSS Cryptographic Provider", 2, verify).error == code(NTE_PROV_TYPE_NO_MATCH))
        // An empty name is none.
        let strong = acquire(nil, "", 1, verify)
        #expect(strong.error == nil && text(strong.handle, PP_NAME) == "Microsoft Strong Cryptographic Provider")
        succeed { CryptReleaseContext(strong.handle, 0) }
    }

    private func text(_ context: HCRYPTPROV, _ parameter: Int32) -> String {
        var count: DWORD = 0
        succeed { CryptGetProvParam(context, DWORD(parameter), nil, &count, 0) }
        var bytes = [UInt8](repeating: 0xFF, count: Int(count))
        succeed { CryptGetProvParam(context, DWORD(parameter), &bytes, &count, 0) }
        #expect(bytes.last == 0)
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }

    @Test func flags() {
        #expect(acquire("named", nil, 24, CRYPT_VERIFYCONTEXT).error == code(NTE_BAD_FLAGS))
        #expect(acquire(nil, nil, 24, DWORD(CRYPT_NEWKEYSET | CRYPT_DELETEKEYSET)).error == code(NTE_BAD_FLAGS))
        #expect(acquire(nil, nil, 24, 1).error == code(NTE_BAD_FLAGS))
        let both = acquire(nil, nil, 24, CRYPT_VERIFYCONTEXT | DWORD(CRYPT_NEWKEYSET))
        #expect(both.error == nil)
        succeed { CryptReleaseContext(both.handle, 0) }
    }

    @Test func lifeOfAContainer() throws {
        let name = "wincrypt life"
        #expect(acquire(name).error == code(NTE_BAD_KEYSET))
        #expect(acquire(name, nil, 24, DWORD(CRYPT_DELETEKEYSET)).error == code(NTE_BAD_KEYSET))
        let made = acquire(name, nil, 24, DWORD(CRYPT_NEWKEYSET))
        #expect(made.error == nil)
        #expect(acquire(name.uppercased(), nil, 24, DWORD(CRYPT_NEWKEYSET)).error == code(NTE_EXISTS))
        #expect(text(made.handle, PP_CONTAINER) == name)
        #expect(text(made.handle, PP_UNIQUE_CONTAINER).count == 32 + 1 + 36)

        var key: HCRYPTKEY = 0
        for slot: DWORD in [1, 2, 3] {
            #expect(outcome { CryptGetUserKey(made.handle, slot, &key) } == code(NTE_NO_KEY))
        }
        let pair = imported(made.handle, try pairBlob(), flags: 0)
        // A second context sees the pair before the first is released; another provider of the family too.
        let second = acquire(name, "Microsoft Base Cryptographic Provider v1.0", 1)
        #expect(second.error == nil)
        succeed { CryptGetUserKey(second.handle, 1, &key) }
        #expect(exported(key, PUBLICKEYBLOB) == exported(pair, PUBLICKEYBLOB))
        var count: DWORD = 0
        #expect(outcome { CryptExportKey(key, 0, DWORD(PRIVATEKEYBLOB), 0, nil, &count) } == code(NTE_BAD_KEY_STATE))

        // The unique name opens it, too.
        let unique = acquire(text(made.handle, PP_UNIQUE_CONTAINER))
        #expect(unique.error == nil && text(unique.handle, PP_CONTAINER) == name)
        succeed { CryptReleaseContext(unique.handle, 0) }

        var handle: HCRYPTPROV = 77
        succeed { CryptAcquireContextA(&handle, name, nil, 24, DWORD(CRYPT_DELETEKEYSET)) }
        #expect(handle == 0)
        // The contexts that are open go on with what they have.
        #expect(number(key, KP_KEYLEN) == 1024)
        succeed { CryptReleaseContext(made.handle, 0) }
        succeed { CryptReleaseContext(second.handle, 0) }
        #expect(acquire(name).error == code(NTE_BAD_KEYSET))
    }

    /// All DSS and Diffie-Hellman providers share their containers, and the RSA providers have others of the same name.
    @Test func familiesHaveTheirOwnContainers() {
        let name = "wincrypt family"
        let made = acquire(name, "Microsoft Base DSS and Diffie-Hellman Cryptographic Provider", 13, 8)
        #expect(made.error == nil)
        #expect(acquire(name, nil, 13, 8).error == code(NTE_EXISTS))
        #expect(acquire(name, nil, 18, 8).error == code(NTE_EXISTS))
        let dss = acquire(name, nil, 3)
        #expect(dss.error == nil)
        #expect(acquire(name, nil, 24).error == code(NTE_BAD_KEYSET))
        for handle in [made.handle, dss.handle] { succeed { CryptReleaseContext(handle, 0) } }
        #expect(acquire(name, nil, 3, DWORD(CRYPT_DELETEKEYSET)).error == nil)
    }

    @Test func enumerationOfContainers() {
        let name = "wincrypt listed"
        let made = acquire(name, nil, 24, 8)
        var length: DWORD = 0
        succeed { CryptGetProvParam(made.handle, DWORD(PP_ENUMCONTAINERS), nil, &length, DWORD(CRYPT_FIRST)) }
        #expect(length == 261)
        var found: [String] = []
        var flags = DWORD(CRYPT_FIRST)
        while true {
            var buffer = [UInt8](repeating: 0, count: 300)
            length = 300
            let error = outcome {
                CryptGetProvParam(made.handle, DWORD(PP_ENUMCONTAINERS), &buffer, &length, flags)
            }
            if error == code(ERROR_NO_MORE_ITEMS) { break }
            #expect(error == nil && length == 300)
            found.append(String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self))
            flags = DWORD(CRYPT_NEXT)
            if found.count > 1000 { break }
        }
        #expect(found.contains(name))
        // A short buffer gets the longest length, not that of the name, and the name comes again.
        var short = [UInt8](repeating: 0xAA, count: 3)
        length = 3
        #expect(
            outcome { CryptGetProvParam(made.handle, DWORD(PP_ENUMCONTAINERS), &short, &length, DWORD(CRYPT_FIRST)) }
                == code(ERROR_MORE_DATA))
        #expect(length == 261 && short == [0xAA, 0xAA, 0xAA])
        succeed { CryptReleaseContext(made.handle, 0) }
        #expect(acquire(name, nil, 24, DWORD(CRYPT_DELETEKEYSET)).error == nil)
    }

    /// The machine's containers are listed by a context that was acquired for the machine, of a container or none.
    @Test func enumerationOfTheMachine() {
        let context = acquire(nil, nil, 24, CRYPT_VERIFYCONTEXT | DWORD(CRYPT_MACHINE_KEYSET))
        #expect(context.error == nil)
        var (type, length): (DWORD, DWORD) = (0, 4)
        succeed {
            withUnsafeMutableBytes(of: &type) {
                CryptGetProvParam(
                    context.handle, DWORD(PP_KEYSET_TYPE), $0.bindMemory(to: BYTE.self).baseAddress, &length, 0)
            }
        }
        #expect(type == DWORD(CRYPT_MACHINE_KEYSET))
        // Its store is empty here: room is told for names all the same, and none comes.
        succeed { CryptGetProvParam(context.handle, DWORD(PP_ENUMCONTAINERS), nil, &length, DWORD(CRYPT_FIRST)) }
        #expect(length == 261)
        var name = [UInt8](repeating: 0, count: 261)
        let user = acquire("wincrypt of the user", nil, 24, DWORD(CRYPT_NEWKEYSET))
        #expect(
            outcome { CryptGetProvParam(context.handle, DWORD(PP_ENUMCONTAINERS), &name, &length, DWORD(CRYPT_FIRST)) }
                == code(ERROR_NO_MORE_ITEMS))
        for handle in [context.handle, user.handle] { succeed { CryptReleaseContext(handle, 0) } }
        #expect(acquire("wincrypt of the user", nil, 24, DWORD(CRYPT_DELETEKEYSET)).error == nil)
    }

    @Test func enumerationOfAlgorithms() {
        let context = ephemeralContext()
        var names: [String] = []
        var flags = DWORD(CRYPT_FIRST)
        var entry = PROV_ENUMALGS_EX()
        while true {
            var length = DWORD(MemoryLayout<PROV_ENUMALGS_EX>.size)
            let error = withUnsafeMutableBytes(of: &entry) { buffer in
                outcome {
                    CryptGetProvParam(
                        context, DWORD(PP_ENUMALGS_EX), buffer.baseAddress?.assumingMemoryBound(to: BYTE.self),
                        &length, flags)
                }
            }
            if error == code(ERROR_NO_MORE_ITEMS) { break }
            #expect(error == nil && length == 88)
            names.append(withUnsafeBytes(of: entry.szName) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
            #expect(entry.dwNameLen == DWORD(names.last!.utf8.count + 1))
            flags = 0
            if names.count > 100 { break }
        }
        #expect(names.contains("RC4") && names.contains("AES 256") && names.contains("SHA-512"))
        #expect(names.count == Set(names).count)
        var short: DWORD = 87
        var buffer = [UInt8](repeating: 0, count: 88)
        #expect(
            outcome { CryptGetProvParam(context, DWORD(PP_ENUMALGS_EX), &buffer, &short, DWORD(CRYPT_FIRST)) }
                == code(ERROR_MORE_DATA))
        #expect(short == 88)
        succeed { CryptReleaseContext(context, 0) }
    }

    @Test func enumerationOfProviders() {
        var index: DWORD = 0
        var types: [DWORD] = []
        while true {
            var type: DWORD = 0
            var length: DWORD = 0
            let error = outcome { CryptEnumProvidersA(index, nil, 0, &type, nil, &length) }
            if error == code(ERROR_NO_MORE_ITEMS) { break }
            var name = [CHAR](repeating: 1, count: Int(length))
            succeed { CryptEnumProvidersA(index, nil, 0, &type, &name, &length) }
            #expect(error == nil && name.last == 0)
            types.append(type)
            index += 1
        }
        #expect(types.sorted() == [1, 1, 1, 3, 12, 13, 13, 18, 24])
        var length: DWORD = 0
        succeed { CryptGetDefaultProviderW(24, nil, DWORD(CRYPT_MACHINE_DEFAULT), nil, &length) }
        #expect(length == 2 * 54)
        #expect(outcome { CryptGetDefaultProviderA(2, nil, 1, nil, &length) } == code(NTE_PROV_TYPE_NOT_DEF))
    }
}
