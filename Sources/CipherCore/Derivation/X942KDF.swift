/// The KDF of ANSI X9.42 as CMS uses it with SHA-1 (RFC 2631 section 2.1.2): a key-encryption key from a Diffie-Hellman
/// agreement; in CryptoAPI, a key with `KP_CMS_DH_KEY_INFO`.
public enum X942KDF {
    /// `id-alg-CMS3DESwrap`, DER with tag and length: the key is for the triple-DES key wrap.
    public static let tripleDESWrap: [UInt8] = smimeAlgorithm(6)
    /// `id-alg-CMSRC2wrap`, DER with tag and length: the key is for the RC2 key wrap.
    public static let rc2Wrap: [UInt8] = smimeAlgorithm(7)

    /// 1.2.840.113549.1.9.16.3, and a number.
    private static func smimeAlgorithm(_ number: UInt8) -> [UInt8] {
        [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x03, number]
    }

    /// Makes a key of a shared secret. DES keys have the parity that comes out; ``DESParity`` corrects it.
    ///
    /// - Parameters:
    ///   - secret: the RFC's ZZ: big-endian, as long as the modulus, leading zeros included.
    ///   - objectIdentifier: what the key is for, DER with tag and length; fewer than 128 bytes.
    ///   - partyInfo: the sender's partyAInfo, without tag and length: 64 bytes in the RFC, here 0…16384; nil for none.
    ///   - byteCount: 0…65536; hashed too.
    /// - Throws: ``CipherError/illegalParameter`` for another length, or an object identifier that is none;
    ///   and what ``MessageDigest/init(_:)`` throws.
    public static func derive(
        secret: RawSpan, objectIdentifier: [UInt8], partyInfo: RawSpan? = nil, byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard 3..<128 ~= objectIdentifier.count, objectIdentifier[0] == 0x06,
            Int(objectIdentifier[1]) == objectIdentifier.count - 2
        else { throw .illegalParameter }
        var party: [UInt8] = []
        if let partyInfo {
            guard partyInfo.byteCount <= 16384 else { throw .illegalParameter }
            party = element(0xa0, element(0x04, partyInfo.withUnsafeBytes { Array($0) }))
        }
        return try SecretBytes.keyMaterial(byteCount: byteCount) { number throws(CipherError) in
            let keyInfo = element(0x30, objectIdentifier + element(0x04, bigEndian(number)))
            let bitCount = element(0xa2, element(0x04, bigEndian(UInt32(8 * byteCount))))
            var hash = try MessageDigest(.sha1)
            hash.update(secret)
            hash.update(element(0x30, keyInfo + party + bitCount).span.bytes)
            return try hash.finish()
        }
    }

    /// A DER element; its contents are shorter than 65536 bytes.
    private static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        let count = contents.count
        let (low, high) = (UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8))
        switch count {
        case ..<0x80: return [tag, low] + contents
        case ..<0x100: return [tag, 0x81, low] + contents
        case _: return [tag, 0x82, high, low] + contents
        }
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
