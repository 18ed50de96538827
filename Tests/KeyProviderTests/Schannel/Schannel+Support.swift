import CipherCore
import GoldenVectors
import KeyBlob

@testable import KeyProvider

extension SecretBytes {
    /// A copy. Not by a span: one of a value that the same expression makes is more than the compiler can take.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension MasterKey {
    /// The pre-master secret, or the master secret.
    var secretCopy: [UInt8] { secret.array }

    /// The master secret, whole.
    var masterCopy: [UInt8] {
        get throws {
            let secret = try masterSecret()
            return secret.array
        }
    }

    /// The PLAINTEXTKEYBLOB.
    func exported() throws -> [UInt8] {
        let blob = try exportPlaintext()
        return blob.array
    }

    /// The key in a PLAINTEXTKEYBLOB.
    init(plaintext blob: [UInt8], isExportable: Bool = false) throws {
        try self.init(importing: blob.span.bytes, isExportable: isExportable)
    }

    /// The key in a SIMPLEBLOB.
    init(
        wrapped blob: [UInt8], with pair: borrowing KeyPair, padding: WrapPadding = .pkcs1, label: [UInt8] = [],
        detectingRollback: Bool = false
    ) throws {
        try self.init(
            importing: blob.span.bytes, unwrappingWith: pair, padding: padding, label: label.span.bytes,
            detectingRollback: detectingRollback)
    }

    /// The key of a record's pre-master secret, which may leave.
    init(_ record: GoldenRecord) throws {
        let secret = try record.required("pre_master")
        let blob = try PlaintextKeyBlob(keyAlgorithm: record.algorithm(), key: secret.span.bytes).serialized()
        try self.init(plaintext: blob, isExportable: true)
    }

    mutating func setRandoms(of record: GoldenRecord) throws {
        try setRandoms(record.required("client_random"), record.required("server_random"))
    }

    /// The server's is the client's the other way round unless it is given.
    mutating func setRandoms(_ client: [UInt8], _ server: [UInt8]? = nil) throws {
        let server = server ?? client.reversed()
        try setClientRandom(client.span.bytes)
        try setServerRandom(server.span.bytes)
    }

    mutating func setClear(_ bytes: [UInt8]) throws { try setClearKey(bytes.span.bytes) }
}

extension MasterHash {
    /// The bytes of a key.
    func keyCopy(_ use: SchannelAlgorithm.Use, _ side: SchannelSide) throws -> [UInt8] {
        let key = try key(use, side: side)
        return key.keyCopy
    }
}

extension SessionKey {
    /// The key's own bytes.
    var keyCopy: [UInt8] { key.array }
}
