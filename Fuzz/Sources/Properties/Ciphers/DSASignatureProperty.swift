import CipherCore

/// Any bytes as a DSA signature; a good one with a byte changed, its halves exchanged or cut: none is accepted. A good one
/// is, whatever hash value it is for.
public let dsaSignatureProperty: Property = { source in
    checkSignatures(
        FuzzInput(source),
        sign: { hash throws(CipherError) in
            try FuzzKeys.dsa.sign(hash: hash.span.bytes, nonce: .deterministic(.sha256))
        },
        isValid: { signature, hash throws(CipherError) in
            try FuzzKeys.dsa.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes)
        })
}

/// The same of ECDSA.
public let ecdsaSignatureProperty: Property = { source in
    checkSignatures(
        FuzzInput(source),
        sign: { hash throws(CipherError) in
            try FuzzKeys.ec.sign(hash: hash.span.bytes, nonce: .deterministic(.sha256))
        },
        isValid: { signature, hash throws(CipherError) in
            try FuzzKeys.ec.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes)
        })
}

private func checkSignatures(
    _ input: FuzzInput, sign: (_ hash: [UInt8]) throws(CipherError) -> [UInt8],
    isValid: (_ signature: [UInt8], _ hash: [UInt8]) throws(CipherError) -> Bool
) {
    var input = input
    let hash = input.bytes(Int(input.byte() % 65))
    let mode = input.byte() % 4
    guard mode > 0 else {
        let signature = input.remainder()
        return holds(!must { () throws(CipherError) in try isValid(signature, hash) }, "any bytes are a signature")
    }
    let signature = must { () throws(CipherError) in try sign(hash) }
    holds(must { () throws(CipherError) in try isValid(signature, hash) }, "a signature of our own is refused")
    let (position, change) = (Int(input.byte()), max(input.byte(), 1))
    var other = signature
    switch mode {
    case 1: other[position % signature.count] ^= change
    case 2: other = position % 2 == 0 ? signature + [change] : signature.dropLast()
    default: other = signature.suffix(signature.count / 2) + signature.prefix(signature.count / 2)
    }
    holds(!must { () throws(CipherError) in try isValid(other, hash) }, "a changed signature is accepted")
}
