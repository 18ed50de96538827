import CipherCore
import GoldenVectors
import Testing

/// The key wraps that golden records are of, by their `format`.
enum KeyWrapFormat: String, CaseIterable {
    case aes = "AES key wrap"
    case aesPadded = "AES key wrap with padding"
    case tripleDES = "3DES key wrap"
    case rc2 = "RC2 key wrap"
}

extension GoldenRecord {
    var keyWrapFormat: KeyWrapFormat? { KeyWrapFormat(rawValue: format) }

    /// The key that was wrapped; nil where there is none.
    var wrappedKey: [UInt8]? { bytes("key") ?? bytes("cek") }

    var effectiveKeyBits: Int? { number("effective_bits").map { Int($0) } }

    /// What unwrapping `wrapped` (the record's own, or a damaged one) gives, in hexadecimal.
    func unwrapping(
        _ wrapped: [UInt8], under keyEncryptionKey: [UInt8]? = nil, tolerantly: Bool = false
    ) throws -> String {
        let kek = try keyEncryptionKey ?? #require(bytes("kek"))
        let byteCount = number("byte_count").map { Int($0) } ?? wrappedKey?.count ?? 24
        switch try #require(keyWrapFormat) {
        case .aes: return hex(try AESKeyWrap.unwrap(wrapped.span.bytes, under: kek.span.bytes))
        case .aesPadded: return hex(try AESPaddedKeyWrap.unwrap(wrapped.span.bytes, under: kek.span.bytes))
        case .tripleDES where tolerantly:
            return hex(
                try TripleDESKeyWrap.unwrapTolerantly(
                    wrapped.span.bytes, byteCount: byteCount, under: kek.span.bytes))
        case .tripleDES:
            return hex(
                try TripleDESKeyWrap.unwrap(wrapped.span.bytes, byteCount: byteCount, under: kek.span.bytes))
        case .rc2:
            return hex(
                try RC2KeyWrap.unwrap(wrapped.span.bytes, under: kek.span.bytes, effectiveKeyBits: effectiveKeyBits))
        }
    }
}
