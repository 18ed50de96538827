import CipherCore
import Foundation
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// A key leaves its token as a reference only, and is found by it, in this process or another.
@Suite struct TokenReferenceTests {
    /// A stream half before the export and half after the import is the stream of one key.
    @Test(arguments: tokenCiphers, [CipherMode.cbc, .ecb])
    func theStateTravels(_ cipher: (algorithm: AlgorithmIdentifier, byteCount: Int), _ mode: CipherMode) throws {
        let token = try TokenWorld.token(.references)
        var software = try softwareKey(cipher.algorithm, pattern(cipher.byteCount, seed: 3))
        var key = try token.store(software, label: "travelling")
        let block = key.blockByteCount
        let iv = pattern(block, seed: 9)
        try software.setMode(mode)
        try software.setInitializationVector(iv.span.bytes)
        try key.setMode(mode)
        try key.setInitializationVector(iv.span.bytes)
        for blocks in 0..<4 {
            var (ours, theirs) = (pattern(blocks * block), pattern(blocks * block))
            _ = try ours.withUnsafeMutableBytes { try key.encrypt($0, byteCount: $0.count, isFinal: false) }
            _ = try theirs.withUnsafeMutableBytes { try software.encrypt($0, byteCount: $0.count, isFinal: false) }
            let blob = try key.exportReference()
            #expect(
                try AnyKeyBlob.Recognition(of: blob.span.bytes).description
                    == "OPAQUEKEYBLOB of this package, key in a token, certain")
            let reference = try TokenReference(parsing: blob.span.bytes)
            #expect(reference.algorithm == cipher.algorithm && reference.cipherMode == mode)
            #expect(reference.token.labelText == "References")
            var imported = try TokenSessionKey(importing: reference, from: token)
            #expect(try imported.exportReference() == blob)
            #expect(imported.mode == mode && imported.initializationVector == iv)
            let rest = pattern(21, seed: 4)
            let expected = try software.encrypt(rest.span.bytes)
            #expect(try imported.encrypt(rest.span.bytes) == expected)
            // The next message begins with the IV that travelled.
            #expect(try imported.encrypt(rest.span.bytes) == software.encrypt(rest.span.bytes))
            try key.setMode(mode)
        }
    }

    @Test func destroyOnExportLeavesTheKey() throws {
        let token = try TokenWorld.token(.references)
        var kept = try token.generateSessionKey(.aes256, label: "kept")
        let expected = try kept.encrypt(pattern(50).span.bytes)
        let blob = try TokenSessionKey(kept.key).exportReferenceAndDestroy()
        let pairBlob = try token.generateKeyPair(.exchange, bits: 1024, label: "kept pair", allowing: .weakKeys)
            .exportReferenceAndDestroy()
        #expect(try token.key(label: "kept").algorithm == .aes256)
        #expect(try kept.encrypt(pattern(50).span.bytes) == expected)
        for _ in 0..<2 {
            var imported = try TokenSessionKey(importing: TokenReference(parsing: blob.span.bytes), from: token)
            #expect(try imported.encrypt(pattern(50).span.bytes) == expected)
        }
        let pair = try TokenKeyPair(importing: TokenReference(parsing: pairBlob.span.bytes), from: token)
        #expect(try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1)).count == 128)
    }

    @Test func pairs() throws {
        let token = try TokenWorld.token(.references)
        let software = try exchangePair()
        let pair = try token.store(software, label: "pair")
        let blob = try pair.exportReference()
        let reference = try TokenReference(parsing: blob.span.bytes)
        #expect(reference.algorithm == .rsaKeyExchange && reference.cipherMode == nil)
        let imported = try TokenKeyPair(importing: reference, from: token)
        #expect(imported.purpose == .exchange)
        #expect(try imported.publicKey.exportBlob() == pair.publicKey.exportBlob())
        #expect(try imported.exportReference() == blob)
        #expect(refusal { try TokenSessionKey(importing: reference, from: token) } == .wrongKey)
    }

    @Test func theWrongTokenOrKey() throws {
        let token = try TokenWorld.token(.references)
        let key = try token.generateSessionKey(.aes128, label: "one")
        let other = try token.generateSessionKey(.aes256, label: "another")
        func imported(_ blob: [UInt8], from token: Token) -> TokenError? {
            refusal { try TokenSessionKey(importing: TokenReference(parsing: blob.span.bytes), from: token) }
        }
        #expect(imported(try key.exportReference(), from: token) == nil)
        #expect(imported(try key.exportReference(), from: try TokenWorld.token(.keys)) == .tokenMissing)
        let serial = try Renaming.reference(to: key, label: nil, serialNumber: "1")
        #expect(imported(serial, from: token) == .wrongSerialNumber)
        let mixed = try Renaming.reference(to: key, label: nil, serialNumber: nil, identifier: other.key.identifier)
        #expect(imported(mixed, from: token) == .wrongKey)
        let longer = try Renaming.reference(to: key, label: nil, serialNumber: nil, algorithm: .aes256)
        #expect(imported(longer, from: token) == .wrongKey)
        let nothing = try Renaming.reference(to: key, label: nil, serialNumber: nil, identifier: [7])
        #expect(imported(nothing, from: token) == .keyMissing)
        #expect(
            refusal { try Token(TokenWorld.module(), of: TokenReference(parsing: serial.span.bytes)) }
                == .wrongSerialNumber)
    }

    /// The names of the pair are there, but the pair is another: it was deleted, and one made under the same identifier.
    @Test func thePairIsAnother() throws {
        let token = try TokenWorld.token(.references)
        let software = try exchangePair()
        let first = try token.store(software, label: "first")
        let second = try token.generateKeyPair(.exchange, bits: 1024, label: "second", allowing: .weakKeys)
        let view = try first.exportReference()
        var blob = try second.exportReference()
        let digest = Array(try OpaqueTokenKeyBlob(parsing: view.span.bytes).keyDigest)
        blob.replaceSubrange(blob.count - 64..<blob.count - 32, with: digest)
        let sealed = Array(blob.dropLast(32))
        blob = sealed + (try sha256(sealed))
        let reference = try TokenReference(parsing: blob.span.bytes)
        #expect(refusal { try TokenKeyPair(importing: reference, from: token) } == .wrongKey)
    }

    @Test func everyDamageIsFound() throws {
        let token = try TokenWorld.token(.references)
        var sealingKey = pattern(32)
        let session = try token.generateSessionKey(.tripleDES, label: "damaged")
        let pair = try token.generateKeyPair(.signature, bits: 1024, label: "damaged pair", allowing: .weakKeys)
        let blobs = [
            (try session.exportReference(), false), (try pair.exportReference(), false),
            (try session.exportReference(sealedWith: sealingKey.span.bytes), true),
        ]
        for (blob, isKeyed) in blobs {
            func parsed(_ bytes: [UInt8]) -> TokenError? {
                isKeyed
                    ? refusal { try TokenReference(parsing: bytes.span.bytes, sealedWith: sealingKey.span.bytes) }
                    : refusal { try TokenReference(parsing: bytes.span.bytes) }
            }
            #expect(parsed(blob) == nil)
            for bit in 0..<blob.count * 8 {
                switch parsed(blob.flipping(bit: bit)) {
                case .wrongSeal?, .blob?: break
                case let error: Issue.record("bit \(bit): \(String(describing: error))")
                }
            }
            for count in 0..<blob.count {
                guard case .blob? = parsed(Array(blob.prefix(count))) else {
                    Issue.record("\(count) bytes")
                    continue
                }
            }
            guard case .blob? = parsed(blob + [0]) else {
                Issue.record("one byte more")
                continue
            }
            // The other kind of seal, and another key.
            #expect(
                refusal {
                    isKeyed
                        ? try TokenReference(parsing: blob.span.bytes)
                        : try TokenReference(parsing: blob.span.bytes, sealedWith: sealingKey.span.bytes)
                } == .wrongSeal)
            sealingKey[0] ^= 1
            if isKeyed { #expect(parsed(blob) == .wrongSeal) }
            sealingKey[0] ^= 1
        }
        var random = SystemRandomNumberGenerator()
        for count in 0..<400 {
            let garbage = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            guard case .blob? = refusal({ try TokenReference(parsing: garbage.span.bytes) }) else {
                Issue.record("\(garbage)")
                continue
            }
        }
    }

    /// The key of a seal comes from a store of key containers, as docs/tokens.md has it; another store's is another.
    @Test func sealedWithAStoresKey() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "references-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = ContainerStore(path: folder.path + "/mine")
        let token = try TokenWorld.token(.references)
        let key = try token.generateSessionKey(.aes128, label: "sealed by a store")
        let storeKey = try store.sealingKey("token references")
        let blob = try key.exportReference(sealedWith: storeKey.bytes.bytes)
        let sealingKey = try ContainerStore(path: folder.path + "/mine").sealingKey("token references")
        let found = try TokenReference(parsing: blob.span.bytes, sealedWith: sealingKey.bytes.bytes)
        let again = try TokenSessionKey(importing: found, from: token)
        #expect(again.algorithm == .aes128)
        let other = try ContainerStore(path: folder.path + "/other").sealingKey("token references")
        #expect(refusal { try TokenReference(parsing: blob.span.bytes, sealedWith: other.bytes.bytes) } == .wrongSeal)
    }

    /// References that another program wrote, of which one is sealed with a key.
    @Test(arguments: try golden("capi-constructed", "OPAQUEKEYBLOB SKT1"))
    func version1(_ record: GoldenRecord) throws {
        let blob = try record.required("blob")
        let reference: TokenReference
        if let key = record.bytes("seal_key") {
            reference = try TokenReference(parsing: blob.span.bytes, sealedWith: key.span.bytes)
            #expect(try reference.blob(sealedWith: key.span.bytes) == blob)
        } else {
            reference = try TokenReference(parsing: blob.span.bytes)
            #expect(try reference.blob(sealedWith: nil) == blob)
        }
        #expect(reference.token.labelText == record.string("label"))
        #expect(reference.token.serialNumberText == record.string("serial"))
        #expect(reference.identifier == record.bytes("key_id"))
        #expect(UInt64(reference.permissions.rawValue) == record.number("permissions"))
        #expect(refusal { try Token(TokenWorld.module(), of: reference) } == .tokenMissing)
    }

    /// The digest of a pair is that of its PUBLICKEYBLOB, as the golden references have it.
    @Test func digestOfAPair() throws {
        let record = try #require(
            try golden("capi-constructed", "OPAQUEKEYBLOB SKT1").first { $0.number("algid") == 0xA400 })
        let source = try #require(try golden("capi-simple", "SIMPLEBLOB").first { $0.number("rsa_bits") == 512 })
        let pair = try StoredPairs.shared.pair(source.required("rsa_private_blob"))
        #expect(try pair.key.publicKeyDigest() == record.bytes("key_digest"))
    }

    /// What a reference forbids stays forbidden, whatever the token allows.
    @Test func permissions() throws {
        let token = try TokenWorld.token(.references)
        var key = try token.generateSessionKey(.aes128, label: "narrowed")
        let reference = try TokenReference(
            key.key, algorithm: .aes128, permissions: [.decrypt, .export], mode: .cbc,
            initializationVector: key.initializationVector, feedback: key.feedback)
        var narrowed = try TokenSessionKey(importing: reference, from: token)
        #expect(narrowed.permissions == .decrypt)
        #expect(refusal { try narrowed.encrypt(pattern(3).span.bytes) } == .provider(.notPermitted))
        let ciphertext = try key.encrypt(pattern(3).span.bytes)
        #expect(try [UInt8](published: narrowed.decrypt(ciphertext.span.bytes)) == pattern(3))
        let pair = try StoredPairs.shared.pair(exchangePairBlob())
        let noUnwrapping = try TokenKeyPair(
            importing: TokenReference(pair.key, algorithm: .rsaKeyExchange, permissions: [.encrypt]),
            from: TokenWorld.token(.keys))
        let blob = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        let error = refusal { try SessionKey(importing: blob.span.bytes, unwrappingWith: noUnwrapping) }
        #expect(error == .provider(.notPermitted))
    }
}
