import CHygiene

@testable import CipherCore

/// Bad blocks of different kinds. (A good one is told from a bad one by the result, which is no secret.)
enum OAEPTimingCases {
    private static let oaep = OAEP(digest: .sha1)
    private static let byteCount = 256

    static var all: [TimingCase] {
        [
            aCase("a wrong first byte / a wrong label", { $0[0] = 1 }, { $0[30] ^= 1 }),
            aCase("a wrong first byte / a wrong separator", { $0[0] = 1 }, { $0[$0.count - 17] = 7 }),
            aCase("a wrong label / a byte between", { $0[21] ^= 1 }, { $0[60] = 7 }),
        ]
    }

    /// - Parameters: what is changed in the encoded message before the masks are put on.
    private static func aCase(
        _ what: String, _ first: @escaping (UnsafeMutableRawBufferPointer) -> Void,
        _ second: @escaping (UnsafeMutableRawBufferPointer) -> Void
    ) -> TimingCase {
        TimingCase(
            name: "OAEP unpadding: \(what)", inputByteCount: byteCount,
            shape: { isSecond, block in
                encode(block, spoil: isSecond ? second : first)
            },
            measure: { input in
                let block = try SecretBytes(copying: input.bytes)
                let begin = hygiene_cycles()
                guard (try? oaep.unpad(block, label: RawSpan()).count) == nil else { throw NotRefused() }
                return hygiene_cycles() &- begin
            })
    }

    /// Random bytes become 00, masked seed, masked (label hash, zeros, 01, 16 bytes), damaged before masking.
    private static func encode(
        _ block: UnsafeMutableRawBufferPointer, spoil: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        typealias Buffer = UnsafeMutableRawBufferPointer
        guard let labelHash = try? MessageDigest.hash(.sha1, RawSpan()) else { return }
        let seed = Buffer(rebasing: block[1..<21])
        let data = Buffer(rebasing: block[21...])
        block[0] = 0
        labelHash.withUnsafeBytes { data.copyBytes(from: $0) }
        for index in 20..<data.count - 17 { data[index] = 0 }
        data[data.count - 17] = 1
        spoil(block)
        try? DigestAlgorithm.sha1.applyMGF1(of: UnsafeRawBufferPointer(seed).bytes, to: data)
        try? DigestAlgorithm.sha1.applyMGF1(of: UnsafeRawBufferPointer(data).bytes, to: seed)
    }
}
