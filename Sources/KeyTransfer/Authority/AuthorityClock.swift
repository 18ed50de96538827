internal import Glibc

/// The time that records carry.
public enum AuthorityClock {
    /// Seconds since 1970, UTC.
    @Sendable public static func now() -> UInt64 { UInt64(max(0, time(nil))) }
}
