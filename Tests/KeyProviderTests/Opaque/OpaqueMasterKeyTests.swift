import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// Master keys in OPAQUEKEYBLOBs.
struct OpaqueMasterKeyTests {
    /// What can have happened to a master key when it crosses.
    enum Stage: CaseIterable {
        case fresh, randoms, suite, masterSecret
    }

    private func key(_ algorithm: AlgorithmIdentifier, _ stage: Stage) throws -> MasterKey {
        var key = try MasterKey(generating: algorithm, isExportable: false)
        if stage == .fresh { return key }
        try key.setClientRandom(pattern(32, seed: 1).span.bytes)
        try key.setServerRandom(pattern(33, seed: 2).span.bytes)
        if algorithm == .ssl2Master { try key.setClearKey(pattern(11).span.bytes) }
        if stage == .randoms { return key }
        try key.setAlgorithm(SchannelAlgorithm(.encryption, .rc4, bits: 128))
        try key.setAlgorithm(SchannelAlgorithm(.authentication, .md5, bits: 128))
        try key.setCertificate(pattern(300).span.bytes)
        if stage == .masterSecret { _ = try key.masterHash() }
        return key
    }

    /// Both make the same keys, and go on making the same after another handshake.
    @Test(arguments: [AlgorithmIdentifier.ssl2Master, .ssl3Master, .tls1Master], Stage.allCases)
    func goesOnWhereItStood(_ algorithm: AlgorithmIdentifier, _ stage: Stage) throws {
        let sealingKey = try SealingKey.sample()
        var here = try key(algorithm, stage)
        let blob = try here.exportOpaque(sealedBy: sealingKey)
        var there = try MasterKey(importingOpaque: blob.span.bytes, openedBy: sealingKey)
        #expect(there.algorithm == algorithm && there.provider == here.provider)
        #expect(there.permissions == here.permissions && there.hasMasterSecret == here.hasMasterSecret)
        #expect(there.handshake == here.handshake)
        #expect(try there.fields == here.fields)
        for seed in [20, 30] as [UInt32] {
            try goOn(&here, seed)
            try goOn(&there, seed)
            #expect(try there.fields == here.fields)
            #expect(try keys(of: &there) == keys(of: &here))
        }
    }

    /// Another handshake of the same session.
    private func goOn(_ key: inout MasterKey, _ seed: UInt32) throws {
        try key.setClientRandom(pattern(32, seed: seed).span.bytes)
        try key.setServerRandom(pattern(32, seed: seed + 1).span.bytes)
        try key.setAlgorithm(SchannelAlgorithm(.encryption, .rc4, bits: 128))
        try key.setAlgorithm(SchannelAlgorithm(.authentication, .md5, bits: 128))
    }

    private func keys(of key: inout MasterKey) throws -> [[UInt8]] {
        let hash = try key.masterHash()
        return try [SchannelSide.client, .server].map { try hash.key(.encryption, side: $0).fields }
    }

    @Test func impossibleStates() throws {
        let sealingKey = try SealingKey.sample()
        func refused(_ fields: [UInt8], _ algorithm: AlgorithmIdentifier) -> ProviderError? {
            refusal {
                let secret = try SecretBytes(copying: fields.span.bytes)
                let blob = try OpaqueState(algorithm, .rsaSchannel, fields: secret).sealed(by: sealingKey)
                return try MasterKey(importingOpaque: blob.span.bytes, openedBy: sealingKey)
            }
        }
        for algorithm in [AlgorithmIdentifier.ssl2Master, .ssl3Master, .tls1Master] {
            let fields = try key(algorithm, .masterSecret).fields
            #expect(refused(fields, algorithm) == nil)
            for byteCount in 0..<fields.count {
                #expect(refused(Array(fields.prefix(byteCount)), algorithm) == .opaqueKeyDamaged)
            }
            #expect(refused(fields + [0], algorithm) == .opaqueKeyDamaged)
            for offset in stride(from: 4, to: 56, by: 4) {
                for value in [0xFF, 0x1_0000, 0xFFFF_FFFF] as [UInt32] {
                    var changed = Array(fields.prefix(offset))
                    changed.append(number: value)
                    changed += fields.dropFirst(offset + 4)
                    if offset == 8 && value == 0xFF && algorithm != .ssl2Master { continue }  // some version
                    #expect(refused(changed, algorithm) == .opaqueKeyDamaged, "\(algorithm): \(value) at \(offset)")
                }
            }
        }
    }

    /// Made by somebody else from the description of the format; read for ever.
    @Test(arguments: try golden("keyblob-opaque-1", "OPAQUEKEYBLOB master key"))
    func version1(_ record: GoldenRecord) throws {
        let sealingKey = try SealingKey.of(record)
        let blob = try record.required("blob")
        let key = try MasterKey(importingOpaque: blob.span.bytes, openedBy: sealingKey, provider: .rsaSchannel)
        #expect(try key.algorithm == record.algorithm())
        #expect(UInt64(key.permissions.rawValue) == record.number("permissions"))
        #expect(try key.fields == record.required("state"))
    }

    /// A session key's BLOB is not a master key's, nor the other way round.
    @Test func kinds() throws {
        let sealingKey = try SealingKey.sample()
        let master = try key(.tls1Master, .suite).exportOpaque(sealedBy: sealingKey)
        let session = try SessionKey(sample: .aes128).exportOpaque(sealedBy: sealingKey)
        #expect(
            refusal { try SessionKey(importingOpaque: master.span.bytes, openedBy: sealingKey) } == .opaqueKeyDamaged)
        #expect(
            refusal { try MasterKey(importingOpaque: session.span.bytes, openedBy: sealingKey) } == .opaqueKeyDamaged)
        var here: MasterKey? = try key(.tls1Master, .fresh)
        let blob = try MasterKey.exportOpaque(destroying: &here, sealedBy: sealingKey)
        let isGone = here == nil
        #expect(isGone && blob.count > 56)
    }
}

extension MasterKey {
    /// The state as a BLOB carries it, in the clear.
    fileprivate var fields: [UInt8] { get throws { try stateFields().withUnsafeBytes { Array($0) } } }
}
