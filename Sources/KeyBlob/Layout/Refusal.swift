/// How a pass refuses.
@usableFromInline
protocol Refusal {
    static var isExplained: Bool { get }
}

/// With an error that says what is wrong, in which field, at which byte.
@usableFromInline
enum ExplainedRefusal: Refusal {
    @inlinable static var isExplained: Bool { @inline(__always) get { true } }
}

/// With one that says nothing, and that nobody reads: whoever made the pass lets one that explains go over the same bytes
/// then. A check becomes a comparison and a jump, and all of them jump to one place.
@usableFromInline
enum BareRefusal: Refusal {
    @inlinable static var isExplained: Bool { @inline(__always) get { false } }
}

extension BlobError {
    /// What a bare refusal throws.
    @inlinable static var unexplained: BlobError {
        @inline(__always) get { BlobError(reason: .badContents, field: "", offset: 0) }
    }
}
