internal import CipherCore
internal import KeyProvider

/// The body of a sealed file: chunks of 64 KiB of plaintext, the last one shorter or not, each under AES-256-GCM with its
/// tag of 16 bytes behind it.
///
/// ```c
/// struct { BYTE prefix[7];        // of the file
///          BYTE number[4];        // of the chunk, from 0, big-endian
///          BYTE last; } nonce;    // 1 for the last chunk, 0 for every other
/// ```
/// So no chunk passes for one in another place, and no other for the last: the STREAM construction of Hoang, Reyhanitabar,
/// Rogaway and Vizár (2015). Only the chunk of an empty file is empty.
struct ChunkCipher: ~Copyable {
    static let keyByteCount = 32
    static let prefixByteCount = 7
    static let chunkByteCount = 65536
    static let tagByteCount = 16
    static let sealedByteCount = chunkByteCount + tagByteCount

    private var workers: AEADWorkers
    private let prefix: [UInt8]

    /// - Parameter material: the key, and the nonces' prefix behind it.
    init(_ material: RawSpan) throws(TransferError) {
        workers = try ciphering { () throws(CipherError) in
            try AEADWorkers(.gcm, key: material.extracting(first: Self.keyByteCount))
        }
        prefix = unsafe material.extracting(droppingFirst: Self.keyByteCount).withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Chunks in so many bytes; no bytes are one chunk, too.
    static func count(_ byteCount: Int, by size: Int) -> Int { max(1, (byteCount + size - 1) / size) }

    /// Seals whole chunks, of which the last may be short if it is the file's last.
    ///
    /// - Parameters:
    ///   - first: the number of the first of them.
    ///   - sealed: has room for the tags.
    /// - Returns: how many bytes of `sealed` are filled.
    mutating func seal(
        _ plaintext: UnsafeRawBufferPointer, into sealed: UnsafeMutableRawBufferPointer, from first: Int, isLast: Bool
    ) throws(TransferError) -> Int {
        let count = Self.count(plaintext.count, by: Self.chunkByteCount)
        guard first + count <= 1 << 32 else { throw .sealedFile(.tooLong) }
        let prefix = prefix
        nonisolated(unsafe) let (source, target) = unsafe (plaintext, sealed)
        try ciphering { () throws(CipherError) in
            try workers.perform(count) { (cipher, index) throws(CipherError) in
                let chunk = unsafe source.piece(index, of: Self.chunkByteCount)
                let nonce = Self.nonce(prefix, first + index, isLast: isLast && index == count - 1)
                let start = index * Self.sealedByteCount
                let end = start + chunk.count
                try unsafe cipher.seal(
                    chunk, into: UnsafeMutableRawBufferPointer(rebasing: target[start..<end]), nonce: nonce.span.bytes,
                    authenticating: RawSpan(),
                    tag: UnsafeMutableRawBufferPointer(rebasing: target[end..<end + Self.tagByteCount]))
            }
        }
        return plaintext.count + count * Self.tagByteCount
    }

    /// Opens what ``seal(_:into:from:isLast:)`` made, or nothing of it.
    ///
    /// - Returns: how many bytes of `plaintext` are filled.
    /// - Throws: ``SealedFileError/damaged``, or ``SealedFileError/truncated`` where the file's last chunk is missing.
    mutating func open(
        _ sealed: UnsafeRawBufferPointer, into plaintext: UnsafeMutableRawBufferPointer, from first: Int, isLast: Bool
    ) throws(TransferError) -> Int {
        let count = Self.count(sealed.count, by: Self.sealedByteCount)
        let lastCount = sealed.count - (count - 1) * Self.sealedByteCount
        guard lastCount >= Self.tagByteCount else { throw .sealedFile(.truncated) }
        guard first + count <= 1 << 32, lastCount > Self.tagByteCount || first + count == 1 else {
            throw .sealedFile(.damaged)
        }
        do throws(CipherError) {
            try unsafe openAll(sealed, plaintext, count, from: first, isLast: isLast)
        } catch .unwrapFailed {
            // Where the last chunk is a good one that others follow, they are missing.
            let tail = unsafe UnsafeRawBufferPointer(rebasing: sealed.suffix(lastCount))
            if isLast, (try? unsafe openAll(tail, plaintext, 1, from: first + count - 1, isLast: false)) != nil {
                throw .sealedFile(.truncated)
            }
            throw .sealedFile(.damaged)
        } catch {
            throw .provider(.cipher(error))
        }
        return sealed.count - count * Self.tagByteCount
    }

    private mutating func openAll(
        _ sealed: UnsafeRawBufferPointer, _ plaintext: UnsafeMutableRawBufferPointer, _ count: Int, from first: Int,
        isLast: Bool
    ) throws(CipherError) {
        let prefix = prefix
        nonisolated(unsafe) let (source, target) = unsafe (sealed, plaintext)
        try workers.perform(count) { (cipher, index) throws(CipherError) in
            let chunk = unsafe source.piece(index, of: Self.sealedByteCount)
            let nonce = Self.nonce(prefix, first + index, isLast: isLast && index == count - 1)
            let start = index * Self.chunkByteCount
            let size = chunk.count - Self.tagByteCount
            try unsafe cipher.open(
                UnsafeRawBufferPointer(rebasing: chunk[..<size]),
                into: UnsafeMutableRawBufferPointer(rebasing: target[start..<start + size]), nonce: nonce.span.bytes,
                authenticating: RawSpan(), tag: UnsafeRawBufferPointer(rebasing: chunk[size...]).bytes)
        }
    }

    private static func nonce(_ prefix: [UInt8], _ number: Int, isLast: Bool) -> [UInt8] {
        prefix + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } + [isLast ? 1 : 0]
    }
}

extension UnsafeRawBufferPointer {
    /// The piece number `index` of those that have `size` bytes, but for the last.
    fileprivate func piece(_ index: Int, of size: Int) -> UnsafeRawBufferPointer {
        let start = index * size
        return unsafe UnsafeRawBufferPointer(rebasing: self[start..<Swift.min(start + size, count)])
    }
}
