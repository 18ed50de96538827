/// `BLOBHEADER` (`PUBLICKEYSTRUC`): the first 8 bytes of every CryptoAPI key BLOB.
///
/// ```c
/// struct { BYTE bType; BYTE bVersion; WORD reserved; ALG_ID aiKeyAlg; }
/// ```
/// Integers are little-endian. Source: Microsoft Learn, "PUBLICKEYSTRUC structure".
public struct BlobHeader: Sendable {
    /// The length of a header, in bytes.
    public static let byteCount = 8

    /// `bType`, which may be one that nobody assigned.
    public let type: UInt8
    /// `bVersion`: 2, or 3 for the version 3 forms of DSS and DH keys.
    public let version: UInt8
    /// `aiKeyAlg`: the algorithm of the key *in* the BLOB, not of the key that wraps it.
    public let keyAlgorithm: AlgorithmIdentifier

    /// Reads the first 8 bytes of `source`, whatever they hold; formats have their own rules for each field.
    ///
    /// - Throws: ``BlobError/Reason/truncated``.
    public init(peekingAt source: RawSpan) throws(BlobError) {
        var pass = ParsePass<ExplainedRefusal>(source)
        var type: UInt8 = 0
        var version: UInt8 = 0
        var reserved: UInt16 = 0
        var keyAlgorithm: UInt32 = 0
        try pass.scalar("bType", &type)
        try pass.scalar("bVersion", &version)
        try pass.scalar("reserved", &reserved)
        try pass.scalar("aiKeyAlg", &keyAlgorithm)
        self.type = type
        self.version = version
        self.keyAlgorithm = AlgorithmIdentifier(rawValue: keyAlgorithm)
    }

    /// The header's fields within a format's layout: one legal type and version, and the algorithms that `isLegal`. A
    /// format with a magic number behind the header may forgive another type: the magic decides.
    @inlinable @inline(__always)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ type: BlobType, version: UInt8 = 2, toleratedType: Deviations.Kind? = nil,
        _ keyAlgorithm: inout AlgorithmIdentifier, _ legalAlgorithms: StaticString,
        where isLegal: (AlgorithmIdentifier) -> Bool
    ) throws(BlobError) {
        try pass.constant("bType", type.rawValue, .unknownBlobType, tolerated: toleratedType)
        try pass.constant("bVersion", version, .unsupportedVersion, tolerated: .unexpectedVersion)
        try pass.constant("reserved", 0 as UInt16, .reservedNonZero, tolerated: .reservedNonZero)
        try pass.algorithm(
            "aiKeyAlg", &keyAlgorithm, legalAlgorithms, tolerated: .unexpectedKeyAlgorithm, where: isLegal)
    }
}
