/// The values a scalar field may hold.
@usableFromInline
enum Legal<Value: WireInteger> {
    case only(Value)
    case range(ClosedRange<Value>)

    @inlinable @inline(__always)
    func contains(_ value: Value) -> Bool {
        switch self {
        case .only(let legal): value == legal
        case .range(let legal): legal.contains(value)
        }
    }

    /// The value, or the least one, for an error's `expected`.
    @inlinable @inline(__always)
    var expected: UInt64 {
        switch self {
        case .only(let legal): UInt64(legal)
        case .range(let legal): UInt64(legal.lowerBound)
        }
    }

    /// In words, for inspection and documentation; nil where every value is legal.
    var words: String? {
        switch self {
        case .only(let legal): String(legal)
        case .range(let legal) where legal == 0...Value.max: nil
        case .range(let legal) where legal.upperBound == Value.max: "at least \(legal.lowerBound)"
        case .range(let legal): "\(legal.lowerBound)…\(legal.upperBound)"
        }
    }
}
