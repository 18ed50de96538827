import COpenSSLPeer
import CipherCore

extension Peer {
    static func cipher(
        _ setting: CipherChecks.Setting, _ key: [UInt8], _ effectiveBits: Int?, _ vector: [UInt8], encrypt: Bool,
        _ message: [UInt8]
    ) throws -> [UInt8] {
        let name = setting.algorithm.peerName
        return try name.withCString { name in
            try key.withPeerBytes { keyBytes in
                try message.withPeerBytes { message in
                    let key = peer_cipher_key(
                        name: name, key: keyBytes, effective_bits: Int32(effectiveBits ?? 8 * keyBytes.count))
                    return try output(message.count, "\(setting)") {
                        peer_cipher(key, setting.mode.peerName, vector, encrypt ? 1 : 0, message, $0) == 1
                            ? Int32(message.count) : -1
                    }
                }
            }
        }
    }

    static func seal(
        _ mode: AEADMode, _ key: [UInt8], _ nonce: [UInt8], _ additionalData: [UInt8], _ plaintext: [UInt8],
        _ tagByteCount: Int
    ) throws -> (ciphertext: [UInt8], tag: [UInt8]) {
        let name = "AES-\(8 * key.count)-\(mode == .gcm ? "GCM" : "CCM")"
        var tag = [UInt8](repeating: 0, count: tagByteCount)
        let ciphertext = try key.withPeerBytes { key in
            try nonce.withPeerBytes { nonce in
                try additionalData.withPeerBytes { additionalData in
                    try plaintext.withPeerBytes { plaintext in
                        try output(plaintext.count, name) {
                            peer_seal(name, key, nonce, additionalData, plaintext, $0, &tag, tagByteCount) == 1
                                ? Int32(plaintext.count) : -1
                        }
                    }
                }
            }
        }
        return (ciphertext, tag)
    }
}

extension CipherAlgorithm {
    fileprivate var peerName: String {
        switch self {
        case .rc2: "RC2"
        case .rc4: "RC4"
        case .des: "DES"
        case .twoKeyTripleDES: "DES-EDE"
        case .tripleDES: "DES-EDE3"
        case .desx: "DESX"
        case .aes128: "AES-128"
        case .aes192: "AES-192"
        case .aes256: "AES-256"
        }
    }
}

extension CipherMode {
    fileprivate var peerName: String {
        switch self {
        case .cbc: "CBC"
        case .ecb: "ECB"
        case .cfb8: "CFB8"
        case .cfb: "CFB"
        case .ofb: "OFB"
        case .ctr: "CTR"
        }
    }
}
