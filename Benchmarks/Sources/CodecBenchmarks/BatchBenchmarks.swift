import BenchmarkRunner
import CCodecPeer
import KeyBlob

/// A million mixed BLOBs in one mapped file, parsed one after the other; a turn is one of them.
let batchBenchmarks = [
    Benchmark("batch-typed", ours: Batch.typed) { Batch.peer($0, ahead: 0) },
    Benchmark("batch-any") {
        Batch.any($0, ahead: 0)
    } peer: {
        Batch.peer($0, ahead: 0)
    },
    Benchmark("batch-any-ahead") {
        Batch.any($0, ahead: Batch.farthest)
    } peer: {
        Batch.peer($0, ahead: Batch.farthest)
    },
]

extension Batch {
    /// Parsed as a program does that knows which formats it keeps: a switch over the first word, then the format's parse.
    @Sendable
    fileprivate static func typed(_ turns: Int) -> UInt64 {
        run(turns) { blob throws(BlobError) in
            switch blob.loadUnaligned(as: UInt32.self) {
            case 0x206: first(try RSAPublicKeyBlob(parsing: blob).modulus)
            case 0x207: first(try RSAPrivateKeyBlob(parsing: blob).privateExponent)
            case 0x201: first(try SimpleBlob(parsing: blob).encryptedKey)
            case 0x4D42_444B: first(try KeyDataBlob(parsing: blob).key)
            default: first(try CNGECCPublicKeyBlob(parsing: blob).y)
            }
        }
    }

    /// Parsed as a program does that takes any key BLOB there is.
    @inline(never)
    fileprivate static func any(_ turns: Int, ahead: Int) -> UInt64 {
        run(turns, ahead: ahead) { blob throws(BlobError) in
            switch try AnyKeyBlob(parsing: blob) {
            case .rsaPublicKey(let view): first(view.modulus)
            case .rsaPrivateKey(let view): first(view.privateExponent)
            case .simple(let view): first(view.encryptedKey)
            case .keyData(let view): first(view.key)
            case .cngECCPublicKey(let view): first(view.y)
            default: fatalError("a format that is not in the file")
            }
        }
    }

    /// The same switch in front of the C parsers, called.
    @inline(never)
    fileprivate static func peer(_ turns: Int, ahead: Int) -> UInt64 {
        run(turns, ahead: ahead) { blob throws(BlobError) in
            let (start, count) = (blob.baseAddress, blob.count)
            switch blob.loadUnaligned(as: UInt32.self) {
            case 0x206:
                var view = peer_rsa_public()
                accepted(peer_parse_rsa_public(start, count, &view))
                return first(view.modulus)
            case 0x207:
                var view = peer_rsa_private()
                accepted(peer_parse_rsa_private(start, count, &view))
                return first(view.private_exponent)
            case 0x201:
                var view = peer_simple()
                accepted(peer_parse_simple(start, count, &view))
                return first(view.body)
            case 0x4D42_444B:
                var view = peer_key_data()
                accepted(peer_parse_key_data(start, count, &view))
                return first(view.key)
            default:
                var view = peer_ecc_public()
                accepted(peer_parse_ecc_public(start, count, &view))
                return first(view.y)
            }
        }
    }
}
