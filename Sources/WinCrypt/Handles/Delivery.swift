internal import CWinCrypt
internal import CipherCore
internal import Glibc

/// Where a function leaves its result: the buffer and length pointer that CryptoAPI's functions take.
///
/// With a NULL buffer the call asks for the length; a buffer that is too short leaves the length, too.
struct Delivery {
    let buffer: UnsafeMutablePointer<BYTE>?
    let length: UnsafeMutablePointer<DWORD>

    /// - Throws: ERROR_INVALID_PARAMETER where there is nowhere to leave the length.
    init(_ buffer: UnsafeMutablePointer<BYTE>?, _ length: UnsafeMutablePointer<DWORD>?) throws(ErrorCode) {
        guard let length else { throw .invalidParameter }
        self.buffer = buffer
        self.length = length
    }

    /// Whether the call asks for the length alone.
    var isSizeQuery: Bool { buffer == nil }

    /// Leaves the length, and says where the bytes belong; nil for a size query.
    ///
    /// - Throws: ERROR_MORE_DATA.
    func room(_ byteCount: Int) throws(ErrorCode) -> UnsafeMutableRawBufferPointer? {
        let available = Int(length.pointee)
        length.pointee = DWORD(clamping: byteCount)
        guard let buffer else { return nil }
        guard available >= byteCount else { throw .moreData }
        return UnsafeMutableRawBufferPointer(start: buffer, count: byteCount)
    }

    func leave(_ bytes: RawSpan) throws(ErrorCode) {
        guard let room = try room(bytes.byteCount) else { return }
        bytes.withUnsafeBytes { room.copyMemory(from: $0) }
    }

    func leave(_ bytes: [UInt8]) throws(ErrorCode) { try leave(bytes.span.bytes) }

    /// A DWORD, in the machine's order, which is Windows's.
    func leave(_ value: DWORD) throws(ErrorCode) {
        guard let room = try room(4) else { return }
        room.storeBytes(of: value, as: DWORD.self)
    }

    /// A text with its terminator, in bytes.
    func leave(text: String) throws(ErrorCode) { try leave(Array(text.utf8) + [0]) }
}

/// What a pointer and a length from outside stand for.
func bytes(_ pointer: UnsafePointer<BYTE>?, _ count: DWORD) throws(ErrorCode) -> UnsafeRawBufferPointer {
    guard let pointer else {
        guard count == 0 else { throw .invalidParameter }
        return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: pointer, count: Int(count))
}

/// A DWORD that a parameter's pointer leads to, aligned or not.
func dword(_ pointer: UnsafePointer<BYTE>) -> DWORD {
    UnsafeRawPointer(pointer).loadUnaligned(as: DWORD.self)
}

/// The bytes of a CRYPT_INTEGER_BLOB that a parameter's pointer leads to.
func blob(_ pointer: UnsafePointer<BYTE>) throws(ErrorCode) -> UnsafeRawBufferPointer {
    let blob = UnsafeRawPointer(pointer).loadUnaligned(as: CRYPT_INTEGER_BLOB.self)
    return try bytes(blob.pbData, blob.cbData)
}

/// A C string.
func text(_ pointer: UnsafePointer<CHAR>?) -> String? { pointer.map { String(cString: $0) } }

/// A string of 16-bit characters; what is no UTF-16 in it becomes U+FFFD.
func text(wide pointer: UnsafePointer<WCHAR>?) -> String? {
    guard let pointer else { return nil }
    var count = 0
    while pointer[count] != 0 { count += 1 }
    return String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF16.self)
}
