import Foundation
import Testing

/// What is different with somebody at a terminal.
struct TerminalTests {
    private let shop: Workshop
    private let terminal: PseudoTerminal

    init() throws {
        shop = try Workshop()
        terminal = try PseudoTerminal()
        try shop.addWinesKeys()
        try shop.write(Array("words".utf8), to: "plain")
        try shop.write(Array("open sesame".utf8), to: "password")
    }

    private static let derive = "keyblob derive -q --hash md5 --algorithm aes-256"

    @Test func aPasswordIsAskedForWithoutEcho() throws {
        let child = try terminal.start("\(Self.derive) -o out < /dev/null > /dev/null", in: shop)
        try terminal.waitFor("Password: ")
        #expect(!terminal.echoes)
        try terminal.type("open sesame\n")
        let status = try child.wait()
        #expect(status == 0)
        #expect(!terminal.rest().contains("sesame"))
        try shop.succeed("\(Self.derive) --password-file password | cmp - out")
    }

    @Test(arguments: [("open sesame", 0), ("open barley", 2)] as [(String, Int32)])
    func sealingAsksTwice(second: String, expected: Int32) throws {
        let child = try terminal.start("keyblob seal --format capi --hash md5 plain -o out", in: shop)
        try terminal.answer("Password: ", with: "open sesame")
        try terminal.answer("Password again: ", with: second)
        let status = try child.wait()
        #expect(status == expected)
        let shown = terminal.rest()
        guard expected == 0 else {
            #expect(shown.contains("keyblob: error: password: not the same twice"))
            #expect(try !shop.names.contains { $0 == "out" || $0.hasPrefix(".keyblob") })
            return
        }
        try shop.succeed(
            "keyblob open --format capi --hash md5 --algorithm aes-256 --password-file password out | cmp - plain")
    }

    /// Control-C at the prompt, and the end of input.
    @Test func anAbandonedPromptGivesTheEchoBack() throws {
        let interrupted = try terminal.start("exec \(Self.derive) -o out", in: shop)
        try terminal.answer("Password: ", with: "open\u{03}")
        #expect(try interrupted.wait() == 128 + 2)
        #expect(terminal.echoes)
        #expect(try shop.names == ["key", "password", "plain", "private", "simple"])

        let second = try PseudoTerminal()
        let ended = try second.start("\(Self.derive) -o out", in: shop)
        try second.answer("Password: ", with: "\u{04}")
        #expect(try ended.wait() == 4)
        #expect(second.rest().contains("no password was typed"))
    }

    @Test(arguments: [
        "keyblob unwrap --key private simple", "keyblob encrypt --key key plain",
        "keyblob generate session --algorithm aes-256", "keyblob derive --hash md5 --algorithm des",
    ])
    func binaryDataIsNotShown(script: String) throws {
        let child = try terminal.start(script, in: shop)
        #expect(try child.wait() == 64)
        #expect(
            terminal.rest() == "keyblob: error: standard output is a terminal: give -o FILE, or -o - if you mean it\r\n"
        )
    }

    @Test func unlessItIsMeant() throws {
        try shop.succeed("keyblob encrypt --key key plain -o sealed")
        let child = try terminal.start("keyblob decrypt --key key sealed -o -", in: shop)
        #expect(try child.wait() == 0)
        #expect(terminal.rest() == "words")
    }

    @Test func reportsAreShown() throws {
        let child = try terminal.start("keyblob inspect key", in: shop)
        #expect(try child.wait() == 0)
        #expect(terminal.rest().hasPrefix("key: PLAINTEXTKEYBLOB, 44 bytes"))
    }

    /// Not before a second has passed, and gone at the end.
    @Test func longWorkShowsABar() throws {
        let script = """
            { until ls -A | grep -q '^.keyblob-'; do sleep 0.01; done; sleep 1.5; cat plain; } |
                keyblob encrypt --key key - -o out
            """
        let child = try terminal.start(script, in: shop)
        #expect(try child.wait() == 0)
        let shown = terminal.rest()
        #expect(shown.contains("MiB") && shown.hasSuffix("\r\u{1B}[K"))

        for quick in ["keyblob encrypt --key key plain -o quick", script.replacing("-o out", with: "-q -o quiet")] {
            let other = try PseudoTerminal()
            let child = try other.start(quick, in: shop)
            #expect(try child.wait() == 0)
            #expect(other.rest() == "")
        }
    }
}
