import CipherCore

/// Any bytes as a padded message: what is found in them is what a plain reading of RFC 5652 finds, for every length of
/// block. What is padded and encrypted in CBC is decrypted, in whatever pieces, and has the length that it had.
public let blockPaddingProperty: Property = { source in
    var input = FuzzInput(source)
    let blockByteCount = Int(input.byte())
    checkUnpadding(input.rest, blockByteCount)
    checkUnpadding(Array(input.rest.prefix(max(1, input.rest.count / 8 * 8))), 8)
    let algorithm = input.element(of: CipherAlgorithm.allCases.filter { $0.blockByteCount != nil })
    checkRoundTrip(
        algorithm, key: input.bytes(algorithm.keyByteCounts.upperBound), cut: input.byte(), input.remainder())
}

private func checkUnpadding(_ padded: [UInt8], _ blockByteCount: Int) {
    var found: Result<Int, CipherError>
    do throws(CipherError) {
        found = .success(try BlockPadding.dataByteCount(in: padded.span.bytes, blockByteCount: blockByteCount))
    } catch {
        found = .failure(error)
    }
    holds(found == expected(padded, blockByteCount), "\(found) in \(padded), blocks of \(blockByteCount)")
}

private func expected(_ padded: [UInt8], _ blockByteCount: Int) -> Result<Int, CipherError> {
    guard blockByteCount > 0 else { return .failure(.illegalParameter) }
    guard let last = padded.last, padded.count % blockByteCount == 0 else { return .failure(.illegalDataLength) }
    guard 1...blockByteCount ~= Int(last), padded.suffix(Int(last)).allSatisfy({ $0 == last }) else {
        return .failure(.unwrapFailed)
    }
    return .success(padded.count - Int(last))
}

private func checkRoundTrip(_ algorithm: CipherAlgorithm, key: [UInt8], cut: UInt8, _ data: [UInt8]) {
    let block = algorithm.blockByteCount ?? 1
    let byteCount = must { () throws(CipherError) in
        try BlockPadding.paddedByteCount(data.count, blockByteCount: block)
    }
    withMemory(byteCount) { memory in
        memory.copyBytes(from: data)
        must { () throws(CipherError) in
            try BlockPadding.pad(memory, dataByteCount: data.count, blockByteCount: block)
            var cipher = try BulkCipher(algorithm, key: key.span.bytes)
            try cipher.encrypt(memory)
            cipher.restart()
            let cut = Int(cut) * block % (byteCount + block)
            try cipher.decrypt(UnsafeMutableRawBufferPointer(rebasing: memory[..<min(cut, byteCount)]))
            try cipher.decrypt(UnsafeMutableRawBufferPointer(rebasing: memory[min(cut, byteCount)...]))
            let found = try BlockPadding.dataByteCount(in: memory.bytes, blockByteCount: block)
            holds(found == data.count, "another length than was padded")
        }
        holds(memory.prefix(data.count).elementsEqual(data), "\(algorithm): other bytes than were encrypted")
    }
}
