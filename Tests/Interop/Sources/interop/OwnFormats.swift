import Foundation

/// The formats of our own, by their pages in `docs`: their SIMPLEBLOBs are Wine's to import, and what is under them opens there.
struct OwnFormats {
    let bench: Workbench
    let ours: [Int: KeyPair]
    let wines: [Int: KeyPair]

    func run(_ tally: inout Tally) throws {
        // Both parties of what follows: containers with pairs that the driver knows, too.
        try bench.keyblob.run(["container", "create", "ours", "--generate", "signature"])
        try bench.keyblob.run(["container", "import", "ours", ours.pair(2048).privateFile])
        let exchange = try Exchange(bench, ours.pair(2048), wines.pair(2048))

        tally.section("stored keys, at Wine", opened: 12, refused: 0) { section in
            for algorithm in SessionAlgorithm.all {
                section.cell(algorithm.name) { try checkStoredKey(algorithm) }
            }
        }
        tally.section("three-phase exchange, at Wine", opened: 4, refused: 0) { section in
            for item in exchange.items {
                section.cell(item.name) { try checkKey(item.blob, under: item.pair, item.keyFile) }
            }
        }
        tally.section("messages, at Wine", opened: 4, refused: 0) { section in
            for length in [1, 16, 29, 3011] {
                section.cell("\(length) bytes") { try checkMessage(length) }
            }
        }
        tally.section("sealed files of our own, at Wine", opened: 11, refused: 1) { section in
            for padding in Padding.allCases {
                for bits in Cell.moduli {
                    section.cell("\(padding.rawValue) RSA-\(bits)") { try checkSealedFile(padding, bits) }
                }
            }
        }
    }

    /// The key, with the mode and the IV that the record has for it.
    private func checkStoredKey(_ algorithm: SessionAlgorithm) throws -> Outcome {
        let keyFile = try bench.sessionKey(algorithm)
        let setting: CipherSetting = algorithm.blockLength == 0 ? .defaults : .cfb(algorithm)
        let owner = ["--container", "ours", "--folder", "stored"]
        try bench.keyblob.run(
            ["keys", "save", algorithm.name, "--key", keyFile] + setting.toolArguments + owner)
        var fields = Fields(try bench.scratch.contents(of: "stored/\(algorithm.name).key"))
        try fields.skip(8 + 4)
        try require(try fields.counted() == Data(algorithm.name.utf8), "another name")
        try fields.skip(8 + 4)
        try require(try fields.number() == algorithm.algID, "another algorithm")
        try fields.skip(4)
        let mode = try fields.number()
        try fields.skip(3 * 4)
        let vector = try fields.counted()
        _ = try fields.counted()
        try fields.skip(2 * 32)
        try bench.importAtWine(fields.counted(), .oaep, under: ours.pair(2048))
        try bench.checkCipher(
            CipherSetting(
                toolArguments: setting.toolArguments, wineMode: mode == 0 ? nil : mode,
                initializationVector: vector.isEmpty ? nil : vector), keyFile)
        return .opened
    }

    /// Wine imports the key that the tool has in `keyFile`.
    private func checkKey(_ blob: Data, under pair: KeyPair, _ keyFile: String) throws -> Outcome {
        try bench.importAtWine(blob, .oaep, under: pair)
        let key = try bench.scratch.contents(of: keyFile)
        try require(try bench.wine.exportKey("session", as: .plaintextKey) == key, "Wine unwrapped another key")
        try bench.checkCipher(.cbc(SessionAlgorithm.aes256), keyFile)
        return .opened
    }

    private func checkMessage(_ length: Int) throws -> Outcome {
        let text = Data.random(count: length)
        let pair = try wines.pair(2048)
        let file = try bench.scratch.store(text, as: "letter")
        let message = try bench.output(
            "message", of: ["message", "send", file, "--from", "ours", "--to", pair.publicFile, "--guard", "sent"])
        var fields = Fields(try bench.scratch.contents(of: message))
        try fields.skip(8 + 4)
        for _ in ["sender", "receiver"] {
            _ = try fields.counted()
            try fields.skip(32)
        }
        try fields.skip(8 + 8)
        try bench.importAtWine(fields.counted(), .oaep, under: pair)
        let sealed = try fields.counted()
        let material = try bench.wine.hkdf("session", salt: Data(), info: "keyblob message 1", count: 44)
        let opened = try bench.wine.decryptGCM(
            sealed.dropLast(16), key: material.prefix(32), nonce: material.dropFirst(32))
        try require(opened == text, "Wine opens it to something else")
        return .opened
    }

