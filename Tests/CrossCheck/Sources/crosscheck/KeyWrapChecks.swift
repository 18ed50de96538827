import COpenSSLPeer
import CipherCore

/// Key wraps: what one side wraps the other unwraps, and damage is found.
enum KeyWrapChecks {
    static let sections = [
        Section(name: "AES key wrap", caseCount: 400) { draw, index in
            let key = draw.bytes(draw.pick([16, 24, 32]))
            let isPadded = index.isMultiple(of: 2)
            let data = draw.bytes(isPadded ? draw.int(1...300) : 8 * draw.int(2...40))
            let name = "AES-\(8 * key.count)-WRAP" + (isPadded ? "-PAD" : "")
            let what = "\(name), key \(hex(key)), data \(hex(data))"
            let theirs = try Peer.keyWrap(name, wrap: true, key: key, data)
            let ours =
                try isPadded
                ? AESPaddedKeyWrap.wrap(data.span.bytes, under: key.span.bytes)
                : AESKeyWrap.wrap(data.span.bytes, under: key.span.bytes)
            try agree(ours, theirs, what)
            func unwrapped(_ wrapped: [UInt8]) throws -> [UInt8] {
                try isPadded
                    ? AESPaddedKeyWrap.unwrap(wrapped.span.bytes, under: key.span.bytes).array
                    : AESKeyWrap.unwrap(wrapped.span.bytes, under: key.span.bytes).array
            }
            try agree(unwrapped(theirs), data, what)
            try refuseDamage(theirs, what, &draw) { try unwrapped($0) }
        },
        Section(name: "triple-DES key wrap", caseCount: 200) { draw, _ in
            let (key, data) = (draw.bytes(24), draw.tripleDESKey())
            let what = "RFC 3217, key \(hex(key)), data \(hex(data))"
            let ours = try TripleDESKeyWrap.wrap(data.span.bytes, under: key.span.bytes)
            try agree(data, Peer.keyWrap("DES3-WRAP", wrap: false, key: key, ours), what)
            let theirs = try Peer.keyWrap("DES3-WRAP", wrap: true, key: key, data)
            func unwrapped(_ wrapped: [UInt8]) throws -> [UInt8] {
                try TripleDESKeyWrap.unwrap(wrapped.span.bytes, byteCount: 24, under: key.span.bytes).array
            }
            try agree(unwrapped(theirs), data, what)
            try refuseDamage(theirs, what, &draw) { try unwrapped($0) }
        },
        Section(name: "RC2 key wrap", caseCount: 200) { draw, _ in
            let (key, data) = (draw.bytes(draw.int(1...128)), draw.bytes(draw.int(1...128)))
            let effectiveBits = draw.int(1...1024)
            let what = "RFC 3217, key \(hex(key)), effective bits \(effectiveBits), data \(hex(data))"
            let ours = try RC2KeyWrap.wrap(data.span.bytes, under: key.span.bytes, effectiveKeyBits: effectiveBits)
            try agree(data, unwrapRC2(ours, key, effectiveBits), what)
            func unwrapped(_ wrapped: [UInt8]) throws -> [UInt8] {
                try RC2KeyWrap.unwrap(wrapped.span.bytes, under: key.span.bytes, effectiveKeyBits: effectiveBits).array
            }
            try agree(unwrapped(ours), data, what)
            try refuseDamage(ours, what, &draw) { try unwrapped($0) }
        },
    ]

    /// RFC 3217 section 4.2 over OpenSSL's RC2 and SHA-1, as OpenSSL has no such wrap.
    private static func unwrapRC2(_ wrapped: [UInt8], _ key: [UInt8], _ effectiveBits: Int) throws -> [UInt8] {
        func decrypted(_ data: [UInt8], _ vector: [UInt8]) throws -> [UInt8] {
            try Peer.cipher(.init(algorithm: .rc2, mode: .cbc), key, effectiveBits, vector, encrypt: false, data)
        }
        let reversed = try decrypted(wrapped, [0x4a, 0xdd, 0xa2, 0x2c, 0x79, 0xe8, 0x21, 0x05])
        let inner = Array(reversed.reversed())
        let text = try decrypted(Array(inner.dropFirst(8)), Array(inner.prefix(8)))
        let (payload, checksum) = (Array(text.dropLast(8)), Array(text.suffix(8)))
        try agree(checksum, Array(Peer.digest(.sha1, payload).prefix(8)), "the wrap's checksum")
        return Array(payload.dropFirst().prefix(Int(payload.first ?? 0)))
    }

    private static func refuseDamage(
        _ wrapped: [UInt8], _ what: String, _ draw: inout Draw, _ unwrap: ([UInt8]) throws -> [UInt8]
    ) throws {
        var damaged = wrapped
        damaged[draw.int(0...wrapped.count - 1)] ^= 1 << UInt8(draw.int(0...7))
        do {
            _ = try unwrap(damaged)
            throw Disagreement("damage was not found: \(hex(damaged)), \(what)")
        } catch CipherError.unwrapFailed {}
    }
}

extension Draw {
    /// 24 bytes, each of odd parity.
    fileprivate mutating func tripleDESKey() -> [UInt8] {
        bytes(24).map { $0.nonzeroBitCount.isMultiple(of: 2) ? $0 ^ 1 : $0 }
    }
}

extension Peer {
    fileprivate static func keyWrap(_ name: String, wrap: Bool, key: [UInt8], _ data: [UInt8]) throws -> [UInt8] {
        try key.withPeerBytes { key in
            try data.withPeerBytes { data in
                try output(data.count + 24, name) { peer_key_wrap(name, wrap ? 1 : 0, key, data, $0) }
            }
        }
    }
}
