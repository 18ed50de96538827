import CipherCore

/// Signatures of every form, made by either side and damaged in between.
enum RSASignatureChecks {
    static func check(_ key: borrowing RSAPrivateKey, _ peer: PeerRSAKey, _ draw: inout Draw) throws {
        for digest in DigestAlgorithm.allCases {
            let hash = draw.bytes(digest.byteCount)
            let room = key.byteCount - digest.byteCount - 30
            if room >= 0 { try check(key, peer, .pkcs1(digest), hash, &draw) }
            // In bits, as a modulus of 8·k + 1 bits leaves PSS a byte less.
            let longestSalt = (key.bitLength - 1 + 7) / 8 - digest.byteCount - 2
            if digest != .md2, longestSalt >= 0 {
                let saltByteCount = draw.pick([
                    0, longestSalt, min(longestSalt, digest.byteCount), draw.int(0...longestSalt),
                ])
                try check(key, peer, .pss(digest, saltByteCount: saltByteCount), hash, &draw)
            }
            // X9.31 has moduli of whole bytes only, and no numbers for the older functions.
            if key.bitLength.isMultiple(of: 8), room >= 0, digest.byteCount > 16 {
                try check(key, peer, .x931(digest), hash, &draw)
            }
        }
        let bare = draw.bytes(draw.pick([36, draw.int(1...min(64, key.byteCount - 11))]))
        try check(key, peer, .pkcs1WithoutIdentifier, bare, &draw)
    }

    private static func check(
        _ key: borrowing RSAPrivateKey, _ peer: PeerRSAKey, _ padding: RSASignaturePadding, _ hash: [UInt8],
        _ draw: inout Draw
    ) throws {
        let what = "\(padding), hash \(hex(hash)), \(peer)"
        let ours = try key.sign(hash: hash.span.bytes, padding: padding)
        let theirs = try peer.sign(padding.peerOptions, padding.peerContent(hash))
        switch padding {
        case .pkcs1, .pkcs1WithoutIdentifier: try agree(ours, theirs, what)
        case .pss, .x931: break  // random, and s or n - s
        }
        for (maker, signature) in [("our", ours), ("OpenSSL's", theirs)] {
            try demand(
                peer.accepts(padding.peerOptions, padding.peerContent(hash), signature),
                "OpenSSL refuses \(maker) \(hex(signature)), \(what)")
            try demand(accepts(key, hash, signature, padding), "we refuse \(maker) \(hex(signature)), \(what)")
            var damaged = signature
            damaged[draw.int(0...signature.count - 1)] ^= 1 << UInt8(draw.int(0...7))
            try demand(
                !peer.accepts(padding.peerOptions, padding.peerContent(hash), damaged)
                    && !accepts(key, hash, damaged, padding),
                "a damaged signature is accepted: \(hex(damaged)), \(what)")
        }
    }

    private static func accepts(
        _ key: borrowing RSAPrivateKey, _ hash: [UInt8], _ signature: [UInt8], _ padding: RSASignaturePadding
    ) throws -> Bool {
        try key.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes, padding: padding)
    }
}

extension RSASignaturePadding {
    /// What OpenSSL lays out: it has no MD2, and 3.0 gives MD4 an object identifier that ends with 3 in place of 4, so
    /// these two get their DigestInfo from here.
    fileprivate func peerContent(_ hash: [UInt8]) -> [UInt8] {
        let rsaDigest: [UInt8] = [0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2]
        return switch self {
        case .pkcs1(.md2): rsaDigest + [2, 0x05, 0x00, 0x04, 0x10] + hash
        case .pkcs1(.md4): rsaDigest + [4, 0x05, 0x00, 0x04, 0x10] + hash
        case .pkcs1, .pkcs1WithoutIdentifier, .x931, .pss: hash
        }
    }

    /// As `openssl pkeyutl -pkeyopt` names it; X9.31 is refused before a digest is set.
    fileprivate var peerOptions: String {
        switch self {
        case .pkcs1(.md2), .pkcs1(.md4): "rsa_padding_mode:pkcs1"
        case .pkcs1(let digest): "digest:\(digest.peerName),rsa_padding_mode:pkcs1"
        case .pkcs1WithoutIdentifier: "rsa_padding_mode:pkcs1"
        case .x931(let digest): "digest:\(digest.peerName),rsa_padding_mode:x931"
        case .pss(let digest, let saltByteCount):
            "digest:\(digest.peerName),rsa_padding_mode:pss,rsa_mgf1_md:\(digest.peerName),"
                + "rsa_pss_saltlen:\(saltByteCount)"
        }
    }
}
