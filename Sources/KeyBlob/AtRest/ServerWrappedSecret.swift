/// A secret wrapped by a domain controller with its own symmetric key: the older way.
///
/// ```c
/// struct { DWORD version;                          // 1
///          DWORD Payload_Length, Ciphertext_Length;
///          GUID GUID_of_Wrapping_Key;
///          BYTE R2[68];
///          BYTE Rc4EncryptedPayload[Ciphertext_Length]; }
/// ```
/// The payload is `R3[32]`, a MAC of 20 bytes, the owner's SID and the secret, encrypted with RC4 under the HMAC-SHA1 of
/// `R2`. Source: [MS-BKRP] 2.2.4.
public struct ServerWrappedSecret: LayoutFormat, ~Escapable {
    /// `Payload_Length`: the length of the secret, in bytes.
    public private(set) var secretByteCount: UInt32
    private var ciphertextSize: UInt32
    /// `GUID_of_Wrapping_Key`: 16 bytes; names a ``ServerWrapKey``.
    public private(set) var keyGUID: RawSpan
    /// `R2`: 68 random bytes.
    public private(set) var r2: RawSpan
    /// `Rc4EncryptedPayload`.
    public private(set) var encryptedPayload: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("version", 1 as UInt32, .unsupportedVersion)
        try pass.scalar("Payload_Length", &secretByteCount)
        try pass.scalar("Ciphertext_Length", &ciphertextSize)
        // A SID has 8 to 68 bytes; 4 more where its count travels in front, as NDR has it.
        let overhead = Int(ciphertextSize) - Int(secretByteCount)
        try pass.rule(
            "60…124 more than Payload_Length", overhead >= 60 && overhead <= 124, .lengthMismatch, tolerated: nil)
        try pass.bytes("GUID_of_Wrapping_Key", &keyGUID, count: 16, "16", .open, shortTolerated: nil)
        try pass.bytes("R2", &r2, count: 68, "68", .open, shortTolerated: nil)
        try pass.bytes(
            "Rc4EncryptedPayload", &encryptedPayload, count: Int(ciphertextSize), "Ciphertext_Length", .open,
            shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        secretByteCount = 0
        ciphertextSize = 0
        keyGUID = nothing
        r2 = nothing
        encryptedPayload = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension ServerWrappedSecret: KeyBlobFormat {
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
