internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// What an HCRYPTHASH stands for: a hash object, or a Schannel master hash.
class HashHandle: HandleObject, HandleKind, @unchecked Sendable {
    static let kind: UInt = 3

    private let owner: Context
    final override var context: Context { owner }

    init(_ context: Context) { owner = context }

    /// The hash of a handle.
    ///
    /// - Throws: ERROR_INVALID_PARAMETER.
    static func of(_ handle: HCRYPTHASH) throws(ErrorCode) -> HashHandle { try HandleTable.shared.object(handle) }

    /// The hash of a handle; nil for none.
    static func optional(_ handle: HCRYPTHASH) throws(ErrorCode) -> HashHandle? {
        handle == 0 ? nil : try of(handle)
    }

    // What a kind of hash can do; a master hash hashes no data.

    func duplicate() throws(ErrorCode) -> HashHandle { throw .badType }
    func deriveKey(_ request: KeyRequest) throws(ErrorCode) -> KeyObject { throw .badAlgorithm }
    func withHash<Result: ~Copyable>(
        _ body: (inout HashObject) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        throw .badAlgorithm
    }
    /// The same where the lock is held already.
    func withLockedHash<Result: ~Copyable>(
        _ body: (inout HashObject) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        throw .badAlgorithm
    }

    /// Whether the caller says how long the value is, so that a size query has no answer but its own question.
    var isOfAnyLength: Bool { false }

    /// The value of a hash parameter; `wanted` is the length of the caller's buffer, which decides how much a TLS PRF
    /// makes.
    func parameter(_ parameter: Int32, wanted: Int) throws(ErrorCode) -> [UInt8] { throw .badType }
    func setParameter(_ parameter: Int32, _ value: UnsafePointer<BYTE>) throws(ErrorCode) { throw .badType }

    final func update(_ data: RawSpan) throws(ErrorCode) {
        try withHash { hash throws(ProviderError) in try hash.update(data) }
    }
}

/// A hash of data, with or without a key.
final class DataHashHandle: HashHandle, @unchecked Sendable {
    private var hash: HashObject
    private let algorithm: AlgorithmIdentifier
    override var isOfAnyLength: Bool { algorithm == .tls1PRF }

    init(_ context: Context, _ hash: consuming HashObject) {
        algorithm = hash.algorithm
        self.hash = hash
        super.init(context)
    }

    override func withHash<Result: ~Copyable>(
        _ body: (inout HashObject) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        try lock.withLock { () throws(ErrorCode) in try withLockedHash(body) }
    }

    override func withLockedHash<Result: ~Copyable>(
        _ body: (inout HashObject) throws(ProviderError) -> Result
    ) throws(ErrorCode) -> Result {
        try calling { () throws(ProviderError) in try body(&hash) }
    }

    override func duplicate() throws(ErrorCode) -> HashHandle {
        DataHashHandle(context, try withHash { hash throws(ProviderError) in try hash.duplicate() })
    }

    override func deriveKey(_ request: KeyRequest) throws(ErrorCode) -> KeyObject {
        let key = try lock.withLock { () throws(ErrorCode) in
            try request.lengthsChecked { () throws(ProviderError) in
                try SessionKey(
                    derivingFrom: &hash, algorithm: request.algorithm, bits: request.bits,
                    provider: context.provider, salt: request.salt, isExportable: request.isExportable)
            }
        }
        return SessionKeyObject(context, key)
    }

    override func parameter(_ parameter: Int32, wanted: Int) throws(ErrorCode) -> [UInt8] {
        guard [HP_ALGID, HP_HASHSIZE, HP_HASHVAL].contains(parameter) else { throw .badType }
        return try withHash { hash throws(ProviderError) in
            switch parameter {
            case HP_ALGID: return [UInt8](dword: hash.algorithm.rawValue)
            case HP_HASHSIZE: return [UInt8](dword: DWORD(try hash.byteCount))
            default:
                let value = hash.algorithm == .tls1PRF ? try hash.value(byteCount: wanted) : try hash.value()
                return [UInt8](copying: value.bytes)
            }
        }
    }

    override func setParameter(_ parameter: Int32, _ value: UnsafePointer<BYTE>) throws(ErrorCode) {
        switch parameter {
        case HP_HASHVAL:
            // No length is passed: it is the hash's.
            try withHash { hash throws(ProviderError) in
                try hash.setValue(UnsafeRawBufferPointer(start: value, count: try hash.byteCount).bytes)
            }
        case HP_HMAC_INFO:
            let info = UnsafeRawPointer(value).loadUnaligned(as: HMAC_INFO.self)
            let inner = try bytes(info.pbInnerString, info.cbInnerString)
            let outer = try bytes(info.pbOuterString, info.cbOuterString)
            let algorithm = AlgorithmIdentifier(rawValue: info.HashAlgid)
            try withHash { hash throws(ProviderError) in
                try hash.setHMACInfo(hash: algorithm, innerPad: inner.bytes, outerPad: outer.bytes)
            }
        case HP_TLS1PRF_LABEL:
            let label = try blob(value)
            try withHash { hash throws(ProviderError) in try hash.setTLS1PRFLabel(label.bytes) }
        case HP_TLS1PRF_SEED:
            let seed = try blob(value)
            try withHash { hash throws(ProviderError) in try hash.setTLS1PRFSeed(seed.bytes) }
        default: throw .badType
        }
    }
}
