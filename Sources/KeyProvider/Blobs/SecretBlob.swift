internal import CipherCore
internal import KeyBlob

extension WritableKeyBlob where Self: ~Escapable {
    /// The BLOB in secret memory, for those that hold a key in the clear.
    func secretBytes() throws(ProviderError) -> SecretBytes {
        let byteCount = try coding { () throws(BlobError) in try self.byteCount }
        var bytes = try providing { () throws(CipherError) in try SecretBytes(count: byteCount) }
        try unsafe bytes.withUnsafeMutableBytes { buffer throws(ProviderError) in
            do throws(BlobError) { _ = try unsafe serialize(into: buffer) } catch { throw .blob(error) }
        }
        return bytes
    }
}
