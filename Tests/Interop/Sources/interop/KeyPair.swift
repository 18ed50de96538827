import Foundation

/// An RSA exchange pair as both blobs, in files and in memory.
struct KeyPair {
    let privateFile: String
    let publicFile: String
    let privateBlob: Data
    let publicBlob: Data
}

/// One pair of each size by each maker, made once for the whole run: RSA keys are slow to make.
struct KeyPairs {
    private(set) var ours: [Int: KeyPair] = [:]
    private(set) var wines: [Int: KeyPair] = [:]

    /// A section of its own: every pair must be understood by the other side.
    mutating func make(on bench: Workbench, _ tally: inout Tally) {
        tally.section("RSA pairs", opened: 12, refused: 0) { section in
            for bits in Cell.moduli {
                section.cell("RSA-\(bits) of ours") {
                    ours[bits] = try KeyPairs.makeOurs(bits, bench)
                    return .opened
                }
                section.cell("RSA-\(bits) of Wine's") {
                    wines[bits] = try KeyPairs.makeWines(bits, bench)
                    return .opened
                }
            }
        }
    }

    /// Wine takes our pair, and exports both blobs as we wrote them.
    private static func makeOurs(_ bits: Int, _ bench: Workbench) throws -> KeyPair {
        let name = bench.scratch.fresh("ours-\(bits)")
        try bench.keyblob.run(["generate", "exchange", "--bits", "\(bits)", "--allow-weak", "-o", name])
        let pair = KeyPair(
            privateFile: name + ".private", publicFile: name + ".public",
            privateBlob: try bench.scratch.contents(of: name + ".private"),
            publicBlob: try bench.scratch.contents(of: name + ".public"))
        try bench.wine.begin()
        try bench.wine.importPair(pair.privateBlob, as: "rsa")
        let echo = try bench.wine.exportKey("rsa", as: .privateKey)
        try require(echo == pair.privateBlob, "Wine exports our private key otherwise")
        let publicEcho = try bench.wine.exportKey("rsa", as: .publicKey)
        try require(publicEcho == pair.publicBlob, "Wine exports our public key otherwise")
        return pair
    }

    /// The tool recognises both blobs of Wine's pair.
    private static func makeWines(_ bits: Int, _ bench: Workbench) throws -> KeyPair {
        try bench.wine.begin()
        try bench.wine.generateExchangePair("rsa", bits: bits)
        let privateBlob = try bench.wine.exportKey("rsa", as: .privateKey)
        let publicBlob = try bench.wine.exportKey("rsa", as: .publicKey)
        let pair = KeyPair(
            privateFile: try bench.scratch.store(privateBlob, as: "wine-\(bits).private"),
            publicFile: try bench.scratch.store(publicBlob, as: "wine-\(bits).public"),
            privateBlob: privateBlob, publicBlob: publicBlob)
        try bench.keyblob.run(["inspect", pair.privateFile, pair.publicFile])
        return pair
    }
}

extension [Int: KeyPair] {
    func pair(_ bits: Int) throws -> KeyPair {
        guard let pair = self[bits] else { throw Failure("there is no RSA-\(bits) pair") }
        return pair
    }
}
