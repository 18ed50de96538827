import CCodecPeer
import KeyBlob

/// Makes sure that the peer is as strict as we are: over every prefix, every single-bit flip and some bytes more, both
/// accept the same, and where they refuse, they do it at the same byte. Returns how many BLOBs both were asked about.
func agreement() -> Int {
    compare(.rsaPublic) { blob throws(BlobError) in
        _ = try RSAPublicKeyBlob(parsing: blob)
    } peer: { blob in
        var view = peer_rsa_public()
        return peer_parse_rsa_public(blob.baseAddress, blob.count, &view)
    }
        + compare(.rsaPrivate) { blob throws(BlobError) in
            _ = try RSAPrivateKeyBlob(parsing: blob)
        } peer: { blob in
            var view = peer_rsa_private()
            return peer_parse_rsa_private(blob.baseAddress, blob.count, &view)
        }
        + compare(.simple) { blob throws(BlobError) in
            _ = try SimpleBlob(parsing: blob)
        } peer: { blob in
            var view = peer_simple()
            return peer_parse_simple(blob.baseAddress, blob.count, &view)
        }
        + compare(.plaintext) { blob throws(BlobError) in
            _ = try PlaintextKeyBlob(parsing: blob)
        } peer: { blob in
            var view = peer_plaintext()
            return peer_parse_plaintext(blob.baseAddress, blob.count, &view)
        }
}

private func compare(
    _ material: Material, ours: (UnsafeRawBufferPointer) throws(BlobError) -> Void,
    peer: (UnsafeRawBufferPointer) -> peer_error
) -> Int {
    let original = Array(material.blob(0))
    let prefixes = (0...original.count).map { Array(original.prefix($0)) }
    let longer = [1, 2, 8, 64, 4096].map { original + [UInt8](repeating: 0, count: $0) }
    let flipped = (0..<original.count * 8).map { bit in
        var blob = original
        blob[bit / 8] ^= 1 << UInt8(bit % 8)
        return blob
    }
    let blobs = prefixes + longer + flipped
    for blob in blobs {
        blob.withUnsafeBytes { buffer in
            let theirs = peer(buffer)
            do throws(BlobError) {
                try ours(buffer)
                guard theirs.reason == PEER_OK else { fatalError("only the peer refuses, at \(theirs.offset)") }
            } catch {
                guard theirs.reason != PEER_OK, theirs.offset == error.offset else {
                    fatalError("not the peer: \(error)")
                }
            }
        }
    }
    return blobs.count
}
