import BenchmarkRunner
import CipherCore
import KeyProvider

/// Every type of BLOB, in and out, beside what of it is cryptography: making a key ready, RSA, wraps, AES-GCM. Where there
/// is none, copying as many secret bytes.
func blobComparisons(_ material: BlobMaterial) -> [Comparison] {
    let legal = 32...32
    let (pkcs1, oaep) = ([UInt8](material.pkcs1[12...].reversed()), [UInt8](material.oaep[12...].reversed()))
    let wrapped = Array(material.symmetricWrap[12...])
    let (aes, des) = (material.sessionBytes, material.tripleDESBytes)
    let (plaintext, publicKey, privateKey) = (material.plaintext, material.publicKey, material.privateKey)
    let position = expected { () throws(CipherError) in try material.cipher.exportPosition() }.array
    return [
        comparison("plaintext-in", material.plaintext) { blob throws(ProviderError) in
            _ = try SessionKey(importing: blob.span.bytes)
        } core: { () throws(CipherError) in
            _ = try material.freshCipher(SecretBytes(copying: aes.span.bytes))
        },
        comparison("plaintext-out", material.plaintext) { _ throws(ProviderError) in
            _ = try material.session.exportPlaintext()
        } core: { () throws(CipherError) in
            _ = try SecretBytes(copying: plaintext.span.bytes)
        },
        comparison("simple-in", material.pkcs1) { blob throws(ProviderError) in
            _ = try SessionKey(importing: blob.span.bytes, unwrappingWith: material.pair)
        } core: { () throws(CipherError) in
            _ = try material.freshCipher(
                material.core.unwrapPKCS1Substituting(pkcs1.span.bytes, legalByteCounts: legal))
        },
        comparison("simple-out", material.pkcs1) { _ throws(ProviderError) in
            _ = try material.session.exportWrapped(for: material.pair.publicKey)
        } core: { () throws(CipherError) in
            _ = try material.core.publicKey.wrapPKCS1(aes.span.bytes)
        },
        comparison("simple-oaep-in", material.oaep) { blob throws(ProviderError) in
            _ = try SessionKey(importing: blob.span.bytes, unwrappingWith: material.pair, padding: .oaep)
        } core: { () throws(CipherError) in
            _ = try material.freshCipher(material.core.unwrapOAEP(oaep.span.bytes))
        },
        comparison("simple-oaep-out", material.oaep) { _ throws(ProviderError) in
            _ = try material.session.exportWrapped(for: material.pair.publicKey, padding: .oaep)
        } core: { () throws(CipherError) in
            _ = try material.core.publicKey.wrapOAEP(aes.span.bytes)
        },
        comparison("public-in", material.publicKey) { blob throws(ProviderError) in
            _ = try PublicKey(importing: blob.span.bytes)
        } core: { () throws(CipherError) in
            _ = material.numbers.publicKey()
        },
        comparison("public-out", material.publicKey) { _ throws(ProviderError) in
            _ = try material.pair.publicKey.exportBlob()
        } core: { () throws(CipherError) in
            _ = try SecretBytes(copying: publicKey.span.bytes)
        },
        comparison("private-in", material.privateKey) { blob throws(ProviderError) in
            _ = try KeyPair(importing: blob.span.bytes)
        } core: { () throws(CipherError) in
            _ = material.numbers.key()
        },
        comparison("private-out", material.privateKey) { _ throws(ProviderError) in
            _ = try material.pair.exportBlob()
        } core: { () throws(CipherError) in
            _ = try SecretBytes(copying: privateKey.span.bytes)
        },
        comparison("symmetricwrap-in", material.symmetricWrap) { blob throws(ProviderError) in
            _ = try SessionKey(importing: blob.span.bytes, unwrappingWith: material.tripleDES)
        } core: { () throws(CipherError) in
            let key = try TripleDESKeyWrap.unwrap(
                wrapped.span.bytes, byteCount: 24, under: des.span.bytes)
            _ = try BulkCipher(.tripleDES, key: key.bytes)
        },
        comparison("symmetricwrap-out", material.symmetricWrap) { _ throws(ProviderError) in
            _ = try material.tripleDES.exportWrapped(by: material.tripleDES)
        } core: { () throws(CipherError) in
            _ = try TripleDESKeyWrap.wrap(des.span.bytes, under: des.span.bytes)
        },
        comparison("opaque-in", material.opaque) { blob throws(ProviderError) in
            _ = try SessionKey(importingOpaque: blob.span.bytes, openedBy: material.sealing)
        } core: { () throws(CipherError) in
            try material.seal(material.opaque.count)
            var cipher = try material.freshCipher(SecretBytes(copying: aes.span.bytes))
            try cipher.restorePosition(position.span.bytes)
        },
        comparison("opaque-out", material.opaque) { _ throws(ProviderError) in
            _ = try material.session.exportOpaque(sealedBy: material.sealing)
        } core: { () throws(CipherError) in
            _ = try material.cipher.exportPosition()
            try material.seal(material.opaque.count)
        },
        comparison("keystate-in", material.state) { blob throws(ProviderError) in
            _ = try SessionKey(importingState: blob.span.bytes)
        } core: { () throws(CipherError) in
            var cipher = try material.freshCipher(SecretBytes(copying: aes.span.bytes))
            try cipher.restorePosition(position.span.bytes)
        },
        comparison("keystate-out", material.state) { _ throws(ProviderError) in
            _ = try material.session.exportState()
        } core: { () throws(CipherError) in
            _ = try material.cipher.exportPosition()
            _ = try AESRoundKeys.encryption(key: aes.span.bytes)
            _ = try AESRoundKeys.decryption(key: aes.span.bytes)
        },
    ]
}

