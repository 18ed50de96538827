/// A key container: a place for one exchange pair and one signature pair, under a name in a store or in memory alone.
///
/// It may be used from many threads, and be open many times, here and in other processes: a pair that is installed is
/// there for all of them when the call returns.
public final class KeyContainer: Sendable {
    /// Where a container is kept.
    struct Place: Sendable {
        let store: ContainerStore
        let name: ContainerName
    }

    /// The provider whose rules the container's user follows. Others of its family open the same container.
    public let provider: Provider
    private let place: Place?
    /// What was seen of the container last. Held only for moments, so that a fork hardly ever meets it taken.
    private let contents: Guarded<ContainerContents>

    init(_ provider: Provider, _ contents: ContainerContents, _ place: Place?) {
        self.provider = provider
        self.place = place
        self.contents = Guarded(contents)
    }

    /// A container that no disk ever sees, and that is gone when nobody has it any more (CRYPT_VERIFYCONTEXT).
    public convenience init(inMemoryFor provider: Provider) throws(ProviderError) {
        self.init(provider, try ContainerContents(), nil)
    }

    /// The name, as it was given when the container was made; empty for one in memory.
    public var name: String { place?.name.text ?? "" }

    /// Whose the container is; nil for one in memory.
    public var scope: ContainerScope? { place?.store.scope }

    /// The name that no other container on this machine has (PP_UNIQUE_CONTAINER), by which it can be opened too; empty
    /// for one in memory.
    public var uniqueName: String {
        get throws(ProviderError) { try place?.name.unique ?? "" }
    }

    /// How often the container has been written: 1 when it is made, one more with each change.
    public var revision: UInt64 {
        get throws(ProviderError) { try current().revision }
    }

    /// Whether there is a pair in a slot.
    public func hasKeyPair(_ slot: KeyPurpose) throws(ProviderError) -> Bool { try current()[slot] != nil }

    /// The pair in a slot (`CryptGetUserKey`).
    ///
    /// - Throws: ``StoreError/noKey``; ``StoreError/damaged(_:)`` for a slot that holds a pair of the other kind.
    public func keyPair(_ slot: KeyPurpose) throws(ProviderError) -> KeyPair {
        guard let stored = try current()[slot] else { throw .store(.noKey) }
        let pair = try stored.keyPair()
        guard pair.purpose == slot else { throw .store(.damaged(.contents)) }
        return pair
    }

    /// Puts a pair into the slot that its purpose names, in place of the one there. On return it is on the disk.
    ///
    /// - Parameter replacing: whether the slot may be filled; ``StoreError/exists`` otherwise.
    /// - Throws: ``ProviderError/unsupportedAlgorithm(_:)`` for a pair that the provider's containers do not keep;
    ///   ``StoreError/missing`` if the container was deleted.
    public func install(_ pair: borrowing KeyPair, replacing: Bool = true) throws(ProviderError) {
        let (slot, stored) = (pair.purpose, try StoredPair(pair))
        guard pair.algorithm == provider.pairAlgorithm(slot) else { throw .unsupportedAlgorithm(pair.algorithm) }
        try change { contents throws(ProviderError) in
            guard replacing || contents[slot] == nil else { throw .store(.exists) }
            contents[slot] = stored
        }
    }

    /// Empties a slot. On return the pair is gone from the disk, as far as that forgets what was written over.
    ///
    /// - Throws: ``StoreError/noKey``; ``StoreError/missing`` if the container was deleted.
    public func remove(_ slot: KeyPurpose) throws(ProviderError) {
        try change { contents throws(ProviderError) in
            guard contents[slot] != nil else { throw .store(.noKey) }
            contents[slot] = nil
        }
    }

    /// What the container holds now; what was seen last if it was deleted, even if another has taken its name.
    private func current() throws(ProviderError) -> ContainerContents {
        let known = contents.withLock { $0 }
        guard let place else { return known }
        let found: ContainerContents
        do throws(ProviderError) { (_, found) = try place.store.read(place.name) } catch .store(.missing) {
            return known
        }
        guard found.identity == known.identity else { return known }
        return remember(found)
    }

    private func change(_ work: (inout ContainerContents) throws(ProviderError) -> Void) throws(ProviderError) {
        guard let place else { return try changeInMemory(work) }
        let identity = contents.withLock { $0.identity }
        _ = remember(try place.store.update(place.name, identity: identity, work))
    }

    private func changeInMemory(_ work: (inout ContainerContents) throws(ProviderError) -> Void) throws(ProviderError) {
        try contents.withLock { contents throws(ProviderError) in
            try work(&contents)
            contents.advance()
        }
    }

    /// Keeps the newer of what is known and what was found: another thread may have seen more.
    private func remember(_ found: ContainerContents) -> ContainerContents {
        contents.withLock { contents in
            if found.revision >= contents.revision { contents = found }
            return contents
        }
    }
}
