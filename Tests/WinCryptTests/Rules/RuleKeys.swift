import CWinCrypt
import GoldenVectors
import Testing

/// One key of each kind, in a context without a container, for the rules of export and import.
final class RuleKeys {
    let context: HCRYPTPROV
    /// An AES-256 key that may leave, and one that may not.
    let session, lockedSession: HCRYPTKEY
    let tripleDES, rc2: HCRYPTKEY
    /// 1024 bits: a pair that may not leave, one that may, and the same numbers for signatures.
    let lockedPair, exchange, signature: HCRYPTKEY
    /// 512 bits, in which an AES-256 key has no room under OAEP.
    let smallPair: HCRYPTKEY
    /// The public half alone, imported with CRYPT_EXPORTABLE and without.
    let publicKey, exportablePublicKey: HCRYPTKEY

    init() throws {
        context = ephemeralContext()
        session = imported(context, plaintextBlob(CALG_AES_256, count(32)))
        lockedSession = imported(context, plaintextBlob(CALG_AES_256, count(32)), flags: 0)
        tripleDES = imported(context, plaintextBlob(CALG_3DES, count(24)))
        rc2 = imported(context, plaintextBlob(CALG_RC2, count(16)))
        lockedPair = imported(context, try pairBlob(), flags: 0)
        smallPair = imported(context, try pairBlob(bits: 512))
        exchange = imported(context, try pairBlob())
        signature = imported(context, try Self.signaturePairBlob())
        let half = exported(exchange, PUBLICKEYBLOB)
        publicKey = imported(context, half, flags: 0)
        exportablePublicKey = imported(context, half)
    }

    deinit { succeed { CryptReleaseContext(context, 0) } }

    /// The exchange pair as CALG_RSA_SIGN.
    static func signaturePairBlob() throws -> [UInt8] { saying(CALG_RSA_SIGN, try pairBlob()) }

    /// A BLOB whose header names another algorithm.
    static func saying(_ algorithm: Int32, _ blob: [UInt8]) -> [UInt8] {
        blob[..<4] + withUnsafeBytes(of: algorithm.littleEndian) { Array($0) } + blob[8...]
    }

    /// A DSS PRIVATEKEYBLOB with a seed, of version 2.
    static func dssPairBlob() throws -> [UInt8] {
        let records = try GoldenVectors.load("capi-private").filter { $0.format == "PRIVATEKEYBLOB DSS2" }
        return try #require(records.last?.bytes("blob"))
    }
}

/// The error of an export, and the length that the call left.
func export(
    _ key: HCRYPTKEY, for other: HCRYPTKEY = 0, _ type: Int32, flags: Int32 = 0
) -> (error: DWORD?, byteCount: Int) {
    var count: DWORD = 0
    let error = outcome { CryptExportKey(key, other, DWORD(type), DWORD(flags), nil, &count) }
    return (error, Int(count))
}

/// The error of an import.
func importing(_ context: HCRYPTPROV, _ blob: [UInt8], with key: HCRYPTKEY = 0, flags: Int32 = 0) -> DWORD? {
    var handle: HCRYPTKEY = 0
    return outcome { CryptImportKey(context, blob, DWORD(blob.count), key, DWORD(flags), &handle) }
}
