import COpenSSLPeer
import CipherCore

/// OpenSSL's key of two primes.
final class PeerRSAKey: CustomStringConvertible {
    private let handle: OpaquePointer
    private let prime1: [UInt8]
    private let prime2: [UInt8]
    private let publicExponent: UInt32
    let byteCount: Int

    /// - Parameter leastExponent: whether d is reduced modulo lcm(p - 1, q - 1), or (p - 1)(q - 1) as on Windows.
    init(_ prime1: [UInt8], _ prime2: [UInt8], _ publicExponent: UInt32, leastExponent: Bool) throws {
        let handle = prime1.withPeerBytes { p in
            prime2.withPeerBytes { q in peer_rsa_new(p, q, publicExponent, leastExponent ? 1 : 0) }
        }
        guard let handle else { throw Disagreement("OpenSSL makes no key of \(hex(prime1)) and \(hex(prime2))") }
        self.handle = handle
        (self.prime1, self.prime2, self.publicExponent) = (prime1, prime2, publicExponent)
        let room = [UInt8](repeating: 0, count: prime1.count + prime2.count)
        let modulus = try Peer.output(room.count, "n") { peer_rsa_part(handle, "n", $0, room.count) }
        byteCount = modulus.drop { $0 == 0 }.count
    }

    deinit { peer_rsa_free(handle) }

    /// All that a test needs to have the key again.
    var description: String { "p \(hex(prime1)), q \(hex(prime2)), e \(publicExponent)" }

    func part(_ name: String, _ count: Int) throws -> [UInt8] {
        try Peer.output(count, "\(name) of \(self)") { peer_rsa_part(handle, name, $0, count) }
    }

    /// The same key on our side; some of the parts that can be computed are left out.
    func imported(_ draw: inout Draw) throws -> RSAPrivateKey {
        let half = (byteCount + 1) / 2
        let (modulus, d) = try (part("n", byteCount), part("d", byteCount))
        let (p, q) = try (part("p", half), part("q", half))
        let (dp, dq, coefficient) = try (part("dp", half), part("dq", half), part("qinv", half))
        let given = [dp, dq, coefficient, d].map { draw.chance(oneIn: 4) ? nil : $0 }
        let (exponent1, exponent2, inverse, privateExponent) = (given[0], given[1], given[2], given[3])
        let key = try RSAPrivateKey(
            publicKey: RSAPublicKey(modulus: modulus.span.bytes, publicExponent: publicExponent),
            prime1: p.span.bytes, prime2: q.span.bytes, exponent1: exponent1?.span.bytes,
            exponent2: exponent2?.span.bytes, coefficient: inverse?.span.bytes,
            privateExponent: privateExponent?.span.bytes)
        try check(key, dp + dq + coefficient, privateExponent)
        return key
    }

    private func check(_ key: borrowing RSAPrivateKey, _ parts: [UInt8], _ privateExponent: [UInt8]?) throws {
        try agree(key.exponent1.array + key.exponent2.array + key.coefficient.array, parts, "CRT parts, \(self)")
        if let privateExponent { try agree(key.privateExponent.array, privateExponent, "d, \(self)") }
    }

    func encrypt(_ options: String, _ message: [UInt8]) throws -> [UInt8] {
        try perform(peer_rsa_encrypt, "encryption", options, message)
    }

    func decrypt(_ options: String, _ ciphertext: [UInt8]) throws -> [UInt8] {
        try perform(peer_rsa_decrypt, "decryption", options, ciphertext)
    }

    func sign(_ options: String, _ hash: [UInt8]) throws -> [UInt8] {
        try perform(peer_rsa_sign, "signing", options, hash)
    }

    func accepts(_ options: String, _ hash: [UInt8], _ signature: [UInt8]) -> Bool {
        hash.withPeerBytes { hash in
            signature.withPeerBytes { peer_rsa_verify(handle, options, hash, $0) == 1 }
        }
    }

    private typealias Operation = (
        OpaquePointer?, UnsafePointer<CChar>?, peer_bytes, UnsafeMutablePointer<UInt8>?
    ) -> Int32

    private func perform(
        _ operation: Operation, _ name: String, _ options: String, _ input: [UInt8]
    ) throws -> [UInt8] {
        try input.withPeerBytes { input in
            try Peer.output(byteCount, "\(name), \(options), \(self)") { operation(handle, options, input, $0) }
        }
    }
}
