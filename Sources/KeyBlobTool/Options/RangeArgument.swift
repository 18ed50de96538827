internal import ArgumentParser

/// Bytes of a file: `OFFSET:LENGTH`, or `OFFSET:` for all from there on.
struct RangeArgument: ExpressibleByArgument {
    let offset: UInt64
    /// Nil for all that there is.
    let count: UInt64?

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let offset = UInt64(parts[0]) else { return nil }
        self.offset = offset
        count = UInt64(parts[1])
        if count == nil && !parts[1].isEmpty { return nil }
    }
}
