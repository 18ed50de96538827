import CipherCore
import KeyBlob
import KeyProvider

/// Keys of a connection, which are made without CRYPT_EXPORTABLE and handed over all the same.
enum ConnectionKeys {
    private static let ciphers: [(AlgorithmIdentifier, bits: Int)] = [
        (.rc4, 128), (.rc2, 128), (.des, 64), (.tripleDES, 192), (.aes128, 128), (.aes256, 256),
    ]

    /// A key of one of the two sides, to encrypt or to authenticate; nil with providers that are not Schannel's.
    static func key(_ input: inout FuzzInput, provider: Provider) -> SessionKey? {
        let master = input.element(of: [AlgorithmIdentifier.ssl3Master, .tls1Master])
        let (cipher, bits) = input.element(of: ciphers)
        let use = input.element(of: SchannelAlgorithm.Use.allCases)
        let side: SchannelSide = input.byte() % 2 == 0 ? .client : .server
        let random = input.bytes(32)
        return try? key(
            master, SchannelAlgorithm(.encryption, cipher, bits: bits), use, side, random, provider)
    }

    private static func key(
        _ algorithm: AlgorithmIdentifier, _ cipher: SchannelAlgorithm, _ use: SchannelAlgorithm.Use,
        _ side: SchannelSide, _ random: [UInt8], _ provider: Provider
    ) throws(ProviderError) -> SessionKey {
        var master = try MasterKey(generating: algorithm, provider: provider, isExportable: false)
        try master.setClientRandom(random.span.bytes)
        try master.setServerRandom(random.span.bytes)
        try master.setAlgorithm(cipher)
        try master.setAlgorithm(SchannelAlgorithm(.authentication, .sha1, bits: 160))
        return try master.masterHash().key(use, side: side)
    }
}
