internal import Glibc
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// The two ends of a command that turns one stream of bytes into another.
struct DataStream: ~Copyable {
    private var input: InputFile
    private var output: OutputFile

    /// Opens both, so that what cannot be read or written is known before anybody types a password.
    init(
        from file: FileArgument, to options: OutputOptions, _ exposure: OutputFile.Exposure, quiet: Bool
    ) throws(Failure) {
        var input = try InputFile(file)
        let output = try options.open(exposure)
        guard !Self.areSameFile(input.descriptor, output.descriptor) else {
            throw Failure(.usage, "\(input.name): is the input and the output at once")
        }
        input.destination = (output.descriptor, output.name)
        if !quiet { input.progress = ProgressBar(reading: input.descriptor) }
        self.input = input
        self.output = output
    }

    /// Runs a workflow from one end to the other, and gives the output its name.
    ///
    /// - Parameters:
    ///   - subject: what a provider's refusal is about; the input unless said otherwise.
    ///   - unknown: what is said of an input that begins with nothing that is known.
    consuming func run(
        about subject: String? = nil, unknown: String = "of no known kind",
        _ work: (inout InputFile, inout OutputFile) throws(TransferError) -> Void
    ) throws(Failure) {
        do throws(TransferError) {
            try work(&input, &output)
        } catch {
            throw failure(error, subject ?? input.name, unknown)
        }
        input.progress = nil
        try output.commit()
    }

    private mutating func failure(_ error: TransferError, _ subject: String, _ unknown: String) -> Failure {
        switch error {
        case .malformed(let error) where error.offset == 0, .provider(.blob(let error)) where error.offset == 0:
            misread(error, unknown)
        case .malformed(let error): Failure(error, input.name)
        case .io(let code): input.failure ?? output.failure ?? Failure(errno: code, input.name)
        default: Failure(error, subject)
        }
    }

    /// Where not even the beginning is what is due: another kind of file, perhaps.
    private mutating func misread(_ error: BlobError, _ unknown: String) -> Failure {
        input.lookAhead()
        return FileKind.refusal(of: input.name, error, front: input.front.span.bytes, orElse: unknown)
    }

    /// As when the shell appends a command's output to the file it reads: it would never end.
    private static func areSameFile(_ first: Int32, _ second: Int32) -> Bool {
        var one = stat()
        var other = stat()
        return fstat(first, &one) == 0 && fstat(second, &other) == 0 && one.st_mode & S_IFMT == S_IFREG
            && one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }
}
