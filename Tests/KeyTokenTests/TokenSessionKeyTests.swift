import CipherCore
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// A token's session key does what the same key does in software, byte for byte.
@Suite struct TokenSessionKeyTests {
    /// A key in software, to be stored in a token: the same key twice.
    private func twin(_ algorithm: AlgorithmIdentifier, _ byteCount: Int) throws -> SessionKey {
        try softwareKey(algorithm, pattern(byteCount, seed: 0x5A))
    }

    @Test(arguments: tokenCiphers, [CipherMode.cbc, .ecb])
    func wholeMessages(_ cipher: (algorithm: AlgorithmIdentifier, byteCount: Int), _ mode: CipherMode) throws {
        var software = try twin(cipher.algorithm, cipher.byteCount)
        var stored = try TokenWorld.token(.keys).store(software, label: "twin")
        let block = stored.blockByteCount
        #expect(block == software.blockByteCount)
        let iv = pattern(block, seed: 0x77)
        try software.setMode(mode)
        try software.setInitializationVector(iv.span.bytes)
        try stored.setMode(mode)
        try stored.setInitializationVector(iv.span.bytes)
        // Around blocks, and around the parts that a token is given at a time.
        for count in [0, 1, block - 1, block, block + 1, 100, 32767, 32768, 32769, 100_000] {
            let message = pattern(count)
            let ciphertext = try stored.encrypt(message.span.bytes)
            #expect(try ciphertext == software.encrypt(message.span.bytes), "\(count)")
            let opened = try stored.decrypt(ciphertext.span.bytes)
            #expect(Array(opened.bytes) == message, "\(count)")
        }
    }

