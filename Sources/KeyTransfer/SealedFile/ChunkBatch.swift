internal import CipherCore
internal import KeyProvider

/// A few chunks in a row of a sealed file's body: 64 KiB of plaintext each, the file's last one shorter or not, under
/// AES-256-GCM with the tag of 16 bytes behind it.
///
/// ```c
/// struct { BYTE prefix[7];        // of the file
///          BYTE number[4];        // of the chunk, from 0, big-endian
///          BYTE last; } nonce;    // 1 for the last chunk, 0 for every other
/// ```
/// So no chunk passes for one in another place, and no other for the last: the STREAM construction of Hoang, Reyhanitabar,
/// Rogaway and Vizár (2015). Only the chunk of an empty file is empty.
@safe struct ChunkBatch {
    static let chunkByteCount = 65536
    static let tagByteCount = 16
    static let sealedByteCount = chunkByteCount + tagByteCount
    /// The most chunks of a file: a number has four bytes.
    static let mostChunks = 1 << 32
    /// The longest body.
    static let longestSealed = mostChunks * sealedByteCount

    let input: UnsafeRawBufferPointer
    /// Where the result goes.
    let room: UnsafeMutableRawBufferPointer
    /// The number of the first chunk.
    let first: Int
    /// Whether the last chunk is the file's last.
    let isLast: Bool

    private var byteCount: Int { unsafe input.count }

    /// Chunks in so many bytes; no bytes are one chunk, too.
    static func count(_ byteCount: Int, by size: Int) -> Int { max(1, (byteCount + size - 1) / size) }

    /// Seals the chunks; returns how many bytes of the room are filled.
    func seal(_ cipher: inout AEADCipher, _ prefix: [UInt8]) throws(TransferError) -> Int {
        let count = Self.count(byteCount, by: Self.chunkByteCount)
        guard first + count <= Self.mostChunks else { throw .sealedFile(.tooLong) }
        for index in 0..<count {
            let chunk = unsafe input.piece(index, of: Self.chunkByteCount)
            let sealed = unsafe room.piece(index, of: Self.sealedByteCount)
            let nonce = nonce(prefix, index, isLast: isLast && index == count - 1)
            try ciphering { () throws(CipherError) in
                try unsafe cipher.seal(
                    chunk, into: UnsafeMutableRawBufferPointer(rebasing: sealed[..<chunk.count]),
                    nonce: nonce.span.bytes,
                    authenticating: RawSpan(),
                    tag: UnsafeMutableRawBufferPointer(rebasing: sealed[chunk.count..<chunk.count + Self.tagByteCount]))
            }
        }
        return byteCount + count * Self.tagByteCount
    }

    /// Opens what ``seal(_:_:)`` made, or nothing of it; returns how many bytes of the room are filled.
    ///
    /// - Throws: ``SealedFileError/damaged``, ``SealedFileError/truncated``, for the first chunk that does not open.
    func open(_ cipher: inout AEADCipher, _ prefix: [UInt8]) throws(TransferError) -> Int {
        let count = Self.count(byteCount, by: Self.sealedByteCount)
        guard first + count <= Self.mostChunks else { throw .sealedFile(.damaged) }
        for index in 0..<count {
            let isLast = isLast && index == count - 1
            guard try open(index, isLast: isLast, &cipher, prefix) else {
                throw .sealedFile(isLast ? try whyTheEndDoesNotOpen(index, &cipher, prefix) : .damaged)
            }
        }
        return byteCount - count * Self.tagByteCount
    }

    private func whyTheEndDoesNotOpen(
        _ index: Int, _ cipher: inout AEADCipher, _ prefix: [UInt8]
    ) throws(TransferError) -> SealedFileError {
        // The tag may be missing of a short one; where it is a good one that others follow, they are.
        if unsafe input.piece(index, of: Self.sealedByteCount).count < Self.sealedByteCount { return .truncated }
        return try open(index, isLast: false, &cipher, prefix) ? .truncated : .damaged
    }

    /// Whether a chunk is authentic, which then stands in the room.
    private func open(
        _ index: Int, isLast: Bool, _ cipher: inout AEADCipher, _ prefix: [UInt8]
    ) throws(TransferError) -> Bool {
        let chunk = unsafe input.piece(index, of: Self.sealedByteCount)
        let size = chunk.count - Self.tagByteCount
        guard size > 0 || size == 0 && first + index == 0 else { return false }
        let plaintext = unsafe room.piece(index, of: Self.chunkByteCount)
        let nonce = nonce(prefix, index, isLast: isLast)
        do throws(CipherError) {
            try unsafe cipher.open(
                UnsafeRawBufferPointer(rebasing: chunk[..<size]),
                into: UnsafeMutableRawBufferPointer(rebasing: plaintext[..<size]), nonce: nonce.span.bytes,
                authenticating: RawSpan(), tag: UnsafeRawBufferPointer(rebasing: chunk[size...]).bytes)
            return true
        } catch .unwrapFailed {
            return false
        } catch {
            throw .provider(.cipher(error))
        }
    }

    private func nonce(_ prefix: [UInt8], _ index: Int, isLast: Bool) -> [UInt8] {
        prefix + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: (first + index) >> $0) } + [isLast ? 1 : 0]
    }
}

extension UnsafeRawBufferPointer {
    /// The piece number `index` of those that have `size` bytes, but for the last.
    func piece(_ index: Int, of size: Int) -> UnsafeRawBufferPointer {
        let start = index * size
        return unsafe UnsafeRawBufferPointer(rebasing: self[start..<Swift.min(start + size, count)])
    }
}

extension UnsafeMutableRawBufferPointer {
    /// The piece number `index` of those that have `size` bytes, but for the last.
    func piece(_ index: Int, of size: Int) -> UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(self).piece(index, of: size))
    }
}
