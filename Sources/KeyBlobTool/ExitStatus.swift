internal import CipherCore
internal import Glibc
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// How the tool ends, for scripts; the greater of two is the one that counts.
enum ExitStatus: Int32, Error, Comparable {
    case done = 0
    /// The input is no valid BLOB or file.
    case invalid = 1
    /// Wrong key or password, or damage that only the key can tell.
    case wrongKey = 2
    /// Refused by policy: too weak, a signature key where an exchange key is due, no room under the modulus.
    case refused = 3
    /// Reading or writing failed.
    case io = 4
    /// What is named is not there: a file, a container, a key pair, a record.
    case missing = 5
    /// What is to be made is there already: a file, a container, a key pair, a record.
    case exists = 6
    /// The command line (`EX_USAGE`).
    case usage = 64
    /// Nobody reads the output any more. The process ends as if SIGPIPE had ended it, which shells call 141.
    case brokenPipe = 141

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ExitStatus {
    /// Does one after the other; where one fails, says why and goes on.
    ///
    /// - Throws: the greatest of their codes.
    static func worst<Item>(of items: [Item], _ work: (Item) throws(Failure) -> Void) throws(ExitStatus) {
        var worst = done
        for item in items {
            do throws(Failure) { try work(item) } catch {
                worst = max(worst, error.say())
            }
        }
        if worst != .done { throw worst }
    }
}

/// The system's word for an `errno`, as it stands in a line.
enum SystemError {
    static func text(_ code: Int32) -> String {
        let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

/// Why the tool stops: the code it exits with and the one line it says. Here all errors of the layers below become
/// that.
struct Failure: Error {
    let status: ExitStatus
    let line: String
    /// What is wrong with a BLOB, if that is why.
    let blobError: BlobError?

    init(_ status: ExitStatus, _ line: String, _ blobError: BlobError? = nil) {
        self.status = status
        self.line = line
        self.blobError = blobError
    }

    /// Says on standard error why, and returns the code. Of a broken pipe there is nothing to say, as `head` has what it wants,
    /// unless whoever started the tool ignores SIGPIPE: to him it is an error like others.
    func say() -> ExitStatus {
        if status == .brokenPipe && !Signals.ignoresBrokenPipes { return status }
        Talk.error(line)
        return status == .brokenPipe ? .io : status
    }

    /// A system call that failed on `subject`, a file's name in most cases.
    init(errno code: Int32, _ subject: String) {
        let status: ExitStatus =
            switch code {
            case ENOENT: .missing
            case EEXIST: .exists
            case EPIPE: .brokenPipe
            default: .io
            }
        self.init(status, "\(subject): \(SystemError.text(code))")
    }

    init(_ error: BlobError, _ subject: String) {
        self.init(.invalid, "\(subject): \(error)", error)
    }

    /// - Parameter illegal: the code for what a provider does not take; ``ExitStatus/usage`` where options said it.
    init(_ error: ProviderError, _ subject: String, illegal: ExitStatus = .invalid) {
        let (status, words) = Self.meaning(of: error, illegal: illegal)
        self.init(status, "\(subject): \(words)")
    }

    init(_ error: CipherError, _ subject: String) {
        let (status, words) = Self.meaning(of: error)
        self.init(status, "\(subject): \(words)")
    }

    private static func meaning(of error: ProviderError, illegal: ExitStatus) -> (ExitStatus, String) {
        switch error {
        case .blob(let error): (.invalid, "\(error)")
        case .unsupportedAlgorithm(let algorithm): (illegal, "the provider has no \(algorithm)")
        case .illegalKeyLength(let bits): (illegal, "the provider takes no key of \(bits) bits for this algorithm")
        case .illegalParameter(let parameter): (.usage, "the \(parameter.rawValue) is not one that this key can have")
        case .unsuitableKey: (.refused, "a key of this kind is not for this use")
        case .notExportable: (.refused, "the key may not leave the provider")
        case .notPermitted: (.refused, "the key's permissions forbid this")
        case .noKey: (.missing, "there is no such key")
        case .unsupportedBlobType: (.refused, "a BLOB of this type is not for this key")
        case .inconsistentKey: (.invalid, "the numbers of the key pair contradict each other")
        case .messageTooLong: (.refused, "the session key does not fit under this modulus with this padding")
        case .wrongKeyLength(let wrapped, let modulus): meaning(ofWrapped: wrapped, modulus: modulus)
        case .unwrapFailed: (.wrongKey, "does not open: wrong private key, wrong padding, or damaged")
        case .badPadding: (.wrongKey, "does not decrypt: wrong key, wrong password, or damaged")
        case .illegalDataLength: (.invalid, "the ciphertext is not a whole number of blocks")
        case .emptyCiphertext: (.invalid, "the ciphertext is empty")
        case .bufferTooSmall(let needed): (.io, "a buffer has no room for \(needed) bytes")
        case .hashFinished: (.refused, "the hash has given its value and takes no more data")
        case .hashIncomplete: (.refused, "the hash lacks a parameter")
        case .unsuitableHash: (.refused, "a hash of this kind is not for this use")
        case .badSignature: (.wrongKey, "the signature is not one of this key for this data")
        case .randomsMissing: (.usage, "the randoms of the handshake are missing")
        case .schannelAlgorithmMissing: (.usage, "the cipher suite is missing")
        case .unsupportedSchannelAlgorithm(let algorithm): (illegal, "the provider's Schannel has no such \(algorithm)")
        case .wrongKeyState: (.refused, "the master key is not in a state for this")
        case .versionRollback: (.invalid, "the protocol was rolled back to SSL 2.0")
        case .weakKeyRefused: (.refused, "too weak for a new key; --allow-weak makes it all the same")
        case .opaqueKeySource(let source): (.wrongKey, "sealed with another key: one whose source is the \(source)")
        case .opaqueKeyProvider(let provider): (.refused, "a key of the \(provider) provider")
        case .opaqueKeyDamaged: (.wrongKey, "not as it was sealed")
        case .channel(let error): meaning(of: error)
        case .passwordMissing: (.wrongKey, "encrypted, and there is no password for it")
        case .store(let error): meaning(of: error)
        case .cipher(let error): meaning(of: error)
        }
    }

    private static func meaning(of error: StoreError) -> (ExitStatus, String) {
        switch error {
        case .missing: (.missing, "there is no such container")
        case .exists: (.exists, "there is a container of that name already")
        case .illegalName: (.usage, "no name for a container: 1 to 260 characters, none of them NUL")
        case .noKey: (.missing, "the container has no key pair for that use")
        case .damaged(.contents): (.invalid, "the file in the store is damaged")
        case .damaged(.version(let version)): (.invalid, "the file in the store has version \(version), not 1")
        case .damaged(.storeKey): (.wrongKey, "sealed under another store key than the one that is there")
        case .untrusted(let flaw, let path): (.refused, "the store is not safe: \(path) is \(flaw.rawValue)")
        case .denied: (.io, "the system does not let you do that to the store")
        case .locked: (.wrongKey, "the store has a passphrase: give --passphrase-file or --passphrase-fd")
        case .wrongPassphrase: (.wrongKey, "the store has another passphrase")
        case .busy: (.io, "another process has kept the store locked for too long")
        case .io(let code): (.io, SystemError.text(code))
        }
    }

    private static func meaning(of error: CipherError) -> (ExitStatus, String) {
        switch error {
        case .libraryUnavailable: (.io, "libgcrypt cannot be used: too old, or set up otherwise")
        case .outOfMemory: (.io, "no memory left")
        case .library(let code): (.io, "libgcrypt failed with code \(code)")
        case .unsupportedAlgorithm: (.refused, "this machine's libgcrypt lacks the algorithm")
        case .illegalKeyLength: (.invalid, "the algorithm has no key of this length")
        case .illegalParameter: (.invalid, "the numbers make no RSA key")
        case .illegalDataLength: (.invalid, "the length is wrong")
        case .messageTooLong: (.refused, "too long for this modulus with this padding")
        case .inconsistentKey: (.invalid, "the numbers of the key pair contradict each other")
        case .weakKey(let weakness): (.invalid, "\(weakness)")
        case .unwrapFailed: (.wrongKey, "does not open")
        case .resultCheckFailed:
            (.invalid, "the private key computes wrongly: its primes are none, or the machine is faulty")
        }
    }

    private static func meaning(of error: ChannelError) -> (ExitStatus, String) {
        switch error {
        case .illegalMessage: (.invalid, "the other process does not speak this protocol")
        case .untrustedPeer, .relayed: (.refused, "the process at the other end is not to be trusted")
        case .timedOut: (.io, "the other process says nothing")
        case .io(let code): (.io, SystemError.text(code))
        }
    }

    /// A wrapped key as long as some other modulus was wrapped for that one; with any other length it is damaged.
    private static func meaning(ofWrapped wrapped: Int, modulus: Int) -> (ExitStatus, String) {
        if wrapped >= 48 && wrapped % 32 == 0 {
            return (.wrongKey, "wrapped for a \(wrapped * 8)-bit key, this one has \(modulus * 8)")
        }
        let isShort = wrapped < modulus
        let error = BlobError(
            reason: isShort ? .truncated : .trailingBytes, field: isShort ? "encryptedkey" : "end",
            offset: BlobHeader.byteCount + 4 + (isShort ? 0 : modulus), expected: UInt64(modulus),
            found: UInt64(wrapped))
        return (.invalid, "\(error)")
    }
}

/// Runs `work` and says of which input, output or option its errors speak.
func failing<Result: ~Copyable>(
    _ subject: String, illegal: ExitStatus = .invalid, _ work: () throws(ProviderError) -> Result
) throws(Failure) -> Result {
    do throws(ProviderError) { return try work() } catch { throw Failure(error, subject, illegal: illegal) }
}
