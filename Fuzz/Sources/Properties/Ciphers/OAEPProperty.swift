import CipherCore

/// Any contents of an OAEP block, masked as they should be, and any ciphertext: unwrapping agrees with a plain reading of
/// RFC 8017. What was wrapped is unwrapped, under its own label only.
public let oaepProperty: Property = { source in
    var input = FuzzInput(source)
    let digest: DigestAlgorithm = input.element(of: [.sha1, .sha256, .md5])
    let label = input.bytes(Int(input.byte() % 8))
    switch input.byte() % 4 {
    case 0: checkCiphertext(input.remainder(), label, digest)
    case 1: checkWrap(input.remainder(), label, digest)
    case 2: checkContents(digestValue(digest, label) + input.remainder(), 0, input.byte(), label, digest)
    default: checkContents(input.remainder(), input.byte(), input.byte(), label, digest)
    }
}

/// - Parameters:
///   - contents: hash of the label, zeros, 01, message; filled with zeros or cut.
///   - first: the first byte of the block, which must be 0.
private func checkContents(
    _ contents: [UInt8], _ first: UInt8, _ seedByte: UInt8, _ label: [UInt8], _ digest: DigestAlgorithm
) {
    let seed = [UInt8](repeating: seedByte, count: digest.byteCount)
    let count = FuzzKeys.rsa.byteCount - digest.byteCount - 1
    let data = Array((contents + [UInt8](repeating: 0, count: count)).prefix(count))
    let maskedData = masked(data, seed, digest)
    let block = [first] + masked(seed, maskedData, digest) + maskedData
    guard let ciphertext = try? FuzzKeys.rsa.publicKey.rawOperation(block.span.bytes) else { return }

    var expected: Outcome = .failure(.unwrapFailed)
    let (labelHash, padded) = (data.prefix(digest.byteCount), data.dropFirst(digest.byteCount))
    if first == 0, Array(labelHash) == digestValue(digest, label), let start = padded.firstIndex(where: { $0 != 0 }),
        padded[start] == 1
    {
        expected = .success(Array(padded[(start + 1)...]))
    }
    let found = unwrap(ciphertext, label, digest)
    holds(found == expected, "\(found) in place of \(expected)")
}

private func checkCiphertext(_ ciphertext: [UInt8], _ label: [UInt8], _ digest: DigestAlgorithm) {
    let found = unwrap(ciphertext, label, digest)
    let isLong = ciphertext.count == FuzzKeys.rsa.byteCount
    holds(found == .failure(isLong ? .unwrapFailed : .illegalDataLength), "an arbitrary ciphertext gave \(found)")
}

private func checkWrap(_ message: [UInt8], _ label: [UInt8], _ digest: DigestAlgorithm) {
    let publicKey = FuzzKeys.rsa.publicKey
    guard let ciphertext = try? publicKey.wrapOAEP(message.span.bytes, label: label.span.bytes, digest: digest) else {
        holds(message.count > publicKey.byteCount - 2 * digest.byteCount - 2, "a short message was not wrapped")
        return
    }
    holds(unwrap(ciphertext, label, digest) == .success(message), "another message than was wrapped")
    holds(unwrap(ciphertext, label + [0], digest) == .failure(.unwrapFailed), "opened under another label")
}

private func unwrap(_ ciphertext: [UInt8], _ label: [UInt8], _ digest: DigestAlgorithm) -> Outcome {
    outcome { () throws(CipherError) in
        try FuzzKeys.rsa.unwrapOAEP(ciphertext.span.bytes, label: label.span.bytes, digest: digest)
    }
}
