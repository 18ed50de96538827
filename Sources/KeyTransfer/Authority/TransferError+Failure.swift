internal import CipherCore
internal import KeyProvider

extension TransferError {
    /// Whether the machine failed or the key store is locked: nothing that the authority refused, and nothing that shows that
    /// anybody changed anything.
    var isFailure: Bool {
        switch self {
        case .io: true
        case .provider(.store(let error)):
            switch error {
            case .missing, .exists, .illegalName, .noKey, .damaged: false
            case .untrusted, .denied, .locked, .wrongPassphrase, .busy, .io: true
            }
        case .provider(.cipher(.libraryUnavailable)), .provider(.cipher(.outOfMemory)): true
        default: false
        }
    }
}
