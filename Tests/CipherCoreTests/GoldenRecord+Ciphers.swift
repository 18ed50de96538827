import CipherCore
import GoldenVectors
import Testing

extension GoldenRecord {
    /// The cipher of the field `algid`.
    var cipherAlgorithm: CipherAlgorithm? { cipherAlgorithm(of: "algid") }

    /// The cipher of a field.
    func cipherAlgorithm(of field: String) -> CipherAlgorithm? {
        switch number(field) {
        case 0x6602: .rc2
        case 0x6801: .rc4
        case 0x6601: .des
        case 0x6609: .twoKeyTripleDES
        case 0x6603: .tripleDES
        case 0x660e: .aes128
        case 0x660f: .aes192
        case 0x6610: .aes256
        default: nil
        }
    }

    /// The hash function of the field `hash_algid`; nil for `CALG_SSL3_SHAMD5`.
    var digestAlgorithm: DigestAlgorithm? { digestAlgorithm(of: "hash_algid") }

    /// The hash function of a field.
    func digestAlgorithm(of field: String) -> DigestAlgorithm? {
        switch number(field) {
        case 0x8001: .md2
        case 0x8002: .md4
        case 0x8003: .md5
        case 0x8004: .sha1
        case 0x800c: .sha256
        case 0x800d: .sha384
        case 0x800e: .sha512
        default: nil
        }
    }

    /// The mode of the field `mode`; CBC where there is none, as with RC4. Nil for the modes that nobody implements.
    var cipherMode: CipherMode? {
        switch string("mode") {
        case "CBC", nil: .cbc
        case "ECB": .ecb
        case "CFB": .cfb8
        default: nil
        }
    }

    /// The key bytes of the field `plaintext_blob`: those behind its header of 12 bytes.
    var keyBytes: [UInt8]? { bytes("plaintext_blob").map { Array($0.dropFirst(12)) } }

    /// The session key that the record describes: the key bytes, then the salt.
    func sessionCipher() throws -> BulkCipher {
        let algorithm = try #require(cipherAlgorithm)
        let state = try #require(record("state"))
        let key = try #require(keyBytes) + (state.bytes("salt") ?? [])
        let vector = bytes("iv") ?? [UInt8](repeating: 0, count: algorithm.blockByteCount ?? 0)
        return try BulkCipher(
            algorithm, key: key.span.bytes,
            effectiveKeyBits: algorithm == .rc2 ? state.number("effective_bits").map { Int($0) } : nil,
            mode: #require(cipherMode), initializationVector: vector.span.bytes)
    }
}
