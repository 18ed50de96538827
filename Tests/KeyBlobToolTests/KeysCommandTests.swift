import GoldenVectors
import Testing

/// `keyblob keys`: session keys go into a folder and come out as they were.
struct KeysCommandTests {
    private let shop: Workshop
    private let home = "export KEYBLOB_HOME=$PWD/store; "
    private let owner = "--container anna --folder keys"

    init() throws {
        shop = try Workshop()
        try shop.succeed(
            home + """
                keyblob container create anna --generate exchange && keyblob container create bert --generate exchange
                keyblob generate session --algorithm rc2-40 --allow-weak -o rc2 && echo plaintext > file
                keyblob generate session --algorithm aes-256 -o aes
                keyblob keys save one --key rc2 --mode cfb --iv 0102030405060708 --salt 0a0b0c --effective-bits 63 \(owner)
                """)
    }

    @Test func streamsGoOn() throws {
        let ending = try shop.succeed(home + "keyblob keys load one \(owner) -o loaded && cmp loaded rc2")
        let options = try #require(ending.notes.first?.split(separator: "note: ").last)
        #expect(
            options == "--provider aes --mode cfb --iv 0102030405060708 --salt 0a0b0c --effective-bits 63")
        try shop.succeed(
            """
            keyblob encrypt --quiet --key rc2 --mode cfb --iv 0102030405060708 --salt 0a0b0c --effective-bits 63 file -o one
            keyblob decrypt --quiet --key loaded \(options) one | cmp - file
            """)
        #expect(try shop.permissions(of: "keys/one.key") == "600" && shop.permissions(of: "keys") == "700")
    }

    @Test func listing() throws {
        try shop.succeed(home + "keyblob keys save 'a/b ü' --key aes \(owner)")
        #expect(try shop.succeed("keyblob keys list --folder keys").text.contains("a/b ü  CALG_AES_256  "))
        #expect(try shop.succeed("ls keys").text == "a%2fb%20%c3%bc.key\none.key\n")
        let json = try shop.succeed("keyblob keys list --folder keys --json").text
        #expect(json.split(separator: "\n").count == 2 && json.contains(#""algorithm": "CALG_RC2""#))
        try shop.succeed("keyblob keys remove one --folder keys")
        #expect(try shop.succeed("ls keys").text == "a%2fb%20%c3%bc.key\n")
        try shop.refuse(5, "no such file", "keyblob keys remove one --folder keys")
        try shop.refuse(5, "no such file", home + "keyblob keys load one \(owner)")
    }

    @Test func substitution() throws {
        try shop.succeed(
            home + """
                keyblob keys save one --key aes --container bert --folder other
                keyblob keys save two --key aes \(owner); cp keys/one.key kept
                """)
        let load = home + "keyblob keys load one \(owner)"
        try shop.succeed("cp other/one.key keys/one.key")
        try shop.refuse(2, "the signature is not one of the key", load)
        try shop.succeed("cp keys/two.key keys/one.key")
        try shop.refuse(2, "of another name", load)
        try shop.succeed("head -c 300 kept > keys/one.key")
        try shop.refuse(1, "one.key", load)
        try shop.succeed("cp kept keys/one.key; \(load) | cmp - rc2")
    }

    /// Each byte of a file in turn is another one.
    @Test func everyByte() throws {
        let bytes = try shop.read("keys/one.key")
        try shop.succeed("mkdir " + bytes.indices.map { "changed\($0)" }.joined(separator: " "))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << (index % 8)
            try shop.write(changed, to: "changed\(index)/one.key")
        }
        let ending = try shop.run(
            home + """
                for folder in changed*; do
                    keyblob keys load one --container anna --folder $folder -o loaded 2> error; echo "$? $(wc -l < error)"
                done | sort | uniq -c | sed 's/^ *//'; ls loaded
                """)
        let counts = ending.text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
        // Malformed, or a wrong signature, with one line of complaint each.
        #expect(counts.map { Array($0.dropFirst()) } == [[1, 1], [2, 1]])
        #expect(counts.map { $0[0] }.reduce(0, +) == bytes.count)
    }

    /// Whoever reads while others write, and after they were killed, finds one key or the other.
    @Test func replacing() throws {
        let save = "keyblob keys save one --force \(owner)"
        let ending = try shop.succeed(
            home + """
                check() {
                    keyblob keys load one \(owner) -o - > got 2> /dev/null && { cmp -s got aes || cmp -s got rc2; } || echo torn
                }
                (while [ ! -e stop ]; do \(save) --key aes; \(save) --key rc2; done) & writer=$!
                for turn in $(seq 20); do check; done; touch stop; wait $writer
                for turn in $(seq 20); do
                    \(save) --key aes & victim=$!
                    sleep 0.0$((turn % 10)); kill -9 $victim 2> /dev/null; wait $victim; check
                done 2> /dev/null
                for turn in 1 2 3 4; do keyblob keys save once --key aes \(owner) 2> /dev/null && echo won & done; wait
                """)
        #expect(ending.text == "won\n")
        #expect(try shop.succeed("keyblob keys list --folder keys | wc -l").text == "2\n")
    }

    @Test func rotation() throws {
        try shop.succeed(
            home + """
                keyblob keys save two --key aes \(owner); cp -r keys old
                keyblob keys rewrap two --to bert \(owner) && cmp keys/one.key old/one.key
                keyblob keys rewrap --to bert \(owner)
                keyblob keys load one --container bert --folder keys | cmp - rc2
                keyblob keys load two --container bert --folder keys | cmp - aes
                """)
        try shop.refuse(2, "the signature is not one of the key", home + "keyblob keys load one \(owner)")
        // An old one that is put back is not the new pair's.
        try shop.succeed("cp old/one.key keys")
        try shop.refuse(
            2, "the signature is not one of the key", home + "keyblob keys load one --container bert --folder keys")
        // What is not the owner's is left, and what comes behind it is not.
        try shop.succeed(
            home + "keyblob keys save a --key aes --container bert --folder old; cp old/a.key old/b.key")
        let ending = try shop.run(home + "keyblob keys rewrap a one b --to bert --container anna --folder old")
        #expect(ending.status == 2 && ending.complaints.count == 1)
        try shop.succeed(home + "keyblob keys load one --container bert --folder old | cmp - rc2")
    }

    @Test func damagedFiles() throws {
        try shop.succeed("echo nothing > keys/bad.key; touch keys/.keyblob-1 keys/%zz.key keys/other")
        let ending = try shop.run("keyblob keys list --folder keys")
        #expect(ending.status == 1 && ending.complaints.count == 1 && ending.text.hasPrefix("one  CALG_RC2  "))
    }

    @Test func usage() throws {
        let save = home + "keyblob keys save one --key aes \(owner)"
        try shop.refuse(6, "exists already", save)
        try shop.succeed("\(save) --force; keyblob keys load one \(owner) | cmp - aes")
        try shop.succeed("keyblob generate session --algorithm rc4 --allow-weak -o rc4")
        try shop.refuse(
            64, "--mode needs a block cipher", home + "keyblob keys save four --key rc4 --mode cbc \(owner)")
        try shop.refuse(64, "is invalid", home + "keyblob keys save '' --key aes \(owner)")
    }
}
