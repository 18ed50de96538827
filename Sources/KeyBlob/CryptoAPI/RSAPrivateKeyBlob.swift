/// `PRIVATEKEYBLOB` with an RSA key pair.
///
/// With n = `bitlen / 8` and h = (n + 1) / 2:
/// ```c
/// struct { BLOBHEADER header;              // bType 7, bVersion 2, aiKeyAlg CALG_RSA_KEYX or CALG_RSA_SIGN
///          DWORD magic, bitlen, pubexp;    // magic "RSA2"
///          BYTE modulus[n], prime1[h], prime2[h], exponent1[h], exponent2[h], coefficient[h],
///               privateExponent[n]; }
/// ```
/// All integers are little-endian, padded at their end. Source: Microsoft Learn, "Base Provider Key BLOBs"; the rounding
/// of h for odd n is what Windows, Wine, OpenSSL and .NET do (some readers round down and misread such keys).
public struct RSAPrivateKeyBlob: LayoutFormat, ~Escapable {
    /// `aiKeyAlg`: ``AlgorithmIdentifier/rsaKeyExchange`` or ``AlgorithmIdentifier/rsaSign``.
    public private(set) var keyAlgorithm: AlgorithmIdentifier
    /// `bitlen`: the length of the modulus, in bits.
    public private(set) var bitLength: UInt32
    /// `pubexp`.
    public private(set) var publicExponent: UInt32
    /// Everything from `modulus` on. Where each integer stands follows from `bitlen`: a view that small is returned in
    /// registers, one of seven spans through memory, which was measured to take longer than the parse.
    @usableFromInline var integers: RawSpan

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
        var modulus = self.modulus
        var prime1 = self.prime1
        var prime2 = self.prime2
        var exponent1 = self.exponent1
        var exponent2 = self.exponent2
        var coefficient = self.coefficient
        var privateExponent = self.privateExponent
        try Fields.layout(
            &pass, &keyAlgorithm, &bitLength, &publicExponent, &modulus, &prime1, &prime2, &exponent1, &exponent2,
            &coefficient, &privateExponent)
        // SAFETY: a pass that reads makes them views of one source, each directly behind the one before; for any other
        // pass they were that already.
        integers = unsafe modulus.bytes.extended(by: 5 * prime1.byteCount + privateExponent.byteCount)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        keyAlgorithm = .rsaKeyExchange
        bitLength = 0
        publicExponent = 0
        integers = source.extracting(first: 0)
    }
}

extension RSAPrivateKeyBlob {
    /// `modulus`: n bytes.
    @inlinable
    public var modulus: LittleEndianInteger {
        @_lifetime(copy self) get { integer(at: 0, count: wholeByteCount) }
    }
    /// `prime1`, p: h bytes.
    @inlinable
    public var prime1: LittleEndianInteger { @_lifetime(copy self) get { half(0) } }
    /// `prime2`, q: h bytes.
    @inlinable
    public var prime2: LittleEndianInteger { @_lifetime(copy self) get { half(1) } }
    /// `exponent1`, d mod (p − 1): h bytes.
    @inlinable
    public var exponent1: LittleEndianInteger { @_lifetime(copy self) get { half(2) } }
    /// `exponent2`, d mod (q − 1): h bytes.
    @inlinable
    public var exponent2: LittleEndianInteger { @_lifetime(copy self) get { half(3) } }
    /// `coefficient`, q⁻¹ mod p for p and q in the order they stand in: h bytes.
    @inlinable
    public var coefficient: LittleEndianInteger { @_lifetime(copy self) get { half(4) } }
    /// `privateExponent`, d: n bytes; fewer or none after a tolerant parse that says so.
    @inlinable
    public var privateExponent: LittleEndianInteger {
        @_lifetime(copy self) get {
            let start = wholeByteCount &+ 5 &* halfByteCount
            return integer(at: start, count: integers.byteCount &- start)
        }
    }

    /// n; a UInt32 of bits cannot overflow.
    @inlinable
    var wholeByteCount: Int { (Int(bitLength) &+ 7) / 8 }

    /// h.
    @inlinable
    var halfByteCount: Int { (wholeByteCount &+ 1) / 2 }

    @inlinable @_lifetime(copy self)
    func half(_ number: Int) -> LittleEndianInteger {
        integer(at: wholeByteCount &+ number &* halfByteCount, count: halfByteCount)
    }

    @inlinable @_lifetime(copy self)
    func integer(at offset: Int, count: Int) -> LittleEndianInteger {
        // SAFETY: no parse lets a BLOB pass in which `integers` ends before `privateExponent` begins, and without a parse
        // all of this is 0.
        LittleEndianInteger(bytes: unsafe integers.extracting(unchecked: offset..<offset &+ count))
    }
}

extension RawSpan {
    /// These bytes and `count` more behind them, of the same memory.
    @unsafe @inline(__always) @_lifetime(copy self)
    fileprivate func extended(by count: Int) -> RawSpan {
        let start = unsafe withUnsafeBytes { $0.baseAddress }
        let whole = unsafe UnsafeRawBufferPointer(start: start, count: byteCount &+ count)
        return unsafe _overrideLifetime(whole.bytes, copying: self)
    }
}

// What these promise is said once, at `KeyBlobFormat`.
extension RSAPrivateKeyBlob: KeyBlobFormat {
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
