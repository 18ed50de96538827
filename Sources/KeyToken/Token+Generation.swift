internal import CPKCS11
internal import CipherCore
public import KeyBlob
public import KeyProvider

/// New keys. All of them are objects of the token that stay, private (nobody sees them without the PIN), sensitive and not
/// extractable, with a random identifier of 16 bytes.
extension Token {
    /// A session key, made in the token.
    ///
    /// - Parameters:
    ///   - algorithm: AES or 3DES; 3DES with two keys takes ``Insecure/weakKeys``.
    ///   - label: CKA_LABEL, for people.
    ///   - permissions: what the token shall allow, for ever.
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/unsupportedAlgorithm(_:)`` or
    ///   ``ProviderError/weakKeyRefused``; ``TokenError/mechanismMissing(_:)``, ``TokenError/notLoggedIn``,
    ///   ``TokenError/writeProtected``, ``TokenError/device(code:)``.
    public func generateSessionKey(
        _ algorithm: AlgorithmIdentifier, label: String, permissions: KeyPermissions = [.encrypt, .decrypt],
        allowing insecure: Insecure? = nil
    ) throws(TokenError) -> TokenSessionKey {
        guard let cipher = algorithm.tokenCipher else { throw .provider(.unsupportedAlgorithm(algorithm)) }
        if algorithm.isWeak && insecure == nil { throw .provider(.weakKeyRefused) }
        let template = try newObject(CKO_SECRET_KEY, cipher.keyType, label, permissions)
        if let count = cipher.keyByteCount { template.with(CKA_VALUE_LEN, CK_ULONG(count)) }
        let key = try make { session, handle in
            var mechanism = CK_MECHANISM(mechanism: cipher.generation, pParameter: nil, ulParameterLen: 0)
            let code = session.functions.pointee.C_GenerateKey?(
                session.handle, &mechanism, template.pointer, template.count, &handle)
            return code == CKR_MECHANISM_INVALID ? .mechanismMissing(cipher.generation) : Self.error(code)
        }
        return try TokenSessionKey(key)
    }

    /// An RSA pair, made in the token, with the public exponent 65537. An exchange pair signs too, as Windows' do.
    ///
    /// - Parameters:
    ///   - bits: the length of the modulus; below 2048 it takes ``Insecure/weakKeys``.
    ///   - label: CKA_LABEL of both halves, for people.
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/illegalKeyLength(bits:)`` or
    ///   ``ProviderError/weakKeyRefused``; and as ``generateSessionKey(_:label:permissions:allowing:)``.
    public func generateKeyPair(
        _ purpose: KeyPurpose, bits: Int = 2048, label: String, allowing insecure: Insecure? = nil
    ) throws(TokenError) -> TokenKeyPair {
        guard (384...16384).contains(bits), bits % 8 == 0 else { throw .provider(.illegalKeyLength(bits: bits)) }
        if bits < 2048 && insecure == nil { throw .provider(.weakKeyRefused) }
        let identifier = try Self.newIdentifier()
        let privateTemplate = newPrivateKey(purpose, label, identifier)
        let publicTemplate = ObjectTemplate().with(CKA_CLASS, CKO_PUBLIC_KEY).with(CKA_KEY_TYPE, CKK_RSA)
            .with(CKA_TOKEN, true).with(CKA_ID, identifier).with(CKA_LABEL, Array(label.utf8))
            .with(CKA_MODULUS_BITS, CK_ULONG(bits)).with(CKA_PUBLIC_EXPONENT, [1, 0, 1] as [UInt8])
            .with(CKA_ENCRYPT, purpose == .exchange).with(CKA_VERIFY, true)
        let key = try make { session, handle in
            var mechanism = CK_MECHANISM(mechanism: CKM_RSA_PKCS_KEY_PAIR_GEN, pParameter: nil, ulParameterLen: 0)
            var twin: CK_OBJECT_HANDLE = CK_INVALID_HANDLE
            let code = session.functions.pointee.C_GenerateKeyPair?(
                session.handle, &mechanism, publicTemplate.pointer, publicTemplate.count, privateTemplate.pointer,
                privateTemplate.count, &twin, &handle)
            return code == CKR_MECHANISM_INVALID ? .mechanismMissing(CKM_RSA_PKCS_KEY_PAIR_GEN) : Self.error(code)
        }
        return try TokenKeyPair(key)
    }

