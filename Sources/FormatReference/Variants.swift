import KeyBlob

/// One of the shapes of a format whose fields depend on a value.
struct Variant {
    /// When it is so, to stand in front of a table; empty where there is one shape only.
    let title: String
    let values: [String: UInt64]
    /// Whether the value stands for any other that is like it.
    var isExample = false

    static func of(_ format: AnyKeyBlob.Format) -> [Variant] {
        switch format {
        case .keyState:
            [
                ("CALG_RC4", 0x6801), ("CALG_DES", 0x6601), ("CALG_3DES", 0x6603), ("CALG_AES_128", 0x660E),
                ("CALG_AES_256", 0x6610),
            ]
            .map { Variant(title: "Where aiKeyAlg is \($0.0)", values: ["aiKeyAlg": $0.1]) }
        case .pcp20Key:
            [52, 54, 56].map { Variant(title: "Where cbHeader is \($0)", values: ["cbHeader": $0]) }
        case .strongNamePublicKey:
            [
                Variant(title: "Where cbPublicKey is not 4", values: ["cbPublicKey": 0], isExample: true),
                Variant(title: "Where cbPublicKey is 4, the neutral key", values: ["cbPublicKey": 4]),
            ]
        case .pkcs8Key, .pkcs7Envelope:
            [
                Variant(title: "For contents of up to 127 bytes", values: ["length": 0], isExample: true),
                Variant(title: "For contents of 256 to 65535 bytes", values: ["length": 0x82], isExample: true),
            ]
        default: [Variant(title: "", values: [:])]
        }
    }
}
