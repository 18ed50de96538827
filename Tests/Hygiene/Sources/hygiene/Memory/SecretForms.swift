@testable import CipherCore

/// A secret and what is made of it: the byte strings to look for.
struct SecretForms {
    /// By name. Those in `expanded` must be found while the key lives.
    private(set) var forms: [(name: String, bytes: [UInt8])] = []
    private(set) var expanded: Set<String> = []

    init(_ kind: SecretKind, _ name: String, _ secret: [UInt8]) throws {
        addBothWays(name, secret)
        add("\(name), hexadecimal", Self.hexadecimal(secret, "0123456789abcdef"))
        add("\(name), hexadecimal", Self.hexadecimal(secret, "0123456789ABCDEF"))
        for skipped in 0..<3 { add("\(name), base64", Self.base64(secret.dropFirst(skipped))) }
        // The two pads of HMAC, which CryptDeriveKey has too.
        for pad in [0x36, 0x5c] as [UInt8] { add("\(name), HMAC pad", secret.map { $0 ^ pad }) }
        switch kind {
        case .bytes, .prime: break
        case .aesKey:
            let roundKeys = AESKeySchedule.roundKeys(secret)
            for roundKey in roundKeys { addExpanded("\(name), AES round key", roundKey) }
            for roundKey in roundKeys {
                add("\(name), AES decryption round key", AESKeySchedule.inverseMixed(roundKey))
            }
        case .desKey:
            for start in stride(from: 0, to: secret.count, by: 8) {
                let roundKeys = DESKeySchedule.roundKeys(secret[start..<start + 8])
                for roundKey in roundKeys { addExpanded("\(name), DES round key", roundKey) }
            }
        case .rc2Key:
            let words = try SecretBytes(copying: secret.span.bytes).withUnsafeBytes { key throws(CipherError) in
                try RC2.expanded(key, effectiveBits: 8 * key.count)
            }
            addExpanded("\(name), RC2 expanded key", words.withUnsafeBytes { Array($0) })
        case .rc4Key:
            let state = try RC4(CipherKey(.rc4, secret.span.bytes, effectiveBits: nil)).exportState()
            addExpanded("\(name), RC4 state", state.withUnsafeBytes { Array($0) })
        }
    }

    /// What is made of two RSA primes on the way to a key: (p - 1)(q - 1), and the d below the least common multiple of p - 1
    /// and q - 1, which libgcrypt begins with, for e = 65537.
    mutating func add(primes prime1: [UInt8], _ prime2: [UInt8]) throws {
        let p = try BigInteger(secret: prime1.span.bytes)
        let q = try BigInteger(secret: prime2.span.bytes)
        let count = prime1.count + prime2.count
        let phi = (p - 1) * (q - 1)
        // The high half is the modulus's.
        addBothWays("(p - 1)(q - 1)", try phi.bytes(count: count).withUnsafeBytes { Array($0.suffix(count / 2 - 8)) })

        var divisor = p - 1
        var rest = (q - 1) % divisor
        while rest.bitLength > 0 {
            let next = divisor % rest
            divisor = rest
            rest = next
        }
        guard divisor.bitLength < 32 else { return }
        let small = try divisor.bytes(count: 4).withUnsafeBytes { UInt64($0.loadUnaligned(as: UInt32.self).bigEndian) }
        var remainder: UInt64 = 0
        let multiple: [UInt8] = try phi.bytes(count: count).withUnsafeBytes { digits in
            digits.map { digit in
                let dividend = remainder << 8 | UInt64(digit)
                remainder = dividend % small
                return UInt8(dividend / small)
            }
        }
        guard let d = try BigInteger(65537).inverse(modulo: BigInteger(secret: multiple.span.bytes)) else { return }
        addBothWays("least d", try d.bytes(count: count).withUnsafeBytes { Array($0) })
    }

    private mutating func addBothWays(_ name: String, _ bytes: [UInt8]) {
        add(name, bytes)
        add("\(name), reversed", bytes.reversed())
    }

    private mutating func add(_ name: String, _ bytes: [UInt8]) { forms.append((name, bytes)) }

    private mutating func addExpanded(_ name: String, _ bytes: [UInt8]) {
        add(name, bytes)
        expanded.insert(name)
    }

    private static func hexadecimal(_ bytes: [UInt8], _ digits: String) -> [UInt8] {
        let digits = Array(digits.utf8)
        return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    /// Whole groups of three bytes.
    private static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count - bytes.count % 3, by: 3).flatMap { start in
            let group = bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
            return [18, 12, 6, 0].map { digits[group >> $0 & 63] }
        }
    }
}
