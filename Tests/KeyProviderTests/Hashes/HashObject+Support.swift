import CipherCore
import KeyBlob
import KeyProvider

extension HashObject {
    /// Hashes an array.
    mutating func update(_ data: [UInt8]) throws { try update(data.span.bytes) }

    /// The value as an array.
    mutating func copiedValue() throws -> [UInt8] { try value().withUnsafeBytes { Array($0) } }

    /// Sets the value to an array.
    mutating func setValue(_ value: [UInt8]) throws { try setValue(value.span.bytes) }

    /// The value of some data.
    static func value(_ algorithm: AlgorithmIdentifier, _ data: [UInt8], provider: Provider = .aes) throws -> [UInt8] {
        var hash = try HashObject(algorithm, provider: provider)
        try hash.update(data)
        return try hash.copiedValue()
    }
}
