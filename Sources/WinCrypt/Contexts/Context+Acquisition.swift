internal import CWinCrypt
internal import KeyProvider

extension Context {
    private static let kinds = CRYPT_VERIFYCONTEXT | DWORD(CRYPT_NEWKEYSET | CRYPT_DELETEKEYSET)
    private static let manners = DWORD(CRYPT_MACHINE_KEYSET | CRYPT_SILENT | CRYPT_DEFAULT_CONTAINER_OPTIONAL)

    /// CryptAcquireContext, in the order of checks that was seen on Windows.
    static func acquire(
        into result: UnsafeMutablePointer<HCRYPTPROV>?, container name: String?, provider: String?, type: DWORD,
        flags: DWORD
    ) throws(ErrorCode) {
        guard ProviderChoice.types.contains(type) else { throw ErrorCode(NTE_BAD_PROV_TYPE) }
        guard let result else { throw .invalidParameter }
        let provider = try ProviderChoice.provider(named: provider, type: type)
        guard flags & ~(kinds | manners) == 0 else { throw .badFlags }
        let scope: ContainerScope = flags & DWORD(CRYPT_MACHINE_KEYSET) != 0 ? .machine : .user
        let isNamed = name.map { !$0.isEmpty } ?? false
        let container: KeyContainer
        switch flags & kinds {
        case 0:
            container = try calling { () throws(ProviderError) in try scope.store().open(name, for: provider) }
        case DWORD(CRYPT_NEWKEYSET):
            container = try calling { () throws(ProviderError) in try scope.store().create(name, for: provider) }
        case DWORD(CRYPT_DELETEKEYSET):
            try calling { () throws(ProviderError) in try scope.store().delete(name, for: provider) }
            result.pointee = 0
            return
        case CRYPT_VERIFYCONTEXT, CRYPT_VERIFYCONTEXT | DWORD(CRYPT_NEWKEYSET):
            guard !isNamed else { throw .badFlags }
            container = try calling { () throws(ProviderError) in try KeyContainer(inMemoryFor: provider) }
        default:
            throw .badFlags
        }
        result.pointee = try HandleTable.shared.open(Context(provider, container, flags: flags))
    }
}

extension ContainerScope {
    /// The store that all containers of the scope are in.
    func store() throws(ProviderError) -> ContainerStore {
        switch self {
        case .user: try .user
        case .machine: .machine
        }
    }
}
