/// `PCP_KEY_BLOB_WIN8` and `PCP_20_KEY_BLOB`: a key that a TPM 2.0 has wrapped, in the form of Microsoft's Platform
/// Crypto Provider.
///
/// ```c
/// struct { DWORD magic;                    // "PCPM"
///          DWORD cbHeader;                 // 52; 54 or, by how it was compiled, 56 with pcrAlgId
///          DWORD pcpType;                  // 2
///          DWORD flags;                    // 1: authorization required
///          ULONG cbPublic, cbPrivate, cbMigrationPublic, cbMigrationPrivate, cbPolicyDigestList, cbPCRBinding,
///                cbPCRDigest, cbEncryptedSecret, cbTpm12HostageBlob;
///          USHORT pcrAlgId, padding;       // PCP_20_KEY_BLOB only, the padding with 56 only
///          BYTE …; }                       // as long as the nine lengths say, in their order
/// ```
/// The data begins at `cbHeader`. Source: Microsoft's PCPTool samples (TpmAtt.h). What is inside is the TPM's.
public struct PCP20KeyBlob: LayoutFormat, ~Escapable {
    private var headerByteCount: UInt32
    /// `flags`: 1 where authorization is required.
    public private(set) var flags: UInt32
    /// `pcrAlgId`, TPM's number of the PCRs' hash algorithm; nil in a `PCP_KEY_BLOB_WIN8`.
    public private(set) var pcrAlgorithm: UInt16?
    private var padding: UInt16 = 0
    /// `public`: TPM2B_PUBLIC.
    public private(set) var publicArea: RawSpan
    /// `private`: TPM2B_PRIVATE, encrypted by the TPM.
    public private(set) var privateArea: RawSpan
    /// `migrationPublic`.
    public private(set) var migrationPublic: RawSpan
    /// `migrationPrivate`.
    public private(set) var migrationPrivate: RawSpan
    /// `policyDigestList`.
    public private(set) var policyDigestList: RawSpan
    /// `pcrBinding`.
    public private(set) var pcrBinding: RawSpan
    /// `pcrDigest`.
    public private(set) var pcrDigest: RawSpan
    /// `encryptedSecret`.
    public private(set) var encryptedSecret: RawSpan
    /// `tpm12HostageBlob`.
    public private(set) var tpm12HostageBlob: RawSpan

    /// A BLOB to be written, of a key with its public and its wrapped private area, and nothing else: a
    /// `PCP_20_KEY_BLOB` of 56 header bytes where there is a `pcrAlgorithm`, else a `PCP_KEY_BLOB_WIN8`.
    @_lifetime(copy publicArea, copy privateArea)
    public init(flags: UInt32, pcrAlgorithm: UInt16?, publicArea: RawSpan, privateArea: RawSpan) {
        headerByteCount = pcrAlgorithm == nil ? 52 : 56
        self.flags = flags
        self.pcrAlgorithm = pcrAlgorithm
        self.publicArea = publicArea
        self.privateArea = privateArea
        let nothing = publicArea.extracting(first: 0)
        migrationPublic = nothing
        migrationPrivate = nothing
        policyDigestList = nothing
        pcrBinding = nothing
        pcrDigest = nothing
        encryptedSecret = nothing
        tpm12HostageBlob = nothing
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("magic", 0x4D50_4350 as UInt32, .badMagic)  // "PCPM"
        try pass.scalar("cbHeader", &headerByteCount)
        let header = headerByteCount
        try pass.rule("52, 54 or 56", header == 52 || header == 54 || header == 56, .lengthMismatch, tolerated: nil)
        try pass.constant("pcpType", 2 as UInt32, .unsupportedVersion)
        try pass.scalar("flags", &flags)
        let sizes = (
            try size(&pass, "cbPublic", publicArea), try size(&pass, "cbPrivate", privateArea),
            try size(&pass, "cbMigrationPublic", migrationPublic),
            try size(&pass, "cbMigrationPrivate", migrationPrivate),
            try size(&pass, "cbPolicyDigestList", policyDigestList), try size(&pass, "cbPCRBinding", pcrBinding),
            try size(&pass, "cbPCRDigest", pcrDigest), try size(&pass, "cbEncryptedSecret", encryptedSecret),
            try size(&pass, "cbTpm12HostageBlob", tpm12HostageBlob)
        )
        if header >= 54 {
            var algorithm = pcrAlgorithm ?? 0
            try pass.scalar("pcrAlgId", &algorithm)
            pcrAlgorithm = algorithm
        }
        if header == 56 { try pass.scalar("padding", &padding) }
        try pass.bytes("public", &publicArea, count: sizes.0, "cbPublic", .open, shortTolerated: nil)
        try pass.bytes("private", &privateArea, count: sizes.1, "cbPrivate", .open, shortTolerated: nil)
        try pass.bytes(
            "migrationPublic", &migrationPublic, count: sizes.2, "cbMigrationPublic", .open, shortTolerated: nil)
        try pass.bytes(
            "migrationPrivate", &migrationPrivate, count: sizes.3, "cbMigrationPrivate", .open, shortTolerated: nil)
        try pass.bytes(
            "policyDigestList", &policyDigestList, count: sizes.4, "cbPolicyDigestList", .open, shortTolerated: nil)
        try pass.bytes("pcrBinding", &pcrBinding, count: sizes.5, "cbPCRBinding", .open, shortTolerated: nil)
        try pass.bytes("pcrDigest", &pcrDigest, count: sizes.6, "cbPCRDigest", .open, shortTolerated: nil)
        try pass.bytes(
            "encryptedSecret", &encryptedSecret, count: sizes.7, "cbEncryptedSecret", .open, shortTolerated: nil)
        try pass.bytes(
            "tpm12HostageBlob", &tpm12HostageBlob, count: sizes.8, "cbTpm12HostageBlob", .open, shortTolerated: nil)
    }

    @inline(__always)
    private func size<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ field: StaticString, _ part: RawSpan
    ) throws(BlobError) -> Int {
        var size = UInt32(clamping: part.byteCount)
        try pass.scalar(field, &size)
        return Int(size)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(flags: 0, pcrAlgorithm: nil, publicArea: nothing, privateArea: nothing)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension PCP20KeyBlob: CNGKeyBlobFormat {
    /// `OpaqueKeyBlob`, of the Platform Crypto Provider.
    public static var blobTypes: [CNGBlobType] { [.opaqueKey] }

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
