/// `OPAQUEKEYBLOB` of this package for a key that lives in a PKCS #11 token: where it is, not what it is.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 9, bVersion 2, aiKeyAlg: an RSA pair's or a block cipher's
///          DWORD magic;                    // "SKT1": 53 4B 54 31
///          DWORD version;                  // 1
///          DWORD sealMethod;               // 0: SHA-256, 1: HMAC-SHA-256
///          DWORD objectClass;              // CKO_PRIVATE_KEY 3, CKO_SECRET_KEY 4
///          DWORD permissions;              // KP_PERMISSIONS
///          DWORD mode;                     // KP_MODE: 1 CBC, 2 ECB; of a pair 0
///          BYTE label[32], serialNumber[16];          // of the token, as CK_TOKEN_INFO has them: padded with blanks
///          DWORD cbID, cbIV, cbKeyDigest;  // cbIV: a block, of a pair 0; cbKeyDigest: of a pair 32, else 0
///          BYTE id[cbID];                  // CKA_ID
///          BYTE iv[cbIV], feedback[cbIV];  // KP_IV, and the running register
///          BYTE keyDigest[cbKeyDigest];    // of the public key
///          BYTE seal[32]; }                // over all that stands before it
/// ```
/// Nothing in it is secret. How digests and seal are computed is `KeyToken`'s affair; the codec does not check them.
/// A key on a token is not named by module or slot, which differ from machine to machine and from boot to boot.
public struct OpaqueTokenKeyBlob: LayoutFormat, ~Escapable {
    /// `magic`, as the integer that its four bytes make.
    public static let magic: UInt32 = 0x3154_4B53

    /// How a BLOB is sealed, and what a `seal` in it is worth.
    public enum SealMethod: UInt32, Sendable, CaseIterable {
        /// SHA-256: damage is found, intent is not.
        case digest = 0
        /// HMAC-SHA-256 under a key that writer and reader share.
        case authenticationCode = 1
    }

    /// `aiKeyAlg`: CALG_RSA_KEYX, CALG_RSA_SIGN or a block cipher.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    private var sealNumber: UInt32
    private var objectClass: UInt32
    /// `permissions`: bits of KP_PERMISSIONS.
    public private(set) var permissions: UInt32
    /// `mode`: KP_MODE, 1 for CBC or 2 for ECB; 0 for a pair.
    public private(set) var mode: UInt32
    /// `label` of the token: 32 bytes, UTF-8, padded with blanks.
    public private(set) var tokenLabel: RawSpan
    /// `serialNumber` of the token: 16 bytes, padded with blanks.
    public private(set) var tokenSerialNumber: RawSpan
    /// `id`: CKA_ID of the object, 1 to 255 bytes.
    public private(set) var identifier: RawSpan
    /// `iv`: one block; of a pair nothing.
    public private(set) var initializationVector: RawSpan
    /// `feedback`: one block, the IV until data has gone through; of a pair nothing.
    public private(set) var feedback: RawSpan
    /// `keyDigest`: 32 bytes of a pair; of a session key nothing.
    public private(set) var keyDigest: RawSpan
    /// `seal`: 32 bytes.
    public private(set) var seal: RawSpan

    /// `sealMethod`.
    public var sealMethod: SealMethod { sealNumber == 1 ? .authenticationCode : .digest }

