import GoldenVectors
import KeyBlob
import Testing

/// BLOBs in source code, registry files and PEM.
@Suite struct SourceTextTests {
    @Test(arguments: [
        ("0x06, 0x02, 0x0", "060200"), ("{ 0x6, }", "06"), ("BYTE b[2] = {\n 0x06,\n 0x02\n};\nDWORD n = 2;", "0602"),
        ("{}", ""), ("0x06 0x02", "0602"), ("0X06,0XFF", "06ff"),
        ("0x06, 0, 164", "0600a4"), ("6,2,0,255", "060200ff"), ("new byte[] { 6, 2, 0 };", "060200"),
        ("byte[] key = {6, 2, (byte)0xa4, -1, (byte) -128};", "0602a4ff80"), ("[6, 2, 0]", "060200"),
        ("$key = [byte[]](0x06,0x02)", "0602"), ("bytes([6, 2])", "0602"),
        ("let key: [u8; 2] = [0x06, 0x02];", "0602"), ("k := []byte{0x06, 0x02}", "0602"), ("@(6, 2)", "0602"),
    ])
    func arrays(_ text: String, _ hex: String) throws {
        #expect(try unarmoured(Array(text.utf8)) == Unarmoured(.cArray, try #require([UInt8](hex: hex))))
    }

    @Test(arguments: [
        ("0x06, 0x0g", ArmourError.Reason.illegalCharacter, 9), ("0x06,, 0x02", .illegalCharacter, 5),
        ("0x06, 0x060x02", .illegalCharacter, 10), ("0x06, 0x123", .illegalCharacter, 10),
        ("0x06, 02", .illegalCharacter, 7), ("0x06, 0x", .truncated, 8), ("0x06, 256", .illegalCharacter, 8),
        ("0x06, -129", .illegalCharacter, 9), ("[6, 2", .truncated, 5), ("{ 0x06", .truncated, 6),
        ("key = {", .truncated, 7),
        ("{0x06};{0x02};", .severalBlobs, 7), ("{\"key\": 1}", .illegalCharacter, 1),
        ("{0x06 /* c */}", .illegalCharacter, 6),
    ])
    func malformedArrays(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.cArray, text, reason, offset)
    }

    @Test(arguments: [
        ("\\x06\\x02", "0602"), ("\"\\x06\\x02\" \"\\x00\"", "060200"), ("b'\\x06RSA1 \\\\\\''", "0652534131205c27"),
        ("\"\\n\\r\\t\\0\\\"\\x41\";", "0a0d09002241"), ("\"\\x06\" \\\n  \"\\x02\"", "0602"), ("''", ""),
        ("\\x06 \\x02\n\\x00\n", "060200"),
    ])
    func strings(_ text: String, _ hex: String) throws {
        #expect(try unarmoured(Array(text.utf8)) == Unarmoured(.cString, try #require([UInt8](hex: hex))))
    }

    @Test(arguments: [
        ("\\x0", ArmourError.Reason.truncated, 3), ("\\x0g", .illegalCharacter, 3), ("\\xg", .illegalCharacter, 2),
        ("\"\\x06", .truncated, 5), ("\"\\", .truncated, 2), ("\"\\q\"", .illegalCharacter, 2),
        ("\"\\01\"", .illegalCharacter, 3), ("\"\n\"", .illegalCharacter, 1), ("\"é\"", .illegalCharacter, 1),
        ("b", .truncated, 1), ("bb", .illegalCharacter, 1), ("\\x06, \\x02", .illegalCharacter, 4),
    ])
    func malformedStrings(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.cString, text, reason, offset)
    }

    @Test(arguments: [
        ("hex:06,02", "0602"), ("hex(b):06,02\r\n", "0602"), ("hex:", ""), ("hex:06,\\\r\n  02", "0602"),
        ("hex:\\\n06", "06"), ("\"a\\\"=hex\"=hex:06", "06"), ("@=hex:06", "06"),
        ("REGEDIT4\n\n[a]\n\"k\"=hex:06\n", "06"),
        ("[HKEY_LOCAL_MACHINE\\a]\n\"b\"=\"c\"\n\"k\"=hex:06\n", "06"),
    ])
    func registryValues(_ text: String, _ hex: String) throws {
        #expect(try unarmoured(Array(text.utf8)) == Unarmoured(.registry, try #require([UInt8](hex: hex))))
    }

    @Test(arguments: [
        ("hex:06,0", ArmourError.Reason.truncated, 8), ("hex:06,0g", .illegalCharacter, 8),
        ("hex:06 02", .illegalCharacter, 7),
        ("hex:06,", .truncated, 7), ("hex:06,\n02", .illegalCharacter, 7), ("hex:06,\\", .truncated, 8),
        ("hex:06,\\ 02", .illegalCharacter, 8), ("hex(3:06", .illegalCharacter, 5), ("hex=06", .illegalCharacter, 3),
        ("\"a\"=hex:06\n\"b\"=hex(3):02\n", .severalBlobs, 17), ("REGEDIT4\n\"a\"=dword:1\n", .truncated, 21),
    ])
    func malformedRegistryValues(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.registry, text, reason, offset)
    }

    @Test(arguments: [
        ("-----BEGIN A-----\nBgI=\n-----END A-----", "0602"), ("-----BEGIN -----\n-----END -----\n", ""),
        ("-----BEGIN A B-----\r\nBg\r\nI=\r\n-----END A B-----\r\n\r\n", "0602"),
    ])
    func pem(_ text: String, _ hex: String) throws {
        #expect(try unarmoured(Array(text.utf8)) == Unarmoured(.pem, try #require([UInt8](hex: hex))))
    }

    @Test(arguments: [
        ("-----BEGIN A-----\nBgI=\n-----END B-----", ArmourError.Reason.labelMismatch, 32),
        ("-----BEGIN A-----\nBgI=\n", .truncated, 23), ("-----BEGIN A-----\nBgI=\n-----END A----", .truncated, 37),
        ("-----BEGIN A-----\nBgI\n-----END A-----", .illegalCharacter, 22),
        ("-----BEGIN A-----\nProc-Type: 4\n-----END A-----", .illegalCharacter, 22),
        ("-----BEGIN A-----\nBgI=\n-----END A-----x", .illegalCharacter, 38),
        ("-----BEGIN A-----\nBg==\n-----END A-----\n-----BEGIN B-----", .severalBlobs, 39),
    ])
    func malformedPEM(_ text: String, _ reason: ArmourError.Reason, _ offset: Int) throws {
        try expectRefusal(.pem, text, reason, offset)
    }

    /// Every proper beginning of every dress is refused, or is the whole BLOB or a shorter one: none reads on.
    @Test func cutTexts() throws {
        let bytes = try rsaPublicBlob(bitLength: 384)
        for dressed in dressings(of: bytes) {
            for length in 0..<dressed.text.count {
                let text = Array(dressed.text.prefix(length))
                guard let count = try? dressed.armour.decodedByteCount(of: text.span.bytes) else { continue }
                #expect(count <= bytes.count, "\(dressed), \(length)")
            }
        }
    }
}
