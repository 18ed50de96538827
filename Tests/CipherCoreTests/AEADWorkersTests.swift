import CipherCore
import Testing

struct AEADWorkersTests {
    /// Chunks of 100 bytes and a tag, each under the nonce that is its number.
    private struct Chunks: @unchecked Sendable {
        // SAFETY: every chunk is its own memory.
        let memory: UnsafeMutableRawBufferPointer

        func chunk(_ number: Int) -> UnsafeMutableRawBufferPointer {
            UnsafeMutableRawBufferPointer(rebasing: memory[116 * number..<116 * number + 100])
        }
        func tag(_ number: Int) -> UnsafeMutableRawBufferPointer {
            UnsafeMutableRawBufferPointer(rebasing: memory[116 * number + 100..<116 * (number + 1)])
        }
    }

    private func nonce(_ number: Int) -> [UInt8] { [UInt8(number)] + [UInt8](repeating: 0, count: 11) }

    private func withChunks(_ count: Int, _ body: (Chunks) throws -> Void) rethrows {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 116 * count, alignment: 16)
        defer { memory.deallocate() }
        memory.copyBytes(from: pattern(116 * count, seed: 71))
        try body(Chunks(memory: memory))
    }

    @Test(arguments: [0, 1, 2, 3, 50])
    func everyChunkOnce(_ count: Int) throws {
        let key = pattern(32, seed: 72)
        var workers = try AEADWorkers(.gcm, key: key.span.bytes)
        var alone = try AEADCipher(.gcm, key: key.span.bytes)
        try withChunks(count) { chunks in
            let plaintext = Array(chunks.memory)
            try workers.eachNumber(below: count) { cipher, number throws(CipherError) in
                let chunk = chunks.chunk(number)
                try cipher.seal(
                    UnsafeRawBufferPointer(chunk), into: chunk, nonce: nonce(number).span.bytes,
                    authenticating: [UInt8]().span.bytes, tag: chunks.tag(number))
            }
            for number in 0..<count {
                let (chunk, nonce) = (chunks.chunk(number), nonce(number))
                try alone.open(
                    UnsafeRawBufferPointer(chunk), into: chunk, nonce: nonce.span.bytes,
                    authenticating: [UInt8]().span.bytes, tag: UnsafeRawBufferPointer(chunks.tag(number)).bytes)
                #expect(chunk.elementsEqual(plaintext[116 * number..<116 * number + 100]))
            }
        }
    }

    /// Whichever thread is first, the lowest failure is the one that is thrown; the workers can go on.
    @Test func theLowestFailureIsThrown() throws {
        let key = pattern(16, seed: 73)
        var workers = try AEADWorkers(.ccm, key: key.span.bytes)
        for _ in 0..<20 {
            let outcome = refusal {
                try workers.eachNumber(below: 30) { _, number throws(CipherError) in
                    if number == 7 { throw .illegalDataLength }
                    if number > 7 { throw .messageTooLong }
                }
            }
            #expect(outcome == .illegalDataLength)
        }
        #expect(refusal { try workers.eachNumber(below: 9) { _, _ in } } == nil)
    }
}

extension AEADWorkers {
    /// Calls `body` with every number from 0 on, each as a batch of a stream.
    fileprivate mutating func eachNumber(
        below count: Int, _ body: (inout AEADCipher, Int) throws(CipherError) -> Void
    ) throws(CipherError) {
        var next = 0
        try stream(
            prepare(atMost: count),
            take: { (_) throws(CipherError) -> Int? in
                defer { next += 1 }
                return next < count ? next : nil
            },
            work: { (cipher, _, number) throws(CipherError) in try body(&cipher, number) },
            give: { (_, _) throws(CipherError) in })
    }
}
