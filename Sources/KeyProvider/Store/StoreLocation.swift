internal import CLinux
internal import Glibc

/// Where the stores are, by the environment and the system's records.
enum StoreLocation {
    /// Root's, for the members of this group to read.
    static let machinePath = "/var/lib/keyblob"
    static let machineGroup = "keyblob"

    /// `$KEYBLOB_HOME`, else `$XDG_DATA_HOME/keyblob`, else `~/.local/share/keyblob`.
    ///
    /// - Throws: ``StoreError/missing`` for a user without a home.
    static func user() throws(ProviderError) -> String {
        if let home = variable("KEYBLOB_HOME") { return absolute(home) }
        // As the XDG specification has it, a relative path counts as none.
        if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/keyblob" }
        guard let home = variable("HOME") ?? recordedHome, home.hasPrefix("/") else { throw .store(.missing) }
        return home + "/.local/share/keyblob"
    }

    /// `$KEYBLOB_MACHINE_HOME`, which then belongs to whoever runs this, or else ``machinePath``.
    ///
    /// The variable gives nobody anything: it makes a process look in a directory of its own user, as `KEYBLOB_HOME`
    /// does, and programs with more rights than their caller do not heed it.
    static func machine() -> (path: String, access: StoreAccess) {
        if let home = variable("KEYBLOB_MACHINE_HOME") {
            return (absolute(home), StoreAccess(owner: geteuid(), group: getegid()))
        }
        return (machinePath, StoreAccess(owner: 0, group: groupNumber(machineGroup) ?? 0))
    }

    private static var recordedHome: String? {
        unsafe withPasswordEntry { entry in unsafe entry.pw_dir.map { unsafe String(cString: $0) } }
    }

    /// A variable of the environment that is set and not empty; none in a program with more rights than its caller.
    private static func variable(_ name: String) -> String? {
        guard let value = unsafe kb_secure_getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let current = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(current) }
        return unsafe String(cString: current) + "/" + path
    }

    private static func groupNumber(_ name: String) -> UInt32? {
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 65536)
        guard unsafe getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil else {
            return nil
        }
        return unsafe entry.gr_gid
    }
}
