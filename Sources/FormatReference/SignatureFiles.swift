import KeyBlob

/// The formats that have a signature: those that their beginning tells from everything else. What is known by its
/// contents only, by what it is not, or not at all, has none.
enum Signatures {
    static func all() throws -> [Signature] {
        try AnyKeyBlob.Format.allCases
            .filter { $0.bestCertainty == .certain && $0 != .keyContainerFile && $0 != .cngKeyFile }
            .map(Signature.init)
    }

    /// The head of both files, without the marks of a comment.
    static func head(_ program: String) -> [String] {
        [
            "Key BLOBs of Windows' CryptoAPI and CNG, and files that hold them, for \(program).",
            "Written by Scripts/check-docs --write from the layouts of the codec; docs/formats.md describes the formats.",
        ]
    }
}

extension UInt64 {
    var hex: String { "0x" + String(self, radix: 16, uppercase: true) }
}

/// `keyblob.magic`, for file(1).
struct MagicFile {
    func text() throws -> String {
        var text = Signatures.head("file(1): file -m keyblob.magic FILE").map { "# \($0)\n" }.joined()
        for signature in try Signatures.all() {
            let branches = signature.branches.filter(\.isTelling)
            if !branches.isEmpty { text += "\n# \(signature.format): \(signature.format.rawValue)\n" }
            for branch in branches { text += Self.entry(branch, signature.format.rawValue) }
        }
        return text
    }

    /// Tests at rising levels; the last of them says what the file is.
    private static func entry(_ branch: Signature.Branch, _ name: String) -> String {
        // The widest constants first: file(1) reads the first level of every entry.
        let tests = branch.tests.sorted { strength($0) > strength($1) }
        var lines: [String] = []
        for test in tests {
            for condition in conditions(test) { lines.append(String(repeating: ">", count: lines.count) + condition) }
        }
        guard let last = lines.indices.last else { return "" }
        let level = String(repeating: ">", count: lines.count)
        lines[last] += "\t\(name)"
        // More that is fixed goes before less, where a file is both by its beginning.
        lines.insert("!:strength +\(min(branch.fixedBits, 120))", at: 1)
        if let bits = branch.tests.first(where: { $0.field == "bitlen" || $0.field == "BitLength" }) {
            lines.append("\(level)\(bits.offset)\tulelong\tx\t\\b, %u bits")
        }
        if let algorithm = branch.algorithmName { lines.append("\(level)0\tubyte\tx\t\\b, \(algorithm)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func strength(_ test: Signature.Test) -> Int {
        guard let constant = test.constant else { return 0 }
        return (constant > 0xFFFF ? 100 : 10) + test.width
    }

    private static func conditions(_ test: Signature.Test) -> [String] {
        let type = [1: "ubyte", 2: "uleshort", 4: "ulelong", 8: "ulequad"][test.width] ?? "ulelong"
        if let constant = test.constant { return ["\(test.offset)\t\(type)\t\(constant.hex)"] }
        var conditions: [String] = []
        if test.values.lowerBound > 0 {
            conditions.append("\(test.offset)\t\(type)\t>\((test.values.lowerBound - 1).hex)")
        }
        if test.values.upperBound < test.most {
            conditions.append("\(test.offset)\t\(type)\t<\((test.values.upperBound + 1).hex)")
        }
        return conditions
    }
}

extension Signature.Branch {
    /// The algorithm of the key, where the branch is for one.
    fileprivate var algorithmName: String? {
        guard let number = values["aiKeyAlg"] else { return nil }
        return AlgorithmIdentifier(rawValue: UInt32(truncatingIfNeeded: number)).name.map { "\($0)" }
    }
}
