internal import ArgumentParser
internal import KeyBlob

/// The algorithm of a session key, such as `aes-256`, `rc2-40` or `CALG_3DES`.
struct AlgorithmArgument: ExpressibleByArgument {
    let id: AlgorithmIdentifier
    /// The key length asked for, in bits; nil for the provider's own choice.
    let bits: Int?

    private static let names: KeyValuePairs<String, AlgorithmIdentifier> = [
        "aes-128": .aes128, "aes-192": .aes192, "aes-256": .aes256, "des": .des, "3des": .tripleDES,
        "3des-112": .twoKeyTripleDES, "rc2": .rc2, "rc4": .rc4,
    ]

    init?(argument: String) {
        let name = argument.lowercased()
        if let id = Self.named(name) {
            self.init(id, bits: nil)
            return
        }
        // What is no name may be one with a length behind it.
        guard let hyphen = name.lastIndex(of: "-"), let bits = Int(name[name.index(after: hyphen)...]), bits > 0,
            let id = Self.named(String(name[..<hyphen])), id == .rc2 || id == .rc4
        else { return nil }
        self.init(id, bits: bits)
    }

    init(_ id: AlgorithmIdentifier, bits: Int?) {
        self.id = id
        self.bits = bits
    }

    private static func named(_ name: String) -> AlgorithmIdentifier? {
        names.first { $0.key == name || $0.value.description.lowercased() == name }?.value
    }

    static let allValueStrings = names.map { $0.value == .rc2 || $0.value == .rc4 ? $0.key + "[-BITS]" : $0.key }
    static var defaultCompletionKind: CompletionKind { .list(names.map(\.key)) }
    var defaultValueDescription: String { Self.names.first { $0.value == id }?.key ?? "\(id)" }
}

/// A hash function by its name, such as `md5` or `CALG_SHA_256`.
struct HashArgument: ExpressibleByArgument {
    let id: AlgorithmIdentifier

    private static let names: KeyValuePairs<String, AlgorithmIdentifier> = [
        "md2": .md2, "md4": .md4, "md5": .md5, "sha1": .sha1, "sha256": .sha256, "sha384": .sha384, "sha512": .sha512,
    ]

    init?(argument: String) {
        let name = argument.lowercased()
        guard let id = Self.names.first(where: { $0.key == name || $0.value.description.lowercased() == name })?.value
        else { return nil }
        self.id = id
    }

    static let allValueStrings = names.map(\.key)
}
