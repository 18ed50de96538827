/// A secret that the Data Protection API (CryptProtectData) encrypted for a user or a machine.
///
/// ```c
/// struct { DWORD dwVersion;                        // 1
///          GUID guidProvider;                      // df9d8cd0-1501-11d1-8c7a-00c04fc297eb
///          DWORD dwMasterKeyVersion;               // 1
///          GUID guidMasterKey;                     // the name of the master key file
///          DWORD dwFlags;
///          DWORD dwDescriptionLen; WCHAR szDescription[dwDescriptionLen / 2];
///          ALG_ID algCrypt; DWORD dwAlgCryptLen;   // the cipher's key, in bits
///          DWORD dwSaltLen; BYTE pbSalt[dwSaltLen];
///          DWORD dwHmacKeyLen; BYTE pbHmacKey[dwHmacKeyLen];
///          ALG_ID algHash; DWORD dwAlgHashLen;     // in bits
///          DWORD dwHmac2KeyLen; BYTE pbHmac2Key[dwHmac2KeyLen];
///          DWORD dwDataLen; BYTE pbData[dwDataLen];
///          DWORD dwSignLen; BYTE pbSign[dwSignLen]; }
/// ```
/// The layout is not documented by Microsoft. Source: what mimikatz and impacket read, which agree; checked with BLOBs
/// that Windows made. `pbSign` covers everything from `dwMasterKeyVersion` to the end of `pbData`.
public struct DPAPIBlob: LayoutFormat, ~Escapable {
    private var masterKeyVersion: UInt32
    /// `guidMasterKey`: 16 bytes, as Windows stores a GUID.
    public private(set) var masterKeyGUID: RawSpan
    /// `dwFlags`: the CRYPTPROTECT_ flags, such as 4 for a secret of the machine.
    public private(set) var flags: UInt32
    private var descriptionSize: UInt32
    /// `szDescription`: UTF-16LE with its NUL.
    public private(set) var blobDescription: RawSpan
    /// `algCrypt`: the cipher, in CBC mode with an IV of zeros.
    public private(set) var cipherAlgorithm: AlgorithmIdentifier
    /// `dwAlgCryptLen`: the length of the cipher's key, in bits.
    public private(set) var cipherKeyBitLength: UInt32
    private var saltSize: UInt32
    /// `pbSalt`: goes into the derivation of the cipher's key.
    public private(set) var salt: RawSpan
    private var hmacKeySize: UInt32
    /// `pbHmacKey`: usually empty.
    public private(set) var hmacKey: RawSpan
    /// `algHash`: the digest for the derivation and the signature.
    public private(set) var hashAlgorithm: AlgorithmIdentifier
    /// `dwAlgHashLen`: the length of that digest, in bits.
    public private(set) var hashBitLength: UInt32
    private var hmac2KeySize: UInt32
    /// `pbHmac2Key`: random, goes into the signature.
    public private(set) var hmac2Key: RawSpan
    private var dataSize: UInt32
    /// `pbData`: the encrypted secret.
    public private(set) var data: RawSpan
    private var signatureSize: UInt32
    /// `pbSign`: an HMAC over most of what is in front of it.
    public private(set) var signature: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 1 as UInt32, .unsupportedVersion)
        try Self.providerGUID(&pass)
        try pass.scalar(
            "dwMasterKeyVersion", &masterKeyVersion, .only(1), .unsupportedVersion, tolerated: .unexpectedVersion)
        try pass.bytes("guidMasterKey", &masterKeyGUID, count: 16, "16", .open, shortTolerated: nil)
        try pass.scalar("dwFlags", &flags)
        try pass.scalar("dwDescriptionLen", &descriptionSize)
        try pass.bytes(
            "szDescription", &blobDescription, count: Int(descriptionSize), "dwDescriptionLen", .open,
            shortTolerated: nil)
        try pass.rule(
            "none, or UTF-16 with a NUL", blobDescription.isEmptyOrTerminatedUTF16, .badString,
            tolerated: .textNotTerminated)
        try pass.algorithm(
            "algCrypt", &cipherAlgorithm, "ALG_ID of a cipher", tolerated: .unexpectedKeyAlgorithm
        ) { $0.isSessionKey }
        try pass.scalar("dwAlgCryptLen", &cipherKeyBitLength)
        try pass.scalar("dwSaltLen", &saltSize)
        try pass.bytes("pbSalt", &salt, count: Int(saltSize), "dwSaltLen", .open, shortTolerated: nil)
        try pass.scalar("dwHmacKeyLen", &hmacKeySize)
        try pass.bytes("pbHmacKey", &hmacKey, count: Int(hmacKeySize), "dwHmacKeyLen", .open, shortTolerated: nil)
        try pass.algorithm(
            "algHash", &hashAlgorithm, "ALG_ID of a hash", tolerated: .unexpectedKeyAlgorithm
        ) { $0.algorithmClass == .hash }
        try pass.scalar("dwAlgHashLen", &hashBitLength)
        try pass.scalar("dwHmac2KeyLen", &hmac2KeySize)
        try pass.bytes("pbHmac2Key", &hmac2Key, count: Int(hmac2KeySize), "dwHmac2KeyLen", .open, shortTolerated: nil)
        try pass.scalar("dwDataLen", &dataSize)
        try pass.bytes("pbData", &data, count: Int(dataSize), "dwDataLen", .open, shortTolerated: nil)
        try pass.scalar("dwSignLen", &signatureSize)
        try pass.bytes("pbSign", &signature, count: Int(signatureSize), "dwSignLen", .open, shortTolerated: nil)
    }

    /// A field of another structure that holds a DPAPI BLOB, or nothing.
    @inline(__always) @_lifetime(value: copy pass, copy value)
    static func field<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ name: StaticString, _ value: inout RawSpan, _ byteCount: UInt32, _ size: StaticString
    ) throws(BlobError) {
        try pass.bytes(name, &value, count: Int(byteCount), size, .open, shortTolerated: nil)
        try pass.rule(
            "none, or a DPAPI BLOB", value.isEmpty || accountsFor(value), .badContents,
            tolerated: .unexpectedContents)
    }

    /// The GUID of the default protection provider, in the parts that Windows stores a GUID in.
    @inline(__always)
    private static func providerGUID<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass
    ) throws(BlobError) {
        try pass.constant("guidProvider.Data1", 0xDF9D_8CD0 as UInt32, .badMagic)
        try pass.constant("guidProvider.Data2", 0x1501 as UInt16, .badMagic)
        try pass.constant("guidProvider.Data3", 0x11D1 as UInt16, .badMagic)
        try pass.constant("guidProvider.Data4", 0xEB97_C24F_C000_7A8C as UInt64, .badMagic)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        masterKeyVersion = 1
        masterKeyGUID = nothing
        flags = 0
        descriptionSize = 0
        blobDescription = nothing
        cipherAlgorithm = .aes256
        cipherKeyBitLength = 0
        saltSize = 0
        salt = nothing
        hmacKeySize = 0
        hmacKey = nothing
        hashAlgorithm = .sha512
        hashBitLength = 0
        hmac2KeySize = 0
        hmac2Key = nothing
        dataSize = 0
        data = nothing
        signatureSize = 0
        signature = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension DPAPIBlob: KeyBlobFormat {
    /// The twin that keeps its bytes; nothing in it is in the clear.
    public typealias Owned = OwnedBlob<Self>

    /// Strict and zero-copy.
    @_lifetime(copy source)
    public init(parsing source: RawSpan) throws(BlobError) { self = try Self.parse(source) }

    /// Tolerant and zero-copy.
    @_lifetime(copy source)
    public init(parsing source: RawSpan, tolerating deviations: inout Deviations) throws(BlobError) {
        self = try Self.parse(source, tolerating: &deviations)
    }

    /// The length of the BLOB, in bytes.
    public var byteCount: Int { get throws(BlobError) { try measure() } }

    /// Writes the BLOB and returns its length, in bytes.
    public func serialize(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Int {
        try unsafe write(into: buffer)
    }

    /// A row for every field.
    public static func inspect(_ source: RawSpan) throws(BlobError) -> Inspection { try inspection(source) }
}
