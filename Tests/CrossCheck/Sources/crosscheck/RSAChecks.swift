import COpenSSLPeer
import CipherCore

/// RSA in every padding and both directions, under keys of every kind of length.
enum RSAChecks {
    static let sections = [
        Section(name: "RSA, 384 to 1100 bits", caseCount: 60) { draw, _ in try check(&draw, 384...1100) },
        Section(name: "RSA, 1101 to 2100 bits", caseCount: 10) { draw, _ in try check(&draw, 1101...2100) },
        Section(name: "RSA, 2101 to 4096 bits", caseCount: 2) { draw, _ in try check(&draw, 2101...4096) },
        Section(name: "RSA, keys of our own", caseCount: 8) { draw, _ in
            let e = draw.publicExponent()
            let key = try RSAPrivateKey.generate(bitLength: 8 * draw.int(64...160), publicExponent: e)
            let primes = (key.prime1.array, key.prime2.array)
            let peer = try PeerRSAKey(primes.0, primes.1, e, leastExponent: false)
            try agree(key.privateExponent.array, try peer.part("d", key.byteCount), "d of a generated key")
            try checkAll(key, peer, &draw)
        },
    ]

    private static func check(_ draw: inout Draw, _ bitLengths: ClosedRange<Int>) throws {
        let bitLength = draw.int(bitLengths)
        let e = draw.publicExponent()
        var primes = [(bitLength + 1) / 2, bitLength / 2].map { draw.oddNumber(bitLength: $0) }
        for index in primes.indices { try demand(peer_prime(&primes[index], primes[index].count, e) == 1, "no prime") }
        if draw.chance(oneIn: 2) { primes.swapAt(0, 1) }
        let peer = try PeerRSAKey(primes[0], primes[1], e, leastExponent: draw.chance(oneIn: 2))
        let key = try peer.imported(&draw)
        try demand(key.bitLength == bitLength, "\(key.bitLength) bits in place of \(bitLength)")
        try checkAll(key, peer, &draw)
    }

    private static func checkAll(_ key: borrowing RSAPrivateKey, _ peer: PeerRSAKey, _ draw: inout Draw) throws {
        try checkRaw(key, peer, &draw)
        try checkPKCS1(key, peer, &draw)
        for digest in DigestAlgorithm.shared { try checkOAEP(key, peer, digest, &draw) }
        try RSASignatureChecks.check(key, peer, &draw)
    }

    private static func checkRaw(_ key: borrowing RSAPrivateKey, _ peer: PeerRSAKey, _ draw: inout Draw) throws {
        var block = draw.bytes(key.byteCount)
        block[0] = 0
        let options = "rsa_padding_mode:none"
        let power = try peer.encrypt(options, block)
        try agree(try key.publicKey.rawOperation(block.span.bytes), power, "public power, \(peer)")
        try agree(try key.rawOperation(power.span.bytes).array, block, "private power back, \(peer)")
        try agree(
            try key.rawOperation(block.span.bytes).array, peer.decrypt(options, block), "private power, \(peer)")
    }

    private static func checkPKCS1(_ key: borrowing RSAPrivateKey, _ peer: PeerRSAKey, _ draw: inout Draw) throws {
        let longest = key.byteCount - 11
        let message = draw.bytes(draw.pick([0, longest, draw.int(0...longest)]))
        let options = "rsa_padding_mode:pkcs1"
        let theirs = try peer.encrypt(options, message)
        let reported = try key.unwrapPKCS1Reporting(theirs.span.bytes, legalByteCounts: 0...longest)
        try agree(reported.array, message, "PKCS #1 from OpenSSL, \(peer)")
        let ours = try key.publicKey.wrapPKCS1(message.span.bytes)
        try agree(message, try peer.decrypt(options, ours), "PKCS #1 for OpenSSL, \(peer)")
        let substituted = try key.unwrapPKCS1Substituting(ours.span.bytes, legalByteCounts: 0...longest)
        try agree(substituted.array, message, "PKCS #1 of our own, \(peer)")
    }

    private static func checkOAEP(
        _ key: borrowing RSAPrivateKey, _ peer: PeerRSAKey, _ digest: DigestAlgorithm, _ draw: inout Draw
    ) throws {
        let longest = key.byteCount - 2 * digest.byteCount - 2
        guard longest >= 0 else { return }
        let message = draw.bytes(draw.pick([0, longest, draw.int(0...longest)]))
        let label = draw.bytes(draw.pick([0, draw.int(1...80)]))
        let name = digest.peerName
        let options =
            "rsa_padding_mode:oaep,rsa_oaep_md:\(name),rsa_mgf1_md:\(name)"
            + (label.isEmpty ? "" : ",rsa_oaep_label:\(hex(label))")
        let theirs = try peer.encrypt(options, message)
        let opened = try key.unwrapOAEP(theirs.span.bytes, label: label.span.bytes, digest: digest)
        try agree(opened.array, message, "OAEP \(digest) from OpenSSL, label \(hex(label)), \(peer)")
        let ours = try key.publicKey.wrapOAEP(message.span.bytes, label: label.span.bytes, digest: digest)
        try agree(message, try peer.decrypt(options, ours), "OAEP \(digest) for OpenSSL, label \(hex(label)), \(peer)")
    }
}

extension Draw {
    fileprivate mutating func publicExponent() -> UInt32 {
        pick([3, 17, 257, 65537, 65537, 65539, UInt32(int(1...0x7fff_ffff)) << 1 | 1])
    }
}
