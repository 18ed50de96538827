import CHygiene
import Glibc

/// Another process of this executable, in which a scenario runs, and its memory while it is stopped.
struct SubjectProcess: ~Copyable {
    private let process: pid_t
    private let output: CInt
    private let input: CInt

    struct Failure: Error {
        let what: String
    }

    init(arguments: [String]) throws(Failure) {
        var (ours, theirs) = ([0, 0] as [CInt], [0, 0] as [CInt])
        guard pipe(&ours) == 0, pipe(&theirs) == 0 else { throw Failure(what: "pipe") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ours[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, theirs[1], STDOUT_FILENO)
        for end in ours + theirs { posix_spawn_file_actions_addclose(&actions, end) }
        var words = (["hygiene"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/proc/self/exe", &actions, nil, &words, environ) == 0 else {
            throw Failure(what: "posix_spawn")
        }
        close(ours[0])
        close(theirs[1])
        (self.process, input, output) = (process, ours[1], theirs[0])
    }

    deinit {
        close(input)
        close(output)
        kill(process, SIGKILL)
        var status: CInt = 0
        waitpid(process, &status, 0)
    }

    /// The next `count` bytes that the subject writes; nil at the end.
    func receive(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { read(output, $0.baseAddress.map { $0 + done }, count - done) }
            guard got > 0 else { return nil }
            done += got
        }
        return bytes
    }

    /// Lets the subject go on from a checkpoint.
    func answer() {
        var byte: UInt8 = 0
        write(input, &byte, 1)
    }

    /// Waits for the end and returns its wait status: 0 for a process that succeeded.
    consuming func end() -> CInt {
        close(input)
        close(output)
        var status: CInt = 0
        waitpid(process, &status, 0)
        discard self
        return status
    }

    /// Stops every thread and shows `body` each writable mapping and the registers of each thread.
    func withMemory(_ body: (String, UInt, UnsafeRawBufferPointer) -> Void) throws(Failure) {
        let threads = threads
        for thread in threads {
            guard hygiene_stop_thread(thread) == 0 else { throw Failure(what: "stopping thread \(thread)") }
        }
        defer { for thread in threads { hygiene_resume_thread(thread) } }
        for (number, thread) in threads.enumerated() {
            var registers = [UInt8](repeating: 0, count: 1 << 14)
            for isVector in [false, true] {
                let count = hygiene_read_registers(thread, isVector ? 1 : 0, &registers, registers.count)
                guard count > 0 else { throw Failure(what: "registers of thread \(thread)") }
                let name = (isVector ? "vector registers" : "registers") + " of thread \(number)"
                registers.withUnsafeBytes { body(name, 0, UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            }
        }
        try withMappings(body)
    }

    private func withMappings(_ body: (String, UInt, UnsafeRawBufferPointer) -> Void) throws(Failure) {
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        guard memory >= 0 else { throw Failure(what: "opening its memory") }
        defer { close(memory) }
        for line in lines(ofFile: "/proc/\(process)/maps") {
            let fields = line.split(separator: " ")
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard fields[1].contains("w"), ends.count == 2 else { continue }
            let count = Int(ends[1] - ends[0])
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
            defer { buffer.deallocate() }
            // What was reserved without leave to read it cannot hold anything either.
            guard pread(memory, buffer.baseAddress, count, off_t(ends[0])) == count else {
                throw Failure(what: "reading \(line)")
            }
            body(fields.count > 5 ? String(fields[5]) : "anonymous", ends[0], UnsafeRawBufferPointer(buffer))
        }
    }

    /// The threads of the subject.
    private var threads: [pid_t] {
        guard let folder = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(folder) }
        var threads: [pid_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let thread = pid_t(name) { threads.append(thread) }
        }
        return threads
    }
}

/// The lines of a file of /proc.
func lines(ofFile path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { text += chunk[..<count] }
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
}
