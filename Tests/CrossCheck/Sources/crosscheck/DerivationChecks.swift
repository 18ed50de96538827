import COpenSSLPeer
import CipherCore

/// Key derivation from secrets and from passphrases.
enum DerivationChecks {
    static let sections = [
        Section(name: "HKDF", caseCount: 300) { draw, _ in
            let digest = draw.pick(DigestAlgorithm.shared)
            let (secret, salt, info) = (draw.bytes(draw.int(1...200)), draw.label(), draw.label())
            let byteCount = draw.int(1...5 * digest.byteCount)
            let ours = try HKDF.derive(
                digest, secret: secret.span.bytes, salt: salt.span.bytes, info: info.span.bytes, byteCount: byteCount)
            let options = [
                ("digest", digest.peerName), ("hexkey", hex(secret)), ("hexsalt", hex(salt)), ("hexinfo", hex(info)),
            ]
            try compare(ours, "HKDF", options)
        },
        Section(name: "SP 800-56A's concatenation", caseCount: 300) { draw, _ in
            let digest = draw.pick(DigestAlgorithm.shared)
            let (secret, info) = (draw.bytes(draw.int(1...200)), draw.label())
            let ours = try ConcatenationKDF.derive(
                digest, secret: secret.span.bytes, info: info.span.bytes, byteCount: draw.int(1...300))
            try compare(ours, "SSKDF", [("digest", digest.peerName), ("hexkey", hex(secret)), ("hexinfo", hex(info))])
        },
        Section(name: "SP 800-108's counter mode", caseCount: 300) { draw, _ in
            let digest = draw.pick(DigestAlgorithm.shared)
            let (key, label, context) = (draw.bytes(draw.int(1...200)), draw.label(), draw.label())
            let ours = try CounterKDF.derive(
                digest, key: key.span.bytes, label: label.span.bytes, context: context.span.bytes,
                byteCount: draw.int(1...300))
            let options = [
                ("mac", "HMAC"), ("digest", digest.peerName), ("mode", "counter"), ("hexkey", hex(key)),
                ("hexsalt", hex(label)), ("hexinfo", hex(context)),
            ]
            try compare(ours, "KBKDF", options)
        },
        Section(name: "X9.42", caseCount: 100) { draw, _ in
            let (name, last, byteCount) = draw.pick([("id-aes128-wrap", 5, 16), ("id-aes256-wrap", 45, 32)])
            let identifier: [UInt8] = [0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, UInt8(last)]
            let (secret, material) = (draw.bytes(draw.int(1...200)), draw.chance(oneIn: 2) ? draw.bytes(64) : nil)
            let ours = try X942KDF.derive(
                secret: secret.span.bytes, objectIdentifier: identifier, partyInfo: material?.span.bytes,
                byteCount: byteCount)
            let options = [
                ("digest", "SHA1"), ("cekalg", name), ("hexsecret", hex(secret)), ("hexukm", hex(material ?? [])),
            ]
            try compare(ours, "X942KDF-ASN1", options)
        },
        Section(name: "TLS 1.0's function", caseCount: 300) { draw, _ in
            let (secret, label, seed) = (draw.bytes(draw.int(1...100)), draw.bytes(13), draw.bytes(draw.int(1...64)))
            let ours = try TLS1PRF.derive(
                secret: secret.span.bytes, label: label.span.bytes, seed: seed.span.bytes, byteCount: draw.int(1...200))
            let options = [("digest", "MD5-SHA1"), ("hexsecret", hex(secret)), ("hexseed", hex(label + seed))]
            try compare(ours, "TLS1-PRF", options)
        },
        Section(name: "PBKDF2", caseCount: 100) { draw, _ in
            let digest = draw.pick(DigestAlgorithm.shared)
            let (passphrase, salt) = (draw.bytes(draw.int(1...150)), draw.bytes(draw.int(1...60)))
            let iterations = draw.int(1...3000)
            let ours = try PBKDF2.derive(
                digest, passphrase: passphrase.span.bytes, salt: salt.span.bytes, iterations: iterations,
                byteCount: draw.int(1...100))
            let options = [
                ("digest", digest.peerName), ("hexpass", hex(passphrase)), ("hexsalt", hex(salt)),
                ("iter", "\(iterations)"), ("pkcs5", "1"),
            ]
            try compare(ours, "PBKDF2", options)
        },
        Section(name: "scrypt", caseCount: 30) { draw, _ in
            let (passphrase, salt) = (draw.bytes(draw.int(1...150)), draw.bytes(draw.int(1...60)))
            let (cost, lanes) = (1 << draw.int(1...12), draw.int(1...4))
            let ours = try Scrypt.derive(
                passphrase: passphrase.span.bytes, salt: salt.span.bytes,
                parameters: .init(cost: cost, parallelization: lanes), byteCount: draw.int(1...100))
            let options = [
                ("hexpass", hex(passphrase)), ("hexsalt", hex(salt)), ("n", "\(cost)"), ("r", "8"), ("p", "\(lanes)"),
            ]
            try compare(ours, "SCRYPT", options)
        },
    ]

    private static func compare(
        _ ours: borrowing SecretBytes, _ name: String, _ options: [(name: String, value: String)]
    ) throws {
        let given = options.filter { !$0.value.isEmpty }.map { "\($0.name):\($0.value)" }.joined(separator: ",")
        let byteCount = ours.count
        let theirs = try Peer.output(byteCount, "\(name), \(given)") { peer_kdf(name, given, $0, byteCount) }
        try agree(ours.array, theirs, "\(name), \(given)")
    }
}

extension Draw {
    /// Nothing at times.
    fileprivate mutating func label() -> [UInt8] { bytes(pick([0, int(1...100)])) }
}
