/// An operation whose time must not tell two classes of inputs apart.
struct TimingCase {
    let name: String
    /// A case with a leak built in, which the test must find.
    var isLeaky = false
    let inputByteCount: Int
    /// Writes an input of the first (false) or the second class over random bytes.
    let shape: (Bool, UnsafeMutableRawBufferPointer) -> Void
    /// Does the operation on an input and returns the cycles it took, those of preparing it left out.
    let measure: (UnsafeRawBufferPointer) throws -> UInt64
}
