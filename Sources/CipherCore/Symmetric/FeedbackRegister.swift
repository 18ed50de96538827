/// One block: an IV, or the last block of ciphertext that went through a cipher. Neither is a secret.
struct FeedbackRegister {
    /// Room for the largest block there is.
    private var storage = InlineArray<16, UInt8>(repeating: 0)
    private let byteCount: Int

    /// Zeros, as CryptoAPI has for an IV that nobody set; nothing for the stream cipher.
    init(for algorithm: CipherAlgorithm) {
        byteCount = algorithm.blockByteCount ?? 0
    }

    /// The bytes, one block.
    var bytes: RawSpan {
        @_lifetime(borrow self)
        borrowing get { storage.span.bytes.extracting(first: byteCount) }
    }

    /// Takes over `block`; `illegalParameter` unless it is one block.
    mutating func set(_ block: RawSpan) throws(CipherError) {
        guard block.byteCount == byteCount else { throw .illegalParameter }
        for index in 0..<byteCount { storage[index] = block.unsafeLoad(fromByteOffset: index, as: UInt8.self) }
    }

    /// Takes over the last block of `data`, which has one at least.
    mutating func setToLastBlock(of data: UnsafeRawBufferPointer) {
        let first = data.count - byteCount
        for index in 0..<byteCount { storage[index] = data[first + index] }
    }
}
