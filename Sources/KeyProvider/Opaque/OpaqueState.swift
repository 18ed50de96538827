internal import CipherCore
internal import KeyBlob

/// The state of a key on its way through an OPAQUEKEYBLOB: whose it is, and its fields, which the key itself writes and
/// reads.
///
/// All that stands before the sealed part is authenticated with it, so that no BLOB can be given another algorithm,
/// provider or source. Each BLOB is sealed under a key of its own, derived with its salt (``MessageKey``): AES-256-GCM with a
/// nonce that is never used twice.
struct OpaqueState: ~Copyable {
    private static let label: StaticString = "keyblob opaque key 1"

    let algorithm: AlgorithmIdentifier
    let provider: Provider
    let fields: SecretBytes

    init(_ algorithm: AlgorithmIdentifier, _ provider: Provider, fields: consuming SecretBytes) {
        self.algorithm = algorithm
        self.provider = provider
        self.fields = fields
    }

    /// The state as an OPAQUEKEYBLOB; no two are alike.
    borrowing func sealed(by key: borrowing SealingKey) throws(ProviderError) -> [UInt8] {
        let salt = try [UInt8].random(count: 16)
        let room = [UInt8](repeating: 0, count: fields.count + MessageKey.tagByteCount)
        let (saltBytes, identifier) = (salt.span, key.identifier.span)
        let blob = OpaqueSessionKeyBlob(
            keyAlgorithm: algorithm, provider: provider.opaqueNumber, keySource: key.source.rawValue,
            keyIdentifier: unsafe identifier.bytes, salt: unsafe saltBytes.bytes, sealed: unsafe room.span.bytes)
        var bytes = try coding { () throws(BlobError) in try blob.serialized() }
        let head = Array(bytes.prefix(OpaqueSessionKeyBlob.headByteCount))
        let messageKey = try key.messageKey(salt: unsafe saltBytes.bytes, label: Self.label)
        bytes.replaceSubrange(head.count..., with: try messageKey.seal(fields.bytes, authenticating: head))
        return bytes
    }

    /// The state in an OPAQUEKEYBLOB.
    ///
    /// - Parameter provider: whose BLOBs are taken; nil for everyone's.
    /// - Throws: ``ProviderError/blob(_:)``, ``ProviderError/opaqueKeySource(_:)``, ``ProviderError/opaqueKeyProvider(_:)``,
    ///   ``ProviderError/opaqueKeyDamaged``.
    init(
        opening source: RawSpan, with key: borrowing SealingKey, for provider: Provider?
    ) throws(ProviderError) {
        let blob = try parsed(OpaqueSessionKeyBlob.self, source)
        let identifier = key.identifier.span
        guard blob.keySource == key.source.rawValue, unsafe blob.keyIdentifier.hasSameBytes(as: identifier.bytes)
        else { throw .opaqueKeySource(SealingKey.Source(rawValue: blob.keySource) ?? .user) }
        let messageKey = try key.messageKey(salt: blob.salt, label: Self.label)
        let head = source.extracting(first: OpaqueSessionKeyBlob.headByteCount)
        let fields: SecretBytes
        do throws(ProviderError) {
            fields = try messageKey.open(blob.sealed, authenticating: head)
        } catch {
            throw error == .unwrapFailed ? .opaqueKeyDamaged : error
        }
        // What the head says is known to be true from here on.
        guard let writer = Provider(opaqueNumber: blob.provider) else { throw .opaqueKeyDamaged }
        if let provider, provider != writer { throw .opaqueKeyProvider(writer) }
        self.init(blob.keyAlgorithm, writer, fields: fields)
    }

    /// Runs what makes a key of the fields: whoever sealed them wrote no others than these, so that whatever is wrong
    /// with them is damage.
    static func reading<Key: ~Copyable>(
        _ work: () throws(ProviderError) -> Key
    ) throws(ProviderError) -> Key {
        do throws(ProviderError) { return try work() } catch {
            switch error {
            case .cipher(.outOfMemory), .cipher(.libraryUnavailable): throw error
            default: throw .opaqueKeyDamaged
            }
        }
    }
}

extension RawSpan {
    /// Whether two spans of public bytes are equal.
    fileprivate func hasSameBytes(as other: RawSpan) -> Bool {
        unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in unsafe mine.elementsEqual(theirs) }
        }
    }
}

extension Provider {
    /// The numbers of providers in OPAQUEKEYBLOBs and in records: fixed for ever.
    private static let opaqueNumbers: [(provider: Provider, number: UInt32)] = [
        (.base, 1), (.strong, 2), (.enhanced, 3), (.aes, 4), (.rsaSchannel, 5), (.dss, 6), (.baseDSSDH, 7),
        (.enhancedDSSDH, 8), (.dhSchannel, 9),
    ]

    /// Its number.
    package var opaqueNumber: UInt32 { Self.opaqueNumbers.first { $0.provider == self }?.number ?? 0 }

    /// The provider of a number.
    package init?(opaqueNumber: UInt32) {
        guard let entry = Self.opaqueNumbers.first(where: { $0.number == opaqueNumber }) else { return nil }
        self = entry.provider
    }
}
