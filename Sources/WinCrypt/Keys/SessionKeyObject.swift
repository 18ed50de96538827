internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A session key behind a handle: of data, of a connection, or one that only authenticates.
final class SessionKeyObject: KeyObject, @unchecked Sendable {
    var key: SessionKey
    /// KP_MODE as it was set where the key has no such mode: it can be set, and does not encrypt.
    var foreignMode: Int32?

    init(_ context: Context, _ key: consuming SessionKey) {
        self.key = key
        super.init(context)
    }

    override func duplicate() throws(ErrorCode) -> KeyObject {
        try lock.withLock { () throws(ErrorCode) in
            let copy = SessionKeyObject(
                context, try calling { () throws(ProviderError) in try key.duplicate() })
            copy.foreignMode = foreignMode
            return copy
        }
    }

    override func sessionKey() throws(ErrorCode) -> SessionKey {
        try lock.withLock { () throws(ErrorCode) in
            try calling { () throws(ProviderError) in try key.duplicate() }
        }
    }

    /// Calls `body` with the key itself.
    func withKey<Result: ~Copyable>(
        _ body: (inout SessionKey) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        try lock.withLock { () throws(ErrorCode) in
            try calling { () throws(ProviderError) in try body(&key) }
        }
    }

    override func encrypt(_ piece: Piece) throws(ErrorCode) {
        try withKeyAndHash(piece) { key, hash throws(ErrorCode) in
            let count = Int(piece.length.pointee)
            let needed = try calling { () throws(ProviderError) in
                try key.requireEncryption()
                return try key.encryptedByteCount(of: count, isFinal: piece.isFinal)
            }
            guard let buffer = piece.buffer else {
                piece.length.pointee = DWORD(needed)
                return
            }
            guard needed <= Int(piece.capacity) else {
                piece.length.pointee = DWORD(needed)
                throw .moreData
            }
            let room = UnsafeMutableRawBufferPointer(start: buffer, count: needed)
            if let hash {
                _ = try hash.withLockedHash { hash throws(ProviderError) in
                    try key.encrypt(room, byteCount: count, isFinal: piece.isFinal, hashing: &hash)
                }
            } else {
                _ = try calling { () throws(ProviderError) in
                    try key.encrypt(room, byteCount: count, isFinal: piece.isFinal)
                }
            }
            piece.length.pointee = DWORD(needed)
        }
    }

    override func decrypt(_ piece: Piece) throws(ErrorCode) {
        try withKeyAndHash(piece) { key, hash throws(ErrorCode) in
            let done: Int
            if let hash {
                done = try hash.withLockedHash { hash throws(ProviderError) in
                    try key.decrypt(piece.bytes, isFinal: piece.isFinal, hashing: &hash)
                }
            } else {
                done = try calling { () throws(ProviderError) in
                    try key.decrypt(piece.bytes, isFinal: piece.isFinal)
                }
            }
            piece.length.pointee = DWORD(done)
        }
    }

    /// Locks the key and then, where there is one, the hash.
    private func withKeyAndHash(
        _ piece: Piece, _ body: (inout SessionKey, HashHandle?) throws(ErrorCode) -> Void
    ) throws(ErrorCode) {
        try lock.withLock { () throws(ErrorCode) in
            guard key.role.encrypts else { throw .badType }
            guard foreignMode == nil else { throw .badAlgorithm }
            guard let hash = piece.hash else { return try body(&key, nil) }
            try hash.lock.withLock { () throws(ErrorCode) in try body(&key, hash) }
        }
    }

    override func export(_ request: ExportRequest) throws(ErrorCode) { try exportBlob(request) }

    override func parameter(_ parameter: Int32) throws(ErrorCode) -> [UInt8] {
        try lock.withLock { () throws(ErrorCode) in try get(parameter) }
    }

    override func setParameter(
        _ parameter: Int32, _ value: UnsafePointer<BYTE>, flags: DWORD
    ) throws(ErrorCode) -> KeyObject? {
        guard flags == 0 else { throw .badFlags }
        try lock.withLock { () throws(ErrorCode) in try set(parameter, value) }
        return nil
    }
}
