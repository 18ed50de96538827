import CipherCore

/// The bytes of a hexadecimal literal; spaces are ignored. A malformed literal fails the test that holds it.
func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.filter { $0 != UInt8(ascii: " ") }
    precondition(digits.count.isMultiple(of: 2), "odd number of digits in \(hex)")
    return stride(from: 0, to: digits.count, by: 2).map { index in
        guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
            preconditionFailure("not hexadecimal: \(hex)")
        }
        return byte
    }
}

/// Lower-case hexadecimal.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Lower-case hexadecimal.
func hex(_ secret: borrowing SecretBytes) -> String {
    secret.withUnsafeBytes { hex($0) }
}

/// The error that `body` ends with, or nil: for calls on noncopyable values, which `#expect(throws:)` cannot capture.
func refusal(_ body: () throws -> Void) -> CipherError? {
    do {
        try body()
        return nil
    } catch {
        return error as? CipherError
    }
}

/// Bytes without an evident order, the same for the same seed.
func pattern(_ count: Int, seed: UInt32) -> [UInt8] {
    var state = seed &* 2_654_435_761 | 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
    }
}

extension BulkCipher {
    /// Encrypts in place; hexadecimal in and out.
    mutating func encrypting(_ plaintext: String) throws -> String {
        var buffer = bytes(plaintext)
        try buffer.withUnsafeMutableBytes { try encrypt($0) }
        return hex(buffer)
    }

    /// Decrypts in place; hexadecimal in and out.
    mutating func decrypting(_ ciphertext: String) throws -> String {
        var buffer = bytes(ciphertext)
        try buffer.withUnsafeMutableBytes { try decrypt($0) }
        return hex(buffer)
    }
}
