internal import CWinCrypt
internal import Glibc
internal import KeyProvider

/// Which provider a type and a name mean, and which one a type alone does.
enum ProviderChoice {
    /// PROV_* numbers are at most 999.
    static let types: ClosedRange<DWORD> = 1...999

    /// The defaults that CryptSetProvider set, by type; of this process alone.
    private static let defaults = Guarded<[DWORD: Provider]>([:])

    /// - Throws: NTE_BAD_PROV_TYPE; NTE_PROV_TYPE_NOT_DEF for a type without a provider, NTE_KEYSET_NOT_DEF for a name
    ///   that nobody has, NTE_PROV_TYPE_NO_MATCH for the name of another type's.
    static func provider(named name: String?, type: DWORD) throws(ErrorCode) -> Provider {
        guard types.contains(type) else { throw ErrorCode(NTE_BAD_PROV_TYPE) }
        guard let name, !name.isEmpty else { return try standard(of: type) }
        guard let provider = Provider(named: name) else { throw ErrorCode(NTE_KEYSET_NOT_DEF) }
        guard provider.type.rawValue == type else { throw ErrorCode(NTE_PROV_TYPE_NO_MATCH) }
        return provider
    }

    /// - Throws: NTE_BAD_PROV_TYPE, NTE_PROV_TYPE_NOT_DEF.
    static func standard(of type: DWORD) throws(ErrorCode) -> Provider {
        guard types.contains(type) else { throw ErrorCode(NTE_BAD_PROV_TYPE) }
        if let chosen = defaults.withLock({ $0[type] }) { return chosen }
        guard let known = ProviderType(rawValue: type) else { throw ErrorCode(NTE_PROV_TYPE_NOT_DEF) }
        return known.standardProvider
    }

    /// Whether the default of a type is one that was set.
    static func isSet(_ type: DWORD) -> Bool { defaults.withLock { $0[type] != nil } }

    /// Sets or, for nil, forgets the default of a type.
    ///
    /// - Throws: NTE_BAD_PROVIDER for a name that no provider of the type has.
    static func setStandard(_ name: String?, of type: DWORD) throws(ErrorCode) {
        guard let name else { return defaults.withLock { $0[type] = nil } }
        guard let provider = Provider(named: name), provider.type.rawValue == type else {
            throw ErrorCode(NTE_BAD_PROVIDER)
        }
        defaults.withLock { $0[type] = provider }
    }

    /// All providers, in the order of their names, as the registry of Windows lists them.
    static let all = Provider.allCases.sorted { $0.name < $1.name }
}
