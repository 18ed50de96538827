internal import Glibc
internal import KeyTransfer

/// Where a result goes: standard output, a device or pipe that exists, or a file that appears when it is complete.
struct OutputFile: ByteSink, ~Copyable {
    /// Who may read a new file.
    enum Exposure {
        /// Only its owner: keys, plaintext.
        case secret
        /// Whoever the process's mask allows.
        case open

        var mode: mode_t { self == .secret ? 0o600 : 0o666 }
    }

    let name: String
    let descriptor: Int32
    private let replacing: Bool
    private let staged: StagedFile?
    /// Why the last write failed; a ``TransferError`` has no room for it.
    private(set) var failure: Failure?

    /// Standard output.
    init() {
        name = "standard output"
        descriptor = STDOUT_FILENO
        replacing = false
        staged = nil
    }

    /// - Parameters:
    ///   - file: nil for standard output, which is refused where that is a terminal.
    ///   - replacing: whether a file of that name may be replaced.
    init(_ file: FileArgument?, replacing: Bool, _ exposure: Exposure) throws(Failure) {
        guard let file, !file.isStandardStream else {
            if file == nil && isatty(STDOUT_FILENO) == 1 {
                throw Failure(.usage, "standard output is a terminal: give -o FILE, or -o - if you mean it")
            }
            self.init()
            return
        }
        switch try Self.existing(file) {
        case .nothing:
            try self.init(staging: file.path, file.text, replacing: replacing, exposure)
        case .regular(let path):
            guard replacing else { throw StagedFile.refusal(EEXIST, file.text) }
            try self.init(staging: path, file.text, replacing: replacing, exposure)
        case .special:
            try self.init(writingInto: file)
        }
    }

    private init(staging path: [CChar], _ name: String, replacing: Bool, _ exposure: Exposure) throws(Failure) {
        let staged = try StagedFile(target: path, name: name, mode: exposure.mode)
        self.name = name
        descriptor = staged.descriptor
        self.replacing = replacing
        self.staged = consume staged
    }

    private init(writingInto file: FileArgument) throws(Failure) {
        let descriptor = Glibc.open(file.path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Failure(errno: errno, file.text) }
        name = file.text
        self.descriptor = descriptor
        replacing = false
        staged = nil
    }

    /// What has the name already.
    private enum Existing {
        case nothing
        /// A regular file, by its path without symbolic links: those stay, what they point to is replaced.
        case regular([CChar])
        /// A device, a pipe: written to as it is.
        case special
    }

    private static func existing(_ file: FileArgument) throws(Failure) -> Existing {
        var status = stat()
        guard stat(file.path, &status) == 0 else {
            guard errno == ENOENT else { throw Failure(errno: errno, file.text) }
            return .nothing
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw Failure(errno: EISDIR, file.text)
        case S_IFREG:
            guard let resolved = realpath(file.path, nil) else { throw Failure(errno: errno, file.text) }
            defer { free(resolved) }
            return .regular(Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved) + 1)))
        default: return .special
        }
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TransferError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = uninterrupted { Glibc.write(descriptor, rest.baseAddress, rest.count) }
            guard count >= 0 else {
                let code = errno
                failure = Failure(errno: code, name)
                throw .io(code: code)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// As ``write(_:)``, for bytes in a span and a caller without a workflow.
    mutating func write(_ bytes: RawSpan) throws(Failure) {
        do throws(TransferError) {
            try bytes.withUnsafeBytes { bytes throws(TransferError) in try write(bytes) }
        } catch {
            throw failure ?? Failure(.io, name)
        }
    }

    /// Writes lines to standard output.
    static func say(_ lines: [String]) throws(Failure) {
        var output = OutputFile()
        for line in lines { try output.write((line + "\n").utf8Span.span.bytes) }
    }

    /// Says that all is written: only now a new file has its name.
    consuming func commit() throws(Failure) {
        try staged?.synchronise()
        try staged?.commit(replacing: replacing)
    }

    /// Commits two files, both or none.
    static func commit(_ first: consuming OutputFile, _ second: consuming OutputFile) throws(Failure) {
        try first.staged?.synchronise()
        try second.staged?.synchronise()
        try Signals.held { () throws(Failure) in
            try first.staged?.commit(replacing: first.replacing)
            do throws(Failure) {
                try second.staged?.commit(replacing: second.replacing)
            } catch {
                first.staged?.retract()
                throw error
            }
        }
    }
}
