/// `KEYSTATEBLOB`: a session key in the clear with the state of its cipher.
///
/// ```c
/// struct { BLOBHEADER header;              // bType 0x0C, bVersion 2, aiKeyAlg of the session key
///          union {
///              struct { BYTE Key[16], SBox[256], i, j; };                  // CRYPT_RC4_KEY_STATE
///              struct { BYTE Key[k], IV[b], Feedback[b]; };                // CRYPT_DES_KEY_STATE: k 8, b 8
///                                                                          // CRYPT_3DES_KEY_STATE: k 24, b 8
///              struct { BYTE Key[k], IV[16], EncryptionState[r][16], DecryptionState[r][16], Feedback[16]; };
///                                                                          // CRYPT_AES_128_KEY_STATE: k 16, r 11
///                                                                          // CRYPT_AES_256_KEY_STATE: k 32, r 15
///          } }
/// ```
/// The byte order inside AES's round keys is not documented; they are bytes here. Source: the structures from the
/// public SDK header (wincrypt.h) and Microsoft Learn; that they stand right behind a header is inferred.
public struct KeyStateBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: RC4, DES, 3DES, AES-128 or AES-256.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `Key`: in its natural order.
    public private(set) var key: RawSpan
    /// `SBox` of RC4: a permutation of 0 to 255; empty for other ciphers.
    public private(set) var sBox: RawSpan
    /// `i` of RC4.
    public private(set) var i: UInt8
    /// `j` of RC4.
    public private(set) var j: UInt8
    /// `IV`: one block; empty for RC4.
    public private(set) var iv: RawSpan
    /// `EncryptionState` of AES: the round keys; empty for other ciphers.
    public private(set) var encryptionState: RawSpan
    /// `DecryptionState` of AES: the round keys; empty for other ciphers.
    public private(set) var decryptionState: RawSpan
    /// `Feedback`: one block; empty for RC4.
    public private(set) var feedback: RawSpan

    /// The state of an RC4 key, to be written.
    @_lifetime(copy key, copy sBox)
    public init(rc4Key key: RawSpan, sBox: RawSpan, i: UInt8, j: UInt8) {
        self.init(keyAlgorithm: .rc4, key: key, nothing: key.extracting(first: 0))
        self.sBox = sBox
        self.i = i
        self.j = j
    }

    /// The state of a DES, 3DES or AES key, to be written; the round keys are empty for DES and 3DES.
    @_lifetime(copy key, copy iv, copy encryptionState, copy decryptionState, copy feedback)
    public init(
        keyAlgorithm: AlgorithmIdentifier, key: RawSpan, iv: RawSpan, encryptionState: RawSpan,
        decryptionState: RawSpan, feedback: RawSpan
    ) {
        self.init(keyAlgorithm: keyAlgorithm, key: key, nothing: key.extracting(first: 0))
        self.iv = iv
        self.encryptionState = encryptionState
        self.decryptionState = decryptionState
        self.feedback = feedback
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .keyState, &keyAlgorithm, "CALG_RC4, CALG_DES, CALG_3DES, CALG_AES_128 or CALG_AES_256"
        ) { Self.sizes(of: $0).key > 0 }
        let sizes = Self.sizes(of: keyAlgorithm)
        try pass.bytes("Key", &key, count: sizes.key, "as aiKeyAlg's keys", .secret, shortTolerated: nil)
        if keyAlgorithm == .rc4 {
            try pass.bytes("SBox", &sBox, count: 256, "256", .secret, shortTolerated: nil)
            try pass.rule(
                "a permutation of 0…255", isPermutation(sBox), .inconsistentKey, tolerated: nil)
            try pass.scalar("i", &i)
            try pass.scalar("j", &j)
        } else {
            try pass.bytes("IV", &iv, count: sizes.block, "a block", .open, shortTolerated: nil)
            if sizes.rounds > 0 {
                try pass.bytes(
                    "EncryptionState", &encryptionState, count: sizes.rounds * 16, "a block for each round", .secret,
                    shortTolerated: nil)
                try pass.bytes(
                    "DecryptionState", &decryptionState, count: sizes.rounds * 16, "a block for each round", .secret,
                    shortTolerated: nil)
            }
            try pass.bytes("Feedback", &feedback, count: sizes.block, "a block", .secret, shortTolerated: nil)
        }
    }

    /// The bytes of key and block, and the number of round keys; zeros where no structure is published.
    @inline(__always)
    private static func sizes(of algorithm: AlgorithmIdentifier) -> (key: Int, block: Int, rounds: Int) {
        switch algorithm {
        case .rc4: (16, 0, 0)
        case .des: (8, 8, 0)
        case .tripleDES: (24, 8, 0)
        case .aes128: (16, 16, 11)
        case .aes256: (32, 16, 15)
        default: (0, 0, 0)
        }
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = source.extracting(first: 0)
        self.init(keyAlgorithm: .rc4, key: nothing, nothing: nothing)
    }

    @inline(__always) @_lifetime(copy key, copy nothing)
    private init(keyAlgorithm: AlgorithmIdentifier, key: RawSpan, nothing: RawSpan) {
        self.keyAlgorithm = keyAlgorithm
        self.key = key
        sBox = nothing
        i = 0
        j = 0
        iv = nothing
        encryptionState = nothing
        decryptionState = nothing
        feedback = nothing
    }
}

/// Whether every value of a byte is there once. The bytes are secret: how long it takes does not depend on them.
private func isPermutation(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount == 256 else { return false }
    var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for offset in 0..<256 {
        // SAFETY: the guard leaves 256 bytes.
        let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        let bit = UInt64(1) << UInt64(byte & 63)
        let word = byte >> 6
        seen.0 |= word == 0 ? bit : 0
        seen.1 |= word == 1 ? bit : 0
        seen.2 |= word == 2 ? bit : 0
        seen.3 |= word == 3 ? bit : 0
    }
    return seen.0 & seen.1 & seen.2 & seen.3 == .max
}

// What these promise is said once, at `KeyBlobFormat`.
extension KeyStateBlob: KeyBlobFormat {
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
