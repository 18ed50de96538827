internal import CipherCore
public import KeyBlob
public import KeyProvider

/// A session key that was stored: Microsoft's "Procedure for Storing a Session Key". It is wrapped for its owner's exchange key,
/// and he signs: the page warns that whoever can write to the disk can otherwise put a key of his own in its place.
public struct StoredKey: Sendable {
    /// The longest name, in bytes of UTF-8.
    public static let longestName = StoredKeyRecord.longestName

    private let signed: Signed<StoredKeyRecord>

    /// Its name. Not verified before ``load(_:with:signedBy:)``, as the rest of these.
    public var name: String { signed.body.name }
    /// When it was stored, in milliseconds since 1970, UTC.
    public var saved: UInt64 { signed.body.saved }
    /// The key's algorithm.
    public var algorithm: AlgorithmIdentifier { AlgorithmIdentifier(rawValue: signed.body.algorithm) }
    /// The identity of the exchange key that it is wrapped for.
    public var exchange: KeyIdentity { signed.body.exchange }
    /// The identity of the key that signed.
    public var signer: KeyIdentity { signed.body.signer }

    /// Reads a stored key, of which nothing is verified yet.
    ///
    /// - Throws: ``TransferError/malformed(_:)``.
    public init(reading bytes: RawSpan) throws(TransferError) { signed = try Signed(reading: bytes) }

    /// Stores a key, as it stands before the first byte of a stream.
    ///
    /// - Parameters:
    ///   - name: 128 bytes at most.
    ///   - owner: his RSA exchange key.
    ///   - signer: the owner's RSA pair, for either use.
    ///   - now: in milliseconds since 1970.
    /// - Returns: the stored key in bytes.
    /// - Throws: ``StoredKeyError/unsuitableKey``; ``TransferError/provider(_:)`` with `notExportable` and others;
    ///   ``TransferError/malformed(_:)`` for a name that is too long.
    public static func save(
        _ key: borrowing SessionKey, as name: String, for owner: PublicKey, signedBy signer: borrowing KeyPair,
        at now: UInt64 = MessageClock.now()
    ) throws(TransferError) -> [UInt8] {
        var record = StoredKeyRecord()
        try record.describe(key)
        record.name = name
        record.saved = now
        record.exchange = try KeyIdentity(of: owner)
        record.signer = try KeyIdentity(of: signer.publicKey)
        do throws(ProviderError) { record.keyBlob = try key.exportWrapped(for: owner, padding: .oaep) } catch {
            throw .provider(error)
        }
        return try Signed(record, by: signer).written()
    }

    /// The key. The signature is verified before the SIMPLEBLOB is looked at.
    ///
    /// - Parameters:
    ///   - name: the name that it must have.
    ///   - pair: the owner's exchange pair.
    ///   - signer: the key that must have signed.
    /// - Throws: in this order ``StoredKeyError/badSignature``, ``StoredKeyError/otherName``, ``StoredKeyError/foreignKey``,
    ///   ``StoredKeyError/doesNotOpen``; ``TransferError/provider(_:)``.
    public func load(
        _ name: String, with pair: borrowing KeyPair, signedBy signer: PublicKey
    ) throws(TransferError) -> SessionKey {
        try verify(name, pair, signedBy: signer)
        do throws(ProviderError) { return try signed.body.key(unwrappingWith: pair) } catch {
            throw Self.refusal(error, pair)
        }
    }

    /// The same key for another owner, or for the owner's next pair, whatever its permissions say of its export: rotation.
    /// The old pair opens it no more; it does open what somebody has kept a copy of.
    ///
    /// - Parameters:
    ///   - owner: the next owner's RSA exchange key.
    ///   - next: his RSA pair, for either use.
    /// - Returns: the stored key in bytes.
    /// - Throws: as ``load(_:with:signedBy:)``.
    public func rewrapped(
        _ name: String, with pair: borrowing KeyPair, signedBy signer: PublicKey, for owner: PublicKey,
        signedBy next: borrowing KeyPair
    ) throws(TransferError) -> [UInt8] {
        try verify(name, pair, signedBy: signer)
        var record = signed.body
        record.exchange = try KeyIdentity(of: owner)
        record.signer = try KeyIdentity(of: next.publicKey)
        let key: SessionKey
        do throws(ProviderError) { key = try signed.body.exportableKey(unwrappingWith: pair) } catch {
            throw Self.refusal(error, pair)
        }
        do throws(ProviderError) { record.keyBlob = try key.exportWrapped(for: owner, padding: .oaep) } catch {
            throw .provider(error)
        }
        return try Signed(record, by: next).written()
    }

    private func verify(
        _ name: String, _ pair: borrowing KeyPair, signedBy signer: PublicKey
    ) throws(TransferError) {
        guard try self.signer == KeyIdentity(of: signer) else { throw StoredKeyRecord.forgery }
        try signed.verify(by: signer)
        guard self.name == name else { throw .storedKey(.otherName) }
        guard try exchange == KeyIdentity(of: pair.publicKey) else { throw .storedKey(.foreignKey) }
    }

    private static func refusal(_ error: ProviderError, _ pair: borrowing KeyPair) -> TransferError {
        switch error {
        case .unsuitableKey where pair.purpose != .exchange: .provider(error)
        case .cipher(.outOfMemory), .cipher(.libraryUnavailable): .provider(error)
        default: .storedKey(.doesNotOpen)
        }
    }
}
