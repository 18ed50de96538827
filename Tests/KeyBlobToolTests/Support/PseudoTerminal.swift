import Foundation
import Testing

/// A terminal without a screen, and a person at it: says what is typed, and what is shown.
final class PseudoTerminal {
    private let controller: Int32
    private let path: String
    private var shown = ""

    init() throws {
        // TIOCSPTLCK and TIOCGPTN: unlockpt and ptsname, which Swift does not see.
        var lock: Int32 = 0
        var number: Int32 = 0
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(ioctl(controller, 0x4004_5431, &lock) == 0 && ioctl(controller, 0x8004_5430, &number) == 0)
        path = "/dev/pts/\(number)"
    }

    deinit { close(controller) }

    /// Starts a line of shell with this terminal as its standard streams, unless the line redirects them.
    func start(_ script: String, in shop: Workshop) throws -> Child {
        try Child.start(
            script, in: shop.folder, (0...2).map { .init(number: $0, path: path, flags: O_RDWR) }, inNewSession: true)
    }

    /// Waits until `text` is shown, and types an answer and Return.
    func answer(_ text: String, with line: String) throws {
        try waitFor(text)
        try type(line + "\n")
    }

    func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        try #require(write(controller, bytes, bytes.count) == bytes.count)
    }

    /// Waits until `text` is shown; what came before it counts as seen.
    func waitFor(_ text: String) throws {
        while !shown.contains(text) { try #require(readMore(), "the terminal shows \(shown) and not \(text)") }
        if let range = shown.range(of: text) { shown.removeSubrange(..<range.upperBound) }
    }

    /// All that is shown until nobody has the terminal open any more.
    func rest() -> String {
        while readMore() {}
        return shown
    }

    var echoes: Bool {
        var settings = termios()
        return tcgetattr(controller, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    /// False at the end, and when nothing comes for a long time.
    private func readMore() -> Bool {
        var request = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 20_000) == 1 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(controller, &buffer, buffer.count)
        guard count > 0 else { return false }
        shown += String(decoding: buffer[..<count], as: UTF8.self)
        return true
    }
}
