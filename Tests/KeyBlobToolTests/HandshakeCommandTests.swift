import Testing

/// `keyblob handshake`: two processes agree on keys.
struct HandshakeCommandTests {
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

    @Test(arguments: ["./meet", "127.0.0.1:\(Int.random(in: 20000...32000))"]) func established(address: String) throws
    {
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
    }

    @Test func nobodyThere() throws {
        try shop.refuse(4, "nobody has come", "\(bert) --listen ./meet --timeout 1")
        try shop.refuse(4, "no such file", "\(anna) --connect ./meet --timeout 0")
        try shop.refuse(64, "--listen or --connect", anna)
        try shop.refuse(64, "--folder", "\(anna) --connect ./meet --save talk")
    }
}
