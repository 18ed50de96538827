import Testing

@testable import KeyProvider

struct ContainerNameTests {
    @Test(arguments: ["", "\0", "a\0b", String(repeating: "x", count: 261), String(repeating: "😀", count: 131)])
    func refuses(_ text: String) {
        #expect(refusal { try ContainerName(text, .rsa) } == .store(.illegalName))
    }

    @Test(arguments: [
        "a", " ", "/", "../../etc/passwd", "ä", String(repeating: "x", count: 260), String(repeating: "😀", count: 130),
    ])
    func takes(_ text: String) throws {
        let name = try ContainerName(text, .rsa)
        #expect(name.text == text)
        #expect(try name.fileName.count == 74 && name.fileName.hasSuffix(".container"))
        #expect(try !name.fileName.contains("/"))
    }

    /// Only ASCII letters have a case, and families do not share names.
    @Test func sameNames() throws {
        #expect(try ContainerName("Name", .rsa).fileName == ContainerName("nAME", .rsa).fileName)
        #expect(try ContainerName("Ä", .rsa).fileName != ContainerName("ä", .rsa).fileName)
        // Composed and decomposed: the same text for Swift, another name here.
        #expect(try ContainerName("\u{E4}", .rsa).fileName != ContainerName("a\u{308}", .rsa).fileName)
        #expect(try ContainerName("[", .rsa).fileName != ContainerName("{", .rsa).fileName)
        #expect(try ContainerName("@", .rsa).fileName != ContainerName("`", .rsa).fileName)
        #expect(try ContainerName("name", .rsa).fileName != ContainerName("name", .dss).fileName)
    }

    /// `printf '\1winetest' | sha256sum`
    @Test func fileName() throws {
        #expect(
            try ContainerName("WineTest", .rsa).fileName
                == "2acbe1936400a74b20c47f270b1be20b40212ddc0c08cba1df05f4eb43d756a4.container")
    }

    /// What Windows answers for the name, in any case.
    @Test(arguments: ["winetest", "WineTest"]) func uniqueName(_ text: String) throws {
        let unique = try ContainerName(text, .rsa).unique
        #expect(unique == "9d20fd8d05ed2b8455d125d0bf6d6a70_" + MachineGUID.text)
    }

    @Test func machineGUID() {
        #expect(
            MachineGUID.grouped("3d1219c7c4c5404aaa1f6d2a48adfda4") == "3d1219c7-c4c5-404a-aa1f-6d2a48adfda4")
        #expect(MachineGUID.grouped(nil) == "00000000-0000-0000-0000-000000000000")
        #expect(MachineGUID.text.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
    }
}
