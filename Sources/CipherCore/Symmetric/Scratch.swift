/// Working memory of an engine, wiped when the engine is gone. It is made when first needed, as most keys never see
/// data long enough for it.
struct Scratch: ~Copyable {
    let byteCount: Int
    private var bytes: SecretBytes?

    init(byteCount: Int) {
        self.byteCount = byteCount
        bytes = nil
    }

    /// Calls `body` with the memory: zeros the first time, then what the last call left.
    mutating func withBytes(
        _ body: (UnsafeMutableRawBufferPointer) throws(CipherError) -> Void
    ) throws(CipherError) {
        if bytes == nil { bytes = try SecretBytes(count: byteCount) }
        try bytes?.withUnsafeMutableBytes(body)
    }
}
