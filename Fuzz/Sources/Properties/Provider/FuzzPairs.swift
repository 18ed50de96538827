import CipherCore
import KeyBlob
import KeyProvider

/// Pairs of 512 bits, so that they are quick, as PRIVATEKEYBLOBs. They never change, so that a find can be reproduced.
enum FuzzPairs {
    /// The pairs themselves; the first two are RSA's, for exchange and for signatures.
    static let all: [FuzzPair] = ([rsa, signing] + [dss, dss3, dh, dh3]).map(FuzzPair.init)

    /// The RSA pair as CALG_RSA_SIGN.
    static let signing: [UInt8] = rsa[..<4] + [0x00, 0x24, 0x00, 0x00] + rsa[8...]

    /// RSA of 512 bits, for the exchange of keys.
    static let rsa = FuzzKeys.bytes(
        """
        0702000000a40000525341320002000001000100f9eb3acda06fa2193683d21f99e858bec42a3df1e3a67b209a48\
        a1369ac0ed62a24a705239131865c726dc463e093eaf728cdca13951dee5905490d31ae8deb13582c1cc7072793c\
        0708b65bb064b535b45bdd6bbf5586487a201a94b061b9eb35fb9d0473b330ecc6002fe7be8690dcb9f55cea70f6\
        66eaf0cd111779992bc18d12942fe48edc89fd6d22068dbcddaa6b264590edb83027d98d9815bd12b8d3f5c72fb2\
        a62aed14f1bc66974f6010c49d11a7d106dbbe4770c4421b87091a18e5b3b341cc873facd83fbf5c3e254fe9f6a4\
        779575a13b007bb709c4e7d7de32d9f8af15fd2a6ed0861379c5ca6dc9cf6ed309be955465da52e436193119c4ee\
        5915f5d25a5fd1345df64ebf0a8e62cb6954150fe33093377b6a9927cd544e25
        """)

    /// DSS, version 2.
    static let dss = FuzzKeys.bytes(
        """
        07020000002200004453533200020000e7f64694af9d8a7fa324e6278e6b7f74ddd1bcf288989c65e0bdf2ba9701\
        de100203cfe1225197b8b087c4961f7d1bbe21b883d3c0db752c7622102179c8d992679b6349f6b6089079336e9c\
        e16d9121443a8bb6c00469b6300510ea67cee904c44d379fad4704713d2736e5441fcd7d2af54d5ac584e710701d\
        dd4c179175d0807892d0d4810ad324f4be631ba2e03d7f39e11076e54e9f8f93567c39620300fc4bbd6af889db43\
        ffffffffffffffffffffffffffffffffffffffffffffffff
        """)

    /// The same key, version 3.
    static let dss3 = FuzzKeys.bytes(
        """
        07030000002200004453533400020000a000000000000000a0000000ffffffffffffffffffffffffffffffffffff\
        ffffffffffffe7f64694af9d8a7fa324e6278e6b7f74ddd1bcf288989c65e0bdf2ba9701de100203cfe1225197b8\
        b087c4961f7d1bbe21b883d3c0db752c7622102179c8d992679b6349f6b6089079336e9ce16d9121443a8bb6c004\
        69b6300510ea67cee904c44d379fad4704713d2736e5441fcd7d2af54d5ac584e710701ddd4c179175d0807892d0\
        d4810ad324f4be631ba2e03d7f39e110a17ff0d39a6f118382f2acefd4c0389d83d1cf61d5b8c7847609470a7663\
        35252533659949c66bdb658ea5cba0856d2749250021050da055e1027ba725bd044576e54e9f8f93567c39620300\
        fc4bbd6af889db43
        """)

    /// Diffie-Hellman, version 2: a key of nobody in particular.
    static let dh = FuzzKeys.bytes(
        """
        0702000002aa00000044483200020000f7883ed42e0bf88bdbbb7de1a194f6c9583b05fd37e170b36962801ab4b4\
        d5213b78355d9e58c5ebede68089e735b7b948fa29eaebf126d7a67a3bd9e4be9ebf020000000000000000000000\
        00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        00000000000023df247a216941fb46e440920dd5ef9ff7f8a92798eb7a0b89670aadd046e93a391b1e217b15a23c\
        6d38bf91c05f18c18716091ce6671a40e8461f43e34f7430
        """)

    /// Diffie-Hellman, version 3.
    static let dh3 = FuzzKeys.bytes(
        """
        0703000001aa00000044483400020000000000000000000000020000ffffffff0000000000000000000000000000\
        000000000000f7883ed42e0bf88bdbbb7de1a194f6c9583b05fd37e170b36962801ab4b4d5213b78355d9e58c5eb\
        ede68089e735b7b948fa29eaebf126d7a67a3bd9e4be9ebf02000000000000000000000000000000000000000000\
        00000000000000000000000000000000000000000000000000000000000000000000000000000000000062d08982\
        fe22732c3e27e15ee994034ca07c656a65a9c5c0ad28bbebb6a0e2e73a9b3f6e94bb7ecd27398965f61a7a2edecd\
        6ce4de9f3a8255a15d1e27de300a23df247a216941fb46e440920dd5ef9ff7f8a92798eb7a0b89670aadd046e93a\
        391b1e217b15a23c6d38bf91c05f18c18716091ce6671a40e8461f43e34f7430
        """)
}

/// A pair and the BLOB that it came in.
final class FuzzPair: Sendable {
    let blob: [UInt8]
    let key: KeyPair

    init(_ blob: [UInt8]) {
        self.blob = blob
        key = Self.pair(in: blob, isExportable: true)
    }

    /// The pair without CRYPT_EXPORTABLE.
    func locked() -> KeyPair { Self.pair(in: blob, isExportable: false) }

    private static func pair(in blob: [UInt8], isExportable: Bool) -> KeyPair {
        must { () throws(ProviderError) in try KeyPair(importing: blob.span.bytes, isExportable: isExportable) }
    }

    /// Whether session keys are wrapped with it.
    var isEnvelope: Bool { key.algorithm == .rsaKeyExchange }
}
