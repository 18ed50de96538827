import Testing

/// `keyblob handshake`: two processes agree on keys.
struct HandshakeCommandTests {
    /// Of those that the tests listen on, each on one of its own; below those that the system gives out.
    private static let firstPort = Int.random(in: 20000...32000)

    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.succeed("for person in anna bert carla; do keyblob generate exchange -o $person; done")
    }

    private let anna = "keyblob handshake --key anna.private --peer bert.public --name Anna --peer-name Bert"
    private let bert = "keyblob handshake --key bert.private --peer anna.public --name Bert --peer-name Anna"

    /// Bert listens in the background; Anna begins as soon as he does.
    private func run(_ bert: String, _ anna: String, _ address: String = "./meet") throws -> Ending {
        try shop.run(
            """
            \(bert) --listen \(address) > bert.out 2> bert.err & listener=$!
            \(anna) --connect \(address) > anna.out 2> anna.err; code=$?
            wait $listener; echo $code $?
            """)
    }

    private func lines(_ name: String) throws -> [String] {
        String(decoding: try shop.read(name), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(arguments: ["./meet", "127.0.0.1:\(firstPort - 1)"]) func established(address: String) throws {
        #expect(try run(bert, anna, address).text == "0 0\n")
        let (ours, theirs) = (try lines("anna.out"), try lines("bert.out"))
        try #require(ours.count == 3 && theirs.count == 3)
        #expect(ours[0] == "established" && theirs[0] == "established")
        #expect(ours[1].dropFirst(9) == theirs[2].dropFirst(9) && ours[2].dropFirst(9) == theirs[1].dropFirst(9))
        #expect(ours[1].dropFirst(9) != ours[2].dropFirst(9) && ours[1].dropFirst(9).count == 16)
        #expect(try !shop.names.contains("meet"))
    }

    @Test func storedKeys() throws {
        try shop.succeed(
            """
            export KEYBLOB_HOME=$PWD/store
            for person in anna bert; do
                keyblob container create $person && keyblob container import $person $person.private
            done
            """)
        let home = "KEYBLOB_HOME=$PWD/store "
        func stored(_ line: String, _ person: String) -> String {
            home
                + line.replacing(
                    "--key \(person).private", with: "--container \(person) --save talk --folder \(person)")
        }
        #expect(try run(stored(bert, "bert"), stored(anna, "anna")).text == "0 0\n")
        try shop.succeed(
            """
            export KEYBLOB_HOME=$PWD/store
            keyblob keys load talk.outgoing --container anna --folder anna -o there
            keyblob keys load talk.incoming --container bert --folder bert | cmp - there
            keyblob keys load talk.incoming --container anna --folder anna -o back
            keyblob keys load talk.outgoing --container bert --folder bert | cmp - back
            cmp -s there back && exit 1; exit 0
            """)
    }

    @Test func otherPeople() throws {
        let ending = try run(bert.replacing("anna.public", with: "carla.public"), anna)
        #expect(ending.text == "4 2\n", "\(ending.text)")
        #expect(try lines("bert.err") == ["keyblob: error: phase 1: from or for somebody else, or names differ"])
        #expect(try run(bert.replacing("--peer-name Anna", with: "--peer-name Olga"), anna).text == "4 2\n")
        #expect(try lines("anna.out").isEmpty && lines("bert.out").isEmpty)
        #expect(
            try lines("anna.err") == [
                "keyblob: error: ./meet: the other side has ended the exchange; it says itself why"
            ])
    }

    /// A colon makes a port of what follows; nothing else makes a socket of that name.
    @Test(arguments: [":99999", ":0", "localhost:", "localhost:http", "127.0.0.1:-1", "here:there"])
    func portsThatAreNone(address: String) throws {
        try shop.refuse(64, "'\(address)' is invalid for '--listen <path|host:port>'", "\(bert) --listen \(address)")
        try shop.refuse(64, "is invalid for '--connect", "\(anna) --connect \(address)")
    }

    /// What somebody says who speaks to Bert by hand: `one` is message 1 of Anna's as it stands on a socket, `old` message 3 of
    /// an earlier exchange, and an answer is as long as `two`.
    struct Stranger: CustomTestStringConvertible, Sendable {
        let script: String
        let status: Int32
        let words: String

        var testDescription: String { script }
    }

    static let strangers = [
        Stranger(script: "sleep 3", status: 4, words: "the other process says nothing"),
        Stranger(script: "cat one >&3; sleep 3", status: 4, words: "the other process says nothing"),
        Stranger(script: "head -c 50 one >&3", status: 4, words: "the other side has ended the exchange"),
        Stranger(script: #"printf '\005\0\0\0hello' >&3"#, status: 1, words: "phase 1: "),
        Stranger(script: #"printf '\377\377\377\177' >&3"#, status: 1, words: "too long"),
        // Replays: an old offer is answered, and nobody can confirm that.
        Stranger(
            script: "cat one >&3; head -c $(wc -c < two) <&3 > answer; cat old >&3", status: 2, words: "phase 3: "),
        // The answer comes back to who made it; the offer comes twice.
        Stranger(
            script: "cat one >&3; head -c $(wc -c < two) <&3 >&3; cat <&3", status: 3,
            words: "a message of this side's own, sent back"),
        Stranger(script: "cat one one >&3; cat <&3", status: 1, words: "phase 3: not the message that is due"),
    ]

    @Test(arguments: zip(strangers, firstPort...32700)) func spokenToBy(_ stranger: Stranger, port: Int) throws {
        let ending = try shop.run(
            """
            framed() { printf "$(printf '\\\\%03o\\\\%03o' $(($(wc -c < $1) % 256)) $(($(wc -c < $1) / 256)))\\0\\0"; cat $1; }
            people='--name Anna --peer bert.public --peer-name Bert'
            keyblob handshake begin $people --key anna.private --state anna.state --guard anna.guard -o 1
            people='--name Bert --peer anna.public --peer-name Anna'
            keyblob handshake answer 1 $people --key bert.private --state bert.state --guard bert.guard -o 2
            keyblob handshake confirm 2 --key anna.private --state anna.state --guard anna.guard -o 3
            for name in 1:one 2:two 3:old; do framed ${name%:*} > ${name#*:}; done 2> /dev/null
            \(bert) --listen 127.0.0.1:\(port) --timeout 2 > bert.out 2> bert.err & listener=$!
            bash -c 'until { exec 3<>/dev/tcp/127.0.0.1/\(port); } 2> /dev/null; do sleep 0.05; done
                \(stranger.script.replacing("'", with: "\""))' > /dev/null
            wait $listener; echo $?
            """)
        #expect(ending.text == "\(stranger.status)\n", "\(ending.errors)")
        let errors = try lines("bert.err")
        #expect(errors.count == 1 && errors[0].contains(stranger.words), "\(errors)")
        #expect(try lines("bert.out").isEmpty)
    }

    @Test func nobodyThere() throws {
        try shop.refuse(4, "nobody has come", "\(bert) --listen ./meet --timeout 1")
        try shop.refuse(4, "nobody listens there", "\(anna) --connect ./meet --timeout 0")
        try shop.refuse(64, "--listen or --connect", anna)
        try shop.refuse(64, "--folder", "\(anna) --connect ./meet --save talk")
    }
}
