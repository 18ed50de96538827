internal import CipherCore

/// A directory of key containers, each in one sealed file.
///
/// Readers take no lock and see each container as it was before or after an update. Updates exclude each other, between
/// processes and threads, and are on the disk when they return. docs/containers.md has files, formats and promises.
public final class ContainerStore: Sendable {
    /// Whose the containers are.
    public let scope: ContainerScope
    /// The directory. It is made when the first container is.
    public let path: String
    private let access: StoreAccess
    /// The store key, once a passphrase has opened it.
    private let unlocked = Guarded<StoreKey?>(nil)

    /// A user's store in a directory that nobody else may look into.
    ///
    /// - Parameter path: absolute; none of its components may be a symbolic link.
    public init(path: String) {
        scope = .user
        self.path = path
        access = .user
    }

    /// A machine's store.
    ///
    /// - Parameters:
    ///   - path: as for a user's.
    ///   - owner: the user whose it must be, and who alone may change it.
    ///   - group: the group that it must have, and whose members may use its keys.
    public init(machinePath path: String, owner: UInt32, group: UInt32) {
        scope = .machine
        self.path = path
        access = StoreAccess(owner: owner, group: group)
    }

    /// The store of the user: `$KEYBLOB_HOME`, else `$XDG_DATA_HOME/keyblob`, else `~/.local/share/keyblob`.
    ///
    /// - Throws: ``StoreError/missing`` for a user without a home.
    public static var user: ContainerStore {
        get throws(ProviderError) { ContainerStore(path: try StoreLocation.user()) }
    }

    /// The store of the machine: `/var/lib/keyblob`, owned by root, of the group `keyblob` (or root's, if there is none).
    /// Under `$KEYBLOB_MACHINE_HOME`, for tests, it is owned by whoever runs this.
    public static var machine: ContainerStore {
        let (path, access) = StoreLocation.machine()
        return ContainerStore(machinePath: path, owner: access.owner, group: access.group ?? 0)
    }

    /// Opens the directory to read.
    func directory() throws(ProviderError) -> StoreDirectory {
        try StoreDirectory(path, access, creating: false)
    }

    /// Runs `work` while nobody else may change the store.
    func updating<Result: ~Copyable>(
        creating: Bool = false,
        _ work: (borrowing StoreDirectory, borrowing StoreLock) throws(ProviderError) -> Result
    ) throws(ProviderError) -> Result {
        let directory = try StoreDirectory(path, access, creating: creating)
        let lock = try StoreLock(directory)
        return try work(directory, lock)
    }
}

// The store key.
extension ContainerStore {
    /// Whether the store key is under a passphrase.
    ///
    /// - Throws: ``StoreError/missing`` where there is no store yet.
    public var hasPassphrase: Bool {
        get throws(ProviderError) { try keyFile(in: directory()).hasPassphrase }
    }

    /// Opens the store key with a passphrase, and keeps it as long as this store lives. Does nothing for a store without.
    ///
    /// - Throws: ``StoreError/wrongPassphrase``, ``StoreError/missing``.
    public func unlock(passphrase: RawSpan) throws(ProviderError) {
        let file = try keyFile(in: directory())
        guard file.hasPassphrase else { return }
        let key = try file.open(passphrase: passphrase)
        unlocked.withLock { $0 = key }
    }

    /// Puts the store key under another passphrase. Containers stay as they are; so does the old `store.key` in backups,
    /// and on the disk as far as that keeps what was written over.
    ///
    /// - Throws: ``StoreError/locked`` unless the old passphrase was given to ``unlock(passphrase:)``;
    ///   ``StoreError/wrongPassphrase`` for an empty one.
    public func setPassphrase(_ passphrase: RawSpan) throws(ProviderError) {
        try replaceKeyFile { key throws(ProviderError) in try StoreKeyFile(key, passphrase: passphrase) }
    }

    /// Puts the store key into its file in the clear, for who may read that.
    ///
    /// - Throws: ``StoreError/locked`` unless the passphrase was given to ``unlock(passphrase:)``.
    public func removePassphrase() throws(ProviderError) {
        try replaceKeyFile { key throws(ProviderError) in try StoreKeyFile(key) }
    }

    private func replaceKeyFile(
        _ make: (StoreKey) throws(ProviderError) -> StoreKeyFile
    ) throws(ProviderError) {
        let key = try updating(creating: true) { directory, lock throws(ProviderError) in
            // A new store's key is in the clear on no disk.
            let key: StoreKey
            do throws(ProviderError) { key = try storeKey(in: directory) } catch .store(.missing) {
                key = try .random()
            }
            let file = try make(key).serialized()
            try directory.replace(StoreKeyFile.name, with: file.bytes, lock)
            return key
        }
        unlocked.withLock { $0 = key }
    }

    /// A key for what is sealed elsewhere; the same for the same label, as long as the store lives.
    ///
    /// - Parameter creating: make the store if there is none; ``StoreError/missing`` otherwise.
    public func sealingKey(_ label: String, creating: Bool = true) throws(ProviderError) -> SealingKey {
        do throws(ProviderError) {
            return try storeKey(in: directory()).sealingKey(label, source)
        } catch .store(.missing) where creating {
            return try updating(creating: true) { directory, lock throws(ProviderError) in
                try storeKey(in: directory, creatingUnder: lock).sealingKey(label, source)
            }
        }
    }

    /// The sealing key of the store's opaque key BLOBs.
    ///
    /// - Parameter creating: as for ``sealingKey(_:creating:)``; who only opens BLOBs makes no store.
    public func opaqueSealingKey(creating: Bool = true) throws(ProviderError) -> SealingKey {
        try sealingKey("opaque key BLOB", creating: creating)
    }

    private var source: SealingKey.Source { scope == .user ? .user : .machine }

    private func keyFile(in directory: borrowing StoreDirectory) throws(ProviderError) -> StoreKeyFile {
        let file = try directory.read(StoreKeyFile.name, limit: StoreKeyFile.longest)
        return try StoreKeyFile(parsing: file.bytes)
    }

    /// The store key.
    ///
    /// - Throws: ``StoreError/missing``, ``StoreError/locked``.
    func storeKey(in directory: borrowing StoreDirectory) throws(ProviderError) -> StoreKey {
        let file = try keyFile(in: directory)
        if let known = unlocked.withLock({ $0 }), known.identifier == file.identifier { return known }
        return try file.openWithoutPassphrase()
    }

    /// The store key, made if there is none yet.
    func storeKey(
        in directory: borrowing StoreDirectory, creatingUnder lock: borrowing StoreLock
    ) throws(ProviderError) -> StoreKey {
        do throws(ProviderError) {
            return try storeKey(in: directory)
        } catch .store(.missing) {
            let key = try StoreKey.random()
            let file = try StoreKeyFile(key).serialized()
            try directory.replace(StoreKeyFile.name, with: file.bytes, lock)
            return key
        }
    }
}
