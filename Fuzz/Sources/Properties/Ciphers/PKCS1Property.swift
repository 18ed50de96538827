import CipherCore

/// Any block under the key's modulus, and any ciphertext, unwrapped as PKCS #1 v1.5 in both forms: the reporting form
/// agrees with a plain reading of RFC 8017; the substituting form too where that finds a message, and else gives one of
/// legal length, the same each time.
public let pkcs1Property: Property = { source in
    var input = FuzzInput(source)
    let shortest = Int(input.byte() % 100)
    let legal = shortest...shortest + Int(input.byte() % 100)
    let mode = input.byte()
    if mode < 64 {
        checkCiphertext(input.remainder(), legal)
    } else if mode < 128 {
        checkWrap(input.remainder(), legal)
    } else {
        let framed = Array([0, 2] + input.bytes(FuzzKeys.rsa.byteCount))
        let block = Array((mode < 192 ? framed[2...] : framed[...]).prefix(FuzzKeys.rsa.byteCount))
        checkBlock(block, legal)
    }
}

private func checkBlock(_ block: [UInt8], _ legal: ClosedRange<Int>) {
    guard let ciphertext = try? FuzzKeys.rsa.publicKey.rawOperation(block.span.bytes) else { return }
    let (reported, substituted) = unwrap(ciphertext, legal)
    guard legal.lowerBound <= block.count - 11 else {
        holds(
            reported == .failure(.illegalParameter) && substituted == reported, "no legal length fits, but \(reported)")
        return
    }
    if let message = message(in: block), legal.contains(message.count) {
        holds(reported == .success(message), "a message was not reported: \(reported)")
        holds(substituted == reported, "a message was substituted")
    } else {
        holds(reported == .failure(.unwrapFailed), "a bad padding was reported as \(reported)")
        checkSubstitute(substituted, ciphertext, legal)
    }
}

/// What is no ciphertext is refused the same way by both; else one reports, and the other substitutes.
private func checkCiphertext(_ ciphertext: [UInt8], _ legal: ClosedRange<Int>) {
    let (reported, substituted) = unwrap(ciphertext, legal)
    switch (reported, substituted) {
    case (.failure(.unwrapFailed), .success): checkSubstitute(substituted, ciphertext, legal)
    case (.success, _), (.failure, .failure): holds(reported == substituted, "\(reported), but \(substituted)")
    case (.failure(let error), .success): holds(false, "\(error), but substituted")
    }
}

private func checkWrap(_ message: [UInt8], _ legal: ClosedRange<Int>) {
    guard let ciphertext = try? FuzzKeys.rsa.publicKey.wrapPKCS1(message.span.bytes) else {
        holds(message.count > FuzzKeys.rsa.byteCount - 11, "a short message was not wrapped")
        return
    }
    guard legal.contains(message.count) else { return }
    let (reported, substituted) = unwrap(ciphertext, legal)
    holds(reported == .success(message) && substituted == reported, "another message than was wrapped: \(reported)")
}

private func checkSubstitute(_ substitute: Outcome, _ ciphertext: [UInt8], _ legal: ClosedRange<Int>) {
    guard case .success(let message) = substitute else { return holds(false, "not substituted: \(substitute)") }
    holds(legal.contains(message.count), "a substitute of illegal length")
    holds(message.count <= FuzzKeys.rsa.byteCount - 11, "a substitute that no block holds")
    holds(unwrap(ciphertext, legal).substituted == substitute, "another substitute the second time")
}

private func unwrap(_ ciphertext: [UInt8], _ legal: ClosedRange<Int>) -> (reported: Outcome, substituted: Outcome) {
    let reported = outcome { () throws(CipherError) in
        try FuzzKeys.rsa.unwrapPKCS1Reporting(ciphertext.span.bytes, legalByteCounts: legal)
    }
    let substituted = outcome { () throws(CipherError) in
        try FuzzKeys.rsa.unwrapPKCS1Substituting(ciphertext.span.bytes, legalByteCounts: legal)
    }
    return (reported, substituted)
}

/// RFC 8017 section 7.2.2, step 3, read plainly.
private func message(in block: [UInt8]) -> [UInt8]? {
    guard block[0] == 0, block[1] == 2, let zero = block[2...].firstIndex(of: 0), zero >= 10 else { return nil }
    return Array(block[(zero + 1)...])
}
