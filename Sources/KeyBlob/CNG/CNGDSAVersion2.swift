/// What the headers of DSA BLOBs of version 2 say about how the group was made.
///
/// ```c
/// struct { HASHALGORITHM_ENUM hashAlgorithm;        // 0 SHA-1, 1 SHA-256, 2 SHA-512
///          DSAFIPSVERSION_ENUM standardVersion;     // 0 FIPS 186-2, 1 FIPS 186-3
///          ULONG cbSeedLength, cbGroupSize; }
/// ```
/// Source: Microsoft Learn, "BCRYPT_DSA_KEY_BLOB_V2 structure"; that q is as long as the digest, from .NET's DSACng.
public struct CNGDSAVersion2: Sendable, BitwiseCopyable {
    /// `hashAlgorithm`.
    public enum HashAlgorithm: UInt32, Sendable, BitwiseCopyable, CaseIterable {
        case sha1 = 0
        case sha256 = 1
        case sha512 = 2

        /// The length of a digest, and of q, in bytes.
        public var byteCount: Int {
            switch self {
            case .sha1: 20
            case .sha256: 32
            case .sha512: 64
            }
        }
    }

    /// `hashAlgorithm`.
    public private(set) var hashAlgorithm: HashAlgorithm
    /// `standardVersion`: 0 for FIPS 186-2, 1 for FIPS 186-3.
    public private(set) var standardVersion: UInt32

    /// The fields of a header to be written.
    public init(hashAlgorithm: HashAlgorithm, standardVersion: UInt32) {
        self.hashAlgorithm = hashAlgorithm
        self.standardVersion = standardVersion
    }

    @inline(__always)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ lengths: inout CNGDSADomain.Lengths
    ) throws(BlobError) {
        var number = hashAlgorithm.rawValue
        try pass.scalar("hashAlgorithm", &number, .range(0...2), .badAlgorithm, tolerated: nil)
        hashAlgorithm = HashAlgorithm(rawValue: number) ?? hashAlgorithm
        try pass.scalar("standardVersion", &standardVersion, .range(0...1), .unsupportedVersion, tolerated: nil)
        try pass.scalar("cbSeedLength", &lengths.seed)
        try pass.scalar("cbGroupSize", &lengths.group, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        try pass.rule(
            "20, 32 or 64 by hashAlgorithm", Int(lengths.group) == hashAlgorithm.byteCount, .badKeyLength,
            tolerated: .unexpectedGroupSize)
        lengths.seedWords = "cbSeedLength"
        lengths.groupWords = "cbGroupSize"
    }
}
