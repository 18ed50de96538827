import Testing

/// `keyblob seal` and `open` between files, pipes and devices that end, grow, fill or go away.
struct SealedStreamTests {
    private let shop: Workshop
    private static let open = "keyblob open --key a.private"
    private static let seal = "keyblob seal --to a.public"
    /// Files and pipes, as programs are used.
    private static let ways: [(seal: String, open: String)] = [
        ("\(seal) plain -o sealed", "\(open) sealed -o opened"),
        ("cat plain | \(seal) - | cat > sealed", "cat sealed | \(open) - | cat > opened"),
        ("\(seal) - -o sealed < plain", "\(open) sealed > opened"),
    ]

    init() throws {
        shop = try Workshop()
        try shop.succeed("keyblob generate exchange -o a")
    }

    /// Of so many bytes, which repeat after a megabyte.
    private func addPlain(_ byteCount: Int) throws {
        try shop.succeed(
            "head -c 1000003 /dev/urandom > piece && cat piece piece piece piece piece | head -c \(byteCount) > plain")
    }

    @Test(arguments: [0, 1, 65536, 4 * 65536, 5 * 65536, 5_000_000], [0, 1, 2])
    func lengths(byteCount: Int, way: Int) throws {
        try addPlain(byteCount)
        try shop.succeed(Self.ways[way].seal)
        try shop.succeed("\(Self.ways[way].open) && cmp plain opened")
    }

    /// On one core, too.
    @Test func onOneCore() throws {
        try addPlain(2_000_000)
        try shop.succeed("taskset -c 0 \(Self.seal) plain -o sealed && taskset -c 0 \(Self.open) sealed | cmp - plain")
    }

    @Test func rangesAcrossBatches() throws {
        try addPlain(5_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed")
        for (offset, count) in [(0, 5_000_000), (262_143, 2), (262_144, 262_144), (100_000, 3_000_000), (4_999_999, 1)]
        {
            let part = "tail -c +\(offset + 1) plain | head -c \(count)"
            try shop.succeed("\(part) > part; \(Self.open) sealed --range \(offset):\(count) | cmp - part")
        }
    }

    /// What was there up to some moment is sealed, as a whole file.
    @Test func aFileThatGrowsMeanwhile() throws {
        try addPlain(3_000_000)
        try shop.succeed(
            """
            cp plain log
            { for i in $(seq 100); do cat piece; done >> log; } &
            \(Self.seal) log -o sealed && wait && \(Self.open) sealed -o opened
            cmp -n $(stat -c %s opened) opened log && test $(stat -c %s opened) -ge 3000000
            """)
    }

    @Test func aFullDisk() throws {
        try addPlain(5_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed")
        for job in ["\(Self.seal) plain", "\(Self.open) sealed"] {
            try shop.refuse(4, "standard output: no space left on device", "\(job) > /dev/full")
            try shop.refuse(4, "/dev/full: no space left on device", "\(job) -o /dev/full")
            try shop.refuse(4, "out: file too large", "ulimit -f 2000; \(job) -o out")
        }
    }

    @Test func aReaderThatGoesAway() throws {
        try addPlain(5_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed")
        for job in ["\(Self.seal) plain", "\(Self.open) sealed"] {
            let ending = try shop.run("{ \(job); echo $? > status; } | head -c 10 > /dev/null")
            #expect(ending.errors.isEmpty && ending.status == 0)
            #expect(try shop.read("status") == Array("141\n".utf8))
            let ignoring = try shop.run("{ trap '' PIPE; \(job); echo $? > status; } | head -c 10 > /dev/null")
            #expect(ignoring.complaints == ["keyblob: error: standard output: broken pipe"])
            #expect(try shop.read("status") == Array("4\n".utf8))
        }
    }

    /// While nothing comes from the other side: the end of the reader is enough.
    @Test(arguments: [true, false]) func aReaderThatGoesAwayWhileTheWriterIsStill(seals: Bool) throws {
        try addPlain(1_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed && mkfifo pipe")
        let (job, file) = seals ? (Self.seal, "plain") : (Self.open, "sealed")
        let ending = try shop.run(
            """
            exec 3<> pipe; head -c 300000 \(file) > pipe 3>&- &
            { timeout 60 \(job) pipe; echo $? > status; } | head -c 10 > /dev/null
            """)
        #expect(ending.errors.isEmpty)
        #expect(try shop.read("status") == Array("141\n".utf8))
    }

    /// Where a batch has gone out already, what is left of the file is not taken for the whole.
    @Test func aWriterThatStopsEarly() throws {
        try addPlain(3_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed")
        try shop.refuse(2, "standard input: cut off", "head -c 2000000 sealed | \(Self.open) - -o out")
        let ending = try shop.run("head -c 2000000 sealed | \(Self.open) -")
        #expect(ending.status == 2 && ending.output.count == 28 * 65536)
        #expect(try shop.read("plain").starts(with: ending.output))
    }

    @Test(arguments: [true, false]) func aSignalLeavesNothing(seals: Bool) throws {
        try addPlain(1_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed && mkfifo pipe")
        let (job, file) = seals ? (Self.seal, "plain") : (Self.open, "sealed")
        let ending = try shop.run(
            """
            exec 3<> pipe; head -c 600000 \(file) > pipe 3>&- &
            { until test -n "$(find . -name '.keyblob-*' -size +0)"; do sleep 0.01; done; kill -TERM $$; } &
            exec \(job) pipe -o out
            """)
        #expect(ending.status == 128 + 15)
        #expect(try shop.names == ["a.private", "a.public", "piece", "pipe", "plain", "sealed"])
    }

    /// While batches are on their way.
    @Test func longWorkShowsABar() throws {
        try addPlain(5_000_000)
        try shop.succeed("\(Self.seal) plain -o sealed")
        for (job, file) in [(Self.seal, "plain"), (Self.open, "sealed")] {
            let terminal = try PseudoTerminal()
            let child = try terminal.start(
                """
                { head -c 1000000 \(file); until ls -A | grep -q '^.keyblob-'; do sleep 0.01; done
                  sleep 1.5; tail -c +1000001 \(file); } | \(job) - -o out --force
                """, in: shop)
            #expect(try child.wait() == 0)
            let shown = terminal.rest()
            #expect(shown.contains("MiB") && shown.hasSuffix("\r\u{1B}[K"))
        }
        try shop.succeed("cmp out plain")
    }
}
