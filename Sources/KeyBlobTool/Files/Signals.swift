internal import Glibc

/// What the process owes the system when a signal ends it: no temporary file stays, and the terminal echoes again.
///
/// The handler works on memory that is allocated once and never moves, and calls only what POSIX allows in a handler.
enum Signals {
    private static let ending = [SIGINT, SIGTERM, SIGHUP]

    /// Temporary files to remove; two, because a key pair is two files.
    nonisolated(unsafe) private static let temporary = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>
        .allocate(capacity: 2)
    /// A terminal and the settings to give back to it.
    nonisolated(unsafe) private static let terminal = UnsafeMutablePointer<(descriptor: Int32, settings: termios)>
        .allocate(capacity: 1)

    /// Whether whoever started the tool ignores SIGPIPE.
    nonisolated(unsafe) private(set) static var ignoresBrokenPipes = false

    /// To be called once, before anything else here.
    static func install() {
        temporary.initialize(repeating: nil)
        terminal.initialize(to: (-1, termios()))
        for number in ending {
            // Who started the tool with the signal ignored (nohup) wants it so.
            if isIgnored(signal(number, SIG_IGN)) { continue }
            signal(number) { number in
                Signals.cleanUp()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
        // Writing fails with an error instead: what was begun is cleared away first.
        ignoresBrokenPipes = isIgnored(signal(SIGPIPE, SIG_IGN))
        signal(SIGXFSZ, SIG_IGN)
    }

    private static func isIgnored(_ handler: sighandler_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Ends the process by the signal that it would have had from writing.
    static func endOfBrokenPipe() {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
    }

    /// Has `path`, which must live until ``forget(_:)``, removed if a signal ends the process.
    static func remember(_ path: UnsafeMutablePointer<CChar>) {
        if let free = temporary.firstIndex(of: nil) { temporary[free] = path }
    }

    static func forget(_ path: UnsafeMutablePointer<CChar>) {
        if let slot = temporary.firstIndex(of: path) { temporary[slot] = nil }
    }

    /// Has `settings` given back to a terminal if a signal ends the process; nil when that has been done.
    static func rememberTerminal(_ descriptor: Int32, _ settings: termios?) {
        terminal.pointee = (settings == nil ? -1 : descriptor, settings ?? termios())
    }

    /// Keeps the ending signals waiting while `work` does what must not be done by half.
    static func held<Result, Failure>(_ work: () throws(Failure) -> Result) throws(Failure) -> Result {
        var set = sigset_t()
        var before = sigset_t()
        sigemptyset(&set)
        for number in ending { sigaddset(&set, number) }
        sigprocmask(SIG_BLOCK, &set, &before)
        defer { sigprocmask(SIG_SETMASK, &before, nil) }
        return try work()
    }

    private static func cleanUp() {
        if let path = temporary[0] { unlink(path) }
        if let path = temporary[1] { unlink(path) }
        if terminal.pointee.descriptor >= 0 {
            tcsetattr(terminal.pointee.descriptor, TCSAFLUSH, &terminal.pointee.settings)
        }
    }
}

/// Makes a system call again when a signal that ends nothing has broken it off.
func uninterrupted(_ call: () -> Int) -> Int {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}
