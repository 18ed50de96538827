import CCodecPeer
import KeyBlob

/// How many BLOBs of each format both parsers are asked about.
private let questions = 10_000

/// Makes sure that the peer is as strict as we are: over every prefix, some bytes more, every single-bit flip and as many
/// BLOBs with several bytes changed as make up ``questions``, both accept the same, and where they refuse, they do it at
/// the same byte. Returns how many BLOBs of each format both were asked about, at least.
func agreement() -> Int {
    compare(.rsaPublic) { blob throws(BlobError) in
        _ = try RSAPublicKeyBlob(parsing: blob)
    } peer: { blob in
        var view = peer_rsa_public()
        return peer_parse_rsa_public(blob.baseAddress, blob.count, &view)
    }
    compare(.rsaPrivate) { blob throws(BlobError) in
        _ = try RSAPrivateKeyBlob(parsing: blob)
    } peer: { blob in
        var view = peer_rsa_private()
        return peer_parse_rsa_private(blob.baseAddress, blob.count, &view)
    }
    compare(.simple) { blob throws(BlobError) in
        _ = try SimpleBlob(parsing: blob)
    } peer: { blob in
        var view = peer_simple()
        return peer_parse_simple(blob.baseAddress, blob.count, &view)
    }
    compare(.plaintext) { blob throws(BlobError) in
        _ = try PlaintextKeyBlob(parsing: blob)
    } peer: { blob in
        var view = peer_plaintext()
        return peer_parse_plaintext(blob.baseAddress, blob.count, &view)
    }
    compare(.eccPublic) { blob throws(BlobError) in
        _ = try CNGECCPublicKeyBlob(parsing: blob)
    } peer: { blob in
        var view = peer_ecc_public()
        return peer_parse_ecc_public(blob.baseAddress, blob.count, &view)
    }
    compare(.keyData) { blob throws(BlobError) in
        _ = try KeyDataBlob(parsing: blob)
    } peer: { blob in
        var view = peer_key_data()
        return peer_parse_key_data(blob.baseAddress, blob.count, &view)
    }
    return questions
}

private func compare(
    _ material: Material, ours: (UnsafeRawBufferPointer) throws(BlobError) -> Void,
    peer: (UnsafeRawBufferPointer) -> peer_error
) {
    let original = Array(material.blob(0))
    let prefixes = (0...original.count).map { Array(original.prefix($0)) }
    let longer = [1, 2, 8, 64, 4096].map { original + [UInt8](repeating: 0, count: $0) }
    let flipped = (0..<original.count * 8).map { bit in
        var blob = original
        blob[bit / 8] ^= 1 << UInt8(bit % 8)
        return blob
    }
    let asked = prefixes + longer + flipped
    var chance = Chance(state: 1)
    let damaged = (0..<max(0, questions - asked.count)).map { _ in changed(original, &chance) }
    for blob in asked + damaged {
        blob.withUnsafeBytes { buffer in
            let theirs = peer(buffer)
            do throws(BlobError) {
                try ours(buffer)
                guard theirs.reason == PEER_OK else { fatalError("only the peer refuses, at \(theirs.offset)") }
            } catch {
                guard theirs.reason != PEER_OK, theirs.offset == error.offset else {
                    fatalError("not the peer: \(error)")
                }
            }
        }
    }
}

/// Up to four bytes changed, most of them among the header's, and every fourth time another length.
private func changed(_ original: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var blob = original
    for _ in 0...Int.random(in: 0..<4, using: &chance) {
        let reach = Bool.random(using: &chance) ? min(24, blob.count) : blob.count
        blob[Int.random(in: 0..<reach, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
    }
    if Int.random(in: 0..<4, using: &chance) == 0 { blob.removeLast(Int.random(in: 1...blob.count, using: &chance)) }
    return blob
}

/// The same sequence each time (SplitMix64).
struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
