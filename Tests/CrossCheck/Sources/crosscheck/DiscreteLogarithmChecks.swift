import COpenSSLPeer
import CipherCore

/// DSA and Diffie-Hellman in new groups, and Diffie-Hellman in the standard ones.
enum DiscreteLogarithmChecks {
    static let sections = [
        Section(name: "DSA", caseCount: 12) { draw, _ in try checkDSA(&draw) },
        Section(name: "Diffie-Hellman", caseCount: 12) { draw, index in try checkDiffieHellman(&draw, index) },
    ]

    private static func checkDSA(_ draw: inout Draw) throws {
        let group = try PeerGroup(&draw, bitLength: draw.int(512...1200), orderByteCount: draw.pick([20, 28, 32]))
        let parameters = try DSAParameters(
            prime: group.p.span.bytes, subgroupOrder: group.q.span.bytes, generator: group.g.span.bytes)
        // The top bit of q is set: with half a byte less x is below it.
        let x = [draw.bytes(1)[0] >> 4] + draw.bytes(group.q.count - 1)
        let y = try group.publicValue(x)
        let key = try DSAPrivateKey(parameters: parameters, privateValue: x.span.bytes, publicValue: y.span.bytes)
        let publicKey = try DSAPublicKey(parameters: parameters, publicValue: y.span.bytes)
        for byteCount in [0, 16, 20, 32, 64] {
            let hash = draw.bytes(byteCount)
            let what = "DSA, x \(hex(x)), hash \(hex(hash)), \(group)"
            let signatures = [try key.sign(hash: hash.span.bytes), try group.sign(x, hash)]
            for signature in signatures {
                try demand(group.accepts(y, hash, signature), "OpenSSL refuses \(hex(signature)), \(what)")
                let isAccepted = try publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes)
                try demand(isAccepted, "we refuse \(hex(signature)), \(what)")
                var damaged = signature
                damaged[draw.int(0...signature.count - 1)] ^= 1 << UInt8(draw.int(0...7))
                let isDamagedAccepted = try publicKey.isValidSignature(damaged.span.bytes, hash: hash.span.bytes)
                try demand(
                    !isDamagedAccepted && !group.accepts(y, hash, damaged), "\(hex(damaged)) is accepted, \(what)")
            }
        }
    }

    private static func checkDiffieHellman(_ draw: inout Draw, _ index: Int) throws {
        let standard = [768, 1024, 1536, 2048].compactMap { DiffieHellmanParameters.standard(bitLength: $0) }
        let group: PeerGroup
        let parameters: DiffieHellmanParameters
        if index < standard.count {
            parameters = standard[index]
            group = PeerGroup(p: parameters.prime, q: [], g: parameters.generator)
        } else {
            group = try PeerGroup(&draw, bitLength: draw.int(512...1100), orderByteCount: draw.int(20...40))
            parameters = try group.parameters(withOrder: draw.chance(oneIn: 2))
        }
        let what = "Diffie-Hellman, \(group)"
        let x = [0] + draw.bytes(group.p.count - 1)
        let given = try DiffieHellmanPrivateKey(parameters: parameters, privateValue: x.span.bytes)
        try agree(given.publicValue, try group.publicValue(x), "x \(hex(x)), \(what)")

        let generated = try DiffieHellmanPrivateKey.generate(parameters)
        let theirs = try group.agree(x, generated.publicValue)
        let other = try generated.agree(with: given.publicValue.span.bytes)
        let ours = try given.agree(with: generated.publicValue.span.bytes)
        try agree(ours.array, theirs, "x \(hex(x)), y \(hex(generated.publicValue)), \(what)")
        try agree(other.array, theirs, "the generated side, \(what)")
    }
}

/// A group on OpenSSL's side.
struct PeerGroup: CustomStringConvertible {
    let p: [UInt8]
    let q: [UInt8]
    let g: [UInt8]

    init(p: [UInt8], q: [UInt8], g: [UInt8]) { (self.p, self.q, self.g) = (p, q, g) }

    /// A new one.
    init(_ draw: inout Draw, bitLength: Int, orderByteCount: Int) throws {
        var p = draw.oddNumber(bitLength: bitLength)
        var q = draw.oddNumber(bitLength: 8 * orderByteCount)
        var g = p
        let done = peer_dsa_group(&p, p.count, &q, q.count, &g)
        try demand(done == 1, "OpenSSL makes no group of \(bitLength) bits")
        self.init(p: p, q: q, g: g)
    }

    var description: String { "p \(hex(p)), q \(hex(q)), g \(hex(g))" }

    func parameters(withOrder: Bool) throws -> DiffieHellmanParameters {
        let order = withOrder ? q : nil
        return try DiffieHellmanParameters(
            prime: p.span.bytes, generator: g.span.bytes, subgroupOrder: order?.span.bytes)
    }

    func publicValue(_ x: [UInt8]) throws -> [UInt8] {
        try x.withPeerBytes { x in
            try withPeerGroup { group in try Peer.output(p.count, "g^x, \(self)") { peer_dh_public(group, x, $0) } }
        }
    }

    func agree(_ x: [UInt8], _ y: [UInt8]) throws -> [UInt8] {
        try x.withPeerBytes { x in
            try y.withPeerBytes { y in
                try withPeerGroup { group in
                    try Peer.output(p.count, "y^x, \(self)") { peer_dh_agree(group, x, y, $0) }
                }
            }
        }
    }

    func sign(_ x: [UInt8], _ hash: [UInt8]) throws -> [UInt8] {
        try x.withPeerBytes { x in
            try hash.withPeerBytes { hash in
                try withPeerGroup { group in
                    try Peer.output(2 * q.count, "DSA, \(self)") { peer_dsa_sign(group, x, hash, $0) }
                }
            }
        }
    }

    func accepts(_ y: [UInt8], _ hash: [UInt8], _ signature: [UInt8]) -> Bool {
        y.withPeerBytes { y in
            hash.withPeerBytes { hash in
                signature.withPeerBytes { signature in
                    withPeerGroup { peer_dsa_verify($0, y, hash, signature) == 1 }
                }
            }
        }
    }

    private func withPeerGroup<Result>(_ body: (peer_group) throws -> Result) rethrows -> Result {
        try p.withPeerBytes { p in
            try q.withPeerBytes { q in try g.withPeerBytes { g in try body(peer_group(p: p, q: q, g: g)) } }
        }
    }
}
