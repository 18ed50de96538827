internal import CipherCore

extension ContainerStore {
    /// The names of the containers that `provider` can open, in the order of their bytes. They are read from the files'
    /// headers: a store under a passphrase needs none for it. Files that are no containers are left out.
    public func names(for provider: Provider) throws(ProviderError) -> [String] {
        try containerNames(provider.family).map(\.text)
    }

    /// Whether there is a container of that name.
    ///
    /// - Parameter name: nil or empty for the user's default container.
    public func contains(_ name: String?, for provider: Provider) throws(ProviderError) -> Bool {
        let name = try containerName(name, provider)
        do throws(ProviderError) {
            return try exists(name, in: directory())
        } catch .store(.missing) {
            // Nor a store.
            return false
        }
    }

    /// Makes a container with empty slots (CRYPT_NEWKEYSET).
    ///
    /// - Parameter name: nil or empty for the user's default container.
    /// - Throws: ``StoreError/exists``.
    public func create(_ name: String?, for provider: Provider) throws(ProviderError) -> KeyContainer {
        let name = try containerName(name, provider)
        let contents = try updating(creating: true) { directory, lock throws(ProviderError) in
            guard try !exists(name, in: directory) else { throw .store(.exists) }
            return try write(
                ContainerContents(), as: name, under: storeKey(in: directory, creatingUnder: lock), directory, lock)
        }
        return KeyContainer(provider, contents, KeyContainer.Place(store: self, name: name))
    }

    /// Opens a container, by its name or its unique name.
    ///
    /// - Parameter name: nil or empty for the user's default container.
    /// - Throws: ``StoreError/missing``.
    public func open(_ name: String?, for provider: Provider) throws(ProviderError) -> KeyContainer {
        let (name, contents) = try resolving(name, provider) { name throws(ProviderError) in try read(name) }
        return KeyContainer(provider, contents, KeyContainer.Place(store: self, name: name))
    }

    /// Deletes a container (CRYPT_DELETEKEYSET). Who has it open keeps what he has seen of it.
    ///
    /// - Parameter name: nil or empty for the user's default container.
    /// - Throws: ``StoreError/missing``.
    public func delete(_ name: String?, for provider: Provider) throws(ProviderError) {
        try resolving(name, provider) { name throws(ProviderError) in
            try updating { directory, lock throws(ProviderError) in try directory.remove(name.fileName, lock) }
        }
    }

    private func exists(_ name: ContainerName, in directory: borrowing StoreDirectory) throws(ProviderError) -> Bool {
        do throws(ProviderError) {
            _ = try directory.open(name.fileName)
            return true
        } catch .store(.missing) {
            return false
        }
    }

    private func containerName(_ name: String?, _ provider: Provider) throws(ProviderError) -> ContainerName {
        let text = name.flatMap { $0.isEmpty ? nil : $0 } ?? ContainerName.standard
        return try ContainerName(text, provider.family)
    }

    /// Runs `work` with the name, or, where nothing has it, with the name of the container whose unique name it is.
    private func resolving<Result>(
        _ text: String?, _ provider: Provider, _ work: (ContainerName) throws(ProviderError) -> Result
    ) throws(ProviderError) -> Result {
        let name = try containerName(text, provider)
        do throws(ProviderError) {
            return try work(name)
        } catch .store(.missing) {
            guard name.looksUnique else { throw .store(.missing) }
            for other in try containerNames(name.family) where try other.unique == name.text { return try work(other) }
            throw .store(.missing)
        }
    }

    private func containerNames(_ family: ProviderFamily) throws(ProviderError) -> [ContainerName] {
        let directory: StoreDirectory
        do throws(ProviderError) { directory = try self.directory() } catch .store(.missing) { return [] }
        var names: [ContainerName] = []
        for fileName in try directory.names() where fileName.hasSuffix(ContainerName.fileNameSuffix) {
            guard let file = try? directory.read(fileName, limit: ContainerFile.longest),
                let header = try? ContainerFile.header(of: file.bytes), header.scope == scope,
                header.name.family == family, try header.name.fileName == fileName
            else { continue }
            names.append(header.name)
        }
        return names.sorted { $0.folded.lexicographicallyPrecedes($1.folded) }
    }

    /// A container's name as it was made, and what the container holds.
    func read(_ name: ContainerName) throws(ProviderError) -> (ContainerName, ContainerContents) {
        try read(name, in: directory())
    }

    private func read(
        _ name: ContainerName, in directory: borrowing StoreDirectory
    ) throws(ProviderError) -> (ContainerName, ContainerContents) {
        let file = try directory.read(name.fileName, limit: ContainerFile.longest)
        let key: StoreKey
        do throws(ProviderError) {
            key = try storeKey(in: directory)
        } catch .store(.missing) {
            throw .store(.damaged(.storeKey))
        }
        let (header, contents) = try ContainerFile.open(file.bytes, as: name, scope, under: key)
        return (header.name, contents)
    }

    /// Changes a container; what it holds now is on the disk on return.
    ///
    /// - Throws: ``StoreError/missing`` if it was deleted, even if there is another of its name.
    func update(
        _ name: ContainerName, identity: [UInt8],
        _ change: (inout ContainerContents) throws(ProviderError) -> Void
    ) throws(ProviderError) -> ContainerContents {
        try updating { directory, lock throws(ProviderError) in
            var (name, contents) = try read(name, in: directory)
            guard contents.identity == identity else { throw .store(.missing) }
            try change(&contents)
            return try write(contents, as: name, under: storeKey(in: directory), directory, lock)
        }
    }

    private func write(
        _ contents: ContainerContents, as name: ContainerName, under key: StoreKey,
        _ directory: borrowing StoreDirectory, _ lock: borrowing StoreLock
    ) throws(ProviderError) -> ContainerContents {
        var contents = contents
        contents.advance()
        let file = try ContainerFile.seal(contents, as: name, scope, under: key)
        try directory.replace(name.fileName, with: unsafe file.span.bytes, lock)
        return contents
    }
}
