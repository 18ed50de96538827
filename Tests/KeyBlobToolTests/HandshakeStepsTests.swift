import Testing

/// `keyblob handshake` over files: a process for each message.
struct HandshakeStepsTests {
    private let shop: Workshop
    private let anna = "--key anna.private --state anna.state --guard anna.guard"
    private let bert = "--key bert.private --state bert.state --guard bert.guard"
    private var toBert: String { "\(anna) --name Anna --peer bert.public --peer-name Bert" }
    private var toAnna: String { "\(bert) --name Bert --peer anna.public --peer-name Anna" }

    init() throws {
        shop = try Workshop()
        try shop.succeed(
            """
            for person in anna bert; do keyblob generate exchange -o $person; done
            keyblob handshake begin \(toBert) -o 1
            keyblob handshake answer 1 \(toAnna) -o 2
            cp anna.state anna.kept; cp bert.state bert.kept
            """)
    }

    private func confirm(_ message: String = "2") -> String { "keyblob handshake confirm \(message) \(anna)" }
    private func finish(_ message: String = "3") -> String { "keyblob handshake finish \(message) \(bert)" }

    @Test func established() throws {
        #expect(try shop.permissions(of: "anna.state") == "600" && shop.permissions(of: "bert.state") == "600")
        let notes = try shop.succeed(confirm() + " -o 3").notes.map { $0.split(separator: "note: ").last ?? "" }
        let lines = try shop.succeed(finish()).text.split(separator: "\n")
        try #require(notes.count == 3 && lines.count == 3)
        #expect(notes[0] == "established" && lines[0] == "established")
        #expect(notes[1].dropFirst(9) == lines[2].dropFirst(9) && notes[2].dropFirst(9) == lines[1].dropFirst(9))
        #expect(try !shop.names.contains { $0.hasSuffix(".state") })
    }

    /// Neither the states nor copies of them serve again.
    @Test func replayedStates() throws {
        try shop.succeed("\(confirm()) -o 3 && \(finish())")
        try shop.refuse(5, "no such file", confirm())
        try shop.succeed("cp anna.kept anna.state; cp bert.kept bert.state")
        try shop.refuse(3, "the state was used before", confirm())
        try shop.refuse(3, "the state was used before", finish())
        // Several at once: one of them.
        try shop.succeed(
            "rm *.state 1 2; keyblob handshake begin \(toBert) -o 1 && keyblob handshake answer 1 \(toAnna) -o 2")
        let ending = try shop.succeed(
            """
            for turn in 1 2 3 4; do
                cp anna.state state.$turn
                keyblob handshake confirm 2 --key anna.private --state state.$turn --guard anna.guard -o 3.$turn 2>> errors &
            done
            wait; ls 3.* | wc -l; grep -c 'used before' errors
            """)
        #expect(ending.text.split { $0.isWhitespace } == ["1", "3"])
    }

    /// Messages of the step that prove nothing: the exchange ends, whatever comes then.
    @Test func messagesOfOtherExchanges() throws {
        try shop.succeed(
            """
            mkdir old; cd old; cp ../*.private ../*.public .
            keyblob handshake begin \(toBert) -o 1 && keyblob handshake answer 1 \(toAnna) -o 2
            \(confirm()) -o 3
            """)
        var changed = try shop.read("2")
        changed[changed.count - 1] ^= 1
        try shop.write(changed, to: "changed")
        for message in ["old/2", "changed"] {
            try shop.succeed("rm -f anna.state 1; keyblob handshake begin \(toBert) -o 1")
            try shop.refuse(2, "does not prove", confirm(message) + " -o 3", spending: "anna.state")
        }
        try shop.refuse(2, "does not prove", finish("old/3"), spending: "bert.state")
    }

    /// What is no message of the step at all costs nothing: the right one is taken after it.
    @Test func filesThatAreNoMessageOfTheStep() throws {
        try shop.succeed("head -c 100 2 > half; : > nothing; cat 2 2 > twice; cp anna.state state")
        for file in ["1", "half", "nothing", "twice", "anna.public", "state"] {
            let words = file == "1" ? "1: not the message that is due" : "\(file): "
            try shop.refuse(1, words, confirm(file) + " -o 3")
        }
        try shop.succeed("cmp anna.state state && \(confirm()) -o 3; head -c 20 3 > half")
        for file in ["1", "2", "half", "nothing"] {
            try shop.refuse(1, file == "2" ? "2: not the message that is due" : "\(file): ", finish(file))
        }
        try shop.succeed(finish())
    }

    /// Tests/Messages/kill-exchanges with few rounds; `make long` has a thousand.
    @Test func killsAndRaces() throws {
        let root = #filePath.replacing(/Tests\/KeyBlobToolTests\/[^\/]*$/, with: "")
        let ending = try shop.succeed("'\(root)Tests/Messages/kill-exchanges' \"$(command -v keyblob)\" 5")
        #expect(ending.text.contains("5 kills"))
    }

    /// What can be seen before costs no state.
    @Test func mistakes() throws {
        try shop.refuse(5, "no such file", confirm("none"))
        try shop.refuse(6, "exists already", confirm() + " -o 1")
        try shop.refuse(2, "not a state", confirm().replacing("anna.state", with: "bert.kept"))
        try shop.succeed("mkdir keys; touch keys/t%2eincoming.key")
        try shop.refuse(6, "exists already", confirm() + " --save t --folder keys")
        try shop.refuse(64, "--state is a file", confirm().replacing("anna.state", with: "-"))
        try shop.succeed("\(confirm()) -o 3 && \(finish())")
    }
}
