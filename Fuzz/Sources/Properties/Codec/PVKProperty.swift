import KeyBlob

/// Any bytes as a PVK file: all that is asked of any BLOB, and the PRIVATEKEYBLOB lies where the file says. Whatever
/// fields can be written are read again.
public let pvkProperty: Property = { source in
    checkAll(source, .pvk)
    var deviations = Deviations()
    guard let file = try? PVKFile(parsing: source, tolerating: &deviations) else { return }
    let range = file.privateKeyBlobRange
    holds(range.upperBound <= source.byteCount, "a key outside of the file")
    holds(source.extracting(range).extracting(droppingFirst: 8).isEqual(to: file.body), "a key in another place")
    if deviations.isEmpty, !file.isEncrypted {
        let format = try? AnyKeyBlob.Format(of: source.extracting(range))
        holds(format == .rsaPrivateKey || format == .dssPrivateKey, "a key of another format")
    }
    write(PVKFile(keySpec: file.keySpec, salt: file.salt, keyAlgorithm: file.keyAlgorithm, body: file.body))
    // The same with another split of the bytes than any file has.
    let cut = min(16, source.byteCount)
    write(
        PVKFile(
            keySpec: 1, salt: source.extracting(first: cut), keyAlgorithm: .rsaKeyExchange,
            body: source.extracting(droppingFirst: cut)))
}

private func write(_ file: PVKFile) {
    guard let byteCount = try? file.byteCount else { return }
    withMemory(byteCount) { memory in
        holds((try? file.serialize(into: memory)) == byteCount, "measured, but not written")
        let written = UnsafeRawBufferPointer(memory).bytes
        guard let again = try? PVKFile(parsing: written) else { fatalError("written, but refused") }
        holds(again.keySpec == file.keySpec && again.salt.isEqual(to: file.salt), "another header than was written")
        holds(again.body.isEqual(to: file.body), "another key than was written")
    }
}
