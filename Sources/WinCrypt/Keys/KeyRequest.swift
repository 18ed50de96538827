internal import CWinCrypt
internal import KeyBlob
internal import KeyProvider

/// What CryptGenKey and CryptDeriveKey were asked for: an algorithm and flags, a key length in their upper half.
struct KeyRequest {
    let context: Context
    let algorithm: AlgorithmIdentifier
    let flags: DWORD

    /// - Throws: NTE_BAD_ALGID for a slot of a container that the provider lacks; NTE_SILENT_CONTEXT for a key that
    ///   somebody would have to be asked for.
    init(_ context: Context, _ algorithm: ALG_ID, _ flags: DWORD) throws(ErrorCode) {
        self.context = context
        self.flags = flags
        switch algorithm {
        case DWORD(AT_KEYEXCHANGE), DWORD(AT_SIGNATURE):
            guard let algorithm = context.provider.pairAlgorithm(try Context.purpose(algorithm)) else {
                throw .badAlgorithm
            }
            self.algorithm = algorithm
        default: self.algorithm = AlgorithmIdentifier(rawValue: algorithm)
        }
        if flags & DWORD(CRYPT_USER_PROTECTED) != 0 && context.isSilent { throw .silentContext }
        // A temporary context has nobody to ask either, says the page of CryptGenKey, of this flag alone.
        let insists = flags & DWORD(CRYPT_FORCE_KEY_PROTECTION_HIGH) != 0
        if insists && (context.isSilent || context.isEphemeral) { throw .silentContext }
    }

    /// The key length; nil for the provider's own choice.
    var bits: Int? { flags >> 16 == 0 ? nil : Int(flags >> 16) }

    var isExportable: Bool { flags & DWORD(CRYPT_EXPORTABLE) != 0 }
    var isArchivable: Bool { flags & DWORD(CRYPT_ARCHIVABLE) != 0 }
    var isPregenerated: Bool { flags & DWORD(CRYPT_PREGEN) != 0 }
    var isServers: Bool { flags & DWORD(CRYPT_SERVER) != 0 }

    var salt: SaltPolicy {
        if flags & DWORD(CRYPT_NO_SALT) != 0 { return .none }
        return flags & DWORD(CRYPT_CREATE_SALT) != 0 ? .create : .standard
    }

    /// Windows has a code of its own for the lengths of each kind of key.
    func lengthsChecked<Result: ~Copyable>(
        _ work: () throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        do throws(ProviderError) {
            return try work()
        } catch {
            guard case .illegalKeyLength(let bits) = error else { throw ErrorCode(error) }
            switch algorithm {
            case .des, .twoKeyTripleDES, .tripleDES, .dhEphemeral, .dhStoreAndForward: throw .badFlags
            case .dssSign: throw (512...1024).contains(bits) ? ErrorCode(STATUS_INVALID_PARAMETER) : .badFlags
            default: throw .badData
            }
        }
    }
}
