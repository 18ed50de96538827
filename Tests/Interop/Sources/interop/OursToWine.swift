import Foundation

/// What the tool wraps and encrypts for a key pair, Wine opens.
struct OursToWine {
    let bench: Workbench
    let pairs: [Int: KeyPair]

    func run(_ tally: inout Tally) {
        tally.section("session keys, ours to Wine", opened: 141, refused: 3) { section in
            for cell in Cell.all {
                section.cell(cell.name) { try check(cell) }
            }
        }
    }

    private func check(_ cell: Cell) throws -> Outcome {
        let pair = try pairs.pair(cell.bits)
        let keyFile = try bench.sessionKey(cell.algorithm)
        let key = try bench.scratch.contents(of: keyFile)
        let wrap = ["wrap", "--to", pair.publicFile] + cell.padding.toolArguments + [keyFile]
        guard cell.fits else {
            try bench.refusal(of: wrap)
            return .refused
        }
        let wrapped = try bench.scratch.contents(of: bench.output("wrapped", of: wrap))
        try importAtWine(wrapped, cell, pair)
        try require(try bench.wine.exportKey("session", as: .plaintextKey) == key, "Wine unwrapped another key")
        for setting in cell.settings {
            try checkCipher(setting, keyFile)
        }
        return .opened
    }

    private func importAtWine(_ wrapped: Data, _ cell: Cell, _ pair: KeyPair) throws {
        try bench.wine.begin()
        try bench.wine.importPair(pair.privateBlob, as: "rsa")
        try bench.wine.importKey(wrapped, as: "session", under: "rsa", flags: cell.padding.wineFlags)
    }

    private func checkCipher(_ setting: CipherSetting, _ keyFile: String) throws {
        let message = Data.random(count: .random(in: 1...100))
        let messageFile = try bench.scratch.store(message, as: "message")
        let arguments = ["encrypt", "--key", keyFile] + setting.toolArguments + [messageFile]
        let ciphertext = try bench.scratch.contents(of: bench.output("encrypted", of: arguments))
        try bench.wine.set(setting, on: "session")
        let decrypted = try bench.wine.decrypt(ciphertext, with: "session")
        try require(decrypted == message, "Wine decrypts \(setting.toolArguments) to something else")
    }
}
