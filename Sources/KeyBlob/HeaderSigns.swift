/// What a BLOBHEADER and the bytes behind it say of a buffer.
///
/// Where type, version and reserved bytes are those of a BLOB, they are its mark. Where they are not, because known
/// software ignores them, something else must speak for it: an algorithm that is legal there and a length that fits.
struct HeaderSigns: ~Escapable {
    private let source: RawSpan

    @inline(__always) @_lifetime(copy source)
    init(_ source: RawSpan) { self.source = source }

    /// The format, where the buffer begins with a header.
    var format: AnyKeyBlob.Format? {
        guard let first = source.word(at: 0), let type = BlobType(rawValue: UInt8(truncatingIfNeeded: first)),
            let number = source.word(at: 4)
        else { return nil }
        let algorithm = AlgorithmIdentifier(rawValue: number)
        let isMarked = first & 0xFFFF_FE00 == 0x200
        if let format = keyInTheClear(behind: type) { return format }
        if !algorithm.isMicrosofts, AnyKeyBlob.Format.foreignKey.accepts(source) { return .foreignKey }
        switch type {
        case .publicKey, .privateKey: return isMarked ? keyPair(type, algorithm) : nil
        case .publicKeyEx: return isMarked ? .publicKeyEx : nil
        case .opaqueKey where source.word(at: 8) == OpaqueSessionKeyBlob.magic: return .opaqueSessionKey
        case .opaqueKey where source.word(at: 8) == OpaqueTokenKeyBlob.magic: return .opaqueTokenKey
        case .opaqueKey: return isMarked ? .opaqueKey : nil
        case .simple: return isMarked || isWrapped(algorithm, by: { $0 == .rsaKeyExchange }) ? .simple : nil
        case .symmetricWrapKey:
            let isTold = isWrapped(algorithm) { $0 == .rc2 || $0 == .tripleDES || $0 == .twoKeyTripleDES }
            return isMarked || isTold ? .symmetricWrapKey : nil
        case .plaintextKey:
            let isTold = algorithm.isSessionKey && source.word(at: 8).map { Int($0) + 12 } == source.byteCount
            return isMarked || isTold ? .plaintextKey : nil
        case .keyState: return isMarked ? .keyState : nil
        }
    }

    /// Keys and key pairs with a magic behind the header.
    private func keyInTheClear(behind type: BlobType) -> AnyKeyBlob.Format? {
        guard type == .publicKey || type == .privateKey || type == .publicKeyEx, let magic = source.word(at: 8),
            let format = BlobSigns.keyFormat(magic, source)
        else { return nil }
        switch (type, format) {
        case (.publicKey, _), (.privateKey, _): return format
        // Nobody knows what a PUBLICKEYBLOBEX holds, but a private key must not pass for something public.
        case (.publicKeyEx, .rsaPrivateKey), (.publicKeyEx, .dssPrivateKey), (.publicKeyEx, .dssVersion3PrivateKey),
            (.publicKeyEx, .dhPrivateKey), (.publicKeyEx, .dhVersion3PrivateKey):
            return format
        default: return nil
        }
    }

    /// Keys and key pairs without a magic that is known: encrypted ones, or damaged ones, of which the algorithm says
    /// what they should be.
    private func keyPair(_ type: BlobType, _ algorithm: AlgorithmIdentifier) -> AnyKeyBlob.Format {
        if type == .privateKey, AnyKeyBlob.Format.encryptedPrivateKey.accepts(source) { return .encryptedPrivateKey }
        let isPublic = type == .publicKey
        let isThird = source.octet(at: 1) == 3
        switch algorithm {
        case .dssSign where isThird: return isPublic ? .dssVersion3PublicKey : .dssVersion3PrivateKey
        case .dssSign: return isPublic ? .dssPublicKey : .dssPrivateKey
        case .dhStoreAndForward where isThird, .dhEphemeral where isThird:
            return isPublic ? .dhVersion3PublicKey : .dhVersion3PrivateKey
        case .dhStoreAndForward, .dhEphemeral: return isPublic ? .dhPublicKey : .dhPrivateKey
        default: return isPublic ? .rsaPublicKey : .rsaPrivateKey
        }
    }

    /// Whether a session key is in here, and an algorithm wraps it that may.
    private func isWrapped(
        _ algorithm: AlgorithmIdentifier, by isLegal: (AlgorithmIdentifier) -> Bool
    ) -> Bool {
        guard algorithm.isSessionKey, let number = source.word(at: 8) else { return false }
        return isLegal(AlgorithmIdentifier(rawValue: number))
    }
}
