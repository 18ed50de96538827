import Foundation

/// A cipher mode with its initialization vector, in the words of both sides.
struct CipherSetting {
    let toolArguments: [String]

    /// The values of KP_MODE and KP_IV to set, where they differ from a new key's.
    let wineMode: UInt32?
    let initializationVector: Data?

    /// What a new key has: CBC from zeros, or a stream cipher's only way.
    static let defaults = CipherSetting(toolArguments: [], wineMode: nil, initializationVector: nil)

    static let ecb = CipherSetting(toolArguments: ["--mode", "ecb"], wineMode: 2, initializationVector: nil)

    static func cbc(_ algorithm: SessionAlgorithm) -> CipherSetting { chained("cbc", wineMode: 1, algorithm) }

    static func cfb(_ algorithm: SessionAlgorithm) -> CipherSetting { chained("cfb", wineMode: 4, algorithm) }

    private static func chained(_ name: String, wineMode: UInt32, _ algorithm: SessionAlgorithm) -> CipherSetting {
        let vector = Data.random(count: algorithm.blockLength)
        return CipherSetting(
            toolArguments: ["--mode", name, "--iv", vector.hex], wineMode: wineMode, initializationVector: vector)
    }
}
