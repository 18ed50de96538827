import Foundation

/// What every section works with: the tool, Wine's CSP, the sample program, and the folder of their files.
struct Workbench {
    let keyblob: Program
    let capiFile: Program
    let wine: Oracle
    let scratch: Scratch

    init(_ options: Options) throws {
        scratch = try Scratch(folder: options.scratch)
        keyblob = Program(name: "keyblob", executable: options.keyblob, leadingArguments: [], scratch: scratch)
        let sample = options.programs.appending(path: "capi-file.exe")
        capiFile = Program(
            name: "capi-file", executable: options.runner, leadingArguments: [sample.path], scratch: scratch)
        wine = Oracle(runner: options.runner, program: options.programs.appending(path: "capi-oracle.exe"))
    }

    /// Runs the tool with `-o` and a fresh name, and gives that name back.
    func output(_ stem: String, of arguments: [String]) throws -> String {
        let name = scratch.fresh(stem)
        try keyblob.run(arguments + ["-o", name])
        return name
    }

    /// Demands that the tool refuses and leaves no output.
    func refusal(of arguments: [String]) throws {
        let name = scratch.fresh("refused")
        try keyblob.refuse(arguments + ["-o", name], output: name)
    }

    /// A session key made by the tool, as a PLAINTEXTKEYBLOB.
    func sessionKey(_ algorithm: SessionAlgorithm) throws -> String {
        try output(algorithm.name, of: ["generate", "session", "--algorithm", algorithm.name, "--allow-weak"])
    }
    /// Wine imports a SIMPLEBLOB under a pair, as `session`.
    func importAtWine(_ wrapped: Data, _ padding: Padding, under pair: KeyPair) throws {
        try wine.begin()
        try wine.importPair(pair.privateBlob, as: "rsa")
        try wine.importKey(wrapped, as: "session", under: "rsa", flags: padding.wineFlags)
    }

    /// Wine decrypts with `session` what the tool encrypts with the key in `keyFile`.
    func checkCipher(_ setting: CipherSetting, _ keyFile: String) throws {
        let message = Data.random(count: .random(in: 1...100))
        let messageFile = try scratch.store(message, as: "message")
        let arguments = ["encrypt", "--key", keyFile] + setting.toolArguments + [messageFile]
        let ciphertext = try scratch.contents(of: output("encrypted", of: arguments))
        try wine.set(setting, on: "session")
        let decrypted = try wine.decrypt(ciphertext, with: "session")
        try require(decrypted == message, "Wine decrypts \(setting.toolArguments) to something else")
    }
}