    /// A stream in pieces, of which either side does some: the register is the same at every seam.
    @Test(arguments: tokenCiphers, [CipherMode.cbc, .ecb])
    func pieces(_ cipher: (algorithm: AlgorithmIdentifier, byteCount: Int), _ mode: CipherMode) throws {
        var software = try twin(cipher.algorithm, cipher.byteCount)
        var stored = try TokenWorld.token(.keys).store(software, label: "twin")
        try software.setMode(mode)
        try stored.setMode(mode)
        let block = stored.blockByteCount
        for (index, length) in [2 * block, 0, block, 40000 / block * block, block - 3].enumerated() {
            let isFinal = length % block != 0
            var ours = pattern(length, seed: UInt8(index)) + [UInt8](repeating: 0, count: block)
            var theirs = ours
            let count = try ours.withUnsafeMutableBytes { try stored.encrypt($0, byteCount: length, isFinal: isFinal) }
            #expect(
                try theirs.withUnsafeMutableBytes { try software.encrypt($0, byteCount: length, isFinal: isFinal) }
                    == count)
            #expect(ours == theirs, "\(length)")
        }
        let ciphertext = try software.encrypt(pattern(5 * block).span.bytes)
        var (ours, theirs) = (ciphertext, ciphertext)
        for start in stride(from: 0, to: 6 * block, by: 2 * block) {
            let isFinal = start == 4 * block
            let range = start..<start + 2 * block
            let count = try ours[range].withUnsafeMutableBytes { try stored.decrypt($0, isFinal: isFinal) }
            #expect(try theirs[range].withUnsafeMutableBytes { try software.decrypt($0, isFinal: isFinal) } == count)
        }
        #expect(ours == theirs)
        #expect(Array(ours.prefix(5 * block)) == pattern(5 * block))
    }

    /// What Wine's provider encrypted with AES and 3DES.
    @Test func goldenVectors() throws {
        var count = 0
        for record in try GoldenVectors.load("capi-simple") {
            guard let number = record.number("algid"), let key = record.bytes("key") else { continue }
            let algorithm = AlgorithmIdentifier(rawValue: UInt32(number))
            guard tokenCiphers.contains(where: { $0.algorithm == algorithm && $0.byteCount == key.count }) else {
                continue
            }
            var stored = try TokenWorld.token(.keys).store(softwareKey(algorithm, key), label: "golden")
            for test in record.records("cipher_tests") {
                guard let mode = ["CBC": CipherMode.cbc, "ECB": .ecb][test.string("mode") ?? ""] else { continue }
                try stored.setMode(mode)
                if let iv = test.bytes("iv") { try stored.setInitializationVector(iv.span.bytes) }
                let plaintext = try test.required("plaintext")
                #expect(try stored.encrypt(plaintext.span.bytes) == test.required("ciphertext"), "\(test)")
                count += 1
            }
        }
        #expect(count > 30)
    }

    @Test func refusals() throws {
        var software = try twin(.aes128, 16)
        var stored = try TokenWorld.token(.keys).store(software, label: "twin")
        var empty: [UInt8] = []
        #expect(refusal { try stored.decrypt(empty.span.bytes) } == .provider(.emptyCiphertext))
        #expect(try empty.withUnsafeMutableBytes { try stored.decrypt($0, isFinal: false) } == 0)
        #expect(refusal { try stored.decrypt(pattern(17).span.bytes) } == .provider(.illegalDataLength))
        #expect(refusal { try stored.encryptedByteCount(of: 17, isFinal: false) } == .provider(.illegalDataLength))
        #expect(refusal { try stored.encryptedByteCount(of: -1, isFinal: true) } == .provider(.illegalDataLength))
        #expect(refusal { try stored.encryptedByteCount(of: .max, isFinal: true) } == .provider(.messageTooLong))
        var short = pattern(16)
        let refused = refusal {
            try short.withUnsafeMutableBytes { try stored.encrypt($0, byteCount: 16, isFinal: true) }
        }
        #expect(refused == .provider(.bufferTooSmall(needed: 32)))
        #expect(short == pattern(16))
        #expect(refusal { try stored.setMode(.cfb8) } == .provider(.illegalParameter(.mode)))
        #expect(
            refusal { try stored.setInitializationVector(pattern(15).span.bytes) }
                == .provider(.illegalParameter(.initializationVector)))
        // Bad padding is found, and the stream is back at its start.
        var ciphertext = try software.encrypt(pattern(20).span.bytes)
        ciphertext[15] ^= 1
        #expect(refusal { try stored.decrypt(ciphertext.span.bytes) } == .provider(.badPadding))
        ciphertext[15] ^= 1
        #expect(try [UInt8](published: stored.decrypt(ciphertext.span.bytes)) == pattern(20))
    }

    @Test(arguments: tokenCiphers)
    func madeInTheToken(_ cipher: (algorithm: AlgorithmIdentifier, byteCount: Int)) throws {
        let token = try TokenWorld.token(.keys)
        let isWeak = cipher.algorithm.isWeak
        if isWeak {
            #expect(
                refusal { try token.generateSessionKey(cipher.algorithm, label: "w") } == .provider(.weakKeyRefused))
        }
        var key = try token.generateSessionKey(
            cipher.algorithm, label: "made \(cipher.algorithm)", allowing: isWeak ? .weakKeys : nil)
        #expect(key.algorithm == cipher.algorithm)
        #expect(key.key.isSensitive && !key.key.isExtractable && key.key.isMadeInToken)
        #expect(key.key.identifier.count == 16)
        #expect(key.permissions == [.encrypt, .decrypt, .read, .write])
        let found = try token.key(label: "made \(cipher.algorithm)")
        #expect(found.identifier == key.key.identifier && found.algorithm == cipher.algorithm)
        #expect(try token.key(identifier: key.key.identifier).label == found.label)
        #expect(try token.keys().contains { $0.identifier == found.identifier })
        var again = try TokenSessionKey(found)
        let ciphertext = try key.encrypt(pattern(99).span.bytes)
        #expect(try [UInt8](published: again.decrypt(ciphertext.span.bytes)) == pattern(99))
        #expect(refusal { try TokenKeyPair(found) } == .wrongKey)
        #expect(try token.store(softwareKey(.aes128, pattern(16)), label: "s").key.isMadeInToken == false)
    }

    @Test func whatTokensDoNotHave() throws {
        let token = try TokenWorld.token(.keys)
        for algorithm in [AlgorithmIdentifier.rc2, .rc4, .des, .rsaKeyExchange, .sha1] {
            let error = refusal { try token.generateSessionKey(algorithm, label: "none", allowing: .weakKeys) }
            #expect(error == .provider(.unsupportedAlgorithm(algorithm)))
        }
        let rc4 = try softwareKey(.rc4, pattern(16))
        #expect(refusal { try token.store(rc4, label: "none") } == .provider(.unsupportedAlgorithm(.rc4)))
        let kept = try SessionKey(generating: .aes128, isExportable: false)
        #expect(refusal { try token.store(kept, label: "none") } == .provider(.notExportable))
    }

    @Test func permissions() throws {
        let token = try TokenWorld.token(.keys)
        var oneWay = try token.generateSessionKey(.aes128, label: "one way", permissions: .encrypt)
        #expect(oneWay.permissions == [.encrypt, .read, .write])
        let ciphertext = try oneWay.encrypt(pattern(5).span.bytes)
        #expect(refusal { try oneWay.decrypt(ciphertext.span.bytes) } == .provider(.notPermitted))
        // The token says so too, to whoever asks it.
        var other = try token.generateSessionKey(.aes128, label: "the other way", permissions: .decrypt)
        #expect(refusal { try other.encrypt(pattern(5).span.bytes) } == .provider(.notPermitted))
    }

    @Test func keysByLabel() throws {
        let token = try TokenWorld.token(.keys)
        _ = try token.generateSessionKey(.aes128, label: "double")
        _ = try token.generateSessionKey(.aes128, label: "double")
        #expect(refusal { try token.key(label: "double") } == .ambiguousKey)
        #expect(refusal { try token.key(label: "none of this label") } == .keyMissing)
        #expect(refusal { try token.key(identifier: [1, 2, 3]) } == .keyMissing)
    }
}
