internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A session key at rest: its SIMPLEBLOB, and what no BLOB carries.
///
/// ```c
/// struct { BYTE magic[8];             // "KBSTKEY\0"
///          DWORD version;             // 1
///          DWORD cbName;  char name[];
///          QWORD saved;               // milliseconds since 1970, UTC
///          DWORD provider;            // as in OPAQUEKEYBLOBs
///          DWORD aiKeyAlg;
///          DWORD dwPermissions;       // KP_PERMISSIONS
///          DWORD dwMode;              // KP_MODE; 0 for RC4
///          DWORD dwPadding;           // KP_PADDING: 1, PKCS #5; 0 for RC4
///          DWORD dwEffectiveKeyLen;   // KP_EFFECTIVE_KEYLEN of RC2; 0 for others
///          DWORD fHidesSalt;
///          DWORD cbIV;    BYTE iv[];
///          DWORD cbSalt;  BYTE salt[];
///          BYTE exchange[32];         // KeyIdentity of the key that it is wrapped for
///          BYTE signer[32];           // and of the one that signs
///          DWORD cbKeyBlob; BYTE keyBlob[]; }  // SIMPLEBLOB, OAEP
/// ```
/// Behind it stands the signature.
struct StoredKeyRecord: SignedBody {
    static let label: StaticString = "keyblob stored key signature 1"
    static let forgery = TransferError.storedKey(.badSignature)
    static let longestName = 128

    var name = ""
    var saved: UInt64 = 0
    var provider: UInt32 = 1
    var algorithm: UInt32 = 0
    var permissions: UInt32 = 0
    var mode: UInt32 = 0
    var padding: UInt32 = 0
    var effectiveBits: UInt32 = 0
    var hidesSalt: UInt32 = 0
    var iv: [UInt8] = []
    var salt: [UInt8] = []
    var exchange = KeyIdentity(bytes: [])
    var signer = KeyIdentity(bytes: [])
    var keyBlob: [UInt8] = []

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBSTKEY\0")
        try pass.version1()
        try pass.text("name", &name, upTo: Self.longestName)
        try pass.number("saved", &saved)
        try pass.number("provider", &provider, in: 1...9)
        try pass.number("aiKeyAlg", &algorithm)
        try pass.number("dwPermissions", &permissions, in: 0...0x1FF)
        try pass.number("dwMode", &mode, in: 0...4)
        try pass.number("dwPadding", &padding, in: 0...1)
        try pass.number("dwEffectiveKeyLen", &effectiveBits, in: 0...1024)
        try pass.number("fHidesSalt", &hidesSalt, in: 0...1)
        try pass.bytes("iv", &iv, in: 0...16)
        try pass.bytes("salt", &salt, in: 0...24)
        try pass.bytes("exchange", &exchange.bytes, count: KeyIdentity.byteCount)
        try pass.bytes("signer", &signer.bytes, count: KeyIdentity.byteCount)
        try pass.bytes("keyBlob", &keyBlob, in: 1...Envelope.longestSimpleBlob)
    }
}

extension StoredKeyRecord {
    /// What a key has beside its bytes.
    mutating func describe(_ key: borrowing SessionKey) throws(TransferError) {
        guard key.role == .data else { throw .storedKey(.unsuitableKey) }
        provider = key.provider.opaqueNumber
        algorithm = key.algorithm.rawValue
        permissions = key.permissions.rawValue
        if key.blockByteCount != nil {
            mode = key.mode.opaqueNumber
            padding = 1
        }
        if key.algorithm == .rc2 { effectiveBits = UInt32(key.effectiveKeyBitLength) }
        hidesSalt = key.hidesSalt ? 1 : 0
        iv = unsafe key.initializationVector.withUnsafeBytes { unsafe [UInt8]($0) }
        salt = unsafe key.salt.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// The key, with all that ``describe(_:)`` wrote.
    func key(unwrappingWith pair: borrowing KeyPair) throws(ProviderError) -> SessionKey {
        let permissions = KeyPermissions(rawValue: permissions)
        var key = try bareKey(unwrappingWith: pair, isExportable: permissions.contains(.export))
        if !salt.isEmpty { try key.setSalt(unsafe salt.span.bytes) }
        if key.algorithm == .rc2, key.effectiveKeyBitLength != Int(effectiveBits) {
            try key.setEffectiveKeyBitLength(Int(effectiveBits))
        }
        if key.blockByteCount != nil {
            guard let mode = CipherMode(opaqueNumber: mode) else { throw .illegalParameter(.mode) }
            try key.setMode(mode)
            try key.setInitializationVector(unsafe iv.span.bytes)
        } else if mode != 0 || !iv.isEmpty {
            throw .illegalParameter(.mode)
        }
        key.hidesSalt = hidesSalt == 1
        // An archivable key leaves as long as the handle lives that it was made with.
        try key.setPermissions(permissions.subtracting(.archive))
        return key
    }

    /// The key, to be wrapped for somebody else; it is one that ``key(unwrappingWith:)`` takes.
    func exportableKey(unwrappingWith pair: borrowing KeyPair) throws(ProviderError) -> SessionKey {
        _ = try key(unwrappingWith: pair)
        return try bareKey(unwrappingWith: pair, isExportable: true)
    }

    private func bareKey(
        unwrappingWith pair: borrowing KeyPair, isExportable: Bool
    ) throws(ProviderError) -> SessionKey {
        guard let provider = Provider(opaqueNumber: provider) else { throw .unsuitableKey }
        let key = try SessionKey(
            importing: unsafe keyBlob.span.bytes, unwrappingWith: pair, padding: .oaep,
            provider: provider, salt: .none, isExportable: isExportable)
        guard key.algorithm.rawValue == algorithm, (key.blockByteCount == nil) == (padding == 0) else {
            throw .unsuitableKey
        }
        return key
    }
}
