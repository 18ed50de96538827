import Testing

/// Where results go, and what is left when they do not get there.
struct OutputTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        try shop.addWinesKeys()
        try shop.write([UInt8](repeating: 7, count: 100_000), to: "plain")
    }

    private static let encrypt = "keyblob encrypt --key key plain"

    @Test func filesAreNotOverwritten() throws {
        try shop.write([1], to: "out")
        try shop.refuse(6, "out: exists already; --force replaces it", "\(Self.encrypt) -o out")
        #expect(try shop.read("out") == [1])
        try shop.succeed("\(Self.encrypt) -o out --force")
        #expect(try shop.read("out").count == 100_016)
        #expect(try shop.names == ["key", "out", "plain", "private", "simple"])
    }

    /// Lists and reports whose reader has seen enough; and an output that is a pipe of another name leaves nothing either.
    @Test func quietEnds() throws {
        let keys = String(repeating: "key ", count: 300)
        for job in [
            "keyblob inspect --json \(keys)", "keyblob inspect \(keys) missing",
            "cat plain | \(Self.encrypt) -o /dev/stdout",
        ] {
            let ending = try shop.run("{ \(job); echo $? > status; } | head -1 > /dev/null")
            #expect(ending.errors.isEmpty, "\(job): \(ending.errors)")
            #expect(try shop.read("status") == Array("141\n".utf8), "\(job)")
        }
        #expect(try shop.run("keyblob --help | head -1").errors.isEmpty)
    }

    /// Somebody makes the file while the tool is at work.
    @Test func norAreThoseThatAppearMeanwhile() throws {
        try shop.succeed(
            """
            mkfifo pipe; keyblob encrypt --key key pipe -o out 2> errors & exec 3> pipe
            until ls -A | grep -q '^.keyblob-'; do sleep 0.01; done
            echo mine > out; echo words >&3; exec 3>&-; wait $!
            test $? = 6 && grep -q 'out: exists already' errors && grep -q mine out && ! ls -A | grep '^.keyblob-'
            """)
    }

    @Test func replacingAFileByItself() throws {
        try shop.succeed("cp plain copy && keyblob encrypt --key key copy -o copy --force")
        try shop.succeed("keyblob decrypt --key key copy | cmp - plain")
        #expect(try shop.permissions(of: "copy") == "644")
        try shop.refuse(64, "plain: is the input and the output at once", "\(Self.encrypt) >> plain")
    }

    @Test func replacedFilesGetTheirOwnPermissions() throws {
        try shop.succeed("touch out && chmod 666 out && keyblob decrypt --key key - -o out --force < /dev/null || true")
        #expect(try shop.permissions(of: "out") == "666", "a failure leaves the old file as it was")
        try shop.succeed("keyblob unwrap --key private simple -o out --force")
        #expect(try shop.permissions(of: "out") == "600")
        try shop.succeed("umask 027; \(Self.encrypt) -o masked")
        #expect(try shop.permissions(of: "masked") == "640")
    }

    @Test func linksStay() throws {
        try shop.succeed("mkdir far && touch far/target && ln -s far/target link && \(Self.encrypt) -o link --force")
        try shop.succeed("test -L link && test $(wc -c < far/target) = 100016 && test $(ls -A far) = target")
        try shop.succeed("ln -s nowhere dangling")
        try shop.refuse(6, "dangling: exists already", "\(Self.encrypt) -o dangling")
    }

    @Test(arguments: [
        ("-o /dev/full", "/dev/full: no space left on device"),
        ("> /dev/full", "standard output: no space left on device"),
        ("-o .", ".: is a directory"),
        ("-o plain/out", "plain/out: not a directory"), (">&-", "standard output: bad file descriptor"),
        ("-o $(printf %0300d 0)", "file name too long"),
    ])
    func whatCannotBeWritten(redirection: String, words: String) throws {
        try shop.refuse(4, words, "\(Self.encrypt) \(redirection)")
        try shop.refuse(5, "missing/out: no such file or directory", "\(Self.encrypt) -o missing/out")
    }

    /// A file that may not grow: the system's signal for that is none of ours.
    @Test func aFullFile() throws {
        try shop.refuse(4, "out: file too large", "ulimit -f 16; \(Self.encrypt) -o out")
    }

    @Test(arguments: ["inspect --json key", "inspect key", "unwrap -q --key private simple", "encrypt --key key plain"])
    func aFullDiskOnStandardOutput(arguments: String) throws {
        try shop.refuse(4, "standard output: no space left on device", "keyblob \(arguments) > /dev/full")
    }

    @Test func devicesAndPipesAreWrittenAsTheyAre() throws {
        try shop.succeed("\(Self.encrypt) -o /dev/null && test -c /dev/null")
        try shop.succeed("mkfifo pipe && { wc -c < pipe > count & \(Self.encrypt) -o pipe && wait; } && test -p pipe")
        #expect(try shop.read("count") == Array("100016\n".utf8))
        try shop.succeed("\(Self.encrypt) -o /dev/stdout | wc -c | grep -q 100016")
        try shop.succeed("\(Self.encrypt) -o - | wc -c | grep -q 100016")
    }

    /// No file is opened in the place of a standard stream.
    @Test func closedStreams() throws {
        try shop.refuse(4, "standard input: bad file descriptor", "keyblob inspect - <&-")
        try shop.succeed("\(Self.encrypt) -o out <&- >&- 2>&- && keyblob decrypt --key key out | cmp - plain")
    }

    @Test(arguments: ["TERM", "INT", "HUP"])
    func aSignalLeavesNothing(signal: String) throws {
        let number = ["TERM": 15, "INT": 2, "HUP": 1][signal] ?? 0
        // A shell's background jobs ignore SIGINT, so the tool runs in front and another process sends the signal.
        let ending = try shop.run(
            """
            mkfifo pipe; exec 3<> pipe
            { until ls -A | grep -q '^.keyblob-'; do sleep 0.01; done; ls -A > during; kill -\(signal) $$; } &
            exec keyblob encrypt --key key pipe -o out
            """)
        #expect(ending.status == 128 + Int32(number))
        #expect(ending.errors.isEmpty)
        #expect(String(decoding: try shop.read("during"), as: UTF8.self).contains(".keyblob-"))
        #expect(try shop.names == ["during", "key", "pipe", "plain", "private", "simple"])
    }

    @Test func aPairIsWholeOrNotThere() throws {
        let ending = try shop.run(
            """
            { until test $(ls -A | grep -c '^.keyblob-') = 2; do sleep 0.01; done; kill -TERM $$; } &
            exec keyblob generate exchange --bits 8192 -o pair
            """)
        #expect(ending.status == 128 + 15)
        #expect(try shop.names == ["key", "plain", "private", "simple"])
        try shop.refuse(64, "two files", "keyblob generate exchange -o -")
        try shop.refuse(64, "no key of 1001 bits", "keyblob generate exchange --bits 1001 -o pair")
    }
}
