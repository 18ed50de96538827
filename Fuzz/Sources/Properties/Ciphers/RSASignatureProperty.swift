import CipherCore

/// Any block, put under the private key as a signature would be, and any bytes as a signature: PKCS #1 v1.5 and X9.31
/// accept the one block there is for a hash value, PSS those that a plain reading of RFC 8017 accepts.
public let rsaSignatureProperty: Property = { source in
    var input = FuzzInput(source)
    let digest: DigestAlgorithm = input.element(of: [.sha1, .sha256])
    let saltByteCount = Int(input.byte() % 33)
    let padding: RSASignaturePadding = input.element(of: [
        .pkcs1(digest), .pkcs1WithoutIdentifier, .x931(digest), .pss(digest, saltByteCount: saltByteCount),
    ])
    let hash = input.bytes(digest.byteCount)
    switch input.byte() % 3 {
    case 0: checkSignature(input.remainder(), hash, padding)
    case 1: checkChangedBlock(&input, hash, padding)
    default: checkPSS(input.bytes(FuzzKeys.rsa.byteCount), hash, digest, saltByteCount)
    }
}

/// Nobody has found a signature by guessing.
private func checkSignature(_ signature: [UInt8], _ hash: [UInt8], _ padding: RSASignaturePadding) {
    holds(!isValid(signature, hash, padding), "any bytes are a signature")
}

/// A good block with some bytes changed: none of them, and it is a signature.
private func checkChangedBlock(_ input: inout FuzzInput, _ hash: [UInt8], _ padding: RSASignaturePadding) {
    let signature = must { () throws(CipherError) in try FuzzKeys.rsa.sign(hash: hash.span.bytes, padding: padding) }
    holds(isValid(signature, hash, padding), "\(padding): a signature of our own is refused")
    let original = must { () throws(CipherError) in
        try FuzzKeys.rsa.publicKey.rawOperation(signature.span.bytes)
    }
    var block = original
    for _ in 0..<input.byte() % 4 { block[Int(input.byte()) % block.count] ^= input.byte() }
    guard let forged = signed(block) else { return }
    let expected: Bool
    if case .pss(let digest, let saltByteCount) = padding {
        expected = isPSS(block, hash, digest, saltByteCount)
    } else {
        expected = block == original
    }
    holds(isValid(forged, hash, padding) == expected, "\(padding): \(block) accepted: \(!expected)")
    var otherHash = hash
    otherHash[0] ^= 1
    holds(!isValid(signature, otherHash, padding), "\(padding): valid for another hash value")
}

/// A block that is masked as PSS asks, whatever is under the mask.
private func checkPSS(_ bytes: [UInt8], _ hash: [UInt8], _ digest: DigestAlgorithm, _ saltByteCount: Int) {
    let count = FuzzKeys.rsa.byteCount - digest.byteCount - 1
    var data = Array(bytes.prefix(count))
    // Half of the inputs have the zeros and the one where they belong.
    if bytes[0] % 2 == 0 {
        let one = count - saltByteCount - 1
        data.replaceSubrange(...one, with: [UInt8](repeating: 0, count: one) + [1])
    }
    let seed = digestValue(digest, [UInt8](repeating: 0, count: 8) + hash + data.suffix(saltByteCount))
    var block = masked(data, seed, digest) + seed + [0xBC]
    block[0] &= 0x7F
    guard let signature = signed(block) else { return }
    let expected = isPSS(block, hash, digest, saltByteCount)
    let padding = RSASignaturePadding.pss(digest, saltByteCount: saltByteCount)
    holds(isValid(signature, hash, padding) == expected, "PSS: \(block) accepted: \(!expected)")
}

/// RFC 8017 section 9.1.2, read plainly, for a modulus that fills its bytes.
private func isPSS(_ block: [UInt8], _ hash: [UInt8], _ digest: DigestAlgorithm, _ saltByteCount: Int) -> Bool {
    guard block.last == 0xBC, block[0] & 0x80 == 0 else { return false }
    let seed = Array(block.dropLast().suffix(digest.byteCount))
    var data = masked(Array(block.dropLast(digest.byteCount + 1)), seed, digest)
    data[0] &= 0x7F
    let (padding, salt) = (data.dropLast(saltByteCount), data.suffix(saltByteCount))
    guard padding.last == 1, padding.dropLast().allSatisfy({ $0 == 0 }) else { return false }
    return seed == digestValue(digest, [UInt8](repeating: 0, count: 8) + hash + salt)
}

/// The block to the private exponent; nil for one that is not below the modulus.
private func signed(_ block: [UInt8]) -> [UInt8]? {
    guard
        case .success(let signature) = outcome({ () throws(CipherError) in
            try FuzzKeys.rsa.rawOperation(block.span.bytes)
        })
    else { return nil }
    return signature
}

private func isValid(_ signature: [UInt8], _ hash: [UInt8], _ padding: RSASignaturePadding) -> Bool {
    must { () throws(CipherError) in
        try FuzzKeys.rsa.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes, padding: padding)
    }
}
