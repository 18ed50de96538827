internal import KeyBlob
internal import KeyProvider

/// Signatures over records, as `CryptSignHash` makes them: RSA, PKCS #1 v1.5, SHA-256, little-endian. DSS has SHA-1 alone,
/// and does not sign records.
///
/// What is hashed begins with a label, which ends with its one NUL, and no two kinds of record share one: none passes for
/// another.
enum RecordSignature {
    /// The longest there is, in bytes: a modulus of 16384 bits.
    static let longest = 2048

    /// - Throws: ``TransferError/provider(_:)``, `unsuitableKey` or `unsupportedAlgorithm` for a pair that is not RSA.
    static func make(
        _ record: [UInt8], label: StaticString, with pair: borrowing KeyPair
    ) throws(TransferError) -> [UInt8] {
        try providing { () throws(ProviderError) in
            var hash = try digest(record, label)
            return try pair.sign(&hash)
        }
    }

    /// - Throws: ``TransferError/provider(_:)`` with `badSignature`.
    static func verify(
        _ signature: [UInt8], of record: [UInt8], label: StaticString, by key: PublicKey
    ) throws(TransferError) {
        try providing { () throws(ProviderError) in
            var hash = try digest(record, label)
            try unsafe key.verify(signature.span.bytes, of: &hash)
        }
    }

    private static func digest(_ record: [UInt8], _ label: StaticString) throws(ProviderError) -> HashObject {
        var hash = try HashObject(.sha256, provider: .aes)
        let front = label.utf8Bytes + [0]
        try unsafe hash.update(front.span.bytes)
        try unsafe hash.update(record.span.bytes)
        return hash
    }
}
