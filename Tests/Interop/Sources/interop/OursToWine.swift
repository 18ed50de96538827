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
        try bench.importAtWine(wrapped, cell.padding, under: pair)
        try require(try bench.wine.exportKey("session", as: .plaintextKey) == key, "Wine unwrapped another key")
        for setting in cell.settings {
            try bench.checkCipher(setting, keyFile)
        }
        return .opened
    }
}
