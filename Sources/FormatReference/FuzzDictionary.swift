@_spi(FormatReference) import KeyBlob

/// `keyblob.dict`, for libFuzzer and AFL: what a mutation by chance would not find. The constants of the layouts, those
/// beside each other as one word, and the numbers that name algorithms, curves and parameter sets.
struct FuzzDictionary {
    /// What each word is, for whoever reads the file.
    private var names: [[UInt8]: String] = [:]

    init() throws {
        for format in AnyKeyBlob.Format.allCases {
            for variant in Variant.of(format) { addConstants(of: try format.outline(where: variant.values), format) }
        }
        for (id, name) in AlgorithmIdentifier.named { add(Self.bytes(UInt64(id.rawValue), 4), "\(name)") }
        for magic in CNGECCMagic.allCases { add(Self.bytes(UInt64(magic.rawValue), 4), "\(magic)") }
        for magic in PQMagic.allCases { add(Self.bytes(UInt64(magic.rawValue), 4), "\(magic)") }
    }

    func text() -> String {
        let lines = names.map { "\($0.value)=\"\($0.key.map(Self.escaped).joined())\"\n" }
        return Signatures.head("libFuzzer and AFL: -dict=keyblob.dict").map { "# \($0)\n" }.joined()
            + lines.sorted().joined()
    }

    private mutating func addConstants(of fields: [FieldOutline], _ format: AnyKeyBlob.Format) {
        var run: [UInt8] = []
        for field in fields {
            if case .bytes(let width) = field.size, let constant = field.constant {
                run += Self.bytes(constant, width)
            } else {
                add(run, "\(format)")
                run = []
            }
        }
        add(run, "\(format)")
    }

    /// The first name stays. Zeros and single bytes are found without help.
    private mutating func add(_ word: [UInt8], _ name: String) {
        guard word.count > 1, word.contains(where: { $0 != 0 }), names[word] == nil else { return }
        names[word] = name
    }

    private static func bytes(_ number: UInt64, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }

    private static func escaped(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
