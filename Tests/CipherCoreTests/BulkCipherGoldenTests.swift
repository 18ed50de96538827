import CipherCore
import GoldenVectors
import Testing

/// CryptEncrypt and CryptDecrypt as Wine's CSP answers them, call by call: data goes on where the last call ended, and
/// the last call (`final`) pads and restarts.
struct BulkCipherGoldenTests {
    static let records: [GoldenRecord] =
        ((try? GoldenVectors.load("capi-encrypt")) ?? []).filter {
            $0.format == "CryptEncrypt" && $0.string("quirk") == nil && $0.cipherMode != nil
        }

    @Test func thereAreRecordsForEveryAlgorithmAndModeOfCryptoAPI() {
        #expect(Self.records.count >= 600)
        for algorithm in CipherAlgorithm.allCases where algorithm != .desx {
            for mode in CipherMode.cryptoAPI where algorithm != .rc4 || mode == .cbc {
                #expect(Self.records.contains { $0.cipherAlgorithm == algorithm && $0.cipherMode == mode })
            }
        }
    }

    @Test(arguments: records)
    func callByCall(_ record: GoldenRecord) throws {
        var cipher = try record.sessionCipher()
        let block = cipher.algorithm.blockByteCount
        for step in record.records("encrypt_steps") {
            let isFinal = step.bool("final") == true
            var buffer = try #require(step.bytes("input"))
            if isFinal, let block { try pad(&buffer, block) }
            try buffer.withUnsafeMutableBytes { try cipher.encrypt($0) }
            if isFinal { cipher.restart() }
            #expect(hex(buffer) == step.string("output"), "\(step)")
        }
        for step in record.records("decrypt_steps") {
            let isFinal = step.bool("final") == true
            var buffer = try #require(step.bytes("input"))
            try buffer.withUnsafeMutableBytes { try cipher.decrypt($0) }
            if isFinal { cipher.restart() }
            if isFinal, let block {
                let count = try BlockPadding.dataByteCount(in: buffer.span.bytes, blockByteCount: block)
                buffer.removeLast(buffer.count - count)
            }
            #expect(hex(buffer) == step.string("output"), "\(step)")
        }
    }

    private func pad(_ buffer: inout [UInt8], _ block: Int) throws {
        let dataByteCount = buffer.count
        let total = try BlockPadding.paddedByteCount(dataByteCount, blockByteCount: block)
        buffer += [UInt8](repeating: 0, count: total - dataByteCount)
        try buffer.withUnsafeMutableBytes {
            try BlockPadding.pad($0, dataByteCount: dataByteCount, blockByteCount: block)
        }
    }
}
