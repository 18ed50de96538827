internal import CPKCS11
public import CipherCore
internal import KeyProvider

extension TokenKeyPair {
    /// Signs a hash value.
    ///
    /// The block is laid out here and verified when it comes back; the token only computes. PKCS #1 goes there as
    /// CKM_RSA_PKCS, which every token has, the others as CKM_RSA_X_509.
    ///
    /// - Parameters:
    ///   - hash: the hash value, in its natural byte order.
    ///   - padding: how it is laid out: `CryptSignHash` makes ``RSASignaturePadding/pkcs1(_:)``.
    /// - Returns: the signature, *least significant byte first*, as `CryptSignHash` gives it.
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/notPermitted``, ``TokenError/mechanismMissing(_:)``; ``TokenError/provider(_:)`` with
    ///   ``ProviderError/illegalDataLength``, ``ProviderError/messageTooLong``, or with
    ///   ``CipherError/resultCheckFailed`` where what came back is no signature.
    public borrowing func sign(hash: RawSpan, padding: RSASignaturePadding) throws(TokenError) -> [UInt8] {
        let (rsa, hash) = (rsa, Array(hash))
        let block = try inCore { () throws(CipherError) in
            var salt: [UInt8] = []
            if case .pss(_, let count) = padding {
                guard 0..<rsa.byteCount ~= count else { throw .illegalParameter }
                salt = [UInt8](published: try SecretBytes.random(count: count))
            }
            return try padding.block(hash: hash, salt: salt, modulusBitLength: rsa.bitLength)
        }
        let isPKCS1 =
            switch padding {
            case .pkcs1, .pkcs1WithoutIdentifier: true
            case .x931, .pss: false
            }
        // With CKM_RSA_PKCS the token puts 00 01 ff…ff 00 in front itself.
        let content = isPKCS1 ? Array(block.dropFirst(2).drop { $0 == 0xFF }.dropFirst()) : block
        let mechanism = isPKCS1 ? CKM_RSA_PKCS : CKM_RSA_X_509
        let signature = [UInt8](published: try privateOperation(mechanism, content, isSignature: true))
        let isValid = try isValid(signature, hash, padding)
        guard isValid else { throw .provider(.cipher(.resultCheckFailed)) }
        return signature.reversed()
    }

    private borrowing func isValid(
        _ signature: [UInt8], _ hash: [UInt8], _ padding: RSASignaturePadding
    ) throws(TokenError) -> Bool {
        do throws(CipherError) {
            return try rsa.isValidSignature(signature.span.bytes, hash: hash.span.bytes, padding: padding)
        } catch {
            throw .provider(.cipher(error))
        }
    }

    /// The raw private operation on a ciphertext, and the check of its result with the public exponent.
    ///
    /// - Parameter ciphertext: big-endian, as long as the modulus.
    borrowing func openBlock(_ ciphertext: [UInt8]) throws(TokenError) -> SecretBytes {
        // Both are public: what is not below the modulus is no ciphertext, and the token need not see it.
        guard ciphertext.lexicographicallyPrecedes(rsa.modulus) else { throw .provider(.unwrapFailed) }
        let block = try privateOperation(CKM_RSA_X_509, ciphertext, isSignature: false)
        guard publicPower(of: block) == ciphertext else { throw .provider(.cipher(.resultCheckFailed)) }
        return block
    }

    /// What a block is encrypted to; nil for what is no block.
    private borrowing func publicPower(of block: borrowing SecretBytes) -> [UInt8]? {
        do throws(CipherError) { return try rsa.rawOperation(block.bytes) } catch { return nil }
    }

    /// What the token makes of `source`: as many bytes as the modulus has.
    private borrowing func privateOperation(
        _ type: CK_MECHANISM_TYPE, _ source: [UInt8], isSignature: Bool
    ) throws(TokenError) -> SecretBytes {
        let byteCount = rsa.byteCount
        var result = try inCore { () throws(CipherError) in try SecretBytes(count: byteCount) }
        let object = key.object
        try result.withUnsafeMutableBytes { result throws(TokenError) in
            // The module only reads.
            var source = source
            try source.withUnsafeMutableBufferPointer { source throws(TokenError) in
                let input = source.baseAddress
                let inputCount = CK_ULONG(source.count)
                let output = result.bindMemory(to: UInt8.self).baseAddress
                try object.withHandle { session, handle throws(TokenError) in
                    var mechanism = CK_MECHANISM(mechanism: type, pParameter: nil, ulParameterLen: 0)
                    let functions = session.functions
                    var count = CK_ULONG(byteCount)
                    if isSignature {
                        try check(functions.pointee.C_SignInit?(session.handle, &mechanism, handle), type)
                        try check(functions.pointee.C_Sign?(session.handle, input, inputCount, output, &count))
                    } else {
                        try check(functions.pointee.C_DecryptInit?(session.handle, &mechanism, handle), type)
                        try check(functions.pointee.C_Decrypt?(session.handle, input, inputCount, output, &count))
                    }
                    guard count == CK_ULONG(byteCount) else { throw .device(code: CKR_GENERAL_ERROR) }
                }
            }
        }
        return result
    }
}
