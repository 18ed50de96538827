/// `ISOLATED_KEY_ENVELOPE`: a key on its way into the isolated part of a machine (virtual secure mode).
///
/// ```c
/// struct { ULONG Version;                  // 0
///          ULONG KeyUsage;
///          ULONG PerBootKey : 1, Reserved : 31;
///          ULONG cbAlgName, cbNonce, cbAuthTag, cbWrappingKey, cbIsolatedKey;
///          WCHAR AlgorithmName[];          // cbAlgName counts the NUL
///          BYTE Nonce[cbNonce], AesGcmAuthTag[cbAuthTag],
///               WrappingKeyBlob[cbWrappingKey],        // RSA-OAEP(AES key)
///               IsolatedKeyBlob[cbIsolatedKey]; }      // AES-GCM(key)
/// ```
/// Without a magic nothing can recognise one for sure. Source: the SDK's ncrypt.h,
/// `NCRYPT_EXPORTED_ISOLATED_KEY_ENVELOPE`.
public struct IsolatedKeyEnvelope: LayoutFormat, ~Escapable {
    /// `KeyUsage`.
    public private(set) var keyUsage: UInt32
    private var flags: UInt32
    /// `AlgorithmName`.
    public private(set) var algorithm: WideString
    /// `Nonce` of the isolated key's encryption.
    public private(set) var nonce: RawSpan
    /// `AesGcmAuthTag`.
    public private(set) var authenticationTag: RawSpan
    /// `WrappingKeyBlob`: the AES key, encrypted.
    public private(set) var wrappingKey: RawSpan
    /// `IsolatedKeyBlob`: the key, encrypted; at least one byte.
    public private(set) var isolatedKey: RawSpan

    /// Whether the key is gone after the next boot.
    public var isPerBootKey: Bool { flags & 1 == 1 }

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy algorithm, copy nonce, copy authenticationTag, copy wrappingKey, copy isolatedKey)
    public init(
        keyUsage: UInt32, isPerBootKey: Bool, algorithm: WideString, nonce: RawSpan, authenticationTag: RawSpan,
        wrappingKey: RawSpan, isolatedKey: RawSpan
    ) {
        self.keyUsage = keyUsage
        flags = isPerBootKey ? 1 : 0
        self.algorithm = algorithm
        self.nonce = nonce
        self.authenticationTag = authenticationTag
        self.wrappingKey = wrappingKey
        self.isolatedKey = isolatedKey
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("Version", 0 as UInt32, .unsupportedVersion)
        try pass.scalar("KeyUsage", &keyUsage)
        try pass.scalar("PerBootKey", &flags, .range(0...1), .reservedNonZero, tolerated: nil)
        var nameSize = UInt32(clamping: algorithm.byteCount)
        try pass.stringLength("cbAlgName", &nameSize)
        var nonceSize = UInt32(clamping: nonce.byteCount)
        try pass.scalar("cbNonce", &nonceSize)
        var tagSize = UInt32(clamping: authenticationTag.byteCount)
        try pass.scalar("cbAuthTag", &tagSize)
        var wrapSize = UInt32(clamping: wrappingKey.byteCount)
        try pass.scalar("cbWrappingKey", &wrapSize)
        var keySize = UInt32(clamping: isolatedKey.byteCount)
        try pass.scalar("cbIsolatedKey", &keySize, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        try pass.string("AlgorithmName", &algorithm, count: nameSize, "cbAlgName")
        try pass.bytes("Nonce", &nonce, count: Int(nonceSize), "cbNonce", .open, shortTolerated: nil)
        try pass.bytes(
            "AesGcmAuthTag", &authenticationTag, count: Int(tagSize), "cbAuthTag", .open, shortTolerated: nil)
        try pass.bytes(
            "WrappingKeyBlob", &wrappingKey, count: Int(wrapSize), "cbWrappingKey", .open, shortTolerated: nil)
        try pass.bytes(
            "IsolatedKeyBlob", &isolatedKey, count: Int(keySize), "cbIsolatedKey", .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(
            keyUsage: 0, isPerBootKey: false, algorithm: WideString(bytes: nothing), nonce: nothing,
            authenticationTag: nothing, wrappingKey: nothing, isolatedKey: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension IsolatedKeyEnvelope: CNGKeyBlobFormat {
    /// `ISOLATED_KEY_ENVELOPE`.
    public static var blobTypes: [CNGBlobType] { [.isolatedKeyEnvelope] }

    /// The twin that keeps its bytes; nothing in it is secret.
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
