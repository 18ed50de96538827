import CHygiene

@testable import CipherCore

/// What handles decrypted blocks and private keys, each with good and bad input.
enum MemcheckCases {
    static func all() throws -> [MemcheckRun.Case] {
        let key = try RSAPrivateKey.generate(bitLength: 1024)
        let blocks = try blocks(byteCount: 128)
        return [
            .init(name: "leaky unpadding", isLeaky: true) {
                try withSecret(blocks[0]) { _ = Leaky.unpad($0.bytes) }
            },
            .init(name: "leaky comparison", isLeaky: true) {
                let other = blocks[1]
                try withSecret(blocks[0]) { _ = Leaky.isEqual($0.bytes, other.span.bytes) }
            },
            .init(name: "leaky table", isLeaky: true) {
                try withSecret(blocks[0]) { secret in
                    var byte = secret.withUnsafeBytes { Leaky.substitute($0[40]) }
                    hygiene_mark_public(&byte, 1)
                }
            },
            .init(name: "PKCS #1 v1.5 unpadding") {
                for block in blocks {
                    try withSecret(block) { _ = PKCS1Padding.examine($0, legalByteCounts: 16...16).isGood.isTrue }
                }
            },
            .init(name: "implicit rejection") {
                for block in blocks {
                    let secret = try marked(block)
                    _ = try key.messageOrSubstitute(in: secret, of: block.span.bytes, legalByteCounts: 5...32)
                }
            },
            .init(name: "OAEP unpadding") {
                for block in try blocks + [OAEP.goodBlock(byteCount: 128)] {
                    let secret = try marked(block)
                    _ = try? OAEP(digest: .sha1).unpad(secret, label: RawSpan())
                }
            },
            .init(name: "block padding") {
                for padding in [0, 1, 7, 16, 17, 255] as [UInt8] {
                    let block = [UInt8](repeating: padding, count: 32)
                    try withSecret(block) { _ = try? BlockPadding.dataByteCount(in: $0.bytes, blockByteCount: 16) }
                }
            },
            .init(name: "AES key wrap: what an unwrap compares") {
                let wrappingKey = [UInt8](repeating: 0x11, count: 16)
                for key in blocks.map({ Array($0.prefix(24)) }) {
                    var plain = try AESKeyWrap.wrap(key.span.bytes, under: wrappingKey.span.bytes)
                    var padded = try AESPaddedKeyWrap.wrap(key.span.bytes, under: wrappingKey.span.bytes)
                    for mask in [0, 1] as [UInt8] {
                        plain[9] ^= mask
                        padded[9] ^= mask
                        try withSecret(plain) { _ = try? AESKeyWrap.unwrap($0.bytes, under: wrappingKey.span.bytes) }
                        try withSecret(padded) {
                            _ = try? AESPaddedKeyWrap.unwrap($0.bytes, under: wrappingKey.span.bytes)
                        }
                    }
                }
            },
            .init(name: "MAC comparison") {
                for other in blocks {
                    try withSecret(blocks[0]) { _ = constantTimeEqual($0.bytes, other.span.bytes) }
                }
            },
            .init(name: "RSA private operation: exponents and coefficient") {
                mark(key) { hygiene_mark_secret($0.baseAddress, $0.count) }
                let block = blocks[0]
                _ = try key.rawOperation(block.span.bytes)
                mark(key) { hygiene_mark_public($0.baseAddress, $0.count) }
            },
            .init(name: "ECDH on P-256: the private number") {
                let key = try ECPrivateKey.generate(ECCurve.named(.nistP256))
                let other = try ECPrivateKey.generate(ECCurve.named(.nistP256)).publicKey
                key.privateValue.withUnsafeBytes { hygiene_mark_secret($0.baseAddress, $0.count) }
                _ = try key.agree(with: other)
            },
            .init(name: "X25519: the private number") {
                let key = try X25519PrivateKey.generate()
                let other = try X25519PrivateKey.generate().publicKey
                key.privateValue.withUnsafeBytes { hygiene_mark_secret($0.baseAddress, $0.count) }
                _ = try key.agree(with: other)
            },
        ]
    }

    /// Good and bad PKCS #1 v1.5 padding.
    private static func blocks(byteCount: Int) throws -> [[UInt8]] {
        let random = try SecretBytes.random(count: byteCount).withUnsafeBytes { Array($0) }
        return [byteCount - 17, byteCount - 1, 5, 2].map { separator in
            var block = random
            block.withUnsafeMutableBytes { TimingCases.makePKCS1($0, separator: separator) }
            return block
        } + [[0x5a] + random.dropFirst()]
    }

    private static func mark(_ key: borrowing RSAPrivateKey, _ mark: (UnsafeRawBufferPointer) -> Void) {
        key.exponent1.withUnsafeBytes(mark)
        key.exponent2.withUnsafeBytes(mark)
        key.coefficient.withUnsafeBytes(mark)
    }

    private static func marked(_ bytes: [UInt8]) throws -> SecretBytes {
        let secret = try SecretBytes(copying: bytes.span.bytes)
        secret.withUnsafeBytes { hygiene_mark_secret($0.baseAddress, $0.count) }
        return secret
    }

    private static func withSecret(_ bytes: [UInt8], _ body: (borrowing SecretBytes) -> Void) throws {
        body(try marked(bytes))
    }
}

extension OAEP {
    fileprivate static func goodBlock(byteCount: Int) throws -> [UInt8] {
        let message = [UInt8](repeating: 0x33, count: 16)
        let block = try OAEP(digest: .sha1).pad(message.span.bytes, label: RawSpan(), byteCount: byteCount)
        return block.withUnsafeBytes { Array($0) }
    }
}
