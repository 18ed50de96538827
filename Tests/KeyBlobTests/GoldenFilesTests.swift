import GoldenVectors
import Testing

/// What the golden files of CNG, OpenSSL, Mono and the RFCs hold: a record of a kind that nobody expects is one that nobody
/// tests.
@Suite struct GoldenFilesTests {
    /// File, and its records by format. But for those marked, the tests of this module read all of them.
    static let files: [(name: String, records: [String: Int])] = [
        (
            "cng-rsa",
            [
                "RSAPUBLICBLOB": 12, "RSAPRIVATEBLOB": 13, "RSAFULLPRIVATEBLOB": 13, "CAPIPUBLICBLOB": 1,
                "CAPIPRIVATEBLOB": 1,
            ]
        ),
        (
            "cng-ecc",
            [
                "ECCPUBLICBLOB": 20, "ECCPRIVATEBLOB": 20, "ECCPUBLICBLOB (generic magic)": 7,
                "ECCPRIVATEBLOB (generic magic)": 6, "ECCFULLPUBLICBLOB": 12, "ECCFULLPRIVATEBLOB": 12,
                "ECDH agreement": 6,
            ]
        ),
        (
            "cng-dsa",
            [
                "DSAPUBLICBLOB": 3, "DSAPRIVATEBLOB": 2, "DSAPUBLICBLOB (V2)": 3, "DSAPRIVATEBLOB (V2)": 3,
                "V2CAPIDSAPUBLICBLOB": 2, "V2CAPIDSAPRIVATEBLOB": 2, "CAPIDSAPUBLICBLOB": 2,
                "DSA parameters (BCRYPT_DSA_PARAMETER_HEADER)": 2,
                "DSA parameters V2 (BCRYPT_DSA_PARAMETER_HEADER_V2)": 1,
            ]
        ),
        (
            "cng-dh",
            [
                "DHPUBLICBLOB": 6, "DHPRIVATEBLOB": 6, "DH parameters (BCRYPT_DH_PARAMETER_HEADER)": 3,
                "DH agreement": 3,  // no BLOB in it: `CipherCoreTests`
            ]
        ),
        (
            "cng-symmetric",
            [
                "KeyDataBlob": 12, "Rfc3565KeyWrapBlob": 9,
                "PBKDF2": 6,  // no BLOB in it: `CipherCoreTests`
            ]
        ),
        (
            "cng-errors",
            [
                "RSAPUBLICBLOB": 91, "RSAPRIVATEBLOB": 95, "RSAFULLPRIVATEBLOB": 89, "ECCPUBLICBLOB": 48,
                "ECCPRIVATEBLOB": 51, "DSAPUBLICBLOB": 87, "KeyDataBlob": 55, "OpaqueKeyBlob": 7, "PUBLICBLOB": 7,
                "PRIVATEBLOB": 7, "nonsense": 7,
            ]
        ),
        (
            "openssl-msblob",
            [
                "PUBLICKEYBLOB RSA": 8, "PRIVATEKEYBLOB RSA": 8, "PUBLICKEYBLOB DSA": 2, "PRIVATEKEYBLOB DSA": 2,
            ]
        ),
        ("openssl-pvk", ["PVK RSA": 37, "PVK DSA": 10]),
        ("openssl-der", ["PKCS8_PRIVATEKEY": 3, "PKCS7_ENVELOPE": 1]),
        (
            "mono-rsa",
            [
                "ExportCspBlob": 9, "snk": 3,
                "error": 1,  // Mono made no key of the length asked for
            ]
        ),
        ("mono-dsa", ["ExportCspBlob": 4]),
        ("mono-errors", ["PUBLICKEYBLOB": 31, "PRIVATEKEYBLOB": 31]),
        (
            "rfc-keywrap-rc2",
            [
                "AES key wrap": 18, "3DES key wrap": 5, "RC2 key wrap": 9,
                "RC2 block": 19,  // no BLOB in it: `CipherCoreTests`
            ]
        ),
    ]

    @Test(arguments: files.indices)
    func recordsByFormat(_ index: Int) throws {
        let file = Self.files[index]
        let records = try GoldenVectors.load(file.name)
        #expect(Dictionary(records.map { ($0.format, 1) }, uniquingKeysWith: +) == file.records, "\(file.name)")
    }
}