    /// A session key from software, stored in the token. From then on there are two of it.
    ///
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/notExportable`` or
    ///   ``ProviderError/unsupportedAlgorithm(_:)``; and as ``generateSessionKey(_:label:permissions:allowing:)``.
    public func store(
        _ sessionKey: borrowing SessionKey, label: String, permissions: KeyPermissions = [.encrypt, .decrypt]
    ) throws(TokenError) -> TokenSessionKey {
        let algorithm = sessionKey.algorithm
        guard let cipher = algorithm.tokenCipher else { throw .provider(.unsupportedAlgorithm(algorithm)) }
        let template = try newObject(CKO_SECRET_KEY, cipher.keyType, label, permissions)
        let blob: SecretBytes
        do throws(ProviderError) { blob = try sessionKey.exportPlaintext() } catch { throw .provider(error) }
        return try TokenSessionKey(store(blob, template))
    }

    /// An RSA pair from software, stored in the token. From then on there are two of it.
    ///
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/notExportable`` or ``ProviderError/unsuitableKey``
    ///   for a pair that is not RSA's; and as ``generateSessionKey(_:label:permissions:allowing:)``.
    public func store(_ pair: borrowing KeyPair, label: String) throws(TokenError) -> TokenKeyPair {
        guard pair.algorithm == pair.purpose.algorithm else { throw .provider(.unsuitableKey) }
        let template = newPrivateKey(pair.purpose, label, try Self.newIdentifier())
        let blob: SecretBytes
        do throws(ProviderError) { blob = try pair.exportBlob() } catch { throw .provider(error) }
        return try TokenKeyPair(storePair(blob, template))
    }

    @_lifetime(copy source)
    private static func sessionKey(in source: RawSpan) throws(TokenError) -> PlaintextKeyBlob {
        do throws(BlobError) { return try PlaintextKeyBlob(parsing: source) } catch { throw .blob(error) }
    }

    @_lifetime(copy source)
    private static func keyPair(in source: RawSpan) throws(TokenError) -> RSAPrivateKeyBlob {
        do throws(BlobError) { return try RSAPrivateKeyBlob(parsing: source) } catch { throw .blob(error) }
    }

    /// Stores the key in a PLAINTEXTKEYBLOB.
    private func store(_ blob: borrowing SecretBytes, _ template: ObjectTemplate) throws(TokenError) -> TokenKey {
        try store(try Self.sessionKey(in: blob.bytes), template)
    }

    private func store(_ view: borrowing PlaintextKeyBlob, _ template: ObjectTemplate) throws(TokenError) -> TokenKey {
        try view.key.withUnsafeBytes { value throws(TokenError) in
            try create(template.with(CKA_VALUE, borrowing: value))
        }
    }

    /// Stores the pair in a PRIVATEKEYBLOB.
    private func storePair(_ blob: borrowing SecretBytes, _ template: ObjectTemplate) throws(TokenError) -> TokenKey {
        try storePair(try Self.keyPair(in: blob.bytes), template)
    }

    private func storePair(
        _ view: borrowing RSAPrivateKeyBlob, _ template: ObjectTemplate
    ) throws(TokenError) -> TokenKey {
        template.with(CKA_MODULUS, ByteOrder.bigEndian(view.modulus))
            .with(CKA_PUBLIC_EXPONENT, withUnsafeBytes(of: view.publicExponent.bigEndian) { Array($0) })
        let (whole, half) = (view.privateExponent.byteCount, view.prime1.byteCount)
        let numbers = try privateNumbers(view)
        return try numbers.withUnsafeBytes { numbers throws(TokenError) in
            template.with(CKA_PRIVATE_EXPONENT, borrowing: UnsafeRawBufferPointer(rebasing: numbers[..<whole]))
            let types = [CKA_PRIME_1, CKA_PRIME_2, CKA_EXPONENT_1, CKA_EXPONENT_2, CKA_COEFFICIENT]
            for (index, type) in types.enumerated() {
                let number = numbers[(whole + index * half)...].prefix(half)
                template.with(type, borrowing: UnsafeRawBufferPointer(rebasing: number))
            }
            return try create(template)
        }
    }

