internal import KeyBlob
internal import KeyTransfer

/// What a file seems to be by its first bytes, for who gave it to the wrong command.
enum FileKind {
    /// How many of its first bytes are enough to see that.
    static let front = 64

    /// A DWORD and a SIMPLEBLOB of that length, as Microsoft's sample programs begin files.
    case capi
    /// One of this package's own, by its name in reports.
    case record(String)
    /// A SEQUENCE with a long length, as OpenSSL and HSMs have keys: PKCS #8, SubjectPublicKeyInfo, within PEM or bare.
    case der
    /// Something with the header of a BLOB.
    case blob(AnyKeyBlob.Format)

    init?(front: RawSpan) {
        if let name = RecordDescription.format(front: front) {
            self = .record(name)
        } else if front.byteCount >= 12, Self.isSimple(front.extracting(droppingFirst: 4)) {
            self = .capi
        } else if front.byteCount > 2, front.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == 0x30,
            (0x81...0x82).contains(front.unsafeLoad(fromByteOffset: 1, as: UInt8.self))
        {
            self = .der
        } else if let format = try? AnyKeyBlob.Format(of: front), format.bestCertainty == .certain {
            self = .blob(format)
        } else {
            return nil
        }
    }

    private static func isSimple(_ bytes: RawSpan) -> Bool {
        guard let header = try? BlobHeader(peekingAt: bytes) else { return false }
        return header.type == BlobType.simple.rawValue && header.version == 2
    }

    /// Of a file that is not even in its beginning what is due.
    ///
    /// - Parameter unknown: what is said where nothing tells what it is.
    static func refusal(of name: String, _ error: BlobError, front: RawSpan, orElse unknown: String) -> Failure {
        let seems = FileKind(front: front).map { "it seems to be \($0.words)" }
        return Failure(.invalid, "\(name): \(error); \(seems ?? unknown)", error)
    }

    /// Runs `work` on a message, and says of what is none what it seems to be.
    static func taking<Result: ~Copyable>(
        _ bytes: RawSpan, of name: String, as due: String, _ work: () throws(TransferError) -> Result
    ) throws(Failure) -> Result {
        do throws(TransferError) { return try work() } catch {
            guard case .malformed(let flaw) = error, flaw.offset == 0 else { throw Failure(error, name) }
            throw refusal(of: name, flaw, front: bytes.extracting(first: front), orElse: "no \(due)")
        }
    }

    var isWholeFile: Bool {
        switch self {
        case .capi, .record, .der: true
        case .blob: false
        }
    }

    /// With what takes such a file.
    var words: String {
        switch self {
        case .capi: "a CryptoAPI program's file, which `keyblob open --format capi` opens"
        case .record("sealed file"): "a sealed file, which `keyblob open` opens without --format capi"
        case .record("message"): "a message, which `keyblob message receive` takes"
        case .record("stored session key"): "a stored session key, which `keyblob keys load` loads"
        case .record(let name): "\(name), which `keyblob inspect` shows"
        case .der: "DER, of which `openssl rsa -outform MSBLOB` makes a BLOB, with -pubin of a public key"
        case .blob(let format): "\(format.rawValue), which `keyblob inspect` shows"
        }
    }
}