    /// The fields of a BLOB to be written; `objectClass` and the lengths follow.
    @_lifetime(
        copy tokenLabel, copy tokenSerialNumber, copy identifier, copy initializationVector, copy feedback,
        copy keyDigest, copy seal)
    public init(
        keyAlgorithm: AlgorithmIdentifier, sealMethod: SealMethod, permissions: UInt32, mode: UInt32,
        tokenLabel: RawSpan, tokenSerialNumber: RawSpan, identifier: RawSpan, initializationVector: RawSpan,
        feedback: RawSpan, keyDigest: RawSpan, seal: RawSpan
    ) {
        self.keyAlgorithm = keyAlgorithm
        sealNumber = sealMethod.rawValue
        objectClass = keyAlgorithm.isRSA ? 3 : 4
        self.permissions = permissions
        self.mode = mode
        self.tokenLabel = tokenLabel
        self.tokenSerialNumber = tokenSerialNumber
        self.identifier = identifier
        self.initializationVector = initializationVector
        self.feedback = feedback
        self.keyDigest = keyDigest
        self.seal = seal
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(&pass, .opaqueKey, &keyAlgorithm, "CALG_RSA_KEYX, CALG_RSA_SIGN or a block cipher") {
            $0.isRSA || $0.blockLength > 0
        }
        let isPair = keyAlgorithm.isRSA
        try pass.constant("magic", 0x3154_4B53 as UInt32, .badMagic)  // "SKT1"
        try pass.constant("version", 1 as UInt32, .unsupportedVersion)
        try pass.scalar("sealMethod", &sealNumber, .range(0...1), .unsupportedVersion, tolerated: nil)
        try pass.scalar("objectClass", &objectClass, .range(3...4), .badAlgorithm, tolerated: nil)
        try pass.rule(
            "CKO_PRIVATE_KEY for pairs, CKO_SECRET_KEY for others", (objectClass == 3) == isPair, .badAlgorithm,
            tolerated: nil)
        try pass.scalar("permissions", &permissions)
        try pass.scalar("mode", &mode, .range(0...2), .badAlgorithm, tolerated: nil)
        try pass.rule("0 for pairs only", (mode == 0) == isPair, .badAlgorithm, tolerated: nil)
        try pass.bytes("label", &tokenLabel, count: 32, "32", .open, shortTolerated: nil)
        try pass.bytes("serialNumber", &tokenSerialNumber, count: 16, "16", .open, shortTolerated: nil)
        var idSize = UInt32(clamping: identifier.byteCount)
        try pass.scalar("cbID", &idSize, .range(1...255), .badKeyLength, tolerated: nil)
        var ivSize = UInt32(clamping: initializationVector.byteCount)
        try pass.scalar("cbIV", &ivSize, .range(0...16), .lengthMismatch, tolerated: nil)
        try pass.rule("a block; 0 for pairs", ivSize == keyAlgorithm.blockLength, .lengthMismatch, tolerated: nil)
        var digestSize = UInt32(clamping: keyDigest.byteCount)
        try pass.scalar("cbKeyDigest", &digestSize, .range(0...32), .lengthMismatch, tolerated: nil)
        try pass.rule("32 for pairs, else 0", digestSize == (isPair ? 32 : 0), .lengthMismatch, tolerated: nil)
        try pass.bytes("id", &identifier, count: Int(idSize), "cbID", .open, shortTolerated: nil)
        try pass.bytes("iv", &initializationVector, count: Int(ivSize), "cbIV", .open, shortTolerated: nil)
        try pass.bytes("feedback", &feedback, count: Int(ivSize), "cbIV", .open, shortTolerated: nil)
        try pass.bytes("keyDigest", &keyDigest, count: Int(digestSize), "cbKeyDigest", .open, shortTolerated: nil)
        try pass.bytes("seal", &seal, count: 32, "32", .open, shortTolerated: nil)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(
            keyAlgorithm: .rsaKeyExchange, sealMethod: .digest, permissions: 0, mode: 0, tokenLabel: nothing,
            tokenSerialNumber: nothing, identifier: nothing, initializationVector: nothing, feedback: nothing,
            keyDigest: nothing, seal: nothing)
    }
}

extension AlgorithmIdentifier {
    /// The length of a block of a cipher that tokens have, in bytes; 0 for what is none.
    @inline(__always)
    fileprivate var blockLength: UInt32 {
        switch rawValue {
        case 0x6601, 0x6603, 0x6609: 8  // DES and 3DES
        case 0x660E...0x6610: 16  // AES
        default: 0
        }
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension OpaqueTokenKeyBlob: KeyBlobFormat {
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
