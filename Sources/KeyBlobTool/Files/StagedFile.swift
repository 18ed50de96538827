internal import Glibc

/// A file that takes its name when it is complete, and leaves nothing behind if that does not come to pass.
struct StagedFile: ~Copyable, @unchecked Sendable {
    // SAFETY (Sendable): the two paths never change, and have one owner.

    let descriptor: Int32
    private let name: String
    private let target: [CChar]
    /// In the target's folder; where a signal handler can read it.
    private let temporary: UnsafeMutablePointer<CChar>

    /// - Parameters:
    ///   - target: the path that the file is to have.
    ///   - name: what messages call it.
    ///   - mode: its permissions, less the process's mask.
    init(target: [CChar], name: String, mode: mode_t) throws(Failure) {
        let temporary = Self.sibling(of: target)
        Signals.remember(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        if descriptor < 0 {
            let code = errno
            Signals.forget(temporary)
            temporary.deallocate()
            throw Failure(errno: code, name)
        }
        self.descriptor = descriptor
        self.name = name
        self.target = target
        self.temporary = temporary
    }

    deinit {
        // After a commit this name is gone, or a second one of the final file.
        unlink(temporary)
        Signals.forget(temporary)
        temporary.deallocate()
        close(descriptor)
    }

    /// Makes the contents safe on the disk.
    func synchronise() throws(Failure) {
        guard fsync(descriptor) == 0 else { throw Failure(errno: errno, name) }
    }

    /// Gives the file its name, which another file may have already only if `replacing`, and makes the name safe on the disk.
    /// Where that fails, the name is taken away again; of a file that took another's place it stays, as nothing else is there.
    func commit(replacing: Bool) throws(Failure) {
        try takeName(replacing: replacing)
        do throws(Failure) { try Self.synchroniseFolder(of: target, name) } catch {
            if !replacing { retract() }
            throw error
        }
    }

    private func takeName(replacing: Bool) throws(Failure) {
        if !replacing {
            if link(temporary, target) == 0 { return }
            try claimTarget(linkError: errno)
        }
        guard rename(temporary, target) == 0 else {
            let code = errno
            if !replacing { retract() }
            throw Failure(errno: code, name)
        }
    }

    /// Takes a committed file away again.
    func retract() { unlink(target) }

    /// For file systems without hard links (FAT, some on networks): whoever creates the name owns it.
    private func claimTarget(linkError: Int32) throws(Failure) {
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(linkError) else { throw Self.refusal(linkError, name) }
        let claim = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard claim >= 0 else { throw Self.refusal(errno, name) }
        close(claim)
    }

    /// The system's word, but for the one error that the user can answer.
    static func refusal(_ code: Int32, _ name: String) -> Failure {
        code == EEXIST ? Failure(.exists, "\(name): exists already; --force replaces it") : Failure(errno: code, name)
    }

    /// Makes it safe on the disk that a name has come into its folder, or gone: without it a power failure could take that
    /// back. Folders that cannot be read, and file systems that have no such call for folders, are no reason to fail.
    static func synchroniseFolder(of path: [CChar], _ name: String) throws(Failure) {
        let folder = folder(of: path)
        let descriptor = open(folder.isEmpty ? [CChar(UInt8(ascii: ".")), 0] : folder + [0], O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno != EIO else { throw Failure(errno: EIO, name) }
    }

    /// With the last slash; empty for a name alone. Slashes behind the name are none between names.
    private static func folder(of path: [CChar]) -> [CChar] {
        let slash = CChar(UInt8(ascii: "/"))
        let end = path.lastIndex { $0 != slash && $0 != 0 } ?? path.startIndex
        return Array(path[..<((path[..<end].lastIndex(of: slash) ?? -1) + 1)])
    }

    private static func sibling(of path: [CChar]) -> UnsafeMutablePointer<CChar> {
        let folder = folder(of: path)
        let name = ".keyblob-" + String(UInt64.random(in: 0...UInt64.max), radix: 16)
        let whole = Array(folder + name.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: whole.count)
        copy.initialize(from: whole, count: whole.count)
        return copy
    }
}
