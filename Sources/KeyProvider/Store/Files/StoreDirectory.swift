internal import CLinux
internal import CipherCore
internal import Glibc

/// The directory of a store, open: every component of its path was looked at on the way, and none is a symbolic link.
struct StoreDirectory: ~Copyable {
    let path: String
    let access: StoreAccess
    let descriptor: Descriptor

    /// - Parameters:
    ///   - path: absolute.
    ///   - creating: make what is missing of the path. Otherwise a missing component is ``StoreError/missing``.
    /// - Throws: ``StoreError/untrusted(_:path:)`` and what the system answers.
    init(_ path: String, _ access: StoreAccess, creating: Bool) throws(ProviderError) {
        let components = path.split(separator: "/").filter { $0 != "." }
        var current = try Descriptor("/", kb_open_path | O_DIRECTORY)
        var walked = ""
        for (index, component) in components.enumerated() {
            try access.checkAncestor(current.status, walked.isEmpty ? "/" : walked)
            walked += "/" + component
            let isLast = index == components.count - 1
            if creating { try Self.make(String(component), in: current, isLast ? access : nil) }
            current = try Self.enter(String(component), in: current, walked, isLast ? O_RDONLY : kb_open_path)
        }
        try access.check(current.status, is: S_IFDIR, within: access.directoryMode, walked)
        self.path = walked
        self.access = access
        descriptor = current
    }

    /// Makes a directory unless there is one, for the owner alone or as `access` says, and makes that durable.
    private static func make(
        _ name: String, in parent: borrowing Descriptor, _ access: StoreAccess?
    ) throws(ProviderError) {
        let number = parent.number
        do throws(ProviderError) {
            try system { unsafe mkdirat(number, name, 0o700) }
        } catch .store(.io(EEXIST)) {
            return
        }
        let made = try Descriptor(name, in: number, O_RDONLY | O_DIRECTORY)
        try access?.apply(access?.directoryMode ?? 0o700, to: made)
        try Descriptor(".", in: number, O_RDONLY | O_DIRECTORY).synchronise()
    }

    private static func enter(
        _ name: String, in parent: borrowing Descriptor, _ path: String, _ flags: CInt
    ) throws(ProviderError) -> Descriptor {
        do throws(ProviderError) {
            return try Descriptor(name, in: parent.number, flags | O_DIRECTORY)
        } catch {
            switch error {
            case .store(.io(ENOENT)): throw .store(.missing)
            case .store(.io(ENOTDIR)), .store(.io(ELOOP)):
                let isLink = isSymbolicLink(name, in: parent.number)
                throw .store(.untrusted(isLink ? .symbolicLink : .wrongKind, path: path))
            default: throw error
            }
        }
    }

    static func isSymbolicLink(_ name: String, in directory: CInt) -> Bool {
        var status = stat()
        return unsafe fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Opens one of the store's files.
    ///
    /// - Throws: ``StoreError/missing``, ``StoreError/untrusted(_:path:)``.
    borrowing func open(
        _ name: String, _ flags: CInt = O_RDONLY, mode: mode_t = 0
    ) throws(ProviderError) -> Descriptor {
        let path = path + "/" + name
        let file: Descriptor
        do throws(ProviderError) {
            // Without waiting for a writer, should it be a pipe.
            file = try Descriptor(name, in: descriptor.number, flags | O_NONBLOCK, mode: mode)
        } catch .store(.io(ENOENT)) {
            throw .store(.missing)
        } catch .store(.io(ELOOP)) {
            throw .store(.untrusted(.symbolicLink, path: path))
        }
        try access.check(file.status, is: S_IFREG, within: access.fileMode, path)
        return file
    }

    /// All of one of the store's files.
    ///
    /// - Throws: as ``open(_:_:mode:)``; ``StoreError/damaged(_:)`` for one longer than `limit`.
    borrowing func read(_ name: String, limit: Int) throws(ProviderError) -> SecretBytes {
        let file = try open(name)
        // Files are replaced and never changed, so that they do not grow while they are read.
        let size = try file.status.st_size
        guard size <= limit else { throw .store(.damaged(.contents)) }
        var bytes = try providing { () throws(CipherError) in try SecretBytes(count: size) }
        let count = try unsafe bytes.withUnsafeMutableBytes { buffer throws(ProviderError) in
            try unsafe file.read(into: buffer)
        }
        guard count == size else { throw .store(.damaged(.contents)) }
        return bytes
    }

    /// The names of all that is in the directory, in no order.
    borrowing func names() throws(ProviderError) -> [String] {
        let number = try system { unsafe openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard let stream = unsafe fdopendir(number) else {
            let code = errno
            close(number)
            throw .store(.io(code: code))
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
                unsafe names.append(String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))
            }
        }
        guard errno == 0 else { throw .store(.io(code: errno)) }
        return names
    }
}
