internal import Glibc

/// Who may do what with the files of a store, as numbers that the system keeps with each of them.
struct StoreAccess {
    /// Who must own every file and directory of the store.
    let owner: UInt32
    /// Whose members may read it; nil where nobody but the owner may.
    let group: UInt32?

    /// A store of the user that this process acts as.
    static var user: StoreAccess { StoreAccess(owner: geteuid(), group: nil) }

    var directoryMode: mode_t { group == nil ? 0o700 : 0o750 }
    var fileMode: mode_t { group == nil ? 0o600 : 0o640 }

    /// Refuses what is not of that kind, not the owner's and the group's, or open to more people than `mode`.
    func check(_ status: stat, is kind: mode_t, within mode: mode_t, _ path: String) throws(ProviderError) {
        guard status.st_mode & S_IFMT == kind else { throw .store(.untrusted(.wrongKind, path: path)) }
        guard status.st_uid == owner else { throw .store(.untrusted(.foreignOwner, path: path)) }
        // A group without rights, as the lock's, may be any.
        if let group, status.st_gid != group, status.st_mode & 0o070 != 0 {
            throw .store(.untrusted(.foreignGroup, path: path))
        }
        guard status.st_mode & 0o777 & ~mode == 0 else { throw .store(.untrusted(.accessibleToOthers, path: path)) }
    }

    /// Refuses a directory on the way to the store if anybody but the owner and root could put another in its place.
    func checkAncestor(_ status: stat, _ path: String) throws(ProviderError) {
        guard status.st_uid == 0 || status.st_uid == owner else {
            throw .store(.untrusted(.foreignOwner, path: path))
        }
        // Where the sticky bit is set, as in /tmp, only the owner of an entry renames it.
        guard status.st_mode & 0o022 == 0 || status.st_mode & S_ISVTX != 0 else {
            throw .store(.untrusted(.accessibleToOthers, path: path))
        }
    }

    /// Gives a file that this process made its mode, whatever the process's mask, and its group.
    func apply(_ mode: mode_t, to file: borrowing Descriptor) throws(ProviderError) {
        let descriptor = file.number
        if let group, try file.status.st_gid != group {
            try system { fchown(descriptor, owner, group) }
        }
        try system { fchmod(descriptor, mode) }
    }
}
