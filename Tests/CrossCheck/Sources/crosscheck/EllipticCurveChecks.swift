import COpenSSLPeer
import CipherCore

/// ECDSA and ECDH on every curve that OpenSSL has, and X25519.
enum EllipticCurveChecks {
    static let sections = [
        Section(name: "elliptic curves", caseCount: 2 * PeerCurve.all.count) { draw, index in
            try check(PeerCurve.all[index % PeerCurve.all.count], &draw)
        },
        Section(name: "X25519", caseCount: 200) { draw, _ in try checkX25519(&draw) },
    ]

    private static func check(_ peer: PeerCurve, _ draw: inout Draw) throws {
        let curve = try peer.imported()
        let key = try ECPrivateKey.generate(curve)
        let d = key.privateValue.array
        let point = key.publicKey.x + key.publicKey.y
        let what = "\(peer), d \(hex(d))"
        try agree(point, peer.multiple(d), "the public key, \(what)")
        let again = try ECPrivateKey(curve: curve, privateValue: d.span.bytes, publicKey: key.publicKey)
        try agree(again.privateValue.array, d, "the private key, \(what)")

        // A d with leading zeros, which most keys do not have.
        let other = [UInt8](repeating: 0, count: draw.int(1...8)) + draw.bytes(curve.orderByteCount - 8) + [1]
        let otherPoint = try peer.multiple(other)
        let publicKey = try ECPublicKey(
            curve: curve, x: otherPoint.span.bytes.extracting(first: curve.byteCount),
            y: otherPoint.span.bytes.extracting(last: curve.byteCount))
        let theirs = try peer.multiple(d, of: otherPoint).prefix(curve.byteCount)
        try agree(try key.agree(with: publicKey).array, Array(theirs), "ECDH with \(hex(otherPoint)), \(what)")
        let otherKey = try ECPrivateKey(curve: curve, privateValue: other.span.bytes, publicKey: publicKey)
        try agree(try otherKey.agree(with: key.publicKey).array, Array(theirs), "ECDH back, \(what)")

        for byteCount in [0, 20, 32, 48, 64] {
            let hash = draw.bytes(byteCount)
            let what = "hash \(hex(hash)), \(what)"
            let nonce: SignatureNonce = draw.chance(oneIn: 2) ? .random : .deterministic(.sha256)
            for signature in [try key.sign(hash: hash.span.bytes, nonce: nonce), try peer.sign(d, hash)] {
                try demand(peer.accepts(point, hash, signature), "OpenSSL refuses \(hex(signature)), \(what)")
                let isAccepted = try key.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes)
                try demand(isAccepted, "we refuse \(hex(signature)), \(what)")
                var damaged = signature
                damaged[draw.int(0...signature.count - 1)] ^= 1 << UInt8(draw.int(0...7))
                let isDamagedAccepted = try key.publicKey.isValidSignature(damaged.span.bytes, hash: hash.span.bytes)
                try demand(
                    !isDamagedAccepted && !peer.accepts(point, hash, damaged), "\(hex(damaged)) is accepted, \(what)")
            }
        }
    }

    private static func checkX25519(_ draw: inout Draw) throws {
        let scalar = draw.bytes(32)
        // A point of the curve or of its twist; at times one of those that are not below 2²⁵⁵ - 19, or of small order.
        let u = draw.pick([draw.bytes(32), draw.bytes(32), draw.bytes(1) + [UInt8](repeating: 0xff, count: 31)])
        let what = "X25519, scalar \(hex(scalar)), u \(hex(u))"
        let key = try X25519PrivateKey(privateValue: scalar.span.bytes)
        try agree(key.publicKey.u, try Peer.x25519(scalar, nil), what)
        let publicKey = try X25519PublicKey(u.span.bytes)
        let theirs = try? Peer.x25519(scalar, u)
        do {
            let secret = try key.agree(with: publicKey)
            try agree(secret.array, theirs ?? [], what)
        } catch CipherError.weakKey {
            try demand(theirs == nil, "OpenSSL agrees on \(hex(theirs ?? [])), \(what)")
        }
    }
}

extension Peer {
    fileprivate static func x25519(_ scalar: [UInt8], _ u: [UInt8]?) throws -> [UInt8] {
        try output(32, "X25519") { peer_x25519(scalar, u, $0) }
    }
}
