import CipherCore

/// The key wraps, each with what it makes of a text, by hand.
enum KeyWrap: CaseIterable {
    /// RFC 3394.
    case aes
    /// RFC 5649.
    case aesPadded
    /// RFC 3217, section 3.
    case tripleDES
    /// RFC 3217, section 4.
    case rc2

    var keyByteCount: Int {
        switch self {
        case .aes, .aesPadded, .rc2: 16
        case .tripleDES: 24
        }
    }

    func wrap(_ secret: [UInt8], _ key: [UInt8]) throws(CipherError) -> [UInt8] {
        let (secret, key) = (secret.span.bytes, key.span.bytes)
        return switch self {
        case .aes: try AESKeyWrap.wrap(secret, under: key)
        case .aesPadded: try AESPaddedKeyWrap.wrap(secret, under: key)
        case .tripleDES: try TripleDESKeyWrap.wrap(secret, under: key)
        case .rc2: try RC2KeyWrap.wrap(secret, under: key)
        }
    }

    func unwrap(_ wrapped: [UInt8], _ key: [UInt8], byteCount: Int = 24) -> Outcome {
        outcome { () throws(CipherError) in
            let (wrapped, key) = (wrapped.span.bytes, key.span.bytes)
            return switch self {
            case .aes: try AESKeyWrap.unwrap(wrapped, under: key)
            case .aesPadded: try AESPaddedKeyWrap.unwrap(wrapped, under: key)
            case .tripleDES: try TripleDESKeyWrap.unwrap(wrapped, byteCount: byteCount, under: key)
            case .rc2: try RC2KeyWrap.unwrap(wrapped, under: key)
            }
        }
    }
}

/// By hand, as the RFCs say it: only BulkCipher and MessageDigest are the library's.
extension KeyWrap {
    /// What is to be encrypted, and what unwrapping must find in it.
    ///
    /// - Parameters:
    ///   - payload: whole semiblocks of eight bytes, two at least.
    ///   - key: what it is to be encrypted under.
    ///   - isFramed: whether check values and lengths are made right, so that what is behind them is reached.
    func text(_ payload: [UInt8], under key: [UInt8], isFramed: Bool) -> (text: [UInt8], expected: Outcome) {
        let refused: Outcome = .failure(.unwrapFailed)
        switch self {
        case .aes:
            let check = [UInt8](repeating: 0xA6, count: 8)
            let text = isFramed ? check + payload : payload
            guard text.count >= 24 else { return (text, .failure(.illegalDataLength)) }
            return (text, text.starts(with: check) ? .success(Array(text[8...])) : refused)
        case .aesPadded:
            let constant: [UInt8] = [0xA6, 0x59, 0x59, 0xA6]
            let text = isFramed ? constant + [0, 0, 0] + payload.dropFirst(7) : payload
            let length = text[4..<8].reduce(0) { $0 << 8 | Int($1) }
            let content = text[8...]
            let isGood =
                text.starts(with: constant) && content.count - 8 < length && length <= content.count
                && content.dropFirst(length).allSatisfy { $0 == 0 }
            return (text, isGood ? .success(Array(content.prefix(length))) : refused)
        case .tripleDES:
            guard payload.count == 24 else { return (payload, .failure(.illegalDataLength)) }
            let text = isFramed ? payload.map(\.withOddParity) : payload
            let isGood = text == text.map(\.withOddParity) && (text.isOfTwoKeys || !key.isOfTwoKeys)
            return (text, isGood ? .success(text) : refused)
        case .rc2:
            let length = Int(payload[0])
            let isLegal = 1...128 ~= length && payload.count - 9 < length && length < payload.count
            guard payload.count <= 136 else { return (payload, .failure(.illegalDataLength)) }
            return (payload, isLegal ? .success(Array(payload[1...length])) : refused)
        }
    }

    func wrapByHand(_ text: [UInt8], _ key: [UInt8]) -> [UInt8] {
        switch self {
        case .aes, .aesPadded: Self.aesWrapped(text, key)
        case .tripleDES: Self.cmsWrapped(text, key, .tripleDES)
        case .rc2: Self.cmsWrapped(text, key, .rc2)
        }
    }

    /// RFC 3394 section 2.2.1; one block alone is encrypted as it is (RFC 5649 section 4.1).
    private static func aesWrapped(_ text: [UInt8], _ key: [UInt8]) -> [UInt8] {
        guard text.count > 16 else { return encrypted(text, .aes128, key, .ecb) }
        var semiblocks = stride(from: 0, to: text.count, by: 8).map { Array(text[$0..<$0 + 8]) }
        let count = semiblocks.count - 1
        for step in 0..<6 * count {
            let index = step % count + 1
            let block = encrypted(semiblocks[0] + semiblocks[index], .aes128, key, .ecb)
            semiblocks[0] = Array(block[..<8])
            semiblocks[0][7] ^= UInt8(truncatingIfNeeded: step + 1)
            semiblocks[0][6] ^= UInt8(truncatingIfNeeded: (step + 1) >> 8)
            semiblocks[index] = Array(block[8...])
        }
        return semiblocks.flatMap { $0 }
    }

    /// RFC 3217 sections 3.1 and 4.1, with an IV of zeros.
    private static func cmsWrapped(_ text: [UInt8], _ key: [UInt8], _ algorithm: CipherAlgorithm) -> [UInt8] {
        let vector = [UInt8](repeating: 0, count: 8)
        let inner = vector + encrypted(text + digestValue(.sha1, text).prefix(8), algorithm, key, .cbc, vector)
        let second: [UInt8] = [0x4A, 0xDD, 0xA2, 0x2C, 0x79, 0xE8, 0x21, 0x05]
        return encrypted(inner.reversed(), algorithm, key, .cbc, second)
    }

    private static func encrypted(
        _ text: [UInt8], _ algorithm: CipherAlgorithm, _ key: [UInt8], _ mode: CipherMode, _ vector: [UInt8]? = nil
    ) -> [UInt8] {
        withMemory(text.count) { memory in
            memory.copyBytes(from: text)
            must { () throws(CipherError) in
                var cipher = try BulkCipher(algorithm, key: key.span.bytes, mode: mode)
                if let vector { try cipher.setInitializationVector(vector.span.bytes) }
                try cipher.encrypt(memory)
            }
            return Array(memory)
        }
    }
}

extension [UInt8] {
    /// Whether the first and the third DES key of a triple-DES key are one.
    fileprivate var isOfTwoKeys: Bool { self[..<8].map(\.withOddParity) == self[16...].map(\.withOddParity) }
}

extension UInt8 {
    /// The upper seven bits, and the one that makes their number odd.
    var withOddParity: UInt8 { self & 0xFE | UInt8(1 - (self & 0xFE).nonzeroBitCount % 2) }
}
