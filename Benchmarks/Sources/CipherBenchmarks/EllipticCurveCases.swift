import BenchmarkRunner
import CCipherPeer
import CipherCore

/// ECDSA signatures of a hash of 32 bytes, and ECDH with the key's own public point.
func ecComparisons(_ curve: NamedCurve) -> [Comparison] {
    let name = curve == .nistP256 ? "P-256" : curve == .nistP384 ? "P-384" : "P-521"
    let material = ECMaterial(curve, peerName: name)
    let comparison = { (work: String, contenders: [Comparison.Contender]) in
        Comparison(
            "\(work)-\(name.lowercased())", byteCounts: [32], isDeterministic: false, allowedAllocations: 64,
            leastRatio: 0.002, contenders
        )
    }
    return [
        comparison(
            "ecdsa-sign",
            [
                .init("ours") { { material.sign($0, $1) } },
                .init("libgcrypt") { { peer_ec_sign_gcrypt(material.peer, $0.baseAddress, $0.count, $1) } },
                .init("OpenSSL") { { peer_ec_sign_openssl(material.peer, $0.baseAddress, $0.count, $1) } },
            ]),
        comparison(
            "ecdsa-verify",
            [
                .init("ours") { { material.verify($0, $1) } },
                .init("libgcrypt") { { peer_ec_verify_gcrypt(material.peer, $0.baseAddress, $0.count, $1) } },
                .init("OpenSSL") { { peer_ec_verify_openssl(material.peer, $0.baseAddress, $0.count, $1) } },
            ]),
        comparison(
            "ecdh",
            [
                .init("ours") { { _, turns in material.agree(turns) } },
                .init("libgcrypt") { { _, turns in peer_ec_agree_gcrypt(material.peer, turns) } },
                .init("OpenSSL") { { _, turns in peer_ec_agree_openssl(material.peer, turns) } },
            ]),
    ]
}

/// A key on a curve, ours and the peers'.
private final class ECMaterial: @unchecked Sendable {
    // SAFETY (Sendable): nothing changes after `init`, and one thread at a time uses the peers' keys.
    let peer: OpaquePointer?
    private let ours: ECPrivateKey

    init(_ name: NamedCurve, peerName: String) {
        let key = peer_ec_make(peerName)
        peer = key
        ours = expected { () throws(CipherError) in
            let curve = try ECCurve.named(name)
            var privateValue = [UInt8](repeating: 0, count: curve.order.count)
            peer_ec_private_value(key, &privateValue, privateValue.count)
            return try ECPrivateKey(curve: curve, privateValue: privateValue.span.bytes)
        }
    }

    func sign(_ hash: UnsafeMutableRawBufferPointer, _ turns: Int) {
        Signatures.make(hash, turns) { hash throws(CipherError) in try ours.sign(hash: hash) }
    }

    func verify(_ hash: UnsafeMutableRawBufferPointer, _ turns: Int) {
        Signatures.check(hash, turns) { hash throws(CipherError) in
            try ours.sign(hash: hash)
        } isValid: { signature, hash throws(CipherError) in
            try ours.publicKey.isValidSignature(signature, hash: hash)
        }
    }

    func agree(_ turns: Int) {
        expected { () throws(CipherError) in
            for _ in 0..<turns {
                let secret = try ours.agree(with: ours.publicKey)
                _ = secret.count
            }
        }
    }
}
