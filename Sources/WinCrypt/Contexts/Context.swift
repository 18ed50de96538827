internal import CWinCrypt
internal import KeyProvider

/// What an HCRYPTPROV stands for: a provider, and the key container that was opened with it.
final class Context: HandleObject, HandleKind, @unchecked Sendable {
    static let kind: UInt = 1

    let provider: Provider
    /// In memory where the context was acquired with CRYPT_VERIFYCONTEXT.
    let container: KeyContainer
    /// CRYPT_SILENT: nobody may be asked.
    let isSilent: Bool
    /// CRYPT_VERIFYCONTEXT.
    let isEphemeral: Bool
    /// CRYPT_MACHINE_KEYSET: whose containers these are, and are listed, by a context without one, too.
    let scope: ContainerScope

    /// How often the context must be released: 1 and CryptContextAddRef's.
    var referenceCount = 1
    /// Where PP_ENUMALGS and PP_ENUMALGS_EX stand: the next entry.
    var nextAlgorithm = 0
    /// What PP_ENUMCONTAINERS has not yet told; nil before CRYPT_FIRST.
    var remainingContainers: ArraySlice<String>?

    init(_ provider: Provider, _ container: KeyContainer, flags: DWORD) {
        self.provider = provider
        self.container = container
        isEphemeral = flags & CRYPT_VERIFYCONTEXT == CRYPT_VERIFYCONTEXT
        isSilent = flags & DWORD(CRYPT_SILENT) != 0
        scope = flags & DWORD(CRYPT_MACHINE_KEYSET) != 0 ? .machine : .user
    }

    /// The context of a handle.
    ///
    /// - Throws: ERROR_INVALID_PARAMETER.
    static func of(_ handle: HCRYPTPROV) throws(ErrorCode) -> Context { try HandleTable.shared.object(handle) }

    /// The pair of a slot.
    ///
    /// - Throws: NTE_NO_KEY.
    func keyPair(_ purpose: KeyPurpose) throws(ErrorCode) -> KeyPair {
        try calling { () throws(ProviderError) in try container.keyPair(purpose) }
    }

    /// The slot that AT_KEYEXCHANGE or AT_SIGNATURE names.
    ///
    /// - Throws: NTE_NO_KEY for another number.
    static func purpose(_ keySpec: DWORD) throws(ErrorCode) -> KeyPurpose {
        switch keySpec {
        case DWORD(AT_KEYEXCHANGE): return .exchange
        case DWORD(AT_SIGNATURE): return .signature
        default: throw .noKey
        }
    }

    /// One holder less; the last closes the handle, and all keys and hashes of the context with it.
    static func release(_ handle: HCRYPTPROV) throws(ErrorCode) {
        let context = try of(handle)
        let isLast = try context.lock.withLock { () throws(ErrorCode) in
            guard context.referenceCount > 0 else { throw ErrorCode.invalidParameter }
            context.referenceCount -= 1
            return context.referenceCount == 0
        }
        guard isLast else { return }
        _ = try HandleTable.shared.close(handle, Context.self)
        HandleTable.shared.closeAll { $0.context === context }
    }
}
