/// `PKCS11RsaAesWrapBlob`: a private key, wrapped for a key in hardware as PKCS #11 wraps.
///
/// ```c
/// struct { ULONG dwMagic;                  // "RAPW"
///          ULONG cbKey, cbPaddingAlgId, cbPaddingLabel;
///          BYTE Key[cbKey];                // RSA-OAEP(AES key), then the key wrapped by RFC 5649
///          WCHAR PaddingAlgId[];           // hash of the OAEP padding, such as L"SHA1"; cbPaddingAlgId counts the NUL
///          BYTE PaddingLabel[cbPaddingLabel]; }
/// ```
/// Source: the SDK's bcrypt.h, `BCRYPT_PKCS11_RSA_AES_WRAP_BLOB`; that the NUL counts, from programs that import into
/// Azure's HSM; what `Key` holds is PKCS #11's CKM_RSA_AES_KEY_WRAP (inferred). It has not been unwrapped here.
public struct PKCS11RSAAESWrapBlob: LayoutFormat, ~Escapable {
    /// `Key`: both ciphertexts; the first is as long as the wrapping key's modulus.
    public private(set) var key: RawSpan
    /// `PaddingAlgId`.
    public private(set) var paddingAlgorithm: WideString
    /// `PaddingLabel`; mostly empty.
    public private(set) var paddingLabel: RawSpan

    /// The fields of a BLOB to be written; the lengths follow.
    @_lifetime(copy key, copy paddingAlgorithm, copy paddingLabel)
    public init(key: RawSpan, paddingAlgorithm: WideString, paddingLabel: RawSpan) {
        self.key = key
        self.paddingAlgorithm = paddingAlgorithm
        self.paddingLabel = paddingLabel
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwMagic", 0x5750_4152 as UInt32, .badMagic)  // "RAPW"
        var keySize = UInt32(clamping: key.byteCount)
        try pass.scalar("cbKey", &keySize, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        var nameSize = UInt32(clamping: paddingAlgorithm.byteCount)
        try pass.stringLength("cbPaddingAlgId", &nameSize)
        var labelSize = UInt32(clamping: paddingLabel.byteCount)
        try pass.scalar("cbPaddingLabel", &labelSize)
        try pass.bytes("Key", &key, count: Int(keySize), "cbKey", .open, shortTolerated: nil)
        try pass.string("PaddingAlgId", &paddingAlgorithm, count: nameSize, "cbPaddingAlgId")
        try pass.bytes(
            "PaddingLabel", &paddingLabel, count: Int(labelSize), "cbPaddingLabel", .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(key: nothing, paddingAlgorithm: WideString(bytes: nothing), paddingLabel: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PKCS11RSAAESWrapBlob: CNGKeyBlobFormat {
    /// `PKCS11RsaAesWrapBlob`.
    public static var blobTypes: [CNGBlobType] { [.pkcs11RSAAESWrap] }

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
