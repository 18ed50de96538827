import CipherCore

/// Hash values and HMACs, of data in random pieces and across copies.
enum DigestChecks {
    static let sections = [
        Section(name: "digests", caseCount: 1800) { draw, index in
            let algorithm = DigestAlgorithm.shared[index % DigestAlgorithm.shared.count]
            let data = draw.bytes(draw.pick([draw.int(0...300), draw.int(0...5000)]))
            var digest = try MessageDigest(algorithm)
            for piece in draw.pieces(of: data.count, unit: 1) {
                if draw.chance(oneIn: 5) { digest = try digest.copy() }
                digest.update(data.span.bytes.extracting(piece))
            }
            try agree(try digest.finish().array, Peer.digest(algorithm, data), "\(algorithm) of \(hex(data))")
        },
        Section(name: "HMAC", caseCount: 1800) { draw, index in
            let algorithm = DigestAlgorithm.shared[index % DigestAlgorithm.shared.count]
            let (key, data) = (draw.bytes(draw.int(1...200)), draw.bytes(draw.int(0...1000)))
            var code = try HMAC(algorithm, key: key.span.bytes)
            for piece in draw.pieces(of: data.count, unit: 1) {
                if draw.chance(oneIn: 5) { code = try code.copy() }
                code.update(data.span.bytes.extracting(piece))
            }
            try agree(
                try code.finish().array, Peer.hmac(algorithm, key: key, data),
                "HMAC-\(algorithm), key \(hex(key)), data \(hex(data))")
        },
        Section(name: "CBC-MAC", caseCount: 500) { draw, _ in try checkCBCMAC(&draw) },
    ]

    /// CryptoAPI's CALG_MAC: the last block of the padded message in CBC.
    private static func checkCBCMAC(_ draw: inout Draw) throws {
        let algorithm = draw.pick(CipherAlgorithm.allCases.filter { $0 != .rc4 })
        let block = algorithm.blockByteCount ?? 0
        let (key, vector) = (draw.bytes(draw.int(algorithm.keyByteCounts)), draw.bytes(block))
        let data = draw.bytes(draw.int(0...3000))
        var code = try CBCMAC(algorithm, key: key.span.bytes, initializationVector: vector.span.bytes)
        for piece in draw.pieces(of: data.count, unit: 1) {
            if draw.chance(oneIn: 5) { code = try code.copy() }
            try code.update(data.span.bytes.extracting(piece))
        }
        let padding = block - data.count % block
        let padded = data + [UInt8](repeating: UInt8(padding), count: padding)
        let setting = CipherChecks.Setting(algorithm: algorithm, mode: .cbc)
        let ciphertext = try Peer.cipher(setting, key, nil, vector, encrypt: true, padded)
        try agree(
            try code.finish().array, Array(ciphertext.suffix(block)),
            "CBC-MAC \(algorithm), key \(hex(key)), IV \(hex(vector)), data \(hex(data))")
    }
}
