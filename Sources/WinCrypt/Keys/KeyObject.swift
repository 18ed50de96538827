internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// What an HCRYPTKEY stands for. A subclass for every kind of key says what it can do; the rest is refused here.
class KeyObject: HandleObject, HandleKind, @unchecked Sendable {
    static let kind: UInt = 2

    private let owner: Context
    final override var context: Context { owner }

    init(_ context: Context) { owner = context }

    /// The key of a handle.
    ///
    /// - Throws: ERROR_INVALID_PARAMETER.
    static func of(_ handle: HCRYPTKEY) throws(ErrorCode) -> KeyObject { try HandleTable.shared.object(handle) }

    /// The key of a handle; nil for none.
    static func optional(_ handle: HCRYPTKEY) throws(ErrorCode) -> KeyObject? {
        handle == 0 ? nil : try of(handle)
    }

    /// A handle of a new key.
    func handle(_ result: UnsafeMutablePointer<HCRYPTKEY>) throws(ErrorCode) {
        result.pointee = try HandleTable.shared.open(self as KeyObject)
    }

    // What a kind of key can do. All of it is called with the lock free.

    /// CryptDuplicateKey.
    func duplicate() throws(ErrorCode) -> KeyObject { throw .badKey }

    /// The value of a key parameter, in the form that CryptGetKeyParam leaves.
    func parameter(_ parameter: Int32) throws(ErrorCode) -> [UInt8] { throw .badType }

    /// CryptSetKeyParam; `value` is there but for KP_X. Returns the key that the handle stands for from now on, where
    /// that is another.
    func setParameter(_ parameter: Int32, _ value: UnsafePointer<BYTE>, flags: DWORD) throws(ErrorCode) -> KeyObject? {
        throw .badType
    }

    /// KP_X without a value: makes the numbers of a key whose parameters are there.
    func generate() throws(ErrorCode) -> KeyObject { throw .badType }

    /// CryptEncrypt.
    func encrypt(_ piece: Piece) throws(ErrorCode) { throw .badKey }

    /// CryptDecrypt.
    func decrypt(_ piece: Piece) throws(ErrorCode) { throw .badKey }

    /// CryptExportKey.
    func export(_ request: ExportRequest) throws(ErrorCode) { throw .badKey }

    /// A session key that others are wrapped or encrypted with. The key is not changed.
    func sessionKey() throws(ErrorCode) -> SessionKey { throw .badKey }

    /// The public half that session keys are wrapped for or signatures verified with.
    func publicKey() throws(ErrorCode) -> PublicKey { throw .badKey }

    /// The pair that session keys are unwrapped with.
    ///
    /// - Throws: NTE_BAD_PUBLIC_KEY for other kinds of keys.
    func keyPair() throws(ErrorCode) -> KeyPair { throw .badPublicKey }
}

/// A piece of data on its way through CryptEncrypt or CryptDecrypt.
struct Piece {
    let buffer: UnsafeMutablePointer<BYTE>?
    /// The length of the data, then of the result.
    let length: UnsafeMutablePointer<DWORD>
    /// How much room the buffer has; of CryptDecrypt the length of the data.
    let capacity: DWORD
    let isFinal: Bool
    let flags: DWORD
    let hash: HashHandle?

    /// The data.
    var bytes: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: buffer, count: Int(length.pointee))
    }
}

extension Array where Element == UInt8 {
    /// A DWORD as a parameter's value.
    init(dword value: DWORD) { self = Swift.withUnsafeBytes(of: value) { Array($0) } }

    init(copying span: RawSpan) { self = span.withUnsafeBytes { Array($0) } }
}
