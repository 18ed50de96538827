internal import CipherCore
internal import Glibc
internal import KeyTransfer

/// A file, or standard input, to read from.
struct InputFile: SeekableSource, ~Copyable {
    let name: String
    let descriptor: Int32
    /// Where reading begins; nil for what has no places, such as a pipe.
    private let origin: UInt64?
    /// Why the last read failed; a ``TransferError`` has no room for it.
    private(set) var failure: Failure?
    /// The first bytes, by which a reader that refuses them says what the file seems to be.
    private(set) var front: [UInt8] = []
    /// Shows how far the reading has come.
    var progress: ProgressBar?
    /// Where to what is read goes in the end: who waits for a pipe's next bytes stops when nobody is left to get them.
    var destination: (descriptor: Int32, name: String)?

    init(_ file: FileArgument) throws(Failure) {
        name = file.inputName
        descriptor = file.isStandardStream ? STDIN_FILENO : open(file.path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Failure(errno: errno, name) }
        origin = UInt64(exactly: lseek(descriptor, 0, SEEK_CUR))
    }

    /// A descriptor that whoever started the tool has opened.
    init(inherited descriptor: Int32) {
        name = "file descriptor \(descriptor)"
        self.descriptor = descriptor
        origin = nil
    }

    // The standard streams stay: a file opened later must not take their place.
    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransferError) -> Int {
        try waitForMore()
        let count = uninterrupted { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        guard count >= 0 else {
            let code = errno
            failure = Failure(errno: code, name)
            throw .io(code: code)
        }
        if front.count < FileKind.front {
            front += UnsafeRawBufferPointer(rebasing: buffer[..<min(count, FileKind.front - front.count)])
        }
        progress?.advance(by: count)
        return count
    }

    private mutating func waitForMore() throws(TransferError) {
        guard origin == nil, let destination else { return }
        // Of the destination, poll(2) tells errors alone.
        var ends = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: destination.descriptor, events: 0, revents: 0),
        ]
        let count = uninterrupted { Int(poll(&ends, 2, -1)) }
        guard count > 0, ends[0].revents == 0 else { return }
        failure = Failure(errno: EPIPE, destination.name)
        throw .io(code: EPIPE)
    }

    /// Gets what is there already of ``front`` without waiting for anything.
    mutating func lookAhead() {
        var piece = [UInt8](repeating: 0, count: FileKind.front)
        var end = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while front.count < FileKind.front, poll(&end, 1, 0) > 0 {
            let count = try? piece.withUnsafeMutableBytes { buffer throws(TransferError) in try read(into: buffer) }
            guard let count, count > 0 else { return }
        }
    }

    mutating func byteCount() throws(TransferError) -> UInt64 { try place(0, SEEK_END) - start() }

    mutating func seek(to offset: UInt64) throws(TransferError) {
        _ = try place(Int(clamping: start() + offset), SEEK_SET)
    }

    /// Where the file stood when it was opened: standard input may stand anywhere.
    private mutating func start() throws(TransferError) -> UInt64 {
        guard let origin else { throw refusedSeek(ESPIPE) }
        return origin
    }

    private mutating func place(_ offset: Int, _ whence: Int32) throws(TransferError) -> UInt64 {
        guard let place = UInt64(exactly: lseek(descriptor, offset, whence)) else { throw refusedSeek(errno) }
        return place
    }

    private mutating func refusedSeek(_ code: Int32) -> TransferError {
        failure = Failure(errno: code, name)
        return .io(code: code)
    }

    /// All that is left to read, in secret memory, but no more than `limit` bytes, whatever anybody says of its length.
    mutating func readSecret(limit: Int) throws(Failure) -> SecretBytes {
        let bytes = try readSecret(upTo: limit + 1)
        guard bytes.count <= limit else { throw Self.refusal(of: name, longerThan: limit) }
        return bytes
    }

    /// The first `limit` bytes of what is left, or all of it, in secret memory.
    mutating func readSecret(upTo limit: Int) throws(Failure) -> SecretBytes {
        var buffer = try SecretBytes(zeros: min(4096, limit), for: name)
        var filled = 0
        while filled < limit {
            if filled == buffer.count { buffer = try buffer.resized(to: min(2 * filled, limit), for: name) }
            let count = try readSome(into: &buffer, from: filled)
            filled += count
            guard count > 0 else { break }
        }
        return try buffer.resized(to: filled, for: name)
    }

    /// How many bytes are left; nothing but reading them tells of a pipe.
    mutating func countRest() throws(Failure) -> UInt64 {
        if let origin, let place = UInt64(exactly: lseek(descriptor, 0, SEEK_CUR)), let length = try? byteCount() {
            return max(origin + length, place) - place
        }
        var count: UInt64 = 0
        var buffer = try SecretBytes(zeros: 1 << 16, for: name)
        while true {
            let more = try readSome(into: &buffer, from: 0)
            guard more > 0 else { return count }
            count += UInt64(more)
        }
    }

    static func refusal(of name: String, longerThan limit: Int) -> Failure {
        Failure(.invalid, "\(name): longer than \(limit) bytes, which is the most")
    }

    private mutating func readSome(into buffer: inout SecretBytes, from filled: Int) throws(Failure) -> Int {
        do throws(TransferError) {
            return try buffer.withUnsafeMutableBytes { bytes throws(TransferError) in
                try read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
            }
        } catch {
            throw failure ?? Failure(.io, name)
        }
    }
}

extension SecretBytes {
    /// `count` zero bytes; `subject` is what they are for, in messages.
    init(zeros count: Int, for subject: String) throws(Failure) {
        do throws(CipherError) { self = try SecretBytes(count: count) } catch { throw Failure(error, subject) }
    }

    /// The first `count` bytes, or all and zeros behind them.
    borrowing func resized(to count: Int, for subject: String) throws(Failure) -> SecretBytes {
        var copy = try SecretBytes(zeros: count, for: subject)
        let kept = bytes.extracting(first: min(count, self.count))
        copy.withUnsafeMutableBytes { target in kept.withUnsafeBytes { target.copyMemory(from: $0) } }
        return copy
    }
}
