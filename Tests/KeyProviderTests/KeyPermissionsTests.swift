import KeyBlob
import KeyProvider
import Testing

/// KP_PERMISSIONS, as Windows was seen to keep it.
struct KeyPermissionsTests {
    @Test(arguments: [true, false])
    func freshKeys(_ isExportable: Bool) throws {
        let expected = KeyPermissions(rawValue: isExportable ? 0x3F : 0x3B)
        let session = try SessionKey(sample: .rc4, isExportable: isExportable)
        #expect(session.permissions == expected)
        let pair = try KeyPair(pairBlob(bits: 512), isExportable: isExportable)
        #expect(pair.permissions == expected)
    }

    /// Taking CRYPT_EXPORT away is heard and not heeded; giving it is refused.
    @Test func exportIsDecidedOnce() throws {
        var kept = try SessionKey(sample: .rc4, isExportable: true)
        try kept.setPermissions([.encrypt])
        #expect(kept.permissions == [.encrypt, .export])
        var confined = try SessionKey(sample: .rc4, isExportable: false)
        for wanted in [KeyPermissions.export, .archive, [.encrypt, .export]] {
            let refused = refusal { try confined.setPermissions(wanted) }
            #expect(refused == .illegalParameter(.permissions))
        }
        let permissions = confined.permissions
        #expect(permissions == .standard)
    }

    @Test func whatIsNotPermittedFails() throws {
        var key = try SessionKey(sample: .aes128)
        try key.setPermissions([.decrypt])
        let sealing = refusal { try key.encrypt(pattern(16), isFinal: true) }
        #expect(sealing == .notPermitted)
        try key.setPermissions([.encrypt])
        let opening = refusal { try key.decrypt(pattern(16), isFinal: true) }
        #expect(opening == .notPermitted)
    }

    /// CRYPT_ARCHIVABLE is the right of the handle that made the key.
    @Test func archivableKeysLeaveOnce() throws {
        let key = try SessionKey(
            generating: .aes256, isExportable: false, isArchivable: true)
        #expect(key.permissions == [.standard, .archive])
        #expect(try key.exported().count == 12 + 32)
        let copy = try key.duplicate()
        let refused = refusal { try copy.exportPlaintext() }
        #expect(refused == .notExportable)
    }
}
