import GoldenVectors
import Testing

/// What an authority's folder holds beside its records: its keys, under a passphrase or not, and the public ones.
struct AuthorityFolderTests {
    private let shop: Workshop

    /// Two approvers, and an owner with a file's session key.
    init() throws {
        shop = try Workshop()
        try shop.succeed(
            """
            for person in anna bert olga; do keyblob generate exchange --bits 2048 -o $person; done
            keyblob generate session --algorithm aes-256 -o session; echo accounts > accounts
            echo open sesame > word; echo open barley > other
            """)
    }

    private let approvers = "--quorum 2 --approver Anna=anna.public --approver Bert=bert.public"
    private let deposit = "--session session --subject accounts --owner Olga=olga.public --key olga.private"
    private let given = "--authority-passphrase-file word"

    /// Under a passphrase from the first on: each command that needs the keys takes it, and none without it says that
    /// anything is wrong with the log.
    @Test func passphrases() throws {
        try shop.refuse(
            64, "passphrase is empty",
            "keyblob authority init office \(approvers) --authority-passphrase-fd 0 < /dev/null")
        try shop.succeed("keyblob authority init office \(approvers) \(given)")
        try shop.succeed("keyblob authority deposit office \(deposit) \(given) -o receipt")
        let record = try #require(
            shop.succeed("keyblob authority list office \(given)").text.split(separator: " ").first)
        let request = try shop.succeed(
            "keyblob authority request office \(record) --reason lost --to olga.public --key olga.private \(given)"
        ).text.prefix(32)
        for approver in ["anna", "bert"] {
            try shop.succeed("keyblob authority approve office \(request) --key \(approver).private \(given)")
        }
        try shop.succeed("keyblob authority recover office \(request) \(given) -o back")
        try shop.succeed("keyblob unwrap --oaep --key olga.private back | cmp - session")
        try shop.succeed("keyblob authority rotate office --authority-passphrase-fd 3 3< word")
        try shop.succeed("cp -r office before")
        let commands = [
            "list", "show", "audit", "verify", "rotate", "policy", "recover", "passphrase", "request", "approve",
            "reject",
            "deposit",
        ]
        for command in commands {
            let more =
                switch command {
                case "show": "\(record)"
                case "recover": "\(request) --again -o out"
                case "request": "\(record) --reason again --to olga.public --key olga.private"
                case "approve", "reject": "\(request) --key anna.private"
                case "deposit": "\(deposit) -o out"
                default: ""
                }
            let line = "keyblob authority \(command) office \(more)"
            try shop.refuse(
                64, "no terminal to ask for a passphrase of the authority: give --authority-passphrase-file",
                "setsid \(line)")
            try shop.refuse(
                2, "passphrase of the authority: the store has another passphrase",
                "\(line) --authority-passphrase-file other")
        }
        try shop.succeed(
            """
            for kept in keys checkpoint exchange.public signature.public; do diff -r office/$kept before/$kept || exit; done
            keyblob authority verify office \(given)
            """)
        // Who signs with a container of his own gives that store's passphrase, too.
        try shop.succeed(
            """
            export KEYBLOB_HOME=$PWD/store
            keyblob container create anna && keyblob container import anna anna.private
            keyblob container passphrase --new-passphrase-file other
            request=$(keyblob authority request office \(record) --reason more --to olga.public --key olga.private \(given))
            keyblob authority reject office $request --container anna --passphrase-file other \(given)
            """)
    }

    @Test func otherPassphrases() throws {
        try shop.succeed("keyblob authority init office \(approvers) && keyblob authority verify office")
        try shop.succeed("keyblob authority passphrase office --new-passphrase-file word")
        try shop.refuse(2, "another passphrase", "keyblob authority verify office --authority-passphrase-file other")
        try shop.succeed("keyblob authority passphrase office \(given) --new-passphrase-file other")
        try shop.succeed("keyblob authority verify office --authority-passphrase-fd 0 < other")
        try shop.refuse(
            64, "only one input",
            "keyblob authority passphrase office --authority-passphrase-fd 0 --new-passphrase-fd 0")
        try shop.refuse(
            6, "is there already", "keyblob authority init office \(approvers) --authority-passphrase-file other")
        try shop.refuse(2, "another passphrase", "keyblob authority init office \(approvers) \(given)")
        try shop.succeed("keyblob authority passphrase office --authority-passphrase-file other --remove")
        // An authority that is there gets no passphrase by being made again.
        try shop.refuse(6, "is there already", "keyblob authority init office \(approvers) \(given)")
        try shop.succeed("keyblob authority verify office")
    }

    @Test func aPassphraseIsAskedFor() throws {
        let home = "export KEYBLOB_HOME=$PWD/store"
        let terminal = try PseudoTerminal()
        let making = try terminal.start(
            "\(home); keyblob authority init office \(approvers) --authority-passphrase", in: shop)
        try terminal.answer("Passphrase of the authority: ", with: "open sesame")
        try terminal.answer("Passphrase of the authority again: ", with: "open sesame")
        #expect(try making.wait() == 0)
        let verifying = try terminal.start("\(home); keyblob authority verify office", in: shop)
        try terminal.answer("Passphrase of the authority: ", with: "open sesame")
        try terminal.waitFor("all as they were written")
        #expect(try verifying.wait() == 0)
        try shop.succeed("keyblob authority verify office \(given)")
    }

    /// As a rotate leaves it that dies behind its commit: whatever comes next publishes the new keys, and says so.
    @Test(arguments: ["list", "verify", "policy", "audit"]) func rotatesThatWereCutShort(command: String) throws {
        let published = "exchange.public signature.public"
        try shop.succeed(
            """
            keyblob authority init office \(approvers) && mkdir old new && cd office
            cp \(published) ../old && keyblob authority rotate . && cp \(published) ../new && cp ../old/* .
            """)
        let next = try shop.succeed("keyblob authority \(command) office")
        #expect(
            next.notes.count == 1
                && next.notes[0].contains("office/exchange.public, office/signature.public: missing, or"))
        try shop.succeed(
            "cmp office/exchange.public new/exchange.public && cmp office/signature.public new/signature.public")
        try shop.succeed(
            "rm office/signature.public && keyblob authority \(command) office && cmp office/signature.public new/signature.public"
        )
        #expect(try shop.succeed("keyblob authority \(command) office").notes.isEmpty)
        try shop.succeed("keyblob authority deposit --offline office/exchange.public \(deposit) -o record")
        try shop.succeed("keyblob authority deposit office --record record -o receipt")
    }

    /// A key that somebody else put there is left for who must see it.
    @Test func publishedKeysOfOthers() throws {
        try shop.succeed("keyblob authority init office \(approvers)")
        for other in ["anna.public", "accounts"] {
            try shop.succeed("cp \(other) office/exchange.public")
            try shop.refuse(2, "office/exchange.public: no key of this authority", "keyblob authority verify office")
            #expect(try shop.succeed("keyblob authority list office").complaints.count == 1)
            try shop.succeed("cmp \(other) office/exchange.public")
        }
        try shop.succeed(
            "rm office/exchange.public && keyblob authority verify office && test -s office/exchange.public")
        #expect(try shop.succeed("keyblob authority verify office").complaints.isEmpty)
    }

    /// What is left of the folder, or was made of it, is called what it is.
    @Test func foldersThatWereSpoilt() throws {
        try shop.succeed("keyblob authority init office \(approvers) && cp -r office whole")
        func spoil(_ how: String, _ status: Int32, _ words: String) throws {
            try shop.succeed("rm -r office && cp -r whole office && cd office && \(how)")
            try shop.refuse(status, words, "keyblob authority verify office")
        }
        try spoil("echo none > authority.sqlite", 1, "office/authority.sqlite: no database, or a damaged one")
        try spoil("rm authority.sqlite", 5, "office: there is no authority")
        try spoil("rm -r keys", 2, "office: a key of the authority is not the one that the log names")
        try spoil("rm checkpoint", 5, "office/checkpoint: no such file or directory")
        try spoil("echo none > checkpoint", 2, "office/checkpoint: not a checkpoint of this authority")
        try shop.refuse(5, "whole/keys: there is no such container", "rm -r whole/keys; keyblob authority list whole")
    }
}
