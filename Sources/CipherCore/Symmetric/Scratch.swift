/// Working memory of an engine, wiped when the engine is gone. It is made when first needed: most keys never see data
/// long enough.
struct Scratch: ~Copyable {
    /// The largest block that the arena hands out again and again; it stays in a processor's first-level cache.
    static let byteCount = 8192

    private var bytes: SecretBytes?

    init() { bytes = nil }

    mutating func withBytes(
        _ body: (UnsafeMutableRawBufferPointer) throws(CipherError) -> Void
    ) throws(CipherError) {
        if bytes == nil { bytes = try SecretBytes(count: Self.byteCount) }
        try bytes?.withUnsafeMutableBytes(body)
    }
}
