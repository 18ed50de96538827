/// Whose a key container is.
public enum ContainerScope: UInt8, Sendable {
    /// The user's, and nobody else's.
    case user = 1
    /// The machine's (CRYPT_MACHINE_KEYSET): written by the store's owner, read by its group.
    case machine = 2
}

extension ProviderFamily {
    /// The family's number in the files of a store.
    var number: UInt8 {
        switch self {
        case .rsa: 1
        case .dss: 2
        }
    }

    /// The family of a number; nil for others.
    init?(number: UInt8) {
        guard let found = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = found
    }
}
