internal import Glibc

extension StoreDirectory {
    /// What a file is called before it takes its name. Only who holds the lock makes one, so that one left by a process
    /// that died is in nobody's use.
    static let pendingName = "pending"

    /// Puts a file in place of another of that name, or of none: whoever looks sees the old one or the new one, whole.
    /// On return the new one is safe on the disk.
    borrowing func replace(
        _ name: String, with contents: RawSpan, _ lock: borrowing StoreLock
    ) throws(ProviderError) {
        let directory = descriptor.number
        try removePending()
        do throws(ProviderError) {
            let file = try Descriptor(
                Self.pendingName, in: directory, O_WRONLY | O_CREAT | O_EXCL, mode: access.fileMode)
            try access.apply(access.fileMode, to: file)
            try file.write(contents)
            try file.synchronise()
            try system { unsafe renameat(directory, Self.pendingName, directory, name) }
        } catch {
            try? removePending()
            throw error
        }
        try descriptor.synchronise()
    }

    /// Removes a file. On return that is safe on the disk.
    ///
    /// - Throws: ``StoreError/missing``.
    borrowing func remove(_ name: String, _ lock: borrowing StoreLock) throws(ProviderError) {
        let directory = descriptor.number
        do throws(ProviderError) {
            try system { unsafe unlinkat(directory, name, 0) }
        } catch .store(.io(ENOENT)) {
            throw .store(.missing)
        }
        try descriptor.synchronise()
    }

    private borrowing func removePending() throws(ProviderError) {
        let directory = descriptor.number
        do throws(ProviderError) {
            try system { unsafe unlinkat(directory, Self.pendingName, 0) }
        } catch .store(.io(ENOENT)) {}
    }
}
