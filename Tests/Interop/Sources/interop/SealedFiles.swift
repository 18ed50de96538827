import Foundation

/// Files of the layout of CryptoAPI's file sample, sealed by one side and opened by the other.
struct SealedFiles {
    let bench: Workbench
    let locks: [FileLock]

    /// The sample works in chunks of 1000 or 992 bytes: less than one, ciphertexts and plaintexts of exactly one, several.
    private let lengths = [29, 990, 999, 1000, 3011]

    init(bench: Workbench, pair: KeyPair, stranger: KeyPair) throws {
        self.bench = bench
        let right = try bench.scratch.store(Data("open sesame".utf8), as: "password")
        let wrong = try bench.scratch.store(Data("open barley".utf8), as: "password")
        locks =
            ["aes-256", "aes-128", "3des", "des", "rc2-128", "rc4-128"].map {
                FileLock.keyPair(pair, stranger: stranger, .pkcs1, algorithm: $0)
            }
            + ["aes-256", "3des", "rc4-128"].map {
                FileLock.keyPair(pair, stranger: stranger, .oaep, algorithm: $0)
            }
            + [
                ("md5", "rc4-128"), ("md5", "rc4-40"), ("md5", "rc2-40"), ("md5", "rc2-128"), ("sha1", "rc2-128"),
                ("md5", "3des"), ("sha1", "3des"), ("md5", "aes-256"), ("sha1", "aes-256"), ("sha256", "aes-256"),
            ].map {
                FileLock.password(right, wrongFile: wrong, hash: $0.0, algorithm: $0.1)
            }
    }

    func run(_ tally: inout Tally) {
        tally.section("sealed files, ours to Wine", opened: 95, refused: 0) { section in
            forEach { section.cell($0) { [lock = $1, length = $2] in try checkOurs(lock, length) } }
        }
        tally.section("sealed files, Wine to ours", opened: 95, refused: 0) { section in
            forEach { section.cell($0) { [lock = $1, length = $2] in try checkWines(lock, length) } }
        }
        tally.section("sealed files, wrong key", opened: 0, refused: 34) { section in
            for lock in locks {
                guard let mistaken = lock.mistaken else { continue }
                section.cell("\(lock.name), Wine's file") { try checkToolRefuses(lock, mistaken) }
                section.cell("\(lock.name), our file") { try checkWineRefuses(lock, mistaken) }
            }
        }
    }

    private func forEach(_ body: (String, FileLock, Int) -> Void) {
        for lock in locks {
            for length in lengths {
                body("\(lock.name), \(length) bytes", lock, length)
            }
        }
    }

    private func checkOurs(_ lock: FileLock, _ length: Int) throws -> Outcome {
        let message = Data.random(count: length)
        let sealed = try sealWithTool(message, lock)
        let opened = bench.scratch.fresh("opened")
        try bench.capiFile.run(["decrypt"] + lock.opening + [sealed, opened])
        try require(try bench.scratch.contents(of: opened) == message, "Wine opens it to something else")
        return .opened
    }

    private func checkWines(_ lock: FileLock, _ length: Int) throws -> Outcome {
        let message = Data.random(count: length)
        let sealed = try sealAtWine(message, lock)
        let opened = try bench.output("opened", of: openingArguments(lock.opening, sealed))
        try require(try bench.scratch.contents(of: opened) == message, "the tool opens it to something else")
        return .opened
    }

    private func checkToolRefuses(_ lock: FileLock, _ mistaken: [String]) throws -> Outcome {
        let sealed = try sealAtWine(Self.fixedMessage, lock)
        try bench.refusal(of: openingArguments(mistaken, sealed))
        return .refused
    }

    private func checkWineRefuses(_ lock: FileLock, _ mistaken: [String]) throws -> Outcome {
        let sealed = try sealWithTool(Self.fixedMessage, lock)
        let opened = bench.scratch.fresh("refused")
        try bench.capiFile.refuse(["decrypt"] + mistaken + [sealed, opened], output: opened)
        return .refused
    }

    /// Under a wrong password one message in 256 ends in good padding by chance: this one does not, ever.
    private static let fixedMessage = Data("the quick brown fox jumps over the lazy dog".utf8)

    private func sealWithTool(_ message: Data, _ lock: FileLock) throws -> String {
        let file = try bench.scratch.store(message, as: "message")
        return try bench.output("sealed", of: ["seal", "--format", "capi"] + lock.sealing + [file])
    }

    private func sealAtWine(_ message: Data, _ lock: FileLock) throws -> String {
        let file = try bench.scratch.store(message, as: "message")
        let sealed = bench.scratch.fresh("sealed")
        try bench.capiFile.run(["encrypt"] + lock.sealing + [file, sealed])
        return sealed
    }

    private func openingArguments(_ key: [String], _ sealed: String) -> [String] {
        ["open", "--format", "capi"] + key + [sealed]
    }
}
