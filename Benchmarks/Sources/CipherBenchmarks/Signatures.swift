import CipherCore

/// What DSA and ECDSA keys are asked alike, as often as wanted.
enum Signatures {
    static func make(
        _ hash: UnsafeMutableRawBufferPointer, _ turns: Int, by sign: (RawSpan) throws(CipherError) -> [UInt8]
    ) {
        expected { () throws(CipherError) in
            for _ in 0..<turns { _ = try sign(UnsafeRawBufferPointer(hash).bytes) }
        }
    }

    static func check(
        _ hash: UnsafeMutableRawBufferPointer, _ turns: Int, by sign: (RawSpan) throws(CipherError) -> [UInt8],
        isValid: (_ signature: RawSpan, _ hash: RawSpan) throws(CipherError) -> Bool
    ) {
        expected { () throws(CipherError) in
            let hash = UnsafeRawBufferPointer(hash).bytes
            let signature = try sign(hash)
            for _ in 0..<turns {
                guard try isValid(signature.span.bytes, hash) else { fatalError("our own signature does not verify") }
            }
        }
    }
}