    private func checkSealedFile(_ padding: Padding, _ bits: Int) throws -> Outcome {
        let text = Data.random(count: .random(in: 1...3000))
        let pair = try wines.pair(bits)
        let file = try bench.scratch.store(text, as: "file")
        let seal =
            ["seal", "--to", pair.publicFile, "--allow-weak"] + (padding == .pkcs1 ? ["--pkcs1"] : []) + [file]
        guard Cell(algorithm: .aes256, padding: padding, bits: bits).fits else {
            try bench.refusal(of: seal)
            return .refused
        }
        let sealed = try bench.scratch.contents(of: bench.output("sealed", of: seal))
        var fields = Fields(sealed)
        try fields.skip(4 + 4)
        let headerLength = Int(try fields.number())
        let salt = try fields.take(32)
        try fields.skip(4 + 32 + 4 + 4)
        try bench.importAtWine(fields.counted(), padding, under: pair)
        let material = try bench.wine.hkdf("session", salt: salt, info: "keyblob sealed file body 1", count: 39)
        let opened = try bench.wine.decryptGCM(
            sealed.dropFirst(headerLength).dropLast(16), key: material.prefix(32),
            nonce: material.dropFirst(32) + [0, 0, 0, 0, 1])
        try require(opened == text, "Wine opens it to something else")
        return .opened
    }
}

/// A three-phase exchange between a container and a pair of Wine's: each SIMPLEBLOB of its messages and states, and its key.
private struct Exchange {
    struct Item {
        let name: String
        let blob: Data
        let pair: KeyPair
        let keyFile: String
    }

    let items: [Item]

    init(_ bench: Workbench, _ sender: KeyPair, _ receiver: KeyPair) throws {
        func own(_ pair: [String], _ side: String) -> [String] {
            pair + ["--state", side + ".state", "--guard", side + ".guard"]
        }
        let senders = own(["--container", "ours"], "sender")
        let receivers = own(["--key", receiver.privateFile], "receiver")
        let offer = try bench.output("offer", of: ["handshake", "begin", "--peer", receiver.publicFile] + senders)
        let answer = try bench.output(
            "answer", of: ["handshake", "answer", offer, "--peer", sender.publicFile] + receivers)
        let states = try ["sender", "receiver"].map { try bench.scratch.contents(of: $0 + ".state") }
        _ = try bench.output(
            "confirmation",
            of: ["handshake", "confirm", answer, "--save", "talk", "--folder", "stored"] + senders)
        let keyFiles = try ["outgoing", "incoming"].map {
            try bench.output($0, of: ["keys", "load", "talk." + $0, "--container", "ours", "--folder", "stored"])
        }

        /// The BLOB of message 1 or 2: behind magic, version, phase, both parties and a nonce.
        func blob(ofMessage name: String) throws -> Data {
            var fields = Fields(try bench.scratch.contents(of: name))
            try fields.skip(8 + 4 + 4)
            for _ in ["sender", "receiver"] {
                _ = try fields.counted()
                try fields.skip(32)
            }
            try fields.skip(32)
            return try fields.counted()
        }
        /// Behind magic, version, phase, serial and a nonce.
        func blob(ofState state: Data) throws -> Data {
            var fields = Fields(state)
            try fields.skip(8 + 4 + 4 + 8 + 32)
            return try fields.counted()
        }
        items = [
            Item(name: "message 1", blob: try blob(ofMessage: offer), pair: receiver, keyFile: keyFiles[0]),
            Item(name: "message 2", blob: try blob(ofMessage: answer), pair: sender, keyFile: keyFiles[1]),
            Item(name: "sender's state", blob: try blob(ofState: states[0]), pair: sender, keyFile: keyFiles[0]),
            Item(name: "receiver's state", blob: try blob(ofState: states[1]), pair: receiver, keyFile: keyFiles[1]),
        ]
    }
}
