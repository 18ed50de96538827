import BenchmarkRunner
import CCodecPeer
import KeyBlob

/// Strict parses, reading the first byte of every field that is bytes, as a caller who uses the view does.
let parseBenchmarks = [
    Benchmark("parse-rsa-public") { turns in
        run(turns, .rsaPublic) { blob throws(BlobError) in
            let view = try RSAPublicKeyBlob(parsing: blob)
            return UInt64(view.publicExponent) &+ first(view.modulus)
        }
    } peer: { turns in
        var view = peer_rsa_public()
        return run(turns, .rsaPublic) { blob throws(BlobError) in
            accepted(peer_parse_rsa_public(blob.baseAddress, blob.count, &view))
            return UInt64(view.exponent) &+ first(view.modulus)
        }
    },
    Benchmark("parse-rsa-private") { turns in
        run(turns, .rsaPrivate) { blob throws(BlobError) in
            let view = try RSAPrivateKeyBlob(parsing: blob)
            let primes = first(view.modulus) &+ first(view.prime1) &+ first(view.prime2)
            let exponents = first(view.exponent1) &+ first(view.exponent2) &+ first(view.privateExponent)
            return UInt64(view.publicExponent) &+ primes &+ exponents &+ first(view.coefficient)
        }
    } peer: { turns in
        var view = peer_rsa_private()
        return run(turns, .rsaPrivate) { blob throws(BlobError) in
            accepted(peer_parse_rsa_private(blob.baseAddress, blob.count, &view))
            let primes = first(view.modulus) &+ first(view.prime1) &+ first(view.prime2)
            let exponents = first(view.exponent1) &+ first(view.exponent2) &+ first(view.private_exponent)
            return UInt64(view.exponent) &+ primes &+ exponents &+ first(view.coefficient)
        }
    },
    Benchmark("parse-simple") { turns in
        run(turns, .simple) { blob throws(BlobError) in
            let view = try SimpleBlob(parsing: blob)
            return UInt64(view.keyAlgorithm.rawValue) &+ first(view.encryptedKey)
        }
    } peer: { turns in
        var view = peer_simple()
        return run(turns, .simple) { blob throws(BlobError) in
            accepted(peer_parse_simple(blob.baseAddress, blob.count, &view))
            return UInt64(view.algorithm) &+ first(view.body)
        }
    },
    Benchmark("parse-plaintext") { turns in
        run(turns, .plaintext) { blob throws(BlobError) in
            let view = try PlaintextKeyBlob(parsing: blob)
            return UInt64(view.keyAlgorithm.rawValue) &+ first(view.key)
        }
    } peer: { turns in
        var view = peer_plaintext()
        return run(turns, .plaintext) { blob throws(BlobError) in
            accepted(peer_parse_plaintext(blob.baseAddress, blob.count, &view))
            return UInt64(view.algorithm) &+ first(view.key)
        }
    },
]

/// The sum of what `body` reads from a copy of the material in every turn; inlined, so that a turn is `body` alone.
@inline(__always)
func run(
    _ turns: Int, _ material: Material, _ body: (UnsafeRawBufferPointer) throws(BlobError) -> UInt64
) -> UInt64 {
    var sum: UInt64 = 0
    do throws(BlobError) {
        for turn in 0..<turns { sum &+= try body(material.blob(turn)) }
    } catch {
        fatalError("\(error)")
    }
    return sum
}

@inline(__always)
func accepted(_ error: peer_error) {
    guard error.reason == PEER_OK else { fatalError("the peer refuses at \(error.offset)") }
}

@inline(__always)
private func first(_ integer: LittleEndianInteger) -> UInt64 { first(integer.bytes) }

@inline(__always)
private func first(_ bytes: RawSpan) -> UInt64 {
    UInt64(bytes.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self))
}

@inline(__always)
private func first(_ bytes: peer_bytes) -> UInt64 { UInt64(bytes.start.pointee) }
