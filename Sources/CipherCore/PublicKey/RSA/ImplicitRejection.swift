/// What a private key answers in place of a PKCS #1 v1.5 message that is not there: random to all who lack the key, the
/// same for the same ciphertext.
///
/// The construction of draft-irtf-cfrg-rsa-guidance ("Implementation Guidance for the PKCS #1 RSA Cryptography
/// Specification"), as in OpenSSL 3.2; only the length is chosen otherwise, since here not every length is legal.
struct ImplicitRejection: ~Copyable {
    /// HMAC-SHA-256 of the ciphertext, keyed with the SHA-256 of the secret.
    private let derivationKey: SecretBytes

    /// - Parameter secret: what nobody has who lacks the key: the private exponent, or what stands in for it.
    init(of ciphertext: RawSpan, by secret: RawSpan) throws(CipherError) {
        let keyHash = try MessageDigest.hash(.sha256, secret)
        derivationKey = try HMAC.authenticationCode(.sha256, key: keyHash.bytes, data: ciphertext)
    }

    /// A block whose last bytes are the message, as in a block with good padding.
    func block(byteCount: Int) throws(CipherError) -> SecretBytes {
        try pseudorandom(count: byteCount, label: "message")
    }

    /// A legal length, each with the same probability to within 2⁻⁵⁰; of one legal length, that.
    func messageByteCount(in legalByteCounts: ClosedRange<Int>) throws(CipherError) -> UInt64 {
        let choice = try pseudorandom(count: MemoryLayout<UInt64>.size, label: "length").withUnsafeBytes {
            $0.loadUnaligned(as: UInt64.self).bigEndian
        }
        let width = UInt64(legalByteCounts.upperBound - legalByteCounts.lowerBound + 1)
        return UInt64(legalByteCounts.lowerBound) + choice.multipliedFullWidth(by: width).high
    }

    /// The draft's IRPRF: HMACs of counter, label and length in bits, one after the other.
    private func pseudorandom(count: Int, label: StaticString) throws(CipherError) -> SecretBytes {
        var output = try SecretBytes(count: count)
        let code = try HMAC(.sha256, key: derivationKey.bytes)
        for (counter, start) in stride(from: 0, to: count, by: DigestAlgorithm.sha256.byteCount).enumerated() {
            var code = try code.copy()
            withUnsafeBytes(of: UInt16(truncatingIfNeeded: counter).bigEndian) {
                code.update(RawSpan(_unsafeBytes: $0))
            }
            code.update(
                RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: label.utf8Start, count: label.utf8CodeUnitCount)))
            withUnsafeBytes(of: UInt16(truncatingIfNeeded: 8 * count).bigEndian) {
                code.update(RawSpan(_unsafeBytes: $0))
            }
            let value = try code.finish()
            output.withUnsafeMutableBytes { output in
                value.withUnsafeBytes { output[start...].copyBytes(from: $0.prefix(count - start)) }
            }
        }
        return output
    }
}
