internal import CWinCrypt
internal import KeyBlob
internal import KeyProvider

/// What CryptExportKey was asked for.
struct ExportRequest {
    let type: BlobType
    /// `hExpKey`.
    let exportingKey: KeyObject?
    let flags: DWORD
    private let delivery: Delivery

    /// - Throws: NTE_BAD_TYPE for a type that is none.
    init(
        _ type: DWORD, _ exportingKey: KeyObject?, flags: DWORD, _ delivery: Delivery
    ) throws(ErrorCode) {
        guard let type = UInt8(exactly: type).flatMap(BlobType.init(rawValue:)) else { throw .badType }
        self.type = type
        self.exportingKey = exportingKey
        self.flags = flags
        self.delivery = delivery
    }

    var isSizeQuery: Bool { delivery.isSizeQuery }
    var padding: WrapPadding { flags & DWORD(CRYPT_OAEP) != 0 ? .oaep : .pkcs1 }
    var isVersion3: Bool { flags & DWORD(CRYPT_BLOB_VER3) != 0 }
    var isSSL2Fallback: Bool { flags & DWORD(CRYPT_SSL2_FALLBACK) != 0 }
    var destroysKey: Bool { flags & DWORD(CRYPT_DESTROYKEY) != 0 }

    /// Refuses the flags that are about Schannel's keys, for keys that are none of them.
    ///
    /// - Throws: NTE_BAD_KEY for CRYPT_SSL2_FALLBACK, which is for SSL 2 master keys; NTE_BAD_FLAGS for
    ///   CRYPT_DESTROYKEY, which goes with OPAQUEKEYBLOB.
    func refuseSchannelFlags() throws(ErrorCode) {
        if isSSL2Fallback { throw .badKey }
        if destroysKey && type != .opaqueKey { throw .badFlags }
    }

    /// Whom a SIMPLEBLOB is for.
    ///
    /// - Throws: NTE_NO_KEY without a key, NTE_BAD_KEY for one that is no RSA exchange key.
    func recipient() throws(ErrorCode) -> (key: PublicKey, oaepLabel: [UInt8]) {
        guard let exportingKey else { throw .noKey }
        let key = try exportingKey.publicKey()
        guard key.algorithm == .rsaKeyExchange else { throw .badKey }
        return (key, try (exportingKey as? PublicKeyObject)?.oaepLabel() ?? [])
    }

    func leave(_ blob: RawSpan) throws(ErrorCode) { try delivery.leave(blob) }
    func leave(_ blob: [UInt8]) throws(ErrorCode) { try delivery.leave(blob) }

    /// Answers a size query for a SIMPLEBLOB without the work of making it; false where that has to be done.
    func answersSize(for recipient: PublicKey) throws(ErrorCode) -> Bool {
        try answersSize(12 + (recipient.bitLength + 7) / 8)
    }

    /// Answers a size query without the work of making the BLOB; false where that has to be done.
    func answersSize(_ byteCount: Int) throws(ErrorCode) -> Bool {
        guard isSizeQuery else { return false }
        _ = try delivery.room(byteCount)
        return true
    }
}
