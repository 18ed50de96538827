public import KeyBlob

/// What a key pair is for. A provider does not use a signature pair to wrap keys.
public enum KeyPurpose: Sendable, CaseIterable {
    /// AT_KEYEXCHANGE: wraps and unwraps session keys or agrees on them; an RSA pair may sign, too.
    case exchange
    /// AT_SIGNATURE: signs.
    case signature

    /// CALG_RSA_KEYX or CALG_RSA_SIGN: the RSA pairs' algorithm.
    public var algorithm: AlgorithmIdentifier { self == .exchange ? .rsaKeyExchange : .rsaSign }

    /// The purpose of pairs of an algorithm.
    init(_ algorithm: AlgorithmIdentifier) {
        self = algorithm == .rsaSign || algorithm == .dssSign ? .signature : .exchange
    }
}
