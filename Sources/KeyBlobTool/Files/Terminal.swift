internal import CipherCore
internal import Glibc

/// The terminal that the user sits at, whatever the standard streams are.
struct Terminal: ~Copyable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - name: what is going to be asked for.
    ///   - option: what gives the answer without a terminal, before `-file` and `-fd`.
    init(toAskFor name: String, insteadOf option: String) throws(Failure) {
        descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw Failure(.usage, "no terminal to ask for a \(name.lowercased()): give \(option)-file or \(option)-fd")
        }
    }

    deinit { close(descriptor) }

    /// Asks for a line that does not show; a signal that ends the process first gives the terminal its echo back.
    func ask(_ prompt: String) throws(Failure) -> SecretBytes {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { throw Failure(errno: errno, "terminal") }
        Signals.rememberTerminal(descriptor, settings)
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(descriptor, TCSAFLUSH, &silent)
        defer {
            tcsetattr(descriptor, TCSAFLUSH, &settings)
            Signals.rememberTerminal(descriptor, nil)
            show("\n")
        }
        show(prompt)
        return try readLine()
    }

    private func show(_ text: String) { _ = write(descriptor, text, text.utf8.count) }

    /// A terminal hands out one line at a time, of at most 4096 bytes.
    private func readLine() throws(Failure) -> SecretBytes {
        var line = try SecretBytes(zeros: 4096, for: "password")
        let count = line.withUnsafeMutableBytes { buffer in
            uninterrupted { read(descriptor, buffer.baseAddress, buffer.count) }
        }
        guard count >= 0 else { throw Failure(errno: errno, "terminal") }
        guard count > 0 else { throw Failure(.io, "no password was typed") }
        return try line.resized(to: count, for: "password")
    }
}
