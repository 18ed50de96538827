@_spi(FormatReference) import KeyBlob

/// What the beginnings of all BLOBs of a format have in common: tests on integers at fixed offsets, and how long the
/// BLOB is. All of it comes from asking the layout which values it takes.
struct Signature {
    let format: AnyKeyBlob.Format
    /// One list of tests for each value of the fields that name an algorithm or a curve.
    private(set) var branches: [Branch] = []

    /// A way in which a BLOB of the format can begin.
    struct Branch {
        var tests: [Test] = []
        /// The length of the BLOB; nil where no expression of fields at fixed offsets says it.
        var total: Expression?
        /// The values that fields were given to get here.
        var values: [String: UInt64] = [:]
    }

    /// A condition on an integer.
    struct Test {
        let field: String
        let offset: Int
        let width: Int
        let values: ClosedRange<UInt64>

        var constant: UInt64? { values.count == 1 ? values.lowerBound : nil }
        var most: UInt64 { width == 8 ? .max : 1 << UInt64(8 * width) - 1 }
    }

    /// No key is as long as this: lengths that lead further are none.
    private static let longest: UInt64 = 0xFFFF

    init(of format: AnyKeyBlob.Format) throws {
        self.format = format
        for variant in Variant.of(format) {
            let examples = variant.isExample ? Set(variant.values.keys) : []
            branches += try Self.branches(format, variant.values, examples)
        }
    }

    private static func branches(
        _ format: AnyKeyBlob.Format, _ values: [String: UInt64], _ examples: Set<String>
    ) throws -> [Branch] {
        var branch = Branch(values: values)
        var offset = 0
        for field in try format.outline(where: values) {
            guard case .bytes(let width) = field.size else { break }
            defer { offset += width }
            guard field.range != nil, !examples.contains(field.name) else { continue }
            let probe = Probe(format, field, values)
            let named = try values[field.name] == nil ? probe.names() : nil
            if let named, named.count > 1 {
                return try named.flatMap { value in
                    try branches(format, values.merging([field.name: value]) { _, new in new }, examples)
                }
            }
            let one = values[field.name] ?? named?.first
            guard let range = try one.map({ $0...$0 }) ?? probe.bounds() else { continue }
            branch.tests.append(Test(field: field.name, offset: offset, width: width, values: range))
        }
        branch.total = Expression.total(of: try format.outline(where: values))
        branch.limitLengths(to: longest)
        return [branch]
    }
}

extension Signature.Branch {
    /// Fields that other fields' lengths follow from cannot be arbitrarily large.
    fileprivate mutating func limitLengths(to most: UInt64) {
        for (index, test) in tests.enumerated() {
            guard total?.mentions(test.offset) == true, test.values.upperBound > most else { continue }
            guard test.values.lowerBound <= most else { continue }
            tests[index] = Signature.Test(
                field: test.field, offset: test.offset, width: test.width, values: test.values.lowerBound...most)
        }
    }

    /// How many bits of the BLOB are the same in all of this branch.
    var fixedBits: Int { tests.filter { $0.constant != nil }.reduce(0) { $0 + 8 * $1.width } }

    /// Whether what is the same is not mostly zeros, of which all files are full.
    var isTelling: Bool {
        let bytes = tests.compactMap(\.constant).flatMap { constant in (0..<8).map { constant >> ($0 * 8) & 0xFF } }
        return bytes.count { $0 != 0 } >= 3
    }
}

/// Asks a layout which values of an integer it takes.
private struct Probe {
    private let format: AnyKeyBlob.Format
    private let field: FieldOutline
    private let values: [String: UInt64]

    init(_ format: AnyKeyBlob.Format, _ field: FieldOutline, _ values: [String: UInt64]) {
        self.format = format
        self.field = field
        self.values = values
    }

    /// The numbers that name algorithms, curves and forms of keys.
    private static let known: [UInt64] =
        AlgorithmIdentifier.named.map { UInt64($0.id.rawValue) } + CNGECCMagic.allCases.map { UInt64($0.rawValue) }
        + PQMagic.allCases.map { UInt64($0.rawValue) } + [0]

    /// Small numbers, those that lengths are made of, and those beside the powers of two.
    private static let sizes: [UInt64] = (0...136) + (18...128).map { 8 * $0 } + beside(10...31) + [0xFFFF_FFFF]

    /// Fewer of them, to see whether a rule depends on other fields, and whether it takes numbers at all.
    private static let someSizes: [UInt64] = [0, 1, 2, 20, 24, 40, 48, 66, 100] + beside(3...16)

    private static func beside(_ powers: ClosedRange<UInt64>) -> [UInt64] {
        powers.flatMap { power -> [UInt64] in
            let value: UInt64 = 1 << power
            return [value - 1, value, value + 1, value + 8]
        }
    }

    /// The known numbers that the layout takes, if it takes nothing but such; nil for lengths and other quantities.
    func names() throws -> [UInt64]? {
        guard field.constant == nil, !field.rules.isEmpty else { return nil }
        // No ALG_ID is below 0x2000, and no length or other quantity is above in all cases.
        guard try !Self.someSizes.contains(where: { try 1..<0x2000 ~= $0 && takes($0) }) else { return nil }
        let names = try Self.known.filter(takes)
        return names.contains { $0 > 0 } ? names : nil
    }

    /// The least and the greatest value, by those rules that do not depend on other fields; nil where every value is
    /// taken.
    func bounds() throws -> ClosedRange<UInt64>? {
        guard let own = field.range, case .bytes(let width) = field.size else { return nil }
        let most: UInt64 = width == 8 ? .max : 1 << UInt64(8 * width) - 1
        if field.constant != nil { return own }
        var taken = own
        let rules = try field.rules.indices.filter { try width == 4 && !dependsOnOthers($0) }
        if !rules.isEmpty {
            let values = try Self.sizes.filter { value in
                try own.contains(value) && rules.allSatisfy { try holds($0, value, [:]) }
            }
            guard let least = values.min(), let greatest = values.max() else { return nil }
            taken = least...greatest
        }
        return taken == 0...most ? nil : taken
    }

    /// Whether a rule changes its mind when another field has another value.
    private func dependsOnOthers(_ rule: Int) throws -> Bool {
        let others = try format.outline(where: values).filter { other in
            other.range != nil && other.constant == nil && other.name != field.name && values[other.name] == nil
        }
        for other in others {
            for number in [1, 8, 16, 32, 64, 264, 512, 1024, 2048] as [UInt64] {
                for value in Self.someSizes
                where try holds(rule, value, [:]) != holds(rule, value, [other.name: number]) {
                    return true
                }
            }
        }
        return false
    }

    /// Whether the field's own values and all its rules take this one.
    private func takes(_ value: UInt64) throws -> Bool {
        guard let range = field.range, range.contains(value) else { return false }
        return try field.rules.indices.allSatisfy { try holds($0, value, [:]) }
    }

    private func holds(_ rule: Int, _ value: UInt64, _ others: [String: UInt64]) throws -> Bool {
        let asked = values.merging(others) { _, new in new }.merging([field.name: value]) { _, new in new }
        let outline = try format.outline(where: asked)
        guard let asked = outline.first(where: { $0.name == field.name }) else { return false }
        return asked.rules.indices.contains(rule) && asked.rules[rule].holds
    }
}
