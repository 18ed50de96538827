import CWinCrypt
import Foundation
import GoldenVectors
import Testing

/// Every test that opens containers does so in a store of this process alone.
enum TestStore {
    static let path: String = {
        let path = NSTemporaryDirectory() + "wincrypt-tests-\(getpid())"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        chmod(path, 0o700)
        setenv("KEYBLOB_HOME", path + "/store", 1)
        setenv("KEYBLOB_MACHINE_HOME", path + "/machine", 1)
        return path
    }()
}

/// What a call answered: nothing when it succeeded, else the last error.
func outcome(_ call: () -> BOOL) -> DWORD? {
    SetLastError(0xDEAD_BEEF)
    return call() == 0 ? GetLastError() : nil
}

/// The call must succeed.
func succeed(_ call: () -> BOOL, at location: SourceLocation = #_sourceLocation) {
    let error = outcome(call)
    #expect(error == nil, "\(String(error ?? 0, radix: 16))", sourceLocation: location)
}

/// A code as the macros have it.
func code(_ value: Int32) -> DWORD { DWORD(bitPattern: value) }
func code(_ value: UInt32) -> DWORD { value }

/// A context without a container.
func ephemeralContext(_ type: Int32 = PROV_RSA_AES, _ name: String? = nil) -> HCRYPTPROV {
    var context: HCRYPTPROV = 0
    succeed { CryptAcquireContextA(&context, nil, name, DWORD(type), CRYPT_VERIFYCONTEXT) }
    return context
}

/// A key in a BLOB.
func imported(
    _ context: HCRYPTPROV, _ blob: [UInt8], with key: HCRYPTKEY = 0, flags: Int32 = CRYPT_EXPORTABLE,
    at location: SourceLocation = #_sourceLocation
) -> HCRYPTKEY {
    var result: HCRYPTKEY = 0
    succeed({ CryptImportKey(context, blob, DWORD(blob.count), key, DWORD(flags), &result) }, at: location)
    return result
}

/// A PLAINTEXTKEYBLOB.
func plaintextBlob(_ algorithm: Int32, _ key: [UInt8]) -> [UInt8] {
    func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    return [8, 2, 0, 0] + little(Int(algorithm)) + little(key.count) + key
}

/// A key in a BLOB of some type.
func exported(
    _ key: HCRYPTKEY, for other: HCRYPTKEY = 0, _ type: Int32, flags: Int32 = 0,
    at location: SourceLocation = #_sourceLocation
) -> [UInt8] {
    var count: DWORD = 0
    succeed({ CryptExportKey(key, other, DWORD(type), DWORD(flags), nil, &count) }, at: location)
    var blob = [UInt8](repeating: 0, count: Int(count))
    succeed({ CryptExportKey(key, other, DWORD(type), DWORD(flags), &blob, &count) }, at: location)
    return Array(blob.prefix(Int(count)))
}

/// The value of a key parameter.
func parameter(_ key: HCRYPTKEY, _ parameter: Int32, at location: SourceLocation = #_sourceLocation) -> [UInt8] {
    var count: DWORD = 0
    succeed({ CryptGetKeyParam(key, DWORD(parameter), nil, &count, 0) }, at: location)
    var value = [UInt8](repeating: 0, count: Int(count))
    succeed({ CryptGetKeyParam(key, DWORD(parameter), &value, &count, 0) }, at: location)
    return value
}

/// A key parameter that is a DWORD.
func number(_ key: HCRYPTKEY, _ wanted: Int32, at location: SourceLocation = #_sourceLocation) -> DWORD {
    let value = parameter(key, wanted, at: location)
    #expect(value.count == 4, sourceLocation: location)
    return value.reversed().reduce(0) { $0 << 8 | DWORD($1) }
}

/// The answer to a key parameter that is a CRYPT_INTEGER_BLOB.
func setBlob(_ key: HCRYPTKEY, _ parameter: Int32, _ bytes: [UInt8]) -> DWORD? {
    var bytes = bytes
    return bytes.withUnsafeMutableBufferPointer { buffer in
        var blob = CRYPT_INTEGER_BLOB(cbData: DWORD(buffer.count), pbData: buffer.baseAddress)
        return withUnsafeBytes(of: &blob) { value in
            outcome {
                CryptSetKeyParam(key, DWORD(parameter), value.baseAddress?.assumingMemoryBound(to: BYTE.self), 0)
            }
        }
    }
}

/// Data through CryptEncrypt, in a buffer with room for padding.
func encrypted(_ key: HCRYPTKEY, _ data: [UInt8], isFinal: Bool = true, flags: Int32 = 0, room: Int = 512) -> [UInt8] {
    var buffer = data + [UInt8](repeating: 0, count: room)
    var count = DWORD(data.count)
    succeed { CryptEncrypt(key, 0, isFinal ? 1 : 0, DWORD(flags), &buffer, &count, DWORD(buffer.count)) }
    return Array(buffer.prefix(Int(count)))
}

/// Data through CryptDecrypt.
func decrypted(_ key: HCRYPTKEY, _ data: [UInt8], isFinal: Bool = true, flags: Int32 = 0) -> [UInt8] {
    var buffer = data
    var count = DWORD(data.count)
    succeed { CryptDecrypt(key, 0, isFinal ? 1 : 0, DWORD(flags), &buffer, &count) }
    return Array(buffer.prefix(Int(count)))
}

/// The value of a hash of data.
func hashed(_ context: HCRYPTPROV, _ algorithm: Int32, _ data: [UInt8], key: HCRYPTKEY = 0) -> HCRYPTHASH {
    var hash: HCRYPTHASH = 0
    succeed { CryptCreateHash(context, ALG_ID(algorithm), key, 0, &hash) }
    succeed { CryptHashData(hash, data, DWORD(data.count), 0) }
    return hash
}

func hashValue(_ hash: HCRYPTHASH) -> [UInt8] {
    var count: DWORD = 0
    succeed { CryptGetHashParam(hash, DWORD(HP_HASHVAL), nil, &count, 0) }
    var value = [UInt8](repeating: 0, count: Int(count))
    succeed { CryptGetHashParam(hash, DWORD(HP_HASHVAL), &value, &count, 0) }
    return value
}

/// A PRIVATEKEYBLOB with an exchange pair that was made elsewhere.
func pairBlob(bits: UInt64 = 1024) throws -> [UInt8] {
    let record = try #require(GoldenVectors.load("capi-simple").first { $0.number("rsa_bits") == bits })
    return try #require(record.bytes("rsa_private_blob"))
}

/// The bytes 0, 1, 2, …
func count(_ number: Int) -> [UInt8] { (0..<number).map { UInt8(truncatingIfNeeded: $0) } }
