import CipherCore
import Glibc

/// The subject's end of the pipe to the scanner: tells it secrets, straight from where they lie, and waits while it looks.
///
/// Nothing here holds a secret: `write` gives the kernel a pointer, and the copy is in the kernel's pipe.
struct Witness {
    enum Message: UInt8 {
        /// A kind, a name, and the bytes of a secret.
        case secret = 0x53
        /// Every secret must be there.
        case living = 0x4c
        /// No secret may be there.
        case gone = 0x47
    }

    /// A secret that must be gone at the next ``gone()``.
    func reveal(_ kind: SecretKind, _ name: StaticString, _ secret: RawSpan) {
        var header = (Message.secret.rawValue, kind.rawValue, UInt16(name.utf8CodeUnitCount), UInt32(secret.byteCount))
        withUnsafeBytes(of: &header) { send($0) }
        send(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        secret.withUnsafeBytes { send($0) }
    }

    /// The control: the scanner finds what has been revealed since the last ``gone()``.
    func living() { checkpoint(.living) }

    /// The scanner finds nothing of what was ever revealed.
    func gone() { checkpoint(.gone) }

    private func checkpoint(_ message: Message) {
        var header = (message.rawValue, 0 as UInt8, 0 as UInt16, 0 as UInt32)
        withUnsafeBytes(of: &header) { send($0) }
        var answer: UInt8 = 0
        guard read(STDIN_FILENO, &answer, 1) == 1 else { exit(EXIT_FAILURE) }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) {
        guard write(STDOUT_FILENO, bytes.baseAddress, bytes.count) == bytes.count else { exit(EXIT_FAILURE) }
    }
}
