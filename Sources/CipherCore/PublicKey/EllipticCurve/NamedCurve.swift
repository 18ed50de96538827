internal import CGcrypt

/// The curves that CNG knows by name and libgcrypt too.
///
/// CNG has others by name: the twisted Brainpool curves, those of 160 and 192 bits of SEC 2, X9.62's with 192 and 239,
/// WTLS's, WAPI's and Microsoft's own (nums…). They work with explicit parameters.
public enum NamedCurve: String, CaseIterable, Sendable {
    case nistP192, nistP224, nistP256, nistP384, nistP521
    case brainpoolP160r1, brainpoolP192r1, brainpoolP224r1, brainpoolP256r1, brainpoolP320r1, brainpoolP384r1
    case brainpoolP512r1
    case secP256k1

    /// The curve of one of CNG's names (the values of its property `ECCCurveName`), in CNG's spelling; nil for the
    /// names of other curves.
    public init?(cngName: String) {
        switch cngName {
        case "secP192r1", "x962P192v1": self = .nistP192
        case "secP224r1", "wtls12": self = .nistP224
        case "secP256r1", "x962P256v1": self = .nistP256
        case "secP384r1": self = .nistP384
        case "secP521r1": self = .nistP521
        default: self.init(rawValue: cngName)
        }
    }

    /// libgcrypt's name for the curve.
    private var libraryName: String {
        switch self {
        case .nistP192: "NIST P-192"
        case .nistP224: "NIST P-224"
        case .nistP256: "NIST P-256"
        case .nistP384: "NIST P-384"
        case .nistP521: "NIST P-521"
        case .secP256k1: "secp256k1"
        case .brainpoolP160r1, .brainpoolP192r1, .brainpoolP224r1, .brainpoolP256r1, .brainpoolP320r1,
            .brainpoolP384r1, .brainpoolP512r1:
            rawValue
        }
    }

    /// The curve's parameters, as libgcrypt has them.
    fileprivate func load() throws(CipherError) -> ECCurve {
        try CipherLibrary.start()
        var opened: gcry_ctx_t?
        try check(gcry_mpi_ec_new(&opened, nil, libraryName))
        guard let context = opened else { throw .outOfMemory }
        defer { gcry_ctx_release(context) }
        func parameter(_ name: String) throws(CipherError) -> [UInt8] {
            guard let integer = gcry_mpi_ec_get_mpi(name, context, 1) else { throw .unsupportedAlgorithm }
            let number = BigInteger(adopting: integer)
            return try number.bytes(count: (number.bitLength + 7) / 8).withUnsafeBytes { Array($0) }
        }
        let (prime, a, b, order) = try (parameter("p"), parameter("a"), parameter("b"), parameter("n"))
        let (x, y) = try (parameter("g.x"), parameter("g.y"))
        return try ECCurve(
            trusted: prime.span.bytes, a: a.span.bytes, b: b.span.bytes, generatorX: x.span.bytes,
            generatorY: y.span.bytes, order: order.span.bytes, cofactor: 1)
    }
}

extension ECCurve {
    /// All named curves, in the order of their cases; read once.
    private static let named = NamedCurve.allCases.map { name -> Result<ECCurve, CipherError> in
        do throws(CipherError) { return .success(try name.load()) } catch { return .failure(error) }
    }

    /// The curve of this name.
    ///
    /// - Throws: ``CipherError/unsupportedAlgorithm`` where libgcrypt lacks it (FIPS mode, for instance),
    ///   ``CipherError/outOfMemory``, ``CipherError/libraryUnavailable``.
    public static func named(_ name: NamedCurve) throws(CipherError) -> ECCurve {
        for (candidate, curve) in zip(NamedCurve.allCases, named) where candidate == name { return try curve.get() }
        throw .unsupportedAlgorithm
    }
}
