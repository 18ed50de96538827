import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// Another process has nothing but the BLOB and the PIN. One at a time: SoftHSM writes its files at every login.
@Suite(.serialized) struct OtherProcessTests {
    @Test(arguments: tokenCiphers, [CipherMode.cbc, .ecb])
    func goesOnWithAStream(
        _ cipher: (algorithm: AlgorithmIdentifier, byteCount: Int), _ mode: CipherMode
    ) throws {
        let token = try TokenWorld.token(.peers)
        var software = try softwareKey(cipher.algorithm, pattern(cipher.byteCount, seed: 3))
        var key = try token.store(software, label: "travelling")
        let iv = pattern(key.blockByteCount, seed: 9)
        try software.setMode(mode)
        try software.setInitializationVector(iv.span.bytes)
        try key.setMode(mode)
        try key.setInitializationVector(iv.span.bytes)
        var (ours, theirs) = (pattern(3 * iv.count), pattern(3 * iv.count))
        _ = try ours.withUnsafeMutableBytes { try key.encrypt($0, byteCount: $0.count, isFinal: false) }
        _ = try theirs.withUnsafeMutableBytes { try software.encrypt($0, byteCount: $0.count, isFinal: false) }
        let rest = pattern(21, seed: 4)
        let expected = try software.encrypt(rest.span.bytes)
        let blob = try key.exportReferenceAndDestroy()
        #expect(try TokenWorld.peer("encrypt", blob, rest) == TokenWorld.hex(expected))
    }

    /// The other process unwraps the same key, and for what does not open gets the same key that nobody knows.
    @Test func unwraps() throws {
        let token = try TokenWorld.token(.peers)
        let pair = try token.store(exchangePair(), label: "pair")
        let blob = try pair.exportReference()
        let good = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        for wrapped in [good, good.flipping(bit: 100)] {
            let key = try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair)
            #expect(try TokenWorld.peer("unwrap", blob, wrapped) == TokenWorld.hex(plaintextBlob(key)))
        }
    }

    @Test func saysWhatGoesWrong() throws {
        let token = try TokenWorld.token(.peers)
        let key = try token.generateSessionKey(.aes128, label: "elsewhere")
        let blob = try key.exportReference()
        #expect(try TokenWorld.peer("encrypt", pin: [0x31, 0x32, 0x33, 0x34], blob, [1]) == "error wrongPIN")
        #expect(try TokenWorld.peer("encrypt", blob.flipping(bit: 300), [1]) == "error wrongSeal")
        #expect(try TokenWorld.peer("unwrap", blob, [1]) == "error wrongKey")
        let unknown = try Renaming.reference(to: key, label: "Nobody's", serialNumber: nil)
        #expect(try TokenWorld.peer("encrypt", unknown, [1]) == "error tokenMissing")
        let otherSerialNumber = try Renaming.reference(to: key, label: nil, serialNumber: "1")
        #expect(try TokenWorld.peer("encrypt", otherSerialNumber, [1]) == "error wrongSerialNumber")
        try token.delete(key.key)
        #expect(try TokenWorld.peer("encrypt", blob, [1]) == "error keyMissing")
        #expect(try TokenWorld.peer("encrypt", [], [1]).hasPrefix("error blob"))
    }
}
