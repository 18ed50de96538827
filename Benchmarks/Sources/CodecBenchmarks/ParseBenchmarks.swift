import BenchmarkRunner
import CCodecPeer
import KeyBlob

/// Strict parses, reading the first byte of every field that is bytes, as a caller who uses the view does: against C that
/// is called, and against the same C compiled into the loop.
let parseBenchmarks = [
    Benchmark("parse-rsa-public", ours: ParseTurns.rsaPublic) {
        PeerTurns.rsaPublic($0) { peer_parse_rsa_public($0, $1, $2) }
    },
    Benchmark("parse-rsa-public-inlined", ours: ParseTurns.rsaPublic) {
        PeerTurns.rsaPublic($0) { peer_inline_parse_rsa_public($0, $1, $2) }
    },
    Benchmark("parse-rsa-private", ours: ParseTurns.rsaPrivate) {
        PeerTurns.rsaPrivate($0) { peer_parse_rsa_private($0, $1, $2) }
    },
    Benchmark("parse-rsa-private-inlined", ours: ParseTurns.rsaPrivate) {
        PeerTurns.rsaPrivate($0) { peer_inline_parse_rsa_private($0, $1, $2) }
    },
    Benchmark("parse-simple", ours: ParseTurns.simple) { PeerTurns.simple($0) { peer_parse_simple($0, $1, $2) } },
    Benchmark("parse-simple-inlined", ours: ParseTurns.simple) {
        PeerTurns.simple($0) { peer_inline_parse_simple($0, $1, $2) }
    },
    Benchmark("parse-plaintext", ours: ParseTurns.plaintext) {
        PeerTurns.plaintext($0) { peer_parse_plaintext($0, $1, $2) }
    },
    Benchmark("parse-plaintext-inlined", ours: ParseTurns.plaintext) {
        PeerTurns.plaintext($0) { peer_inline_parse_plaintext($0, $1, $2) }
    },
    Benchmark("parse-ecc-public", ours: ParseTurns.eccPublic) {
        PeerTurns.eccPublic($0) { peer_parse_ecc_public($0, $1, $2) }
    },
    Benchmark("parse-ecc-public-inlined", ours: ParseTurns.eccPublic) {
        PeerTurns.eccPublic($0) { peer_inline_parse_ecc_public($0, $1, $2) }
    },
    Benchmark("parse-key-data", ours: ParseTurns.keyData) { PeerTurns.keyData($0) { peer_parse_key_data($0, $1, $2) } },
    Benchmark("parse-key-data-inlined", ours: ParseTurns.keyData) {
        PeerTurns.keyData($0) { peer_inline_parse_key_data($0, $1, $2) }
    },
]

/// The sum of what `turns` parses show, by format.
enum ParseTurns {
    @Sendable
    static func rsaPublic(_ turns: Int) -> UInt64 {
        run(turns, .rsaPublic) { blob throws(BlobError) in
            let view = try RSAPublicKeyBlob(parsing: blob)
            return UInt64(view.publicExponent) &+ first(view.modulus)
        }
    }

    @Sendable
    static func rsaPrivate(_ turns: Int) -> UInt64 {
        run(turns, .rsaPrivate) { blob throws(BlobError) in
            let view = try RSAPrivateKeyBlob(parsing: blob)
            let primes = first(view.modulus) &+ first(view.prime1) &+ first(view.prime2)
            let exponents = first(view.exponent1) &+ first(view.exponent2) &+ first(view.privateExponent)
            return UInt64(view.publicExponent) &+ primes &+ exponents &+ first(view.coefficient)
        }
    }

    @Sendable
    static func simple(_ turns: Int) -> UInt64 {
        run(turns, .simple) { blob throws(BlobError) in
            let view = try SimpleBlob(parsing: blob)
            let algorithms = UInt64(view.keyAlgorithm.rawValue) &+ UInt64(view.wrappingAlgorithm.rawValue)
            return algorithms &+ first(view.encryptedKey)
        }
    }

    @Sendable
    static func plaintext(_ turns: Int) -> UInt64 {
        run(turns, .plaintext) { blob throws(BlobError) in
            let view = try PlaintextKeyBlob(parsing: blob)
            return UInt64(view.keyAlgorithm.rawValue) &+ first(view.key)
        }
    }

    @Sendable
    static func eccPublic(_ turns: Int) -> UInt64 {
        run(turns, .eccPublic) { blob throws(BlobError) in
            let view = try CNGECCPublicKeyBlob(parsing: blob)
            return UInt64(view.magic.rawValue) &+ first(view.x) &+ first(view.y)
        }
    }

    @Sendable
    static func keyData(_ turns: Int) -> UInt64 {
        run(turns, .keyData) { blob throws(BlobError) in
            let view = try KeyDataBlob(parsing: blob)
            return first(view.key)
        }
    }
}

/// The same by the peer; inlined with the function it is given, so that nothing but that function is called.
private enum PeerTurns {
    typealias Parse<View> = (UnsafeRawPointer?, Int, UnsafeMutablePointer<View>?) -> peer_error

    @inline(__always)
    static func rsaPublic(_ turns: Int, _ parse: Parse<peer_rsa_public>) -> UInt64 {
        run(turns, .rsaPublic) { blob throws(BlobError) in
            var view = peer_rsa_public()
            accepted(parse(blob.baseAddress, blob.count, &view))
            return UInt64(view.exponent) &+ first(view.modulus)
        }
    }

    @inline(__always)
    static func rsaPrivate(_ turns: Int, _ parse: Parse<peer_rsa_private>) -> UInt64 {
        run(turns, .rsaPrivate) { blob throws(BlobError) in
            var view = peer_rsa_private()
            accepted(parse(blob.baseAddress, blob.count, &view))
            let primes = first(view.modulus) &+ first(view.prime1) &+ first(view.prime2)
            let exponents = first(view.exponent1) &+ first(view.exponent2) &+ first(view.private_exponent)
            return UInt64(view.exponent) &+ primes &+ exponents &+ first(view.coefficient)
        }
    }

    @inline(__always)
    static func simple(_ turns: Int, _ parse: Parse<peer_simple>) -> UInt64 {
        run(turns, .simple) { blob throws(BlobError) in
            var view = peer_simple()
            accepted(parse(blob.baseAddress, blob.count, &view))
            return UInt64(view.algorithm) &+ UInt64(view.wrapping) &+ first(view.body)
        }
    }

    @inline(__always)
    static func plaintext(_ turns: Int, _ parse: Parse<peer_plaintext>) -> UInt64 {
        run(turns, .plaintext) { blob throws(BlobError) in
            var view = peer_plaintext()
            accepted(parse(blob.baseAddress, blob.count, &view))
            return UInt64(view.algorithm) &+ first(view.key)
        }
    }

    @inline(__always)
    static func eccPublic(_ turns: Int, _ parse: Parse<peer_ecc_public>) -> UInt64 {
        run(turns, .eccPublic) { blob throws(BlobError) in
            var view = peer_ecc_public()
            accepted(parse(blob.baseAddress, blob.count, &view))
            return UInt64(view.magic) &+ first(view.x) &+ first(view.y)
        }
    }

    @inline(__always)
    static func keyData(_ turns: Int, _ parse: Parse<peer_key_data>) -> UInt64 {
        run(turns, .keyData) { blob throws(BlobError) in
            var view = peer_key_data()
            accepted(parse(blob.baseAddress, blob.count, &view))
            return first(view.key)
        }
    }
}

/// The sum of what `body` reads from a copy of the material in every turn; inlined, so that a turn is `body` alone.
@inline(__always)
private func run(
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
