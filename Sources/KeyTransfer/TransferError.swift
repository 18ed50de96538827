public import KeyBlob
public import KeyProvider

/// Why a workflow stopped.
public enum TransferError: Error, Equatable, Sendable {
    /// The key provider refused.
    case provider(ProviderError)
    /// The input is not what it should be: the reason, the field and its offset in the input.
    case malformed(BlobError)
    /// Reading or writing failed; the value is `errno`.
    case io(code: Int32)
    /// A sealed file does not open.
    case sealedFile(SealedFileError)
    /// A stored session key is not taken.
    case storedKey(StoredKeyError)
    /// A message is not taken.
    case message(MessageError)
    /// A three-phase exchange ends.
    case handshake(HandshakeError)
    /// The backup authority refuses.
    case authority(AuthorityError)
    /// Keys do not cross to the other process.
    case handOver(HandOverError)
}

/// The boundary to the provider.
func providing<Result: ~Copyable>(_ work: () throws(ProviderError) -> Result) throws(TransferError) -> Result {
    do throws(ProviderError) { return try work() } catch { throw .provider(error) }
}
