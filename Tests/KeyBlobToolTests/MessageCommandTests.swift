import Testing

/// `keyblob message`: what is sent arrives once.
struct MessageCommandTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.succeed(
            """
            export KEYBLOB_HOME=$PWD/store
            keyblob container create anna --generate signature && keyblob container create bert --generate exchange
            keyblob container export anna signature --public -o anna.public
            keyblob container export bert exchange --public -o bert.public
            keyblob generate exchange -o carla && echo hello > letter
            keyblob message send letter --from anna --to bert.public --guard sent -o message
            keyblob message send letter --from anna --to bert.public --guard sent -o second
            keyblob message receive second --container bert --from anna.public --guard taken | cmp - letter
            """)
    }

    private func send(_ more: String = "") -> String {
        "export KEYBLOB_HOME=$PWD/store; keyblob message send letter --from anna --to bert.public --guard sent \(more)"
    }

    private func receive(_ message: String = "message", _ more: String = "") -> String {
        "export KEYBLOB_HOME=$PWD/store; "
            + "keyblob message receive \(message) --container bert --from anna.public --guard taken \(more)"
    }

    @Test func once() throws {
        let ending = try shop.succeed(receive("message", "-o letter2") + " && cmp letter letter2")
        #expect(ending.notes.first?.contains("from anna") == true && ending.notes.first?.contains("serial 1") == true)
        try shop.refuse(3, "taken before: a replay", receive())
        try shop.refuse(3, "taken before: a replay", receive("second"))
        #expect(try shop.permissions(of: "letter2") == "600" && shop.permissions(of: "taken") == "600")
    }

    @Test func otherPeople() throws {
        try shop.refuse(
            2, "for another receiver",
            "keyblob message receive message --key carla.private --from anna.public --guard taken")
        try shop.refuse(
            2, "the signature is not the sender's", receive().replacing("anna.public", with: "carla.public"))
        try shop.succeed("head -c 600 message > short; tail -c +2 message > shifted")
        try shop.refuse(1, "short", receive("short"))
        try shop.refuse(1, "shifted", receive("shifted"))
        try shop.succeed(receive() + " | cmp - letter")
    }

    @Test func timeAndOrder() throws {
        try shop.refuse(3, "out of order", receive("message", "--in-order"))
        try shop.succeed("sleep 1.1")
        try shop.refuse(3, "older than is allowed", receive("message", "--max-age 0"))
        #expect(try shop.succeed(send("-o third; ") + receive("third", "--retention 0")).text == "hello\n")
        try shop.refuse(3, "what the guard remembers", receive("third"))
        try shop.refuse(3, "what the guard remembers", receive())
    }

    @Test func usage() throws {
        try shop.refuse(64, "--key or --container", "keyblob message receive message --from anna.public --guard taken")
        try shop.refuse(64, "--guard is a file", receive().replacing("taken", with: "-"))
        try shop.refuse(6, "exists already", send("-o message"))
        // The refusal used up no serial: three is next.
        let notes = try shop.succeed(send("-o third; ") + receive("third")).notes
        #expect(notes.first?.contains("serial 3") == true)
    }

    /// Tests/Messages/kill with few rounds; `make long` has a thousand.
    @Test func killsAndRaces() throws {
        let root = #filePath.replacing(/Tests\/KeyBlobToolTests\/[^\/]*$/, with: "")
        let ending = try shop.succeed("'\(root)Tests/Messages/kill' \"$(command -v keyblob)\" 10")
        #expect(ending.text.contains("10 kills"))
    }
}
