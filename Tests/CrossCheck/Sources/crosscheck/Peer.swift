import COpenSSLPeer
import CipherCore

/// What OpenSSL says, in Swift's terms.
enum Peer {
    /// Calls `body` with room for `capacity` bytes and returns as many as it says it wrote.
    static func output(_ capacity: Int, _ what: String, _ body: (UnsafeMutablePointer<UInt8>) -> Int32) throws
        -> [UInt8]
    {
        var written: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { buffer, count in
            written = buffer.baseAddress.map(body) ?? -1
            count = max(0, Int(written))
        }
        guard written >= 0 else { throw Disagreement("OpenSSL refused: \(what)") }
        return bytes
    }

    static func digest(_ algorithm: DigestAlgorithm, _ data: [UInt8]) throws -> [UInt8] {
        try data.withPeerBytes { data in
            try output(64, "\(algorithm)") { peer_digest(algorithm.peerName, data, $0) }
        }
    }

    static func hmac(_ algorithm: DigestAlgorithm, key: [UInt8], _ data: [UInt8]) throws -> [UInt8] {
        try key.withPeerBytes { key in
            try data.withPeerBytes { data in
                try output(64, "HMAC-\(algorithm)") { peer_hmac(algorithm.peerName, key, data, $0) }
            }
        }
    }
}

extension [UInt8] {
    /// Calls `body` with the bytes as the peer takes them.
    func withPeerBytes<Result>(_ body: (peer_bytes) throws -> Result) rethrows -> Result {
        try withUnsafeBufferPointer { try body(peer_bytes(bytes: $0.baseAddress, count: $0.count)) }
    }
}

extension SecretBytes {
    /// A copy in the open.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension RawSpan {
    /// A copy.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension DigestAlgorithm {
    /// All that OpenSSL has; it is built without MD2.
    static let shared: [DigestAlgorithm] = allCases.filter { $0 != .md2 }

    /// OpenSSL's name.
    var peerName: String {
        switch self {
        case .md2: "MD2"
        case .md4: "MD4"
        case .md5: "MD5"
        case .sha1: "SHA1"
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        }
    }
}
