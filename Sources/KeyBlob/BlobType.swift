/// `bType`: the first byte of every CryptoAPI key BLOB.
///
/// Source: Microsoft Learn, "PUBLICKEYSTRUC structure"; KEYSTATEBLOB from the public SDK header.
public enum BlobType: UInt8, Sendable, CaseIterable {
    /// A session key, wrapped by an RSA exchange public key.
    case simple = 0x01
    /// A public key.
    case publicKey = 0x06
    /// A public/private key pair.
    case privateKey = 0x07
    /// A session key in the clear.
    case plaintextKey = 0x08
    /// A key with all of its state, in a form private to one provider.
    case opaqueKey = 0x09
    /// A public key in an extended form that nobody published.
    case publicKeyEx = 0x0A
    /// A session key, wrapped by another session key.
    case symmetricWrapKey = 0x0B
    /// The state of a session key.
    case keyState = 0x0C

    /// Microsoft's name, such as `SIMPLEBLOB`.
    public var name: String {
        switch self {
        case .simple: "SIMPLEBLOB"
        case .publicKey: "PUBLICKEYBLOB"
        case .privateKey: "PRIVATEKEYBLOB"
        case .plaintextKey: "PLAINTEXTKEYBLOB"
        case .opaqueKey: "OPAQUEKEYBLOB"
        case .publicKeyEx: "PUBLICKEYBLOBEX"
        case .symmetricWrapKey: "SYMMETRICWRAPKEYBLOB"
        case .keyState: "KEYSTATEBLOB"
        }
    }
}
