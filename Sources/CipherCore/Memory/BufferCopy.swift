extension UnsafeMutableRawBufferPointer {
    /// Copies all of `source` to an offset; the caller has seen to it that it fits.
    func copy(_ source: RawSpan, at offset: Int) {
        source.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: self[offset...]).copyMemory(from: $0) }
    }
}
