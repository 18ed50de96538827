import GoldenVectors
import KeyBlob
import Testing

/// BLOBs with NCRYPT_KEY_BLOB_HEADER.
@Suite struct NCryptKeyBlobTests {
    private static let aes = [UInt8](0xA0..<0xB0)

    private func cipherBlob(
        cbSize: UInt32 = 16, name: [UInt8] = wide("AES"), outer: UInt32 = 28, inner: UInt32 = 16,
        key: [UInt8] = aes
    ) -> [UInt8] {
        [].appending(cbSize) + ascii("CPHR").appending(UInt32(name.count), outer) + name
            + ascii("KDBM").appending(1, inner) + key
    }

    @Test func cipherFields() throws {
        let bytes = cipherBlob()
        let blob = try CipherKeyBlob(parsing: bytes.span.bytes)
        #expect(blob.algorithm.text == "AES")
        let equal = (["AES", "DES", "AE", "AESX", "aes", ""] as [StaticString]).map { blob.algorithm.isEqual(to: $0) }
        #expect(equal == [true, false, false, false, false, false])
        #expect(blob.key.array == Self.aes)
        let name = WideString.bytes(of: "AES")
        let made = CipherKeyBlob(algorithm: WideString(bytes: name.span.bytes), key: Self.aes.span.bytes)
        #expect(try made.serialized() == bytes)
        #expect(bytes == [UInt8](hex: ContainerLiterals.cipher[0].hex))
    }

    /// `cbSize` is the header's size; some take it for the BLOB's.
    @Test func headerSizeThatLies() throws {
        let bytes = cipherBlob(cbSize: 52)
        let line = "lengthMismatch: cbSize at byte 0: found 52, expected 16"
        #expect(CipherKeyBlob.refusal(of: bytes)?.description == line)
        #expect(try CipherKeyBlob.deviations(in: bytes) == [.lengthFieldDisagrees: 0])
    }

    /// `cbKeyData` is the nested BLOB's length, header and all; a writer may count the key alone.
    @Test(arguments: [0, 12, 16, 27, 29, 0xFFFF_FFFF] as [UInt32])
    func nestedLengthThatLies(_ outer: UInt32) throws {
        let bytes = cipherBlob(outer: outer)
        let line = "lengthMismatch: cbKeyData at byte 32: found 16"
        #expect(CipherKeyBlob.refusal(of: bytes)?.description == line)
        #expect(try CipherKeyBlob.deviations(in: bytes) == [.lengthFieldDisagrees: 32])
    }

    @Test func innerLengthThatWraps() {
        let bytes = cipherBlob(outer: 8, inner: 0xFFFF_FFFC)
        #expect(CipherKeyBlob.refusal(of: bytes)?.reason == .lengthMismatch)
        #expect(CipherKeyBlob.tolerantRefusal(of: bytes)?.reason == .truncated)
    }

    /// The name ends with its one NUL.
    @Test(arguments: [
        (ascii("A\0E\0S\0"), "badString: AlgName at byte 16"),
        (ascii("A\0E\0S\0\0\0\0\0"), "badString: AlgName at byte 16"),
        (ascii("A\0\0\0S\0\0\0"), "badString: AlgName at byte 16"),
        (ascii("\0\0"), "badString: cbAlgName at byte 8: found 2"),
        (ascii("A\0\0"), "badString: cbAlgName at byte 8: found 3"),
        ([], "badString: cbAlgName at byte 8: found 0"),
    ])
    func names(_ name: [UInt8], _ line: String) {
        let bytes = cipherBlob(name: name)
        #expect(CipherKeyBlob.refusal(of: bytes)?.description == line)
        #expect(CipherKeyBlob.tolerantRefusal(of: bytes)?.description == line)
    }

    @Test func otherData() throws {
        let protected = try #require([UInt8](hex: ContainerLiterals.protected[0].hex))
        let view = try ProtectedKeyBlob(parsing: protected.span.bytes)
        #expect(view.algorithm.text == "RSA")
        #expect(view.keyData.array == [UInt8](0x10..<0x20))
        let secret = try #require([UInt8](hex: ContainerLiterals.derivation[0].hex))
        let derivation = try KDFKeyBlob(parsing: secret.span.bytes)
        #expect(derivation.algorithm.text == "PBKDF2")
        #expect(derivation.keyData.array == ascii("secret"))
        #expect(try KDFKeyBlob(algorithm: derivation.algorithm, keyData: derivation.keyData).serialized() == secret)
        #expect(try ProtectedKeyBlob(algorithm: view.algorithm, keyData: view.keyData).serialized() == protected)
    }

    @Test func noData() {
        let bytes = [].appending(16) + ascii("KDF1").appending(4, 0) + wide("K")
        #expect(KDFKeyBlob.refusal(of: bytes)?.description == "badKeyLength: KeyData at byte 20")
        #expect(KDFKeyBlob.tolerantRefusal(of: bytes)?.reason == .badKeyLength)
    }

    /// Ill-formed UTF-16 is a name all the same; it has a text to print.
    @Test func textOfAnyString() {
        let lone: [UInt8] = [0x00, 0xD8, 0x41, 0x00, 0x00, 0x00]
        let string = WideString(bytes: lone.span.bytes)
        #expect(string.isTerminated == true)
        #expect(string.text == "\u{FFFD}A")
        #expect(WideString.bytes(of: "\u{1F511}") == [0x3D, 0xD8, 0x11, 0xDD, 0, 0])
    }
}
