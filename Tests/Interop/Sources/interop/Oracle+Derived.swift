import Foundation

/// What CryptoAPI has no name for, made of its HMAC and its AES.
extension Oracle {
    /// HKDF-SHA-256 (RFC 5869) of a key of 32 bytes.
    func hkdf(_ key: String, salt: Data, info: String, count: Int) throws -> Data {
        let secret = try exportKey(key, as: .plaintextKey).dropFirst(12)
        // An empty salt is a block of zeros, as is a shorter one with zeros behind it.
        let pseudorandomKey = try hmac(secret, key: salt + Data(count: 32 - salt.count))
        var (material, block) = (Data(), Data())
        for number in 1...UInt8((count + 31) / 32) {
            block = try hmac(block + info.utf8 + [number], key: pseudorandomKey)
            material += block
        }
        return Data(material.prefix(count))
    }

    /// AES-256-GCM without its tag, which is counter mode from 2 on.
    func decryptGCM(_ ciphertext: Data, key: Data, nonce: Data) throws -> Data {
        let counters = (0..<UInt32((ciphertext.count + 15) / 16)).map { number in
            nonce + withUnsafeBytes(of: (number + 2).bigEndian) { Data($0) }
        }
        try importAES(key, as: "counter")
        try ask("setkeyparam k=counter param=4 dword=2")
        let stream = try encrypt(counters.reduce(Data(), +), with: "counter")
        return Data(zip(ciphertext, stream).map { $0 ^ $1 })
    }

    /// HMAC-SHA-256 under a key of 32 bytes: HP_HMAC_INFO of CALG_HMAC.
    private func hmac(_ data: Data, key: Data) throws -> Data {
        try importAES(key, as: "mac")
        try ask("hash p=csp h=mac alg=0x8009 key=mac")
        try ask("sethashparam h=mac param=5 hmacalg=0x800c")
        try ask("hashdata h=mac data=\(data.hex)")
        guard let value = try ask("hashval h=mac").data.flatMap(Data.init(hex:)) else {
            throw Failure("a hash value of Wine's without its bytes")
        }
        return value
    }

    /// A PLAINTEXTKEYBLOB of CALG_AES_256.
    private func importAES(_ key: Data, as name: String) throws {
        try importKey(Data([8, 2, 0, 0, 0x10, 0x66, 0, 0, 32, 0, 0, 0]) + key, as: name)
    }
}
