internal import Glibc

/// Calls `call` until it is not interrupted by a signal.
///
/// - Throws: ``StoreError/denied``, ``StoreError/io(code:)``.
@discardableResult
func system<Result: SignedInteger>(_ call: () -> Result) throws(ProviderError) -> Result {
    while true {
        let result = call()
        if result >= 0 { return result }
        switch errno {
        case EINTR: continue
        case EACCES, EPERM: throw .store(.denied)
        case let code: throw .store(.io(code: code))
        }
    }
}

/// Calls `body` with the system's entry for the user this process acts as; nil where there is none.
func withPasswordEntry<Result>(_ body: (passwd) -> Result?) -> Result? {
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16384)
    guard unsafe getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &found) == 0, unsafe found != nil else {
        return nil
    }
    return unsafe body(entry)
}

/// An open file that closes with its owner. A program that this one starts does not get it.
struct Descriptor: ~Copyable {
    let number: CInt

    /// - Parameters:
    ///   - directory: what `path` is relative to.
    ///   - flags: of `open`; a last component that is a symbolic link is refused, a terminal does not become ours.
    init(
        _ path: String, in directory: CInt = AT_FDCWD, _ flags: CInt = O_RDONLY, mode: mode_t = 0
    ) throws(ProviderError) {
        number = try system { unsafe openat(directory, path, flags | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, mode) }
    }

    deinit { close(number) }

    var status: stat {
        get throws(ProviderError) {
            var status = stat()
            try system { unsafe fstat(number, &status) }
            return status
        }
    }

    /// Returns how many bytes were read, which are fewer than the buffer has only at the file's end.
    borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(ProviderError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = try system { unsafe Glibc.read(number, rest.baseAddress, rest.count) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// The first bytes of the file; none of them secret.
    borrowing func read(atMost count: Int) throws(ProviderError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        var target = bytes.mutableSpan
        try unsafe target.withUnsafeMutableBytes { buffer throws(ProviderError) in
            filled = try unsafe read(into: buffer)
        }
        return Array(bytes.prefix(filled))
    }

    borrowing func write(_ bytes: RawSpan) throws(ProviderError) {
        try unsafe bytes.withUnsafeBytes { bytes throws(ProviderError) in
            var rest = unsafe bytes
            while unsafe !rest.isEmpty {
                let count = try system { unsafe Glibc.write(number, rest.baseAddress, rest.count) }
                unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }

    /// Waits until contents, or a directory's entries, are safe on the disk.
    borrowing func synchronise() throws(ProviderError) { try system { fsync(number) } }
}
