import Foundation

/// A session key wrapped for one pair must be refused under another of the same size, on both sides.
struct WrongKeys {
    let bench: Workbench
    let ours: [Int: KeyPair]
    let wines: [Int: KeyPair]

    func run(_ tally: inout Tally) {
        tally.section("wrong private keys", opened: 0, refused: 24) { section in
            for padding in Padding.allCases {
                for bits in Cell.moduli {
                    let name = "\(padding.rawValue) RSA-\(bits)"
                    section.cell("\(name), Wine's blob") { try checkTool(padding, bits) }
                    section.cell("\(name), our blob") { try checkWine(padding, bits) }
                }
            }
        }
    }

    private var algorithm: SessionAlgorithm { SessionAlgorithm.all[9] }

    private func checkTool(_ padding: Padding, _ bits: Int) throws -> Outcome {
        try bench.wine.begin()
        try bench.wine.importKey(wines.pair(bits).publicBlob, as: "rsa")
        _ = try bench.wine.generateSessionKey("session", algorithm)
        let wrapped = try bench.wine.exportKey("session", as: .simple, under: "rsa", flags: padding.wineFlags)
        let wrappedFile = try bench.scratch.store(wrapped, as: "wrapped")
        let wrongKey = try ours.pair(bits).privateFile
        try bench.refusal(of: ["unwrap", "--key", wrongKey] + padding.toolArguments + [wrappedFile])
        return .refused
    }

    private func checkWine(_ padding: Padding, _ bits: Int) throws -> Outcome {
        let keyFile = try bench.sessionKey(algorithm)
        let wrap = ["wrap", "--to", try ours.pair(bits).publicFile] + padding.toolArguments + [keyFile]
        let wrapped = try bench.scratch.contents(of: bench.output("wrapped", of: wrap))
        try bench.wine.begin()
        try bench.wine.importPair(wines.pair(bits).privateBlob, as: "rsa")
        try requireWineRefusal(of: "a blob for another key") {
            try bench.wine.importKey(wrapped, as: "session", under: "rsa", flags: padding.wineFlags)
        }
        return .refused
    }
}
