import CHygiene

@testable import CipherCore

/// What a private key does with ciphertexts that a stranger chose.
enum RSATimingCases {
    /// Implicit rejection behind the private operation, then the operation itself.
    static func all() throws -> [TimingCase] {
        let key = Shared(try RSAPrivateKey.generate(bitLength: 1024))
        let count = key.value.byteCount
        return [
            rejection(key, "good / no padding at all") { $0[0] = 0x5a },
            rejection(key, "good / a wrong length") { TimingCases.makePKCS1($0, separator: $0.count - 18) },
            TimingCase(
                name: "RSA-1024 private operation: one ciphertext / any", inputByteCount: count,
                shape: { isSecond, block in
                    if isSecond { block[0] = 0 } else { block.initializeMemory(as: UInt8.self, repeating: 0x2b) }
                },
                measure: { input in
                    try TimingCases.cycles { UInt64(try key.value.rawOperation(input.bytes).count) }
                }),
            TimingCase(
                name: "RSA-1024 private operation: small result / any", inputByteCount: count,
                shape: { isSecond, block in
                    block[0] = 0
                    guard !isSecond else { return }
                    // The power of a number of 16 bytes is one with 112 zeros in front.
                    for index in 0..<count - 16 { block[index] = 0 }
                    guard let power = try? key.value.publicKey.rawOperation(UnsafeRawBufferPointer(block).bytes)
                    else { return }
                    block.copyBytes(from: power)
                },
                measure: { input in
                    try TimingCases.cycles { UInt64(try key.value.rawOperation(input.bytes).count) }
                }),
        ]
    }

    /// - Parameter spoil: what the second class is made of.
    private static func rejection(
        _ key: Shared, _ what: String, _ spoil: @escaping (UnsafeMutableRawBufferPointer) -> Void
    ) -> TimingCase {
        let count = key.value.byteCount
        return TimingCase(
            name: "implicit rejection: \(what)", inputByteCount: count,
            shape: { isSecond, block in
                if isSecond { spoil(block) } else { TimingCases.makePKCS1(block, separator: count - 17) }
            },
            measure: { input in
                let block = try SecretBytes(copying: input.bytes)
                let begin = hygiene_cycles()
                // Any bytes do for the ciphertext.
                let message = try key.value.messageOrSubstitute(in: block, of: input.bytes, legalByteCounts: 16...16)
                let end = hygiene_cycles()
                _ = message.count
                return end &- begin
            })
    }

    /// A key that several closures use.
    private final class Shared {
        let value: RSAPrivateKey
        init(_ value: consuming RSAPrivateKey) { self.value = value }
    }
}
