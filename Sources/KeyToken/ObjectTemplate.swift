internal import CPKCS11

/// Attributes to search objects by, or to make them with, as `CK_ATTRIBUTE` wants them: pointers to values.
final class ObjectTemplate {
    /// More than any object here has.
    private static let capacity = 24
    /// The attributes; they are there as long as the template is.
    let pointer = UnsafeMutablePointer<CK_ATTRIBUTE>.allocate(capacity: capacity)
    private(set) var count: CK_ULONG = 0
    private var owned: [UnsafeMutableRawPointer] = []

    deinit {
        for value in owned { value.deallocate() }
        pointer.deallocate()
    }

    /// Adds bytes that are not secret.
    @discardableResult
    func with(_ type: CK_ATTRIBUTE_TYPE, _ value: [UInt8]) -> Self {
        value.withUnsafeBytes { add(type, copying: $0) }
        return self
    }

    /// Adds a number.
    @discardableResult
    func with(_ type: CK_ATTRIBUTE_TYPE, _ value: CK_ULONG) -> Self {
        withUnsafeBytes(of: value) { add(type, copying: $0) }
        return self
    }

    /// Adds a truth.
    @discardableResult
    func with(_ type: CK_ATTRIBUTE_TYPE, _ value: Bool) -> Self {
        with(type, [UInt8(value ? CK_TRUE : CK_FALSE)])
    }

    /// Adds bytes that are not copied: they must be there when the template is used.
    @discardableResult
    func with(_ type: CK_ATTRIBUTE_TYPE, borrowing value: UnsafeRawBufferPointer) -> Self {
        precondition(count < Self.capacity, "templates are written here, and none has so many attributes")
        (pointer + Int(count)).initialize(
            to: CK_ATTRIBUTE(
                type: type, pValue: UnsafeMutableRawPointer(mutating: value.baseAddress),
                ulValueLen: CK_ULONG(value.count)))
        count += 1
        return self
    }

    private func add(_ type: CK_ATTRIBUTE_TYPE, copying value: UnsafeRawBufferPointer) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(value.count, 1), alignment: 16)
        copy.copyMemory(from: value)
        if let address = copy.baseAddress { owned.append(address) }
        with(type, borrowing: UnsafeRawBufferPointer(rebasing: copy[..<value.count]))
    }
}
