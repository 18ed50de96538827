import CipherCore

/// Any bytes as a DSA signature; a good one with a byte changed, its halves exchanged or cut, or for another hash value:
/// none is accepted. A good one is, whatever hash value it is for.
public let dsaSignatureProperty: Property = { source in
    var input = FuzzInput(source)
    let hash = input.bytes(Int(input.byte() % 65))
    let mode = input.byte() % 4
    guard mode > 0 else {
        return holds(!isValid(input.remainder(), hash), "any bytes are a signature")
    }
    let signature = must { () throws(CipherError) in try FuzzKeys.dsa.sign(hash: hash.span.bytes) }
    holds(isValid(signature, hash), "a signature of our own is refused")
    let (position, change) = (Int(input.byte()), max(input.byte(), 1))
    var other = signature
    switch mode {
    case 1: other[position % signature.count] ^= change
    case 2: other = position % 2 == 0 ? signature + [change] : signature.dropLast()
    default: other = signature.suffix(signature.count / 2) + signature.prefix(signature.count / 2)
    }
    holds(!isValid(other, hash), "a changed signature is accepted")
}

private func isValid(_ signature: [UInt8], _ hash: [UInt8]) -> Bool {
    must { () throws(CipherError) in
        try FuzzKeys.dsa.publicKey.isValidSignature(signature.span.bytes, hash: hash.span.bytes)
    }
}
