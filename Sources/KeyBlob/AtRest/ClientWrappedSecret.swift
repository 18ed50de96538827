/// A secret wrapped by a client for the domain's backup key pair; also the `domainKey` of a ``MasterKeyFile``.
///
/// ```c
/// struct { DWORD dwVersion;                        // 2 or 3
///          DWORD cbEncryptedSecret, cbAccessCheck;
///          GUID guidKey;                           // names the key pair
///          BYTE EncryptedSecret[cbEncryptedSecret];
///          BYTE AccessCheck[cbAccessCheck]; }
/// ```
/// `EncryptedSecret` is RSA ciphertext, *least significant byte first*. It holds the secret and the key of `AccessCheck`:
/// 3DES in version 2, AES-256 in version 3, both in CBC mode without padding. Source: [MS-BKRP] 2.2.2, which fixes the
/// RSA key at 2048 bits.
public struct ClientWrappedSecret: LayoutFormat, ~Escapable {
    /// `dwVersion`: 2 or 3.
    public private(set) var version: UInt32
    private var encryptedSecretSize: UInt32
    private var accessCheckSize: UInt32
    /// `guidKey`: 16 bytes.
    public private(set) var keyGUID: RawSpan
    /// `EncryptedSecret`: as long as the modulus.
    public private(set) var encryptedSecret: LittleEndianInteger
    /// `AccessCheck`: encrypted; says who may have the secret unwrapped.
    public private(set) var accessCheck: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.scalar("dwVersion", &version, .range(2...3), .unsupportedVersion, tolerated: nil)
        try pass.scalar(
            "cbEncryptedSecret", &encryptedSecretSize, .only(256), .badKeyLength, tolerated: .unexpectedWrappedLength)
        try pass.scalar("cbAccessCheck", &accessCheckSize)
        try pass.rule(
            "multiple of 8, of 16 in version 3", accessCheckSize % (version == 2 ? 8 : 16) == 0, .badKeyLength,
            tolerated: .unexpectedWrappedLength)
        try pass.bytes("guidKey", &keyGUID, count: 16, "16", .open, shortTolerated: nil)
        try pass.integer(
            "EncryptedSecret", &encryptedSecret, count: Int(encryptedSecretSize), "cbEncryptedSecret", .open)
        try pass.bytes(
            "AccessCheck", &accessCheck, count: Int(accessCheckSize), "cbAccessCheck", .open,
            shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        version = 2
        encryptedSecretSize = 0
        accessCheckSize = 0
        keyGUID = nothing
        encryptedSecret = LittleEndianInteger(bytes: nothing)
        accessCheck = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ClientWrappedSecret: KeyBlobFormat {
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
