internal import CipherCore
public import KeyBlob

/// One of the two algorithms of a cipher suite (`SCHANNEL_ALG`, KP_SCHANNEL_ALG): the cipher of the records, or the hash
/// function of their MAC.
public struct SchannelAlgorithm: Sendable, Equatable {
    /// What it is for (`dwUse`).
    public let use: Use
    /// The ALG_ID (`Algid`): a cipher, or CALG_MD5 or CALG_SHA1.
    public let identifier: AlgorithmIdentifier
    /// The length of the key, in bits (`cBits`): with DES's parity bits or without; of an export cipher the part that is
    /// cut from the key material.
    public let bitLength: Int
    /// Whether the suite is an export cipher's (INTERNATIONAL_USAGE in `dwFlags`): what was cut makes a longer key.
    public let isForExport: Bool

    /// What an algorithm, and a key, is for.
    public enum Use: UInt32, Sendable, CaseIterable {
        /// SCHANNEL_MAC_KEY.
        case authentication = 0
        /// SCHANNEL_ENC_KEY.
        case encryption = 1
    }

    /// An algorithm as the structure says it; whether a provider has it turns out when it is set.
    public init(_ use: Use, _ identifier: AlgorithmIdentifier, bits bitLength: Int, isForExport: Bool = false) {
        self.use = use
        self.identifier = identifier
        self.bitLength = bitLength
        self.isForExport = isForExport
    }

    /// The bytes that the key material gives for a key; nil for what the provider's Schannel does not have.
    func keyByteCount(_ provider: Provider) -> Int? {
        switch use {
        case .authentication:
            let isWhole = bitLength == 8 * (identifier.digest?.byteCount ?? 0)
            return (identifier == .md5 || identifier == .sha1) && isWhole && !isForExport ? bitLength / 8 : nil
        case .encryption:
            // DES-40 is an export cipher whose key provider tables do not know: 5 bytes that become 8.
            if identifier == .des && isForExport && bitLength == 40 { return 5 }
            if isForExport && exportKeyByteCount == nil { return nil }
            return try? provider.keyByteCount(of: identifier, bits: bitLength)
        }
    }

    /// The length of an export cipher's final key, in bytes; nil for others, and for ciphers that were never for export.
    var exportKeyByteCount: Int? {
        switch identifier {
        case .rc4 where isForExport, .rc2 where isForExport: 16
        case .des where isForExport: 8
        default: nil
        }
    }

    /// The length of an IV, in bytes; 0 for RC4.
    var vectorByteCount: Int { identifier.cipher?.blockByteCount ?? 0 }
}
