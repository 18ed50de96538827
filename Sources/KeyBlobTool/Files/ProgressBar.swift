internal import Glibc

/// A bar on the terminal for work that takes longer than a second; it takes itself away.
struct ProgressBar: ~Copyable {
    private static let width = 40

    /// Bytes in all; nil where nobody knows, as with a pipe.
    private let total: Int?
    private var done = 0
    private var nextDrawing = now + 1
    private var isDrawn = false

    /// Nil unless standard error is a terminal.
    init?(reading descriptor: Int32) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        var status = stat()
        let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        total = isRegular && status.st_size > 0 ? Int(status.st_size) : nil
    }

    deinit { if isDrawn { Talk.draw("") } }

    mutating func advance(by byteCount: Int) {
        done += byteCount
        guard Self.now >= nextDrawing else { return }
        nextDrawing = Self.now + 0.1
        isDrawn = true
        Talk.draw(text)
    }

    private var text: String {
        let megabytes = "\(done >> 20) MiB"
        guard let total else { return megabytes }
        let share = min(Double(done) / Double(total), 1)
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: Self.width - filled)
        return "[\(bar)] \(Int(share * 100)) %, \(megabytes)"
    }

    /// Seconds on a clock that nobody sets.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
