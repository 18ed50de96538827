import Foundation
import Testing

/// A shell as a process of its own, in which `keyblob` is the tool that was built.
struct Child {
    /// A file that the shell begins with as one of its descriptors.
    struct Descriptor {
        let number: Int32
        let path: String
        let flags: Int32
    }

    private let identifier: pid_t

    /// Where the tool was built, beside the program that runs the tests.
    private static let products = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        .replacing(/[^\/]*$/, with: "")

    /// - Parameter inNewSession: the first terminal that the shell opens becomes the one it is controlled from.
    static func start(
        _ script: String, in folder: URL, _ descriptors: [Descriptor], inNewSession: Bool = false
    ) throws -> Child {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in descriptors {
            posix_spawn_file_actions_addopen(&actions, descriptor.number, descriptor.path, descriptor.flags, 0o600)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests let no signals through; the shell is to have them.
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        // The second is POSIX_SPAWN_SETSID, which Swift does not see.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | (inNewSession ? 0x80 : 0))
        let path = "PATH=" + (try #require(products)) + ":/usr/bin:/bin"
        let words = ["sh", "-c", "cd '\(folder.path)' || exit 99\n" + script].map(copy) + [nil]
        let environment = [path, "LC_ALL=C"].map(copy) + [nil]
        defer { for word in words + environment { free(word) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, words, environment)
        try #require(code == 0, "the shell does not start: \(code)")
        return Child(identifier: identifier)
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }

    /// Waits for the end, and returns the exit code, or 128 and the number of the signal.
    func wait() throws -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 { try #require(errno == EINTR) }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }
}
