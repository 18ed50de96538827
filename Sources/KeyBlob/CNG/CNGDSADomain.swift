/// The group of a DSA key, as six BLOBs hold it.
///
/// ```c
/// struct { BYTE Count[4], Seed[cbSeed], q[cbGroup], Modulus[cbKey], Generator[cbKey]; }   // big-endian
/// ```
/// `Count` is big-endian although it is a number like those of the header, which are little-endian; CryptoAPI's BLOBs
/// hold the same counter and seed the other way round. All bits of both set: not known how the group was made. Source:
/// Microsoft Learn, "BCRYPT_DSA_KEY_BLOB structure" and, in its present text, "BCRYPT_DSA_KEY_BLOB_V2 structure" (until
/// 2018 that page left out Seed and q).
public struct CNGDSADomain: BitwiseCopyable, ~Escapable {
    /// `Count`: 4 bytes; see ``counter``.
    public private(set) var count: BigEndianInteger
    /// `Seed`: 20 bytes in version 1.
    public private(set) var seed: RawSpan
    /// `q`, the order of the generator: 20 bytes in version 1.
    public private(set) var q: BigEndianInteger
    /// `Modulus`, p: `cbKey` bytes.
    public private(set) var modulus: BigEndianInteger
    /// `Generator`, g: `cbKey` bytes.
    public private(set) var generator: BigEndianInteger

    /// A group to be written; the lengths follow.
    @_lifetime(copy count, copy seed, copy q, copy modulus, copy generator)
    public init(
        count: BigEndianInteger, seed: RawSpan, q: BigEndianInteger, modulus: BigEndianInteger,
        generator: BigEndianInteger
    ) {
        self.count = count
        self.seed = seed
        self.q = q
        self.modulus = modulus
        self.generator = generator
    }

    /// `Count` as a number; nil where it says that counter and seed are not known.
    public var counter: UInt32? {
        var number: UInt32 = 0
        for offset in 0..<4 { number = number << 8 | UInt32(count.bytes.byte(at: offset)) }
        return number == UInt32.max ? nil : number
    }

    /// What the length fields say, and in which words.
    struct Lengths {
        var key: UInt32
        var seed: UInt32 = 20
        var group: UInt32 = 20
        var keyWords: StaticString = "cbKey"
        var seedWords: StaticString = "20"
        var groupWords: StaticString = "20"
    }

    @inline(__always) @_lifetime(self: copy pass, copy self)
    mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ lengths: Lengths
    ) throws(BlobError) {
        try pass.integer("Count", &count, count: 4, "4", .open)
        try pass.bytes("Seed", &seed, count: Int(lengths.seed), lengths.seedWords, .open, shortTolerated: nil)
        try pass.integer("q", &q, count: Int(lengths.group), lengths.groupWords, .open)
        try pass.prime(q)
        try pass.integer("Modulus", &modulus, count: Int(lengths.key), lengths.keyWords, .open)
        try pass.prime(modulus)
        try pass.integer("Generator", &generator, count: Int(lengths.key), lengths.keyWords, .open)
    }

    @inline(__always) @_lifetime(copy source)
    init(emptyFieldsOf source: RawSpan) {
        let nothing = BigEndianInteger(bytes: source.extracting(first: 0))
        self.init(count: nothing, seed: nothing.bytes, q: nothing, modulus: nothing, generator: nothing)
    }
}

extension BlobPass where Self: ~Copyable & ~Escapable {
    /// The field visited last is a public prime that is as long as its field.
    @inline(__always)
    mutating func prime(_ value: BigEndianInteger) throws(BlobError) {
        try rule("odd", value.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try rule("top bit set", value.fillsItsField, .nonCanonicalInteger, tolerated: .primeTooShort)
    }

    /// The length of a DSA or DH prime, which Windows makes in steps of 64 bits.
    @inline(__always)
    mutating func primeLength(
        _ field: StaticString, _ value: inout UInt32, _ words: StaticString, in limits: ClosedRange<UInt32>
    ) throws(BlobError) {
        try scalar(field, &value, .range(1...UInt32.max), .badKeyLength, tolerated: nil)
        let isLegal = value % 8 == 0 && limits.contains(value)
        try rule(words, isLegal, .badKeyLength, tolerated: .unexpectedKeyLength)
    }
}
