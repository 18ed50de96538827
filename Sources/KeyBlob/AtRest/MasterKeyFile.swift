/// A file of DPAPI master keys, named by a GUID: `%APPDATA%\Microsoft\Protect\<SID>\<GUID>`.
///
/// ```c
/// struct { DWORD dwVersion;                        // 2
///          DWORD unk0, unk1;                       // 0
///          WCHAR szGuid[36];                       // 8-4-4-4-12 hexadecimal digits, no NUL
///          DWORD unk2, dwPolicy, dwFlags;
///          ULONGLONG dwMasterKeyLen, dwBackupKeyLen, dwCredHistLen, dwDomainKeyLen;
///          BYTE masterKey[dwMasterKeyLen], backupKey[dwBackupKeyLen], credHist[dwCredHistLen],
///               domainKey[dwDomainKeyLen]; }
/// ```
/// Each record may be missing: its length is 0 then. The layout is not documented by Microsoft. Source: what mimikatz
/// and impacket read, which agree; checked with files that Windows made.
public struct MasterKeyFile: LayoutFormat, ~Escapable {
    /// `szGuid`: 36 UTF-16LE characters, the name of the file.
    public private(set) var guidText: RawSpan
    private var unknown: UInt32
    /// `dwPolicy`.
    public private(set) var policy: UInt32
    /// `dwFlags`: bit 4 says that the key comes from the SHA-1 of the password instead of its MD4.
    public private(set) var flags: UInt32
    private var masterKeySize: UInt64
    private var backupKeySize: UInt64
    private var credentialHistorySize: UInt64
    private var domainKeySize: UInt64
    /// `masterKey`: a ``MasterKeyRecord``, or nothing.
    public private(set) var masterKey: RawSpan
    /// `backupKey`: a ``MasterKeyRecord``, or nothing.
    public private(set) var backupKey: RawSpan
    /// `credHist`: a ``CredentialHistoryRecord``, or nothing.
    public private(set) var credentialHistory: RawSpan
    /// `domainKey`: the master key once more, wrapped for the domain: a ``ClientWrappedSecret``, or nothing.
    public private(set) var domainKey: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try pass.constant("dwVersion", 2 as UInt32, .unsupportedVersion)
        try pass.constant("unk0", 0 as UInt32, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.constant("unk1", 0 as UInt32, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.bytes("szGuid", &guidText, count: 72, "72", .open, shortTolerated: nil)
        try pass.rule("a GUID in UTF-16", guidText.isGUIDText, .badString, tolerated: nil)
        try pass.scalar("unk2", &unknown)
        try pass.scalar("dwPolicy", &policy)
        try pass.scalar("dwFlags", &flags)
        try pass.scalar("dwMasterKeyLen", &masterKeySize)
        try pass.scalar("dwBackupKeyLen", &backupKeySize)
        try pass.scalar("dwCredHistLen", &credentialHistorySize)
        try pass.scalar("dwDomainKeyLen", &domainKeySize)
        try record(&pass, "masterKey", &masterKey, masterKeySize, "dwMasterKeyLen")
        try pass.rule(
            "none, or a master key record", masterKey.isEmpty || MasterKeyRecord.accountsFor(masterKey),
            .badContents, tolerated: .unexpectedContents)
        try record(&pass, "backupKey", &backupKey, backupKeySize, "dwBackupKeyLen")
        try pass.rule(
            "none, or a master key record", backupKey.isEmpty || MasterKeyRecord.accountsFor(backupKey),
            .badContents, tolerated: .unexpectedContents)
        try record(&pass, "credHist", &credentialHistory, credentialHistorySize, "dwCredHistLen")
        try pass.rule(
            "none, or a credential history record",
            credentialHistory.isEmpty || CredentialHistoryRecord.accountsFor(credentialHistory), .badContents,
            tolerated: .unexpectedContents)
        try record(&pass, "domainKey", &domainKey, domainKeySize, "dwDomainKeyLen")
        try pass.rule(
            "none, or a client-side-wrapped secret", domainKey.isEmpty || ClientWrappedSecret.accountsFor(domainKey),
            .badContents, tolerated: .unexpectedContents)
    }

    /// A length of 64 bits that is no `Int` is longer than any file all the same.
    @inline(__always) @_lifetime(value: copy pass, copy value)
    private func record<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ field: StaticString, _ value: inout RawSpan, _ byteCount: UInt64, _ size: StaticString
    ) throws(BlobError) {
        try pass.bytes(field, &value, count: Int(clamping: byteCount), size, .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        guidText = nothing
        unknown = 0
        policy = 0
        flags = 0
        masterKeySize = 0
        backupKeySize = 0
        credentialHistorySize = 0
        domainKeySize = 0
        masterKey = nothing
        backupKey = nothing
        credentialHistory = nothing
        domainKey = nothing
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension MasterKeyFile: KeyBlobFormat {
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
