/// The file of a CNG key: `%APPDATA%\Microsoft\Crypto\Keys\…`.
///
/// ```c
/// struct { DWORD dwVersion;                        // 1
///          DWORD unk;
///          DWORD dwNameLen;
///          DWORD type;
///          DWORD dwPublicPropertiesLen, dwPrivatePropertiesLen, dwPrivateKeyLen;
///          BYTE unkArray[16];
///          WCHAR name[dwNameLen / 2];
///          BYTE publicProperties[dwPublicPropertiesLen],
///               privateProperties[dwPrivatePropertiesLen],
///               privateKey[dwPrivateKeyLen]; }
/// ```
/// The private parts are ``DPAPIBlob``s; their entropies are `6jnkd5J3ZdQDtrsu` (properties) and `xT5rZW5qVVbrvpuA` (key),
/// each with a NUL behind it (17 bytes). The private key opens to a CNG BLOB. Keys that virtualization keeps apart have
/// no private key here. The layout is not documented by Microsoft. Source: what mimikatz reads.
public struct CNGKeyFile: LayoutFormat, ~Escapable {
    private var unknown: UInt32
    private var nameSize: UInt32
    /// `type`.
    public private(set) var type: UInt32
    private var publicPropertiesSize: UInt32
    private var privatePropertiesSize: UInt32
    private var privateKeySize: UInt32
    private var unknownArray: RawSpan
    /// `name`: UTF-16LE.
    public private(set) var name: RawSpan
    /// `publicProperties`: the bytes of ``publicProperties``.
    private var publicPropertyList: RawSpan
    /// `privateProperties`: a ``DPAPIBlob``, or nothing.
    public private(set) var privateProperties: RawSpan
    /// `privateKey`: a ``DPAPIBlob``, or nothing.
    public private(set) var privateKey: RawSpan

    /// `publicProperties`, to be read one by one. One of type 10 without a name is the public key, as a CNG BLOB.
    public var publicProperties: CNGKeyProperties {
        @_lifetime(copy self) get { CNGKeyProperties(publicPropertyList) }
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 1 as UInt32, .unsupportedVersion)
        try pass.scalar("unk", &unknown)
        try pass.scalar("dwNameLen", &nameSize)
        try pass.rule("even", nameSize % 2 == 0, .lengthMismatch, tolerated: nil)
        try pass.scalar("type", &type)
        try pass.scalar("dwPublicPropertiesLen", &publicPropertiesSize)
        try pass.scalar("dwPrivatePropertiesLen", &privatePropertiesSize)
        try pass.scalar("dwPrivateKeyLen", &privateKeySize)
        try pass.bytes("unkArray", &unknownArray, count: 16, "16", .open, shortTolerated: nil)
        try pass.bytes("name", &name, count: Int(nameSize), "dwNameLen", .open, shortTolerated: nil)
        try pass.bytes(
            "publicProperties", &publicPropertyList, count: Int(publicPropertiesSize), "dwPublicPropertiesLen", .open,
            shortTolerated: nil)
        try pass.rule(
            "a list of properties", publicProperties.areWellFormed, .badContents, tolerated: .unexpectedContents)
        try DPAPIBlob.field(
            &pass, "privateProperties", &privateProperties, privatePropertiesSize, "dwPrivatePropertiesLen")
        try DPAPIBlob.field(&pass, "privateKey", &privateKey, privateKeySize, "dwPrivateKeyLen")
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        unknown = 0
        nameSize = 0
        type = 0
        publicPropertiesSize = 0
        privatePropertiesSize = 0
        privateKeySize = 0
        unknownArray = nothing
        name = nothing
        publicPropertyList = nothing
        privateProperties = nothing
        privateKey = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension CNGKeyFile: KeyBlobFormat {
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
