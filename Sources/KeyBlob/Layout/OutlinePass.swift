/// What a layout says of one field, without any BLOB: for documentation and signatures.
@_spi(FormatReference)
public struct FieldOutline: Sendable {
    /// Microsoft's name for the field.
    public let name: String
    /// How long it is.
    public let size: Size
    /// The one legal value of an integer, if it is one by itself.
    public let constant: UInt64?
    /// The legal values of an integer, as far as the field itself says; nil for bytes.
    public let range: ClosedRange<UInt64>?
    /// Whether the field is part of a private or session key.
    public let isSecret: Bool
    /// What rules say of it, and whether they hold for the values that the outline was asked for.
    public internal(set) var rules: [Rule] = []
    /// What a tolerant parse forgives in the field's own value or length.
    public internal(set) var deviations: [Deviations.Kind] = []

    /// The length of a field.
    public enum Size: Sendable, Equatable {
        /// So many bytes.
        case bytes(Int)
        /// As other fields say, such as `bitlen / 8`.
        case words(String)
        /// Whatever is left.
        case rest
    }

    /// A rule about the field.
    public struct Rule: Sendable {
        /// In words that follow "legal values:".
        public let words: String
        /// Whether it holds.
        public let holds: Bool
        /// What a tolerant parse calls it when the rule does not hold; nil where it refuses.
        public let deviation: Deviations.Kind?
    }
}

/// Reads nothing and writes down what the layout says of every field. Integers hold the values that the caller names for
/// them, else what an empty view holds; layouts whose fields depend on one are asked once for every value.
struct OutlinePass: BlobPass {
    private(set) var fields: [FieldOutline] = []
    private let values: [String: UInt64]

    init(values: [String: UInt64]) { self.values = values }

    @inline(never)
    mutating func scalar<T: WireInteger>(
        _ field: StaticString, _ value: inout T, _ legal: Legal<T>, _ reason: BlobError.Reason,
        tolerated: Deviations.Kind?
    ) throws(BlobError) {
        if let asked = values["\(field)"] { value = T(truncatingIfNeeded: asked) }
        add(
            FieldOutline(
                name: "\(field)", size: .bytes(MemoryLayout<T>.size), constant: legal.only, range: legal.bounds,
                isSecret: false),
            tolerated)
    }

    @inline(never) @_lifetime(value: copy value)
    mutating func bytes(
        _ field: StaticString, _ value: inout RawSpan, count: Int, _ size: StaticString, _ exposure: Exposure,
        shortTolerated: Deviations.Kind?
    ) throws(BlobError) {
        // An empty view makes lengths of 0 of everything that depends on a field, so that a length is a fixed one; or it
        // is that of a field which the caller gave a value.
        let isAsked = values["\(size)"] != nil
        let length: FieldOutline.Size = count > 0 && !isAsked ? .bytes(count) : .words("\(size)")
        add(
            FieldOutline(
                name: "\(field)", size: length, constant: nil, range: nil, isSecret: exposure == .secret),
            shortTolerated)
    }

    @inline(never) @_lifetime(value: copy value)
    mutating func rest(_ field: StaticString, _ value: inout RawSpan, _ exposure: Exposure) throws(BlobError) {
        add(
            FieldOutline(name: "\(field)", size: .rest, constant: nil, range: nil, isSecret: exposure == .secret), nil)
    }

    @inline(never)
    mutating func rule(
        _ words: StaticString, _ holds: Bool, _ reason: BlobError.Reason, tolerated: Deviations.Kind?
    ) throws(BlobError) {
        guard let last = fields.indices.last else { return }
        fields[last].rules.append(FieldOutline.Rule(words: "\(words)", holds: holds, deviation: tolerated))
    }

    private mutating func add(_ field: FieldOutline, _ deviation: Deviations.Kind?) {
        fields.append(field)
        if let deviation { fields[fields.count - 1].deviations.append(deviation) }
    }
}

extension Legal {
    fileprivate var only: UInt64? { if case .only(let value) = self { UInt64(value) } else { nil } }

    fileprivate var bounds: ClosedRange<UInt64> {
        switch self {
        case .only(let value): UInt64(value)...UInt64(value)
        case .range(let values): UInt64(values.lowerBound)...UInt64(values.upperBound)
        }
    }
}

extension AnyKeyBlob.Format {
    /// The name of the type that reads it.
    @_spi(FormatReference)
    public var typeName: String {
        get throws(BlobError) { try visit(NamingVisitor()) }
    }

    /// The fields, in wire order; integers that `values` names have those values, which decides what depends on them.
    @_spi(FormatReference)
    public func outline(where values: [String: UInt64] = [:]) throws(BlobError) -> [FieldOutline] {
        try visit(OutliningVisitor(values: values))
    }
}

private struct NamingVisitor: FormatVisitor {
    func visit<Format: KeyBlobFormat & LayoutFormat & ~Escapable>(_ format: Format.Type) throws(BlobError) -> String {
        "\(Format.self)"
    }
}

private struct OutliningVisitor: FormatVisitor {
    let values: [String: UInt64]

    func visit<Format: KeyBlobFormat & LayoutFormat & ~Escapable>(
        _ format: Format.Type
    ) throws(BlobError) -> [FieldOutline] {
        var pass = OutlinePass(values: values)
        var view = Format(emptyFieldsOf: RawSpan())
        try view.layout(&pass)
        return pass.fields
    }
}
