import GoldenVectors
import Testing

/// BLOBs that Wine's CSP made, by what the tests want of them.
enum Samples {
    /// Session keys that were wrapped under a modulus of `bits` bits, with PKCS #1 v1.5 or OAEP.
    static func wrapped(bits: UInt64, padding: String = "PKCS1") throws -> [GoldenRecord] {
        try GoldenVectors.load("capi-simple").filter {
            $0.format == "SIMPLEBLOB" && $0.number("rsa_bits") == bits && $0.string("padding") == padding
                && $0.bytes("blob") != nil
        }
    }

    /// The wrapped key of one algorithm, such as `AES-256`.
    static func wrapped(_ session: String, bits: UInt64) throws -> GoldenRecord {
        try #require(wrapped(bits: bits).first { $0.string("session") == session })
    }
}

extension GoldenRecord {
    /// A field that a record of this kind must have.
    func required(_ key: String) throws -> [UInt8] { try #require(bytes(key), "\(id) has no \(key)") }
}

extension Workshop {
    /// Puts `private`, `simple` and `key` into the folder: a Wine-made pair of 1024 bits, an AES-256 key wrapped for
    /// it, and the same key in the clear.
    @discardableResult
    func addWinesKeys() throws -> GoldenRecord {
        let record = try Samples.wrapped("AES-256", bits: 1024)
        try write(record.required("rsa_private_blob"), to: "private")
        try write(record.required("blob"), to: "simple")
        try write(record.required("plaintext_blob"), to: "key")
        return record
    }
}
