/// Why the backup authority refuses.
public enum AuthorityError: Error, Equatable, Sendable {
    /// There is no such record.
    case missing
}
