/// A fixed-width integer as it stands on the wire; in this family all of them are little-endian.
@usableFromInline
typealias WireInteger = BitwiseCopyable & FixedWidthInteger & UnsignedInteger

/// One pass over a layout. A format lists its fields once, in wire order, in its `layout` method; parsing, measuring,
/// serializing and inspecting are passes over that method.
///
/// A pass visits fields one by one. A *rule* speaks about the field visited last.
@usableFromInline
protocol BlobPass: ~Copyable, ~Escapable {
    /// The next field is an integer. `legal` values pass; others are refused for `reason`, or forgiven by a tolerant
    /// pass where the field names a deviation.
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?) throws(BlobError)

    /// The next field is `count` bytes: `size` says in words how that follows from other fields. Where a deviation is
    /// named, a tolerant pass takes fewer at the end of the BLOB.
    @_lifetime(value: copy self, copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?) throws(BlobError)

    /// The last field is whatever is left; how much of it is legal is said by a rule.
    @_lifetime(value: copy self, copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError)

    /// A condition on the field visited last, in words that follow "legal values:".
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError)
}

/// Whether a byte field may be shown to anyone.
@usableFromInline
enum Exposure {
    case open
    /// Part of a private or session key: inspection hides it unless asked.
    case secret
}

extension BlobPass where Self: ~Copyable & ~Escapable {
    /// A field with one legal value.
    @inlinable @inline(__always)
    mutating func constant<T: WireInteger>(
        _ field: StaticString, _ value: T, _ reason: BlobError.Reason, tolerated: Deviations.Kind? = nil
    ) throws(BlobError) {
        var value = value
        try scalar(field, &value, .only(value), reason, tolerated: tolerated)
    }

    /// An integer field in which every value is legal.
    @inlinable @inline(__always)
    mutating func scalar<T: WireInteger>(_ field: StaticString, _ value: inout T) throws(BlobError) {
        try scalar(field, &value, .range(0...T.max), .truncated, tolerated: nil)
    }

    /// An ALG_ID for which `isLegal` holds.
    @inlinable @inline(__always)
    mutating func algorithm(
        _ field: StaticString, _ value: inout AlgorithmIdentifier, _ words: StaticString,
        tolerated: Deviations.Kind?, where isLegal: (AlgorithmIdentifier) -> Bool
    ) throws(BlobError) {
        var number = value.rawValue
        try scalar(field, &number, .range(0...UInt32.max), .badAlgorithm, tolerated: nil)
        value = AlgorithmIdentifier(rawValue: number)
        try rule(words, isLegal(value), .badAlgorithm, tolerated: tolerated)
    }

    /// A little-endian integer that fills `count` bytes.
    @inlinable @inline(__always) @_lifetime(value: copy self, copy value)
    mutating func integer(
        _ field: StaticString, _ value: inout LittleEndianInteger, count: Int, _ size: StaticString,
        _ exposure: Exposure, shortTolerated: Deviations.Kind? = nil
    ) throws(BlobError) {
        var span = value.bytes
        try bytes(field, &span, count: count, size, exposure, shortTolerated: shortTolerated)
        value = LittleEndianInteger(bytes: span)
    }

    /// A big-endian integer that fills `count` bytes.
    @inlinable @inline(__always) @_lifetime(value: copy self, copy value)
    mutating func integer(
        _ field: StaticString, _ value: inout BigEndianInteger, count: Int, _ size: StaticString,
        _ exposure: Exposure, shortTolerated: Deviations.Kind? = nil
    ) throws(BlobError) {
        var span = value.bytes
        try bytes(field, &span, count: count, size, exposure, shortTolerated: shortTolerated)
        value = BigEndianInteger(bytes: span)
    }
}
