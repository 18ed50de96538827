import CipherCore
import Foundation
import KeyBlob
import KeyProvider

/// A handshake that `record` saw.
struct Handshake: Decodable {
    let name: String
    /// 0x0300 or 0x0301.
    let version: UInt16
    /// The version in the client's greeting.
    let offered: UInt16
    let cipher: String
    let mac: String
    let clientRandom: Hex
    let serverRandom: Hex
    /// The RSA envelope of the client's key exchange, in network order; nil where the secret was agreed on.
    let envelope: Hex?
    let agreement: Agreement?
    /// The server's pair: a PRIVATEKEYBLOB.
    let serverKey: Hex
    /// The master secret as the server's key log has it; nil where there is no log.
    let loggedMasterSecret: Hex?
    /// All handshake messages before the Finished messages.
    private(set) var messages: Hex
    let clientFinished: Record
    let serverFinished: Record

    /// One side's Diffie-Hellman key and the other side's y, big-endian and as long as p.
    struct Agreement: Decodable {
        let p: Hex
        let g: Hex
        let x: Hex
        let peer: Hex
    }

    /// A protected record.
    struct Record: Decodable {
        let version: Hex
        let contents: Hex
    }

    /// Bytes that JSON has as hex digits.
    struct Hex: Decodable {
        fileprivate(set) var bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            let digits = try Array(decoder.singleValueContainer().decode(String.self).utf8)
            bytes = stride(from: 0, to: digits.count, by: 2).map { index in
                UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
            }
        }
    }

    /// Makes another handshake of it.
    mutating func flipABit() { messages.bytes[messages.bytes.count / 2] ^= 1 }

    var masterAlgorithm: AlgorithmIdentifier { version == 0x0300 ? .ssl3Master : .tls1Master }

    var cipherAlgorithm: SchannelAlgorithm {
        switch cipher {
        case "rc4": SchannelAlgorithm(.encryption, .rc4, bits: 128)
        case "3des": SchannelAlgorithm(.encryption, .tripleDES, bits: 168)
        case "aes128": SchannelAlgorithm(.encryption, .aes128, bits: 128)
        default: SchannelAlgorithm(.encryption, .aes256, bits: 256)
        }
    }

    /// CALG_MD5 or CALG_SHA1.
    var macHash: AlgorithmIdentifier { mac == "md5" ? .md5 : .sha1 }

    /// The length of a MAC, in bytes.
    var macByteCount: Int { mac == "md5" ? 16 : 20 }
}

// The master key, as a server comes to it.
extension Handshake {
    /// Told all that the handshake said.
    func masterKey() throws -> MasterKey {
        var master = try agreement.map { try agreedKey($0) } ?? unwrappedKey()
        try master.setClientRandom(clientRandom.bytes.span.bytes)
        try master.setServerRandom(serverRandom.bytes.span.bytes)
        try master.setAlgorithm(cipherAlgorithm)
        try master.setAlgorithm(SchannelAlgorithm(.authentication, macHash, bits: 8 * macByteCount))
        return master
    }

    /// The SIMPLEBLOB that a server puts together of the envelope, and its pair.
    private func unwrappedKey() throws -> MasterKey {
        let reversed = Array((envelope?.bytes ?? []).reversed())
        let blob = try SimpleBlob(
            keyAlgorithm: masterAlgorithm, encryptedKey: LittleEndianInteger(bytes: reversed.span.bytes)
        ).serialized()
        let pair = try KeyPair(importing: serverKey.bytes.span.bytes)
        return try MasterKey(
            importing: blob.span.bytes, unwrappingWith: pair, clientVersion: offered, isExportable: true)
    }

    private func agreedKey(_ agreement: Agreement) throws -> MasterKey {
        let (p, g) = (Array(agreement.p.bytes.reversed()), Array(agreement.g.bytes.reversed()))
        let (x, peer) = (Array(agreement.x.bytes.reversed()), Array(agreement.peer.bytes.reversed()))
        let pairBlob = DHPrivateKeyBlob(
            keyAlgorithm: .dhEphemeral, p: LittleEndianInteger(bytes: p.span.bytes),
            g: LittleEndianInteger(bytes: g.span.bytes), privateValue: LittleEndianInteger(bytes: x.span.bytes))
        var bytes = [UInt8](repeating: 0, count: try pairBlob.byteCount)
        _ = try bytes.withUnsafeMutableBytes { try pairBlob.serialize(into: $0) }
        let peerBlob = try DHPublicKeyBlob(
            keyAlgorithm: .dhEphemeral, publicValue: LittleEndianInteger(bytes: peer.span.bytes)
        ).serialized()
        let agreed = try KeyPair(importing: bytes.span.bytes).agree(importing: peerBlob.span.bytes)
        // The DH Schannel provider has no AES.
        return try agreed.masterKey(masterAlgorithm, provider: .rsaSchannel, isExportable: true)
    }
}
