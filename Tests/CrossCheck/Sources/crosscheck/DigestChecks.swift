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
    ]
}
