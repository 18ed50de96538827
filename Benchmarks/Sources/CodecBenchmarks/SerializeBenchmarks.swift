import BenchmarkRunner
import CCodecPeer
import KeyBlob

/// Writing a view, checks of every field included, against header stores and memcpy without any check but for room.
let serializeBenchmarks = [
    Benchmark("serialize-rsa-public") { turns in
        write(turns, RSAPublicKeyBlob.self, .rsaPublic)
    } peer: { turns in
        var view = peer_rsa_public()
        let blob = Material.rsaPublic.blob(0)
        accepted(peer_parse_rsa_public(blob.baseAddress, blob.count, &view))
        return write(turns) { peer_write_rsa_public(&view, $0, $1) }
    },
    Benchmark("serialize-rsa-private") { turns in
        write(turns, RSAPrivateKeyBlob.self, .rsaPrivate)
    } peer: { turns in
        var view = peer_rsa_private()
        let blob = Material.rsaPrivate.blob(0)
        accepted(peer_parse_rsa_private(blob.baseAddress, blob.count, &view))
        return write(turns) { peer_write_rsa_private(&view, $0, $1) }
    },
    Benchmark("serialize-simple") { turns in
        write(turns, SimpleBlob.self, .simple)
    } peer: { turns in
        var view = peer_simple()
        let blob = Material.simple.blob(0)
        accepted(peer_parse_simple(blob.baseAddress, blob.count, &view))
        return write(turns) { peer_write_simple(&view, $0, $1) }
    },
    Benchmark("serialize-plaintext") { turns in
        write(turns, PlaintextKeyBlob.self, .plaintext)
    } peer: { turns in
        var view = peer_plaintext()
        let blob = Material.plaintext.blob(0)
        accepted(peer_parse_plaintext(blob.baseAddress, blob.count, &view))
        return write(turns) { peer_write_plaintext(&view, $0, $1) }
    },
    Benchmark("serialize-ecc-public") { turns in
        write(turns, CNGECCPublicKeyBlob.self, .eccPublic)
    } peer: { turns in
        var view = peer_ecc_public()
        let blob = Material.eccPublic.blob(0)
        accepted(peer_parse_ecc_public(blob.baseAddress, blob.count, &view))
        return write(turns) { peer_write_ecc_public(&view, $0, $1) }
    },
    Benchmark("serialize-key-data") { turns in
        write(turns, KeyDataBlob.self, .keyData)
    } peer: { turns in
        var view = peer_key_data()
        let blob = Material.keyData.blob(0)
        accepted(peer_parse_key_data(blob.baseAddress, blob.count, &view))
        return write(turns) { peer_write_key_data(&view, $0, $1) }
    },
]

/// Where everything is written to; long enough for the longest.
nonisolated(unsafe) private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 64)

@inline(__always)
private func write<Format: KeyBlobFormat & ~Escapable>(_ turns: Int, _: Format.Type, _ material: Material) -> UInt64 {
    let output = output
    var sum: UInt64 = 0
    do throws(BlobError) {
        let view = try Format(parsing: material.blob(0))
        for turn in 0..<turns { sum &+= UInt64(try view.serialize(into: output)) &+ UInt64(output[turn & 7]) }
    } catch {
        fatalError("\(error)")
    }
    return sum
}

@inline(__always)
private func write(_ turns: Int, _ serialize: (UnsafeMutablePointer<UInt8>, Int) -> Int) -> UInt64 {
    let start = output.bindMemory(to: UInt8.self).baseAddress.unsafelyUnwrapped
    var sum: UInt64 = 0
    for turn in 0..<turns { sum &+= UInt64(serialize(start, output.count)) &+ UInt64(output[turn & 7]) }
    return sum
}
