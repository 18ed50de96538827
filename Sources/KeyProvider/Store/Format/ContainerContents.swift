internal import CipherCore

/// What a container holds, at one moment.
struct ContainerContents: Sendable {
    static let identityByteCount = 16

    /// Random, and the same as long as the container exists: another of the same name, made later, has another.
    let identity: [UInt8]
    /// How often the container has been written.
    private(set) var revision: UInt64
    private var exchange: StoredPair?
    private var signature: StoredPair?

    /// A new container, with empty slots.
    init() throws(ProviderError) {
        identity = try .random(count: Self.identityByteCount)
        revision = 0
    }

    init(identity: [UInt8], revision: UInt64) {
        self.identity = identity
        self.revision = revision
    }

    subscript(slot: KeyPurpose) -> StoredPair? {
        get { slot == .exchange ? exchange : signature }
        set { if slot == .exchange { exchange = newValue } else { signature = newValue } }
    }

    /// Counts one more writing.
    mutating func advance() { revision &+= 1 }
}

/// A key pair as a container keeps it. It never changes, so that states of a container can share it.
final class StoredPair: Sendable {
    /// The pair's PRIVATEKEYBLOB.
    let blob: SecretBytes
    /// Who installs a pair ends its time of being archived.
    let permissions: KeyPermissions

    init(blob: consuming SecretBytes, permissions: KeyPermissions) {
        self.blob = blob
        self.permissions = permissions.subtracting(.archive)
    }

    convenience init(_ pair: borrowing KeyPair) throws(ProviderError) {
        try self.init(blob: pair.storedBlob(), permissions: pair.permissions)
    }

    /// The pair, ready for use. It was taken when it was installed, weak or not.
    func keyPair() throws(ProviderError) -> KeyPair {
        let pair = try blob.withSpan { blob throws(ProviderError) in
            try KeyPair(importing: blob, allowing: .weakKeys)
        }
        return KeyPair(pair.algorithm, pair.numbers, permissions: permissions)
    }
}
