import CFuzzDriver
import Glibc

/// What is asked of every input.
public typealias Property = @Sendable (RawSpan) -> Void

/// Tries `property` on input after input, as the command line asks; `main.swift` of every fuzzer is this call.
public func fuzz(_ property: @escaping Property) -> Never {
    asked = property
    var argc = CommandLine.argc
    var argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
        LLVMFuzzerRunDriver(&argc, &argv) { data, size in
            asked?(UnsafeRawBufferPointer(start: data, count: size).bytes)
            return 0
        })
}

/// A C function has no context: the property stands here, written once before the only thread reads it.
nonisolated(unsafe) private var asked: Property?

/// Stops the fuzzer where a property does not hold.
func holds(_ property: Bool, _ failure: @autoclosure () -> String) {
    guard property else { fatalError(failure()) }
}

extension RawSpan {
    /// Whether these are the same bytes.
    func isEqual(to other: UnsafeRawBufferPointer) -> Bool { withUnsafeBytes { $0.elementsEqual(other) } }

    /// Whether these are the same bytes.
    func isEqual(to other: RawSpan) -> Bool { other.withUnsafeBytes { isEqual(to: $0) } }
}

/// Memory of exactly `byteCount` bytes, so that AddressSanitizer sees one read or written too far.
func withMemory<Result>(_ byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 1)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0xA5)
    return body(memory)
}
