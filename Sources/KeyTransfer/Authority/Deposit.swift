internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// A session key on its way to a backup authority, and in its keeping: what it is about, the key in an envelope for the
/// authority, the depositor's key and his signature over all.
///
/// Session keys alone are deposited. A signature key in a second hand signs for its owner without him.
public struct Deposit: Sendable {
    struct Body: AuthorityBody {
        static let label: StaticString = "keyblob authority deposit"

        var details = DepositDetails()
        var envelope = Envelope()
        var depositorKey = RecordKey()

        mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
            try details.layout(&pass)
            try pass.record("envelope", &envelope)
            try pass.record("depositor key", &depositorKey)
        }
    }

    let signed: Signed<Body>
    /// The record as bytes, little-endian throughout; docs/authority.md has the table.
    public let bytes: [UInt8]

    /// What it says of its key.
    public var details: DepositDetails { signed.body.details }

    /// Makes a deposit of `key` for an authority.
    ///
    /// - Parameters:
    ///   - authority: its exchange key, RSA, of 2048 bits at least.
    ///   - depositor: an RSA pair, of either use.
    ///   - now: in seconds since 1970.
    /// - Throws: ``AuthorityError/unsuitableKey`` for a weak key of the authority; ``TransferError``.
    public init(
        of key: borrowing SessionKey, _ details: DepositDetails, for authority: PublicKey, by name: String,
        _ depositor: borrowing KeyPair, at now: UInt64
    ) throws(TransferError) {
        try authority.requireStrength()
        var body = Body()
        body.depositorKey = try RecordKey(depositor.publicKey)
        body.details = details
        body.details.recordID = try .random(count: DepositDetails.recordIDByteCount)
        body.details.depositor = try Party(name, depositor.publicKey)
        body.details.algorithm = key.algorithm.rawValue
        body.details.authority = try KeyIdentity(of: authority)
        body.details.created = now
        let blob: [UInt8]
        do throws(ProviderError) {
            blob = try key.exportWrapped(for: authority, padding: .oaep)
        } catch {
            throw .provider(error)
        }
        body.envelope = try Envelope(sealing: blob, with: body.details.written(), for: authority)
        signed = try Signed(body, by: depositor)
        bytes = try signed.written()
    }

    /// A deposit out of its bytes, once its signature has been verified.
    ///
    /// - Throws: ``TransferError/malformed(_:)``, ``AuthorityError/badSignature``.
    public init(reading bytes: [UInt8]) throws(TransferError) {
        signed = try Signed<Body>(reading: bytes)
        self.bytes = bytes
        let key = try signed.body.depositorKey.key(of: details.depositor)
        try signed.verify(by: key)
    }

    /// The session key.
    ///
    /// - Parameter pair: the authority's pair that the deposit was made for.
    /// - Throws: ``AuthorityError/foreignKey``, ``AuthorityError/doesNotOpen``.
    public func open(with pair: borrowing KeyPair) throws(TransferError) -> SessionKey {
        guard try KeyIdentity(of: pair.publicKey) == details.authority else { throw .authority(.foreignKey) }
        let key: SessionKey
        do throws(TransferError) {
            let blob = try signed.body.envelope.open(with: details.written(), pair)
            key = try Self.unwrap(blob, pair)
        } catch {
            throw .authority(.doesNotOpen)
        }
        guard key.algorithm.rawValue == details.algorithm else { throw .authority(.doesNotOpen) }
        return key
    }

    /// Recovery away from any store: the session key, wrapped for its owner's new key with OAEP.
    ///
    /// - Throws: ``AuthorityError/expired``, ``AuthorityError/unsuitableKey``, and as ``open(with:)``.
    public func recover(
        with pair: borrowing KeyPair, for newKey: PublicKey, at now: UInt64
    ) throws(TransferError) -> [UInt8] {
        if let expiry = details.expiry, now >= expiry { throw .authority(.expired) }
        let key = try open(with: pair)
        do throws(ProviderError) {
            return try key.exportWrapped(for: newKey, padding: .oaep)
        } catch .unsuitableKey {
            throw .authority(.unsuitableKey)
        } catch {
            throw .provider(error)
        }
    }

    private static func unwrap(
        _ blob: borrowing SecretBytes, _ pair: borrowing KeyPair
    ) throws(TransferError) -> SessionKey {
        do throws(ProviderError) {
            return try SessionKey(importing: blob.bytes, unwrappingWith: pair, padding: .oaep)
        } catch {
            throw .provider(error)
        }
    }
}
