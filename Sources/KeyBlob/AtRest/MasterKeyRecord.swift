/// The master key or the backup key in a ``MasterKeyFile``.
///
/// ```c
/// struct { DWORD dwVersion;                        // 2
///          BYTE salt[16];
///          DWORD rounds;
///          ALG_ID algHash, algCrypt;               // algHash CALG_HMAC stands for SHA-1
///          BYTE pbKey[]; }                         // encrypted, to the end of the record
/// ```
/// The key that opens it comes from the user's password by a derivation that resembles PBKDF2 and differs from RFC 8018:
/// each round hashes the XOR of all rounds before it. The layout is not documented by Microsoft. Source: what mimikatz
/// and impacket read, which agree.
public struct MasterKeyRecord: LayoutFormat, ~Escapable {
    /// `salt`: 16 bytes.
    public private(set) var salt: RawSpan
    /// `rounds`: of the derivation.
    public private(set) var rounds: UInt32
    /// `algHash`: the digest of the derivation.
    public private(set) var hashAlgorithm: AlgorithmIdentifier
    /// `algCrypt`: the cipher, in CBC mode.
    public private(set) var cipherAlgorithm: AlgorithmIdentifier
    /// `pbKey`: a salt, an HMAC and the key, encrypted.
    public private(set) var encryptedKey: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 2 as UInt32, .unsupportedVersion, tolerated: .unexpectedVersion)
        try pass.bytes("salt", &salt, count: 16, "16", .open, shortTolerated: nil)
        try pass.scalar("rounds", &rounds)
        try pass.algorithm(
            "algHash", &hashAlgorithm, "ALG_ID of a hash", tolerated: .unexpectedKeyAlgorithm
        ) { $0.algorithmClass == .hash }
        try pass.algorithm(
            "algCrypt", &cipherAlgorithm, "ALG_ID of a cipher", tolerated: .unexpectedKeyAlgorithm
        ) { $0.isSessionKey }
        try pass.rest("pbKey", &encryptedKey, .open)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        salt = source.extracting(first: 0)
        rounds = 0
        hashAlgorithm = .sha512
        cipherAlgorithm = .aes256
        encryptedKey = source.extracting(first: 0)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension MasterKeyRecord: KeyBlobFormat {
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
