import KeyBlob

extension AnyKeyBlob {
    /// Asks for everything that views compute of their fields: nothing may trap, whatever a tolerant parse let through.
    func readAll() {
        if case .cngDSAPublicKey(let blob) = self { _ = blob.domain.counter }
        if case .cngDSAPublicKeyV2(let blob) = self { _ = blob.domain.counter }
        if case .cngDSAParameters(let blob) = self { _ = blob.domain.counter }
        if case .cngECCPublicKey(let blob) = self { _ = blob.isCurve25519 }
        if case .cngECCPrivateKey(let blob) = self { _ = blob.isCurve25519 }
        if case .sslECCPublicKey(let blob) = self { _ = blob.fieldByteCount }
        if case .cipherKey(let blob) = self { blob.algorithm.readAll() }
        if case .kdfKey(let blob) = self { blob.algorithm.readAll() }
        if case .protectedKey(let blob) = self { blob.algorithm.readAll() }
        if case .isolatedKeyEnvelope(let blob) = self { blob.algorithm.readAll() }
        if case .pkcs11RSAAESWrap(let blob) = self { blob.paddingAlgorithm.readAll() }
        if case .pqPrivateKey(let blob) = self { blob.innerType.readAll() }
        if case .mlKEMPublicKey(let blob) = self { blob.parameterSet.readAll() }
        if case .pqdsaPublicKey(let blob) = self { blob.parameterSet.readAll() }
        if case .pkcs8Key(let blob) = self { _ = blob.isEncrypted }
        if case .rsaPublicKey(let blob) = self { blob.modulus.readAll() }
        if case .rsaPrivateKey(let blob) = self { blob.privateExponent.readAll() }
        if case .cngKeyFile(let file) = self { file.publicProperties.readAll() }
        if case .foreignKey(let blob) = self { _ = blob.type }
    }
}

extension LittleEndianInteger {
    func readAll() { _ = (isOdd, fillsItsField) }
}

extension WideString {
    func readAll() { _ = (text, isEqual(to: "AES"), CNGBlobType(self)) }
}

extension CNGKeyProperties {
    /// Steps over all that can be read; each step goes on.
    func readAll() {
        var list = self
        while !list.isEmpty {
            let before = list.offset
            do throws(BlobError) { _ = try list.next() } catch { return }
            holds(list.offset > before, "a property of no length")
        }
    }
}
