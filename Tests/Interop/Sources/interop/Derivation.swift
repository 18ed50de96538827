import Foundation

/// CryptDeriveKey: each hash, algorithm and provider gives the same key on both sides, or is refused by both.
struct Derivation {
    let bench: Workbench
    private let password = Data("correct horse, battery staple".utf8)

    init(bench: Workbench) { self.bench = bench }

    func run(_ tally: inout Tally) {
        tally.section("derived keys", opened: 82, refused: 62) { section in
            for provider in Provider.all {
                for hash in HashAlgorithm.all {
                    for algorithm in SessionAlgorithm.all {
                        let name = "\(provider.name) \(hash.name) \(algorithm.name)"
                        section.cell(name) { try check(algorithm, hash, provider, .standard) }
                    }
                }
            }
        }
        tally.section("derived keys with salt", opened: 16, refused: 0) { section in
            for provider in Provider.all {
                for algorithm in SessionAlgorithm.all where algorithm.keyLength == 5 {
                    for salt in [Salt.create, .none] {
                        let name = "\(provider.name) \(algorithm.name) \(salt.toolArguments.joined(separator: " "))"
                        section.cell(name) { try check(algorithm, HashAlgorithm.all[0], provider, salt) }
                    }
                }
            }
        }
    }

    private func check(
        _ algorithm: SessionAlgorithm, _ hash: HashAlgorithm, _ provider: Provider, _ salt: Salt
    ) throws -> Outcome {
        let arguments = try toolArguments(algorithm, hash, provider) + salt.toolArguments
        do {
            try bench.wine.begin(provider)
            try bench.wine.derive("derived", algorithm, from: password, hash, flags: salt.wineFlags | 1)
        } catch is WineRefusal {
            try bench.refusal(of: arguments)
            return .refused
        }
        let keyFile = try bench.output("derived", of: arguments)
        let ours = try bench.scratch.contents(of: keyFile)
        let wines = try bench.wine.exportKey("derived", as: .plaintextKey)
        try require(comparable(ours, algorithm) == comparable(wines, algorithm), "the derived keys differ")
        try checkCipher(keyFile, algorithm, salt)
        return .opened
    }

    private func toolArguments(
        _ algorithm: SessionAlgorithm, _ hash: HashAlgorithm, _ provider: Provider
    ) throws -> [String] {
        let passwordFile = try bench.scratch.store(password, as: "password")
        return [
            "derive", "--hash", hash.name, "--algorithm", algorithm.name, "--provider", provider.name,
            "--password-file", passwordFile,
        ]
    }

    /// The blob without the parity bits, which are no part of the key.
    private func comparable(_ blob: Data, _ algorithm: SessionAlgorithm) -> Data {
        algorithm.hasParityBits ? blob.prefix(12) + blob.dropFirst(12).map { $0 & 0xfe } : blob
    }

    /// Both keys encrypt alike. A blob carries no salt, so the tool is told Wine's where it is not the usual one.
    private func checkCipher(_ keyFile: String, _ algorithm: SessionAlgorithm, _ salt: Salt) throws {
        let message = Data("the same words on both sides".utf8)
        let messageFile = try bench.scratch.store(message, as: "message")
        let saltArguments = salt == .standard ? [] : ["--salt", try bench.wine.salt(of: "derived").hex]
        let arguments = ["encrypt", "--key", keyFile] + saltArguments + [messageFile]
        let ours = try bench.scratch.contents(of: bench.output("encrypted", of: arguments))
        try require(try bench.wine.encrypt(message, with: "derived") == ours, "the ciphertexts differ")
    }
}

/// The salt a derived key is given: a 40-bit key has eleven zeros unless told otherwise.
private enum Salt {
    case standard
    case create
    case none

    var toolArguments: [String] {
        switch self {
        case .standard: []
        case .create: ["--salt", "create"]
        case .none: ["--salt", "none"]
        }
    }

    /// CRYPT_CREATE_SALT and CRYPT_NO_SALT.
    var wineFlags: UInt32 {
        switch self {
        case .standard: 0
        case .create: 0x04
        case .none: 0x10
        }
    }
}
