internal import Glibc

/// The time that messages carry.
public enum MessageClock {
    /// Milliseconds since 1970, UTC.
    @Sendable public static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(max(0, time.tv_sec)) * 1000 + UInt64(max(0, time.tv_nsec)) / 1_000_000
    }
}
