import COpenSSLPeer
import CipherCore

/// One of OpenSSL's curves over a prime field.
final class PeerCurve: @unchecked Sendable, CustomStringConvertible {
    // SAFETY (Sendable): nothing changes the group once it is there.
    private let handle: OpaquePointer

    /// All whose p and n are as long as CipherCore asks for.
    static let all: [PeerCurve] =
        sequence(state: 0 as Int32) { index in
            defer { index += 1 }
            return peer_curve_open(index)
        }
        .map { PeerCurve($0) }
        .filter { ECCurve.bitLengths.contains(Int(peer_curve_bits($0.handle))) && $0.orderBitLength >= 160 }

    private init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { peer_curve_free(handle) }

    var description: String { String(cString: peer_curve_name(handle)) }

    private var orderBitLength: Int {
        let order = (try? part("n", 100)) ?? []
        return 8 * order.count - (order.first?.leadingZeroBitCount ?? 0)
    }

    /// The same curve on our side, all of it checked.
    func imported() throws -> ECCurve {
        let (p, a, b, n) = try (part("p", 100), part("a", 100), part("b", 100), part("n", 100))
        let (x, y, h) = try (part("x", 100), part("y", 100), part("h", 1))
        return try ECCurve(
            prime: p.span.bytes, a: a.span.bytes, b: b.span.bytes, generatorX: x.span.bytes, generatorY: y.span.bytes,
            order: n.span.bytes, cofactor: h[0])
    }

    private func part(_ name: String, _ capacity: Int) throws -> [UInt8] {
        try Peer.output(capacity, "\(name) of \(self)") { peer_curve_part(handle, name, $0) }
    }

    /// d times a point, or times the generator: x and y.
    func multiple(_ d: [UInt8], of point: [UInt8]? = nil) throws -> [UInt8] {
        try d.withPeerBytes { d in
            try Peer.output(200, "a multiple on \(self)") { peer_curve_multiply(handle, d, point, $0) }
        }
    }

    func sign(_ d: [UInt8], _ hash: [UInt8]) throws -> [UInt8] {
        try d.withPeerBytes { d in
            try hash.withPeerBytes { hash in
                try Peer.output(200, "ECDSA on \(self)") { peer_ecdsa_sign(handle, d, hash, $0) }
            }
        }
    }

    func accepts(_ point: [UInt8], _ hash: [UInt8], _ signature: [UInt8]) -> Bool {
        hash.withPeerBytes { hash in
            signature.withPeerBytes { peer_ecdsa_verify(handle, point, hash, $0) == 1 }
        }
    }
}