/// One way of one BLOB: nothing is written into the buffers, and memory for BLOB and key may be asked for.
private func comparison(
    _ name: String, _ blob: [UInt8], provider: @escaping @Sendable ([UInt8]) throws(ProviderError) -> Void,
    core: @escaping @Sendable () throws(CipherError) -> Void
) -> Comparison {
    Comparison(
        name, byteCounts: [blob.count], allowedAllocations: 128, leastRatio: 0.002,
        [
            .init("KeyProvider") {
                { _, turns in expected { () throws(ProviderError) in for _ in 0..<turns { try provider(blob) } } }
            },
            .init("CipherCore") {
                { _, turns in expected { () throws(CipherError) in for _ in 0..<turns { try core() } } }
            },
        ])
}

extension BlobMaterial {
    /// A cipher ready for the first byte under a key that has come in.
    fileprivate func freshCipher(_ key: consuming SecretBytes) throws(CipherError) -> BulkCipher {
        try BulkCipher(.aes256, key: key.bytes)
    }

    /// What sealing so many bytes takes: key and nonce from HKDF, and AES-256-GCM.
    fileprivate func seal(_ byteCount: Int) throws(CipherError) {
        let (secret, salt, info) = (sessionBytes, tripleDESBytes, plaintext)
        let derived = try HKDF.derive(
            .sha256, secret: secret.span.bytes, salt: salt.span.bytes, info: info.span.bytes, byteCount: 44)
        var cipher = try AEADCipher(.gcm, key: derived.bytes.extracting(first: 32))
        var sealed = try SecretBytes(count: byteCount)
        let nonce = derived.bytes.extracting(droppingFirst: 32)
        try sealed.withUnsafeMutableBytes { sealed throws(CipherError) in
            let body = UnsafeMutableRawBufferPointer(rebasing: sealed[16...])
            let tag = UnsafeMutableRawBufferPointer(rebasing: sealed[..<16])
            try cipher.seal(
                UnsafeRawBufferPointer(body), into: body, nonce: nonce, authenticating: RawSpan(), tag: tag)
        }
    }
}
