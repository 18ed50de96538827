import CipherCore

/// The fuzzer's bytes, taken from the front; zeros when they are used up.
struct FuzzInput {
    private(set) var rest: [UInt8]

    init(_ source: RawSpan) { rest = source.withUnsafeBytes { Array($0) } }

    mutating func byte() -> UInt8 { rest.isEmpty ? 0 : rest.removeFirst() }

    mutating func bytes(_ count: Int) -> [UInt8] {
        let taken = Array(rest.prefix(count))
        rest.removeFirst(taken.count)
        return taken + [UInt8](repeating: 0, count: count - taken.count)
    }

    /// One of `choices`.
    mutating func element<Choice>(of choices: [Choice]) -> Choice { choices[Int(byte()) % choices.count] }

    /// All that is left, `most` bytes of it at most.
    mutating func remainder(_ most: Int = 256) -> [UInt8] { bytes(min(most, rest.count)) }
}

typealias Outcome = Result<[UInt8], CipherError>

/// What `open` gives, to be compared.
func outcome(_ open: () throws(CipherError) -> SecretBytes) -> Outcome {
    do throws(CipherError) {
        let secret = try open()
        return .success(secret.array)
    } catch {
        return .failure(error)
    }
}

/// What cannot fail here.
func must<Value: ~Copyable, Failure: Error>(_ body: () throws(Failure) -> Value) -> Value {
    do throws(Failure) { return try body() } catch { fatalError("unexpected: \(error)") }
}

extension SecretBytes {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

/// The hash value of `data`.
func digestValue(_ digest: DigestAlgorithm, _ data: [UInt8]) -> [UInt8] {
    must { () throws(CipherError) in
        let value = try MessageDigest.hash(digest, data.span.bytes)
        return value.array
    }
}

/// `data` with MGF1 (RFC 8017 section B.2.1) of `seed` over it.
func masked(_ data: [UInt8], _ seed: [UInt8], _ digest: DigestAlgorithm) -> [UInt8] {
    var mask: [UInt8] = []
    for counter in 0..<(data.count + digest.byteCount - 1) / digest.byteCount {
        mask += digestValue(digest, seed + [0, 0, 0, UInt8(counter)])
    }
    return zip(data, mask).map { $0 ^ $1 }
}
