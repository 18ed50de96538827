/// The file of a CryptoAPI key container: `%APPDATA%\Microsoft\Crypto\RSA\<SID>\…`, and `…\DSS\…`.
///
/// ```c
/// struct { DWORD dwVersion;                        // 2
///          DWORD unk0;                             // 0
///          DWORD dwNameLen, dwSiPublicKeyLen, dwSiPrivateKeyLen, dwExPublicKeyLen, dwExPrivateKeyLen, dwHashLen,
///                dwSiExportFlagLen, dwExExportFlagLen;
///          // not in the order of their lengths:
///          CHAR name[dwNameLen];                   // with its NUL
///          BYTE hash[dwHashLen],
///               siPublicKey[dwSiPublicKeyLen], siPrivateKey[dwSiPrivateKeyLen], siExportFlag[dwSiExportFlagLen],
///               exPublicKey[dwExPublicKeyLen], exPrivateKey[dwExPrivateKeyLen], exExportFlag[dwExExportFlagLen]; }
/// ```
/// `si` is the signature key pair, `ex` the exchange key pair; what a container does not have is of length 0. Private
/// keys and export flags are ``DPAPIBlob``s; a private key opens to a ``ContainerRSAPrivateKey``, and the export flags
/// need the entropy `Hj1diQ6kpUx7VC4m` with a NUL behind it (17 bytes). The layout is not documented by Microsoft.
/// Source: what mimikatz reads and writes.
public struct KeyContainerFile: LayoutFormat, ~Escapable {
    private var lengths: Lengths
    /// `name`: the container's name in ASCII, with its NUL.
    public private(set) var name: RawSpan
    /// `hash`.
    public private(set) var hash: RawSpan
    /// `siPublicKey`: for RSA a ``ContainerRSAPublicKey``.
    public private(set) var signaturePublicKey: RawSpan
    /// `siPrivateKey`: a ``DPAPIBlob``, or nothing.
    public private(set) var signaturePrivateKey: RawSpan
    /// `siExportFlag`: a ``DPAPIBlob``, or nothing.
    public private(set) var signatureExportFlag: RawSpan
    /// `exPublicKey`: for RSA a ``ContainerRSAPublicKey``.
    public private(set) var exchangePublicKey: RawSpan
    /// `exPrivateKey`: a ``DPAPIBlob``, or nothing.
    public private(set) var exchangePrivateKey: RawSpan
    /// `exExportFlag`: a ``DPAPIBlob``, or nothing.
    public private(set) var exchangeExportFlag: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 2 as UInt32, .unsupportedVersion)
        try pass.constant("unk0", 0 as UInt32, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.scalar("dwNameLen", &lengths.name)
        try pass.scalar("dwSiPublicKeyLen", &lengths.signaturePublicKey)
        try pass.scalar("dwSiPrivateKeyLen", &lengths.signaturePrivateKey)
        try pass.scalar("dwExPublicKeyLen", &lengths.exchangePublicKey)
        try pass.scalar("dwExPrivateKeyLen", &lengths.exchangePrivateKey)
        try pass.scalar("dwHashLen", &lengths.hash)
        try pass.scalar("dwSiExportFlagLen", &lengths.signatureExportFlag)
        try pass.scalar("dwExExportFlagLen", &lengths.exchangeExportFlag)
        try pass.bytes("name", &name, count: Int(lengths.name), "dwNameLen", .open, shortTolerated: nil)
        try pass.rule(
            "text with a NUL", name.octet(at: name.byteCount - 1) == 0, .badString, tolerated: .textNotTerminated)
        try pass.bytes("hash", &hash, count: Int(lengths.hash), "dwHashLen", .open, shortTolerated: nil)
        try pass.bytes(
            "siPublicKey", &signaturePublicKey, count: Int(lengths.signaturePublicKey), "dwSiPublicKeyLen", .open,
            shortTolerated: nil)
        try DPAPIBlob.field(
            &pass, "siPrivateKey", &signaturePrivateKey, lengths.signaturePrivateKey, "dwSiPrivateKeyLen")
        try DPAPIBlob.field(
            &pass, "siExportFlag", &signatureExportFlag, lengths.signatureExportFlag, "dwSiExportFlagLen")
        try pass.bytes(
            "exPublicKey", &exchangePublicKey, count: Int(lengths.exchangePublicKey), "dwExPublicKeyLen", .open,
            shortTolerated: nil)
        try DPAPIBlob.field(&pass, "exPrivateKey", &exchangePrivateKey, lengths.exchangePrivateKey, "dwExPrivateKeyLen")
        try DPAPIBlob.field(&pass, "exExportFlag", &exchangeExportFlag, lengths.exchangeExportFlag, "dwExExportFlagLen")
    }

    private struct Lengths: BitwiseCopyable {
        var name: UInt32 = 0
        var hash: UInt32 = 0
        var signaturePublicKey: UInt32 = 0
        var signaturePrivateKey: UInt32 = 0
        var signatureExportFlag: UInt32 = 0
        var exchangePublicKey: UInt32 = 0
        var exchangePrivateKey: UInt32 = 0
        var exchangeExportFlag: UInt32 = 0
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        lengths = Lengths()
        name = nothing
        hash = nothing
        signaturePublicKey = nothing
        signaturePrivateKey = nothing
        signatureExportFlag = nothing
        exchangePublicKey = nothing
        exchangePrivateKey = nothing
        exchangeExportFlag = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension KeyContainerFile: KeyBlobFormat {
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
