import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider

extension [UInt8] {
    /// The pads of the HMAC_INFO page: 64 bytes, whatever the hash.
    static let inner64 = [UInt8](repeating: 0x36, count: 64)
    static let outer64 = [UInt8](repeating: 0x5c, count: 64)

    /// The bytes of literal hex digits.
    init(digits: String) { self = [UInt8](hex: digits) ?? [] }
}

extension HashObject {
    /// Hashes an array.
    mutating func update(_ data: [UInt8]) throws { try update(data.span.bytes) }

    /// The value as an array.
    mutating func copiedValue() throws -> [UInt8] { try value().withUnsafeBytes { Array($0) } }

    /// Sets the value to an array.
    mutating func setValue(_ value: [UInt8]) throws { try setValue(value.span.bytes) }

    /// Sets HP_HMAC_INFO with strings of the caller's own.
    mutating func setHMACInfo(_ hash: AlgorithmIdentifier, _ inner: [UInt8], _ outer: [UInt8]) throws {
        try setHMACInfo(hash: hash, innerPad: inner.span.bytes, outerPad: outer.span.bytes)
    }

    /// A running hash of some data.
    init(_ algorithm: AlgorithmIdentifier, of data: [UInt8], provider: Provider = .aes) throws {
        var hash = try HashObject(algorithm, provider: provider)
        try hash.update(data)
        self = hash
    }

    /// The value of some data.
    static func value(_ algorithm: AlgorithmIdentifier, _ data: [UInt8]) throws -> [UInt8] {
        var hash = try HashObject(algorithm, of: data)
        return try hash.copiedValue()
    }
}
