internal import CGcrypt

/// libgcrypt's derivations from passphrases.
enum PassphraseKDF {
    /// The legal lengths of a key, in bytes.
    static let byteCounts = 1...SecretBytes.longestKeyMaterialByteCount

    /// Calls `gcry_kdf_derive`.
    ///
    /// - Parameter variant: libgcrypt's `subalgo`: PBKDF2's hash function, scrypt's cost.
    static func derive(
        _ algorithm: gcry_kdf_algos, _ variant: CInt, passphrase: RawSpan, salt: RawSpan, iterations: Int,
        byteCount: Int
    ) throws(CipherError) -> SecretBytes {
        guard byteCounts.contains(byteCount) else { throw .illegalParameter }
        try CipherLibrary.start()
        var key = try SecretBytes(count: byteCount)
        try key.withUnsafeMutableBytes { key throws(CipherError) in
            try passphrase.withAddress { passphrase, passphraseByteCount throws(CipherError) in
                try salt.withAddress { salt, saltByteCount throws(CipherError) in
                    try check(
                        gcry_kdf_derive(
                            passphrase, passphraseByteCount, CInt(algorithm.rawValue), variant, salt, saltByteCount,
                            UInt(iterations), key.count, key.baseAddress))
                }
            }
        }
        return key
    }
}

extension RawSpan {
    /// Calls `body` with address and length; libgcrypt wants an address even of nothing.
    func withAddress<Result, Failure>(
        _ body: (UnsafeRawPointer, Int) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBytes { bytes throws(Failure) in
            if let address = bytes.baseAddress { return try body(address, bytes.count) }
            return try Swift.withUnsafeBytes(of: UInt8(0)) { nothing throws(Failure) in
                guard let address = nothing.baseAddress else { preconditionFailure("a byte has an address") }
                return try body(address, 0)
            }
        }
    }
}
