import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// Session keys of every kind, in the states that parameters make.
struct KeySample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () throws -> SessionKey

    init(_ name: String, _ make: @escaping @Sendable () throws -> SessionKey) {
        testDescription = name
        self.make = make
    }

    /// A key that encrypts: an algorithm in a mode, with what changes it further.
    init(
        _ algorithm: AlgorithmIdentifier, _ byteCount: Int? = nil, _ mode: CipherMode = .cbc, _ name: String = "",
        provider: Provider = .aes, _ change: @escaping @Sendable (inout SessionKey) throws -> Void = { _ in }
    ) {
        self.init("\(algorithm) \(byteCount.map(String.init) ?? "") \(mode) \(name)") {
            var key = try SessionKey(sample: algorithm, byteCount, provider: provider)
            if key.blockByteCount != nil { try key.setMode(mode) }
            try change(&key)
            return key
        }
    }

    /// Keys that encrypt.
    static let streams: [KeySample] =
        SessionKey.algorithms.flatMap { algorithm in
            (algorithm == .rc4 ? [.cbc] : CipherMode.cryptoAPI).map { mode in
                KeySample(algorithm, nil, mode, "with an IV") { key in
                    guard let block = key.blockByteCount else { return }
                    try key.setInitializationVector(pattern(block, seed: 77).span.bytes)
                }
            }
        } + [
            KeySample(.aes256), KeySample(.rc2, 5), KeySample(.rc4, 5), KeySample(.rc4, 7), KeySample(.rc2, 7),
            KeySample(.rc2, 5, .cbc, "of the Base provider", provider: .base),
            KeySample(.rc4, 7, .cbc, "of the Base provider", provider: .base),
            KeySample(.rc4, 5, .cbc, "without salt") { try $0.setSalt([UInt8]().span.bytes) },
            KeySample(.rc4, 16, .cbc, "with salt") { try $0.setSalt(pattern(24).span.bytes) },
            KeySample(.rc2, 5, .cbc, "with salt that is kept silent about") {
                try $0.setSalt(pattern(11).span.bytes)
                $0.hidesSalt = true
            },
            KeySample(.rc2, nil, .cfb8, "of 40 effective bits") { try $0.setEffectiveKeyBitLength(40) },
            KeySample(.rc2, nil, .ecb, "of 1 effective bit") { try $0.setEffectiveKeyBitLength(1) },
            KeySample(.rc2, 5, .cbc, "of 1024 effective bits") { try $0.setEffectiveKeyBitLength(1024) },
            KeySample(.tripleDES, nil, .cbc, "without leave to write") {
                try $0.setPermissions([.encrypt, .decrypt, .export])
            },
            KeySample("archivable") {
                try SessionKey(generating: .aes128, isExportable: false, isArchivable: true)
            },
            KeySample("Schannel's RC4") { try .schannel(.rc4, 16, .schannelEncryption) },
            KeySample("Schannel's 3DES") {
                var key = try SessionKey.schannel(.tripleDES, 24, .schannelEncryption)
                try key.setInitializationVector(pattern(8, seed: 5).span.bytes)
                return key
            },
        ]

    /// Keys that do not.
    static let authenticators: [KeySample] =
        [1, 16, 64, 65, 2048].map { byteCount in
            KeySample("HMAC key of \(byteCount) bytes") { try SessionKey(authenticating: pattern(byteCount)) }
        } + [
            KeySample("HMAC key of the Base provider") {
                try SessionKey(authenticating: pattern(20), provider: .base)
            },
            KeySample("Schannel's MAC key") { try .schannel(.schannelMACKey, 20, .schannelAuthentication) },
        ]
}

extension SessionKey {
    /// A key of a connection, which was not made to be exported.
    static func schannel(_ algorithm: AlgorithmIdentifier, _ byteCount: Int, _ role: Role) throws -> SessionKey {
        let key = try SecretBytes(copying: pattern(byteCount, seed: 8).span.bytes)
        let noSalt = try SecretBytes(count: 0)
        let permissions = KeyPermissions(isExportable: false)
        return try SessionKey(
            algorithm, key: key, salt: noSalt, provider: .rsaSchannel, role: role, permissions: permissions)
    }

    /// The state as a BLOB carries it, in the clear.
    var fields: [UInt8] { get throws { try stateFields().withUnsafeBytes { Array($0) } } }

    /// The key that comes out of the BLOB it goes into.
    func handedOver(by sealingKey: borrowing SealingKey) throws -> SessionKey {
        let blob = try exportOpaque(sealedBy: sealingKey)
        return try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey)
    }
}

extension SealingKey {
    /// A key that `seed` decides.
    static func sample(_ source: Source = .channel, seed: UInt32 = 40) throws -> SealingKey {
        try of(source, pattern(32, seed: seed), pattern(16, seed: seed + 1))
    }

    /// The key that sealed the BLOB of a record.
    static func of(_ record: GoldenRecord) throws -> SealingKey {
        let number = try #require(record.number("key_source"))
        let source = try #require(Source(rawValue: UInt32(number)))
        return try of(source, record.required("sealing_key"), record.required("sealing_key_id"))
    }

    static func of(_ source: Source, _ key: [UInt8], _ identifier: [UInt8]) throws -> SealingKey {
        let bytes = try SecretBytes(copying: key.span.bytes)
        return SealingKey(source, bytes: bytes, identifier: identifier)
    }
}
