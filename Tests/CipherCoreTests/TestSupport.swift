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
