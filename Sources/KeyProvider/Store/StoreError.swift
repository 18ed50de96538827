/// Why a store of key containers refused; each case is one of the meanings that CryptoAPI's codes document.
public enum StoreError: Error, Equatable, Sendable {
    /// There is no such container. `NTE_BAD_KEYSET`.
    case missing
    /// There is a container of that name already. `NTE_EXISTS`.
    case exists
    /// The name is empty where it may not be, too long, or has a NUL. `NTE_BAD_KEYSET_PARAM`.
    case illegalName
    /// The container has no key pair in that slot. `NTE_NO_KEY`.
    case noKey
    /// A file of the store does not hold what it should. `NTE_KEYSET_ENTRY_BAD`.
    case damaged(Damage)
    /// A file or directory is not as private as a key must be; nothing of it was read. `ERROR_ACCESS_DENIED`.
    case untrusted(Flaw, path: String)
    /// The system does not let this user do that. `NTE_PERM`.
    case denied
    /// The store key is under a passphrase, and nobody gave it. `NTE_SILENT_CONTEXT`.
    case locked
    /// The passphrase is another, or is empty. `ERROR_INVALID_PASSWORD`.
    case wrongPassphrase
    /// Another process has kept the store locked for too long. `ERROR_BUSY`.
    case busy
    /// A system call failed with this `errno`; the store is as it was before, or as it was to become. `NTE_FAIL`.
    case io(code: Int32)

    /// What is wrong with a file's contents.
    public enum Damage: Equatable, Sendable {
        /// A field is out of its range, or the seal is broken.
        case contents
        /// The file has a version that this library does not know.
        case version(UInt32)
        /// The container was sealed under another store key than the one in `store.key`, or there is none.
        case storeKey
    }

    /// What is wrong with a file or directory.
    public enum Flaw: String, Sendable {
        case symbolicLink = "a symbolic link"
        case wrongKind = "not the kind of file that should be there"
        case foreignOwner = "owned by somebody else"
        case foreignGroup = "of another group than the store's"
        case accessibleToOthers = "accessible to others"
    }
}
