import CipherCore

/// Any payload in a wrap, made by hand, and any bytes as a wrap: unwrapping agrees with a plain reading of the RFCs. What
/// was wrapped is unwrapped; one bit changed, one block more or less, and it is refused.
public let keyWrapProperty: Property = { source in
    var input = FuzzInput(source)
    let wrap = input.element(of: KeyWrap.allCases)
    let key = input.bytes(wrap.keyByteCount)
    switch input.byte() % 3 {
    case 0:
        let found = wrap.unwrap(input.remainder(), key)
        holds(found == .failure(.unwrapFailed) || found == .failure(.illegalDataLength), "any bytes gave \(found)")
    case 1:
        let position = input.byte()
        checkWrap(wrap, key, position, input.remainder())
    default:
        let mode = input.byte()
        checkPayload(wrap, key, mode, input.remainder(160))
    }
}

private func checkWrap(_ wrap: KeyWrap, _ key: [UInt8], _ position: UInt8, _ secret: [UInt8]) {
    let wrapped: [UInt8]
    do throws(CipherError) { wrapped = try wrap.wrap(secret, key) } catch { return }
    // The triple-DES wrap sets the parity of what it wraps.
    let expected = wrap == .tripleDES ? secret.map(\.withOddParity) : secret
    let found = wrap.unwrap(wrapped, key, byteCount: secret.count)
    holds(found == .success(expected), "\(wrap): another key than was wrapped")
    var damaged = wrapped
    damaged[Int(position) % wrapped.count] ^= 1 << (position % 8)
    holds(wrap.unwrap(damaged, key) == .failure(.unwrapFailed), "\(wrap): a damaged wrap was opened")
    for other in [Array(wrapped.dropLast(8)), wrapped + Array(wrapped.suffix(8))] {
        guard case .failure = wrap.unwrap(other, key) else { return holds(false, "\(wrap): a cut wrap was opened") }
    }
}

private func checkPayload(_ wrap: KeyWrap, _ key: [UInt8], _ mode: UInt8, _ bytes: [UInt8]) {
    let payload = Array(bytes.prefix(bytes.count / 8 * 8))
    guard payload.count >= 16 else { return }
    let (text, expected) = wrap.text(payload, under: key, isFramed: mode % 2 == 0)
    let found = wrap.unwrap(wrap.wrapByHand(text, key), key)
    holds(found == expected, "\(wrap): \(found) in place of \(expected) for \(text)")
}
