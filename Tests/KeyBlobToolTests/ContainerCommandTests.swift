import Foundation
import GoldenVectors
import Testing

/// `keyblob container`, and `--container` in place of `--key`.
struct ContainerCommandTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        // Lines begin in a folder that has the store's place and two pairs.
        try shop.succeed("keyblob generate exchange --bits 2048 -o exchange; keyblob generate signature -o signature")
    }

    /// A line with the store in the folder.
    private func here(_ script: String) -> String {
        "export KEYBLOB_HOME=store KEYBLOB_MACHINE_HOME=machine; \(script)"
    }

    @discardableResult
    private func succeed(_ script: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Ending {
        try shop.succeed(here(script), sourceLocation: sourceLocation)
    }

    private func refuse(
        _ status: Int32, _ words: String, _ script: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try shop.refuse(status, words, here(script), sourceLocation: sourceLocation)
    }

    @Test(arguments: ["", "--machine"]) func pairsGoInAndComeOut(option: String) throws {
        try succeed("keyblob container create My\\ keys \(option)")
        try succeed("keyblob container import My\\ keys exchange.private \(option)")
        try succeed("base64 signature.private | keyblob container import 'my KEYS' - \(option)")
        for pair in ["exchange", "signature"] {
            try succeed("keyblob container export my\\ keys \(pair) \(option) -o out && cmp out \(pair).private")
            #expect(try shop.permissions(of: "out") == "600")
            try succeed("keyblob container export my\\ keys \(pair) --public \(option) | cmp - \(pair).public; rm out")
        }
        #expect(try shop.names.contains(option.isEmpty ? "store" : "machine"))
        #expect(try !shop.names.contains(option.isEmpty ? "machine" : "store"))
        try succeed("keyblob container delete my\\ keys \(option)")
        #expect(try succeed("keyblob container list \(option)").output.isEmpty)
    }

    @Test func whatIsThereIsNotOverwritten() throws {
        try refuse(5, "container a: there is no such container", "keyblob container import a exchange.private")
        try succeed("keyblob container create a && keyblob container import a exchange.private")
        try refuse(6, "container A: there is a container of that name", "keyblob container create A")
        try succeed("keyblob generate exchange -o new")
        try refuse(6, "a key pair for that use already; --force", "keyblob container import a new.private")
        try succeed("keyblob container export a exchange | cmp - exchange.private")
        try succeed("keyblob container import a new.private --force")
        try succeed("keyblob container export a exchange | cmp - new.private")
        try shop.write([1], to: "out")
        try refuse(6, "out: exists already", "keyblob container export a exchange -o out")
        #expect(try shop.read("out") == [1])
    }

    @Test func missingThings() throws {
        for command in ["show a", "delete a", "export a exchange -o out"] {
            try refuse(5, "container a: there is no such container", "keyblob container \(command)")
        }
        #expect(try succeed("keyblob container list").output.isEmpty)
        try succeed("keyblob container create a")
        try refuse(5, "no key pair for that use", "keyblob container export a signature -o out")
        try refuse(5, "default container: there is no such container", "keyblob container show ''")
        try refuse(64, "no name for a container", "keyblob container show \(String(repeating: "x", count: 261))")
        try refuse(64, "'<container>'", "keyblob container show $(printf '\\377')")
    }

    @Test func generatedPairs() throws {
        try succeed("keyblob container create a --generate exchange --generate signature")
        try succeed("keyblob container create b --generate signature --bits 3072 --not-exportable")
        try refuse(3, "too weak for a new key", "keyblob container create c --generate exchange --bits 1024")
        try refuse(64, "--bits goes with --generate", "keyblob container create c --bits 1024")
        try refuse(64, "each use once", "keyblob container create c --generate exchange --generate exchange")
        try refuse(64, "takes no key of", "keyblob container create c --generate exchange --bits 2049")
        #expect(try succeed("keyblob container list").text == "rsa  a\nrsa  b\n")
        try refuse(3, "container b: the key may not leave", "keyblob container export b signature -o out")
        try succeed("keyblob container export b signature --public -o out && keyblob inspect out")
        try succeed("keyblob container export a exchange -o out --force && keyblob inspect out")
    }

    @Test func providersOfTheOtherFamily() throws {
        let dss = "--provider enhanced-dss-dh"
        try succeed("keyblob container create a \(dss) --generate signature --bits 512 --allow-weak")
        try succeed("keyblob container create a")
        #expect(try succeed("keyblob container list").text == "rsa  a\ndss  a\n")
        #expect(try succeed("keyblob container list --provider dss").text == "dss  a\n")
        #expect(
            try succeed("keyblob container show a \(dss)").text.contains("\nsignature    CALG_DSS_SIGN, 512 bits, "))
        try refuse(
            1, "the provider has no CALG_RSA_KEYX", "keyblob container import a exchange.private \(dss)")
        try refuse(64, "has no exchange key pairs", "keyblob container create b --provider dss --generate exchange")
        try succeed("keyblob container delete a \(dss) && keyblob container show a")
    }

    @Test func reports() throws {
        try succeed(#"keyblob container create "$(printf 'A\nb')" && keyblob container create B --generate exchange"#)
        let list = try succeed("keyblob container list --json").text
        #expect(
            list == #"{"schema": 1, "name": "A\u000ab", "family": "rsa", "scope": "user", "identities": null}"# + "\n"
                + #"{"schema": 1, "name": "B", "family": "rsa", "scope": "user", "identities": null}"# + "\n")
        #expect(try succeed("keyblob container list").text == "rsa  A\\x0ab\nrsa  B\n")

        let json = try succeed("keyblob container show b --json").output
        let object = try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(object["name"] as? String == "B" && object["revision"] as? String == "2")
        let exchange = try #require(object["exchange"] as? [String: Any])
        #expect(exchange["bits"] as? Int == 2048 && exchange["exportable"] as? Bool == true)
        #expect(exchange["algorithm"] as? String == "CALG_RSA_KEYX" && object["signature"] is NSNull)

        // The SHA-256 of the PUBLICKEYBLOB behind its header, in every place.
        let digest = try succeed("keyblob container export B exchange --public | tail -c +9 | sha256sum").text.prefix(
            64)
        #expect(exchange["identity"] as? String == String(digest))
        #expect(
            try succeed("keyblob container list --identities").text == "rsa  A\\x0ab  -  -\nrsa  B  \(digest)  -\n")
        #expect(
            try succeed("keyblob container list --identities --json").text.hasSuffix(
                #""identities": {"exchange": "\#(digest)", "signature": null}}"# + "\n"))

        let text = try succeed("keyblob container show b").text
        let unique = try #require(object["uniqueName"] as? String)
        #expect(
            text == """
                name         B
                unique name  \(unique)
                family       rsa
                scope        user
                revision     2
                exchange     CALG_RSA_KEYX, 2048 bits, exportable
                             identity \(digest)
                signature    none

                """)
        #expect(try succeed("keyblob container show \(unique)").text == text)
    }

    @Test func passphrases() throws {
        try succeed("keyblob container create a && keyblob container import a exchange.private")
        try succeed("echo first > first; echo second > second")
        try refuse(64, "the new passphrase is empty", "keyblob container passphrase --new-passphrase-file /dev/null")
        try succeed("keyblob container passphrase --new-passphrase-file first")
        #expect(try succeed("keyblob container list").text == "rsa  a\n")
        try refuse(64, "no terminal to ask for a passphrase: give --passphrase-file", "setsid keyblob container show a")
        try refuse(2, "another passphrase", "keyblob container show a --passphrase-file second")
        try refuse(
            2, "another passphrase",
            "keyblob container passphrase --passphrase-file second --new-passphrase-file second")
        try succeed("keyblob container export a exchange --passphrase-fd 3 3< first | cmp - exchange.private")
        try succeed("keyblob container passphrase --passphrase-file first --new-passphrase-fd 0 < second")
        try refuse(2, "another passphrase", "keyblob container show a --passphrase-file first")
        try succeed("keyblob container create b --passphrase-file second")
        try succeed("keyblob container passphrase --passphrase-file second --remove")
        try succeed("keyblob container export a exchange | cmp - exchange.private && keyblob container show b")
        try refuse(64, "exclude each other", "keyblob container passphrase --remove --new-passphrase-file first")
        try refuse(
            64, "exclude each other", "keyblob container show a --passphrase-file first --passphrase-fd 0")
    }

    @Test func aPassphraseIsAskedFor() throws {
        try succeed("keyblob container create a; echo word > word")
        try succeed("keyblob container passphrase --new-passphrase-file word")
        let terminal = try PseudoTerminal()
        let child = try terminal.start(here("keyblob container show a"), in: shop)
        try terminal.answer("Passphrase: ", with: "word")
        try terminal.waitFor("unique name")
        #expect(try child.wait() == 0)
        let changing = try terminal.start(
            here("keyblob container passphrase --passphrase-file word"), in: shop)
        try terminal.answer("New passphrase: ", with: "other")
        try terminal.answer("New passphrase again: ", with: "others")
        try terminal.waitFor("not the same twice")
        #expect(try changing.wait() == 2)
    }

    @Test func containersUnwrap() throws {
        try shop.addWinesKeys()
        try succeed("keyblob container create a && keyblob container import -q a private --not-exportable")
        #expect(
            try succeed("keyblob container create b && keyblob container import b private").notes
                == ["keyblob: note: weak: RSA with 1024 bits"])
        try succeed("keyblob unwrap -q --container a simple | cmp - key")
        try refuse(64, "give --key or --container", "keyblob unwrap simple -o out")
        try refuse(64, "exclude each other", "keyblob unwrap --key private --container a simple -o out")
        try refuse(5, "container c: there is no such container", "keyblob unwrap --container c simple -o out")
    }

    @Test func containersOpenFiles() throws {
        try succeed("keyblob container create a && keyblob container import a exchange.private")
        try succeed("keyblob seal --format capi --to exchange.public signature.public -o sealed")
        try succeed("keyblob open --format capi --container a sealed | cmp - signature.public")
        try refuse(64, "exclude each other", "keyblob open --format capi --container a --hash md5 sealed -o out")
    }

    /// KEYBLOB_HOME before XDG_DATA_HOME before HOME; a relative XDG_DATA_HOME counts as none.
    @Test func whereTheStoreIs() throws {
        try shop.succeed("mkdir -m 700 home; HOME=$PWD/home keyblob container create a")
        try shop.succeed("test -f home/.local/share/keyblob/store.key")
        let listed = try shop.succeed("HOME=$PWD/home XDG_DATA_HOME=data keyblob container list")
        #expect(listed.text == "rsa  a\n")
        try shop.succeed("HOME=$PWD/home XDG_DATA_HOME=$PWD/data keyblob container create b")
        try shop.succeed("test -f data/keyblob/store.key")
        try shop.succeed("XDG_DATA_HOME=$PWD/data KEYBLOB_HOME=own keyblob container create c && test -f own/store.key")
    }

    @Test func anUnsafeStoreIsRefused() throws {
        try succeed("keyblob container create a && chmod 755 store")
        try refuse(3, "/store is accessible to others", "keyblob container show a")
        try succeed("chmod 700 store && mv store real && ln -s real store")
        try refuse(3, "/store is a symbolic link", "keyblob container list")
        try succeed("rm store && mv real store && keyblob container show a")
    }

    @Test func damagedFilesAreNamed() throws {
        try succeed("keyblob container create a && for f in store/*.container; do printf x >> $f; done")
        try refuse(1, "container a: the file in the store is damaged", "keyblob container show a")
        try succeed("rm store/*.container; keyblob container create a && rm store/store.key")
        try refuse(2, "container a: sealed under another store key", "keyblob container show a")
    }
}
