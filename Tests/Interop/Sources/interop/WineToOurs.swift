import Foundation

/// What Wine wraps and encrypts for a key pair, the tool opens.
struct WineToOurs {
    let bench: Workbench
    let pairs: [Int: KeyPair]

    func run(_ tally: inout Tally) {
        tally.section("session keys, Wine to ours", opened: 141, refused: 3) { section in
            for cell in Cell.all {
                section.cell(cell.name) { try check(cell) }
            }
        }
    }

    private func check(_ cell: Cell) throws -> Outcome {
        let pair = try pairs.pair(cell.bits)
        try bench.wine.begin()
        try bench.wine.importKey(pair.publicBlob, as: "rsa")
        let key = try bench.wine.generateSessionKey("session", cell.algorithm)
        guard cell.fits else {
            try requireWineRefusal(of: "a key too long for its RSA block") { _ = try wrapAtWine(cell) }
            return .refused
        }
        let wrappedFile = try bench.scratch.store(wrapAtWine(cell), as: "wrapped")
        let unwrap = ["unwrap", "--key", pair.privateFile] + cell.padding.toolArguments + [wrappedFile]
        let keyFile = try bench.output("key", of: unwrap)
        try require(try bench.scratch.contents(of: keyFile) == key, "the tool unwrapped another key")
        for setting in cell.settings {
            try checkCipher(setting, keyFile)
        }
        return .opened
    }

    private func wrapAtWine(_ cell: Cell) throws -> Data {
        try bench.wine.exportKey("session", as: .simple, under: "rsa", flags: cell.padding.wineFlags)
    }

    private func checkCipher(_ setting: CipherSetting, _ keyFile: String) throws {
        let message = Data.random(count: .random(in: 1...100))
        try bench.wine.set(setting, on: "session")
        let ciphertext = try bench.wine.encrypt(message, with: "session")
        let encryptedFile = try bench.scratch.store(ciphertext, as: "encrypted")
        let arguments = ["decrypt", "--key", keyFile] + setting.toolArguments + [encryptedFile]
        let decrypted = try bench.scratch.contents(of: bench.output("decrypted", of: arguments))
        try require(decrypted == message, "the tool decrypts \(setting.toolArguments) to something else")
    }
}
