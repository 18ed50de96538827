/// The parameter sets of post-quantum keys: which strings name them, and how long their keys are.
///
/// Source: the SDK's bcrypt.h for the strings, FIPS 203 table 3, FIPS 204 table 2 and FIPS 205 table 2 for the lengths;
/// the composite ones from .NET's PqcBlobHelpers (ML-DSA) or unverified (ML-KEM), their lengths change with the drafts.
/// The strings of LMS and XMSS are not documented.
enum PQParameterSet {
    /// What a parameter set says of a key's length.
    enum KeyLength: Equatable {
        /// There is no such set.
        case unknownSet
        /// The set does not say, or nobody has.
        case any
        /// So many bytes.
        case exactly(Int)
    }

    /// The length of the key that a magic and a string announce.
    static func keyLength(_ magic: PQMagic, _ name: WideString) -> KeyLength {
        switch magic.algorithm {
        case .mlKEM: exactly(mlKEM, magic, name, seed: 64)
        case .mlDSA: exactly(mlDSA, magic, name, seed: 32)
        case .slhDSA: slhDSA(magic, name)
        case .compositeMLKEM: known(compositeMLKEM, name)
        case .compositeMLDSA: known(compositeMLDSA, name)
        case .lms, .xmss: .any
        }
    }

    private typealias Row = (name: StaticString, publicKey: Int, privateKey: Int)

    private static var mlKEM: InlineArray<3, Row> { [("512", 800, 1632), ("768", 1184, 2400), ("1024", 1568, 3168)] }

    private static var mlDSA: InlineArray<3, Row> { [("44", 1312, 2560), ("65", 1952, 4032), ("87", 2592, 4896)] }

    private static var compositeMLKEM: InlineArray<3, StaticString> { ["768-P256", "768-X25519", "1024-P384"] }

    private static var compositeMLDSA: InlineArray<4, StaticString> {
        ["44-ECDSA-P256-SHA256", "65-ECDSA-P256-SHA512", "65-ECDSA-P384-SHA512", "87-ECDSA-P384-SHA512"]
    }

    /// A public key of SLH-DSA is two hash values long, a private one four.
    private static var slhDSA: InlineArray<12, (name: StaticString, hash: Int)> {
        [
            ("SHA2-128s", 16), ("SHA2-128f", 16), ("SHAKE-128s", 16), ("SHAKE-128f", 16), ("SHA2-192s", 24),
            ("SHA2-192f", 24), ("SHAKE-192s", 24), ("SHAKE-192f", 24), ("SHA2-256s", 32), ("SHA2-256f", 32),
            ("SHAKE-256s", 32), ("SHAKE-256f", 32),
        ]
    }

    private static func exactly<let count: Int>(
        _ rows: InlineArray<count, Row>, _ magic: PQMagic, _ name: WideString, seed: Int
    ) -> KeyLength {
        for index in rows.indices where name.isEqual(to: rows[index].name) {
            switch magic.form {
            case .publicKey: return .exactly(rows[index].publicKey)
            case .privateKey: return .exactly(rows[index].privateKey)
            case .seed: return .exactly(seed)
            }
        }
        return .unknownSet
    }

    private static func slhDSA(_ magic: PQMagic, _ name: WideString) -> KeyLength {
        let rows = slhDSA
        for index in rows.indices where name.isEqual(to: rows[index].name) {
            return .exactly(rows[index].hash * (magic.form == .publicKey ? 2 : 4))
        }
        return .unknownSet
    }

    private static func known<let count: Int>(
        _ names: InlineArray<count, StaticString>, _ name: WideString
    ) -> KeyLength {
        for index in names.indices where name.isEqual(to: names[index]) { return .any }
        return .unknownSet
    }
}