    /// The private exponent, the primes, their exponents and the coefficient: big-endian, behind each other.
    private func privateNumbers(_ blob: borrowing RSAPrivateKeyBlob) throws(TokenError) -> SecretBytes {
        let (whole, half) = (blob.privateExponent.byteCount, blob.prime1.byteCount)
        var numbers = try inCore { () throws(CipherError) in try SecretBytes(count: whole + 5 * half) }
        Self.put(blob.privateExponent, at: 0, in: &numbers)
        Self.put(blob.prime1, at: whole, in: &numbers)
        Self.put(blob.prime2, at: whole + half, in: &numbers)
        Self.put(blob.exponent1, at: whole + 2 * half, in: &numbers)
        Self.put(blob.exponent2, at: whole + 3 * half, in: &numbers)
        Self.put(blob.coefficient, at: whole + 4 * half, in: &numbers)
        return numbers
    }

    private static func put(_ number: LittleEndianInteger, at offset: Int, in numbers: inout SecretBytes) {
        let count = number.byteCount
        number.bytes.withUnsafeBytes { source in
            numbers.withUnsafeMutableBytes { numbers in
                let place = UnsafeMutableRawBufferPointer(rebasing: numbers[offset..<offset + count])
                ByteOrder.reverse(source.bytes, into: place)
            }
        }
    }

    private func create(_ template: ObjectTemplate) throws(TokenError) -> TokenKey {
        try make { session, handle in
            Self.error(
                session.functions.pointee.C_CreateObject?(session.handle, template.pointer, template.count, &handle))
        }
    }

    /// What `work` makes in a session that may write, as the token then tells of it.
    private func make(
        _ work: (TokenSession, inout CK_OBJECT_HANDLE) -> TokenError?
    ) throws(TokenError) -> TokenKey {
        try pool.withWritableSession { session throws(TokenError) in
            var handle: CK_OBJECT_HANDLE = CK_INVALID_HANDLE
            if let error = work(session, &handle) {
                // A token may say that to create in it takes a login in other words.
                throw try session.isLoggedIn() ? error : .notLoggedIn
            }
            guard let key = try TokenKey(handle, in: session, of: self) else { throw .wrongKey }
            return key
        }
    }

    private static func error(_ code: CK_RV?) -> TokenError? {
        do throws(TokenError) { try check(code) } catch { return error }
        return nil
    }

    private static func newIdentifier() throws(TokenError) -> [UInt8] {
        try inCore { () throws(CipherError) in [UInt8](published: try SecretBytes.random(count: 16)) }
    }

    private func newObject(
        _ objectClass: CK_OBJECT_CLASS, _ keyType: CK_KEY_TYPE, _ label: String, _ permissions: KeyPermissions
    ) throws(TokenError) -> ObjectTemplate {
        Self.template(objectClass, keyType, label, try Self.newIdentifier())
            .with(CKA_ENCRYPT, permissions.contains(.encrypt)).with(CKA_DECRYPT, permissions.contains(.decrypt))
    }

    private func newPrivateKey(_ purpose: KeyPurpose, _ label: String, _ identifier: [UInt8]) -> ObjectTemplate {
        Self.template(CKO_PRIVATE_KEY, CKK_RSA, label, identifier)
            .with(CKA_DECRYPT, purpose == .exchange).with(CKA_SIGN, true)
    }

    private static func template(
        _ objectClass: CK_OBJECT_CLASS, _ keyType: CK_KEY_TYPE, _ label: String, _ identifier: [UInt8]
    ) -> ObjectTemplate {
        ObjectTemplate().with(CKA_CLASS, objectClass).with(CKA_KEY_TYPE, keyType).with(CKA_TOKEN, true)
            .with(CKA_PRIVATE, true).with(CKA_SENSITIVE, true).with(CKA_EXTRACTABLE, false)
            .with(CKA_ID, identifier).with(CKA_LABEL, Array(label.utf8))
    }
}
