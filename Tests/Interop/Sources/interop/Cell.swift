/// The padding of a session key inside its RSA block.
enum Padding: String, CaseIterable {
    case pkcs1 = "PKCS#1"
    case oaep = "OAEP"

    private var overhead: Int { self == .pkcs1 ? 11 : 42 }

    var toolArguments: [String] { self == .pkcs1 ? [] : ["--oaep"] }

    /// CRYPT_OAEP of CryptExportKey and CryptImportKey. Wine reads an OAEP blob only with this flag alone.
    var wineFlags: UInt32 { self == .pkcs1 ? 0 : 0x40 }

    /// The bytes that fit under a modulus of so many bits.
    func capacity(bits: Int) -> Int { bits / 8 - overhead }
}

/// One cell of the table: a session algorithm, wrapped with one padding, under an RSA key of one size.
struct Cell {
    let algorithm: SessionAlgorithm
    let padding: Padding
    let bits: Int

    static let moduli = [512, 768, 1024, 2048, 3072, 4096]

    static let all = SessionAlgorithm.all.flatMap { algorithm in
        Padding.allCases.flatMap { padding in
            moduli.map { Cell(algorithm: algorithm, padding: padding, bits: $0) }
        }
    }

    var name: String { "\(algorithm.name) \(padding.rawValue) RSA-\(bits)" }

    /// A cell that does not fit must be refused by both sides.
    var fits: Bool { algorithm.keyLength <= padding.capacity(bits: bits) }

    /// CBC in every cell; the other modes do not depend on how the key travelled, so one cell an algorithm has them all.
    var settings: [CipherSetting] {
        guard algorithm.blockLength > 0 else { return [.defaults] }
        guard padding == .pkcs1, bits == 2048 else { return [.cbc(algorithm)] }
        return [.defaults, .cbc(algorithm), .ecb, .cfb(algorithm)]
    }
}
