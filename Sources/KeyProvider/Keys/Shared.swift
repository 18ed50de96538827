/// A value that is made once, is never changed, and has many holders; gone, and wiped if it is a secret, with the last.
final class Shared<Value: ~Copyable & Sendable>: Sendable {
    let value: Value

    init(_ value: consuming Value) { self.value = value }
}
