internal import Glibc

/// The descriptors 0, 1 and 2.
enum StandardStreams {
    /// Fills those that whoever started the tool has closed, so that no file opened later is taken for one of them.
    /// What fills them fails: it is opened for the other direction.
    static func secure() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
