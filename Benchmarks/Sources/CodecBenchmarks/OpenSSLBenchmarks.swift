import BenchmarkRunner
import CCodecPeer
import KeyBlob

/// The same PRIVATEKEYBLOBs through OpenSSL's decoder, which makes a key of its own of each: what a program pays that
/// wants to know what is in a BLOB. No claim about cryptography: neither side computes any.
let openSSLBenchmarks = [
    // The goal is a 200th of the time.
    Benchmark("parse-rsa-private-openssl", limit: 0.005, ours: ParseTurns.rsaPrivate) { turns in
        for turn in 0..<turns {
            let blob = Material.rsaPrivate.blob(turn)
            guard peer_openssl_parse(blob.baseAddress, blob.count) else { fatalError("OpenSSL refuses") }
        }
        return UInt64(turns)
    }
]
