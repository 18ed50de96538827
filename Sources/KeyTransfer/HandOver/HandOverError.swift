/// Why keys do not cross to the other process.
public enum HandOverError: Error, Equatable, Sendable {
    /// The other process did not say that it has the keys.
    case notAcknowledged
}
