internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// SHA-256, as records name what they speak of.
enum Digest256 {
    static let byteCount = 32

    static func of(_ bytes: [UInt8]) throws(TransferError) -> [UInt8] {
        try providing { () throws(ProviderError) in
            var hash = try HashObject(.sha256, provider: .aes)
            try unsafe hash.update(bytes.span.bytes)
            let value = try hash.value()
            return unsafe value.withUnsafeBytes { unsafe [UInt8]($0) }
        }
    }
}

extension [UInt8] {
    /// Random bytes, for names that nobody else gives.
    static func random(count: Int) throws(TransferError) -> [UInt8] {
        do throws(CipherError) {
            let bytes = try SecretBytes.random(count: count)
            return unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) }
        } catch {
            throw .provider(.cipher(error))
        }
    }

    /// A number as a key of a row: big-endian, so that rows come in its order.
    init(rowKey number: UInt64) { self = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } }
}
