internal import KeyBlob
public import KeyProvider

/// Somebody who has to do with a deposit: a name for people, and the key that it is about.
public struct Party: Record, Sendable, Equatable {
    /// At most 256 bytes of UTF-8.
    public var name = ""
    /// The identity of the key.
    public var key = KeyIdentity(bytes: [])

    init() {}

    /// - Throws: ``TransferError/provider(_:)``.
    public init(_ name: String, _ key: PublicKey) throws(TransferError) {
        self.name = name
        self.key = try KeyIdentity(of: key)
    }

    /// Nobody that is known: who made an attempt that cannot even be read.
    static let unknown: Party = {
        var party = Party()
        party.key.bytes = [UInt8](repeating: 0, count: KeyIdentity.byteCount)
        return party
    }()

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.text("name", &name, upTo: 256)
        try pass.bytes("key identity", &key.bytes, count: KeyIdentity.byteCount)
    }
}

extension PublicKey {
    /// Refuses a key that is easier to break than what it has to keep: an approver's, an authority's, a recovering owner's.
    ///
    /// - Throws: ``AuthorityError/unsuitableKey``; ``TransferError/provider(_:)``.
    func requireStrength() throws(TransferError) {
        if try SealedFileRecipient(self).isWeak() { throw .authority(.unsuitableKey) }
    }
}

/// A public key within a record: a PUBLICKEYBLOB.
struct RecordKey: Record, Sendable, Equatable {
    /// 20 bytes and a modulus of 16384 bits.
    private static let longest = 20 + 2048

    private var blob: [UInt8] = []

    init() {}

    init(_ key: PublicKey) throws(TransferError) {
        blob = try providing { () throws(ProviderError) in try key.exportBlob() }
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.bytes("PUBLICKEYBLOB", &blob, in: 1...Self.longest)
    }

    /// - Throws: ``TransferError/provider(_:)``.
    func key() throws(TransferError) -> PublicKey {
        try providing { () throws(ProviderError) in try PublicKey(importing: unsafe blob.span.bytes) }
    }

    /// The key, if it is the one that `party` stands for.
    ///
    /// - Throws: ``AuthorityError/badSignature`` for another: whoever signs does it with the key that the record names.
    func key(of party: Party) throws(TransferError) -> PublicKey {
        let key = try key()
        guard try KeyIdentity(of: key) == party.key else { throw .authority(.badSignature) }
        return key
    }
}
