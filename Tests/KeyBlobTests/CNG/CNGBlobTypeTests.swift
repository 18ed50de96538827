import GoldenVectors
import KeyBlob
import Testing

@Suite struct CNGBlobTypeTests {
    /// The strings of bcrypt.h and ncrypt.h.
    static let strings = [
        "KeyDataBlob", "Rfc3565KeyWrapBlob", "OpaqueKeyBlob", "PKCS11RsaAesWrapBlob", "PUBLICBLOB", "PRIVATEBLOB",
        "RSAPUBLICBLOB", "RSAPRIVATEBLOB", "RSAFULLPRIVATEBLOB", "ECCPUBLICBLOB", "ECCPRIVATEBLOB",
        "ECCFULLPUBLICBLOB", "ECCFULLPRIVATEBLOB", "SSLECCPUBLICBLOB", "TLS13PRESHAREDKEY", "DSAPUBLICBLOB",
        "DSAPRIVATEBLOB", "DHPUBLICBLOB", "DHPRIVATEBLOB", "MLKEMPUBLICBLOB", "MLKEMPRIVATEBLOB",
        "MLKEMPRIVATESEEDBLOB", "PQDSAPUBLICBLOB", "PQDSAPRIVATEBLOB", "PQDSAPRIVATESEEDBLOB", "PQPrivateKeyBlob",
        "CipherKeyBlob", "KDFKeyBlob", "ProtectedKeyBlob", "PKCS8_PRIVATEKEY", "PKCS7_ENVELOPE", "OpaqueTransport",
        "ISOLATED_KEY_ENVELOPE", "PcpTpmProtectedKeyBlob", "PcpTpmPersistentKeyBlob", "CAPIPUBLICBLOB",
        "CAPIPRIVATEBLOB", "CAPIDHPUBLICBLOB", "CAPIDHPRIVATEBLOB", "CAPIDSAPUBLICBLOB", "CAPIDSAPRIVATEBLOB",
        "V2CAPIDSAPUBLICBLOB", "V2CAPIDSAPRIVATEBLOB",
    ]

    @Test func strings() {
        #expect(CNGBlobType.allCases.map(\.rawValue) == Self.strings)
        for type in CNGBlobType.allCases {
            let bytes = type.wideBytes
            #expect(bytes == wide(type.rawValue))
            #expect(CNGBlobType(WideString(bytes: bytes.span.bytes)) == type)
            #expect(CNGBlobType(WideString(bytes: bytes.span.bytes.extracting(droppingLast: 2))) == nil)
        }
        for text in ["", "publicblob", "RSAPUBLICBLOB ", "ECCPARAMETERS", "BCRYPT_RSAPUBLIC_BLOB"] {
            let bytes = wide(text)
            #expect(CNGBlobType(WideString(bytes: bytes.span.bytes)) == nil)
        }
    }

    /// Magics, as letters, and where they stand; the types that share one.
    @Test func typesOfMagics() {
        let types: [(String, Int, [CNGBlobType])] = [
            ("KDBM", 0, [.keyData]), ("PCPM", 0, [.opaqueKey]), ("RAPW", 0, [.pkcs11RSAAESWrap]),
            ("RSA1", 0, [.rsaPublicKey, .publicKey]), ("RSA2", 0, [.rsaPrivateKey, .privateKey]),
            ("RSA3", 0, [.rsaFullPrivateKey, .privateKey]), ("ECK1", 0, [.eccPublicKey, .publicKey]),
            ("ECS6", 0, [.eccPrivateKey, .privateKey]), ("ECKP", 0, [.eccPublicKey, .eccFullPublicKey, .publicKey]),
            ("ECDP", 0, [.eccPublicKey, .eccFullPublicKey, .publicKey]),
            ("ECKV", 0, [.eccPrivateKey, .eccFullPrivateKey, .privateKey]),
            ("ECDV", 0, [.eccPrivateKey, .eccFullPrivateKey, .privateKey]),
            ("DSPB", 0, [.dsaPublicKey, .publicKey]), ("DPV2", 0, [.dsaPrivateKey, .privateKey]),
            ("DHPB", 0, [.dhPublicKey, .publicKey]), ("DHPV", 0, [.dhPrivateKey, .privateKey]),
            ("MLKP", 0, [.mlKEMPublicKey, .publicKey]), ("MLKR", 0, [.mlKEMPrivateKey, .privateKey]),
            ("CMKS", 0, [.mlKEMPrivateSeed, .privateKey]), ("XMPK", 0, [.pqdsaPublicKey, .publicKey]),
            ("SHSK", 0, [.pqdsaPrivateKey, .privateKey]), ("DSSS", 0, [.pqdsaPrivateSeed, .privateKey]),
            ("PQPR", 0, [.pqPrivateKey]), ("CPHR", 4, [.cipherKey]), ("KDF1", 4, [.kdfKey]),
            ("PRTK", 4, [.protectedKey]), ("KPTM", 0, [.tpmProtectedKey, .tpmPersistentKey]),
            ("RSA1", 8, [.legacyRSAPublicKey]), ("RSA2", 8, [.legacyRSAPrivateKey]), ("\0DH3", 8, [.legacyDHPublicKey]),
            ("\0DH4", 8, [.legacyDHPrivateKey]), ("DSS3", 8, [.legacyDSAPublicKey]),
            ("DSS4", 8, [.legacyDSAPrivateKey]), ("DSS1", 8, [.legacyDSAV2PublicKey]),
            ("DSS2", 8, [.legacyDSAV2PrivateKey]), ("RSA1", 4, []), ("CPHR", 0, []), ("ECSP", 0, []), ("DSS1", 0, []),
        ]
        for (magic, offset, expected) in types {
            #expect(CNGBlobType.types(withMagic: UInt32(number(magic)), at: offset) == expected, "\(magic)")
        }
    }

    /// Every type says its magics, and every magic its types.
    @Test func bothWays() {
        for type in CNGBlobType.allCases {
            for magic in type.magics {
                #expect(CNGBlobType.types(withMagic: magic.number, at: magic.offset).contains(type))
            }
            #expect(Set(type.magics).count == type.magics.count)
            #expect((type.legacy != nil) == type.rawValue.contains("CAPI"))
        }
        #expect(
            CNGBlobType.allCases.filter(\.magics.isEmpty).map(\.rawValue) == [
                "Rfc3565KeyWrapBlob", "SSLECCPUBLICBLOB", "TLS13PRESHAREDKEY", "PKCS8_PRIVATEKEY", "PKCS7_ENVELOPE",
                "OpaqueTransport", "ISOLATED_KEY_ENVELOPE",
            ])
        let open = CNGBlobType.publicKey.magics
        let secret = CNGBlobType.privateKey.magics
        #expect(Set(open).isDisjoint(with: secret))
        #expect(open.count == 1 + 8 + 2 + 1 + 2 + 5 && secret.count == 2 + 8 + 2 + 1 + 4 + 4)
    }

    /// Golden BLOBs stand where their format says: the magic of one of its types, at the place of it.
    @Test func formatsNameTheirTypes() throws {
        func check<Format: CNGKeyBlobFormat & ~Escapable>(_ type: Format.Type, _ sample: [UInt8]) {
            let isHere = Format.blobTypes.filter { type in
                type.magics.isEmpty
                    || type.magics.contains { magic in
                        sample.dropFirst(magic.offset).prefix(4).elementsEqual([].appending(magic.number))
                    }
            }
            #expect(isHere.isEmpty == Format.blobTypes.isEmpty, "\(Format.self)")
        }
        func sample(_ file: String, _ format: String) throws -> [UInt8] {
            try #require(try golden(file, format).first?.bytes("blob"))
        }
        check(KeyDataBlob.self, try sample("cng-symmetric", "KeyDataBlob"))
        check(AESWrapKeyBlob.self, try sample("cng-symmetric", "Rfc3565KeyWrapBlob"))
        check(CNGRSAPublicKeyBlob.self, try sample("cng-rsa", "RSAPUBLICBLOB"))
        check(CNGRSAPrivateKeyBlob.self, try sample("cng-rsa", "RSAPRIVATEBLOB"))
        check(CNGRSAFullPrivateKeyBlob.self, try sample("cng-rsa", "RSAFULLPRIVATEBLOB"))
        check(CNGECCPublicKeyBlob.self, try sample("cng-ecc", "ECCPUBLICBLOB"))
        check(CNGECCPrivateKeyBlob.self, try sample("cng-ecc", "ECCPRIVATEBLOB"))
        check(CNGECCFullPublicKeyBlob.self, try sample("cng-ecc", "ECCFULLPUBLICBLOB"))
        check(CNGECCFullPrivateKeyBlob.self, try sample("cng-ecc", "ECCFULLPRIVATEBLOB"))
        check(CNGECCParametersBlob.self, [])
        check(SSLECCPublicKeyBlob.self, [])
        check(CNGDSAPublicKeyBlob.self, try sample("cng-dsa", "DSAPUBLICBLOB"))
        check(CNGDSAPrivateKeyBlob.self, try sample("cng-dsa", "DSAPRIVATEBLOB"))
        check(CNGDSAPublicKeyV2Blob.self, try sample("cng-dsa", "DSAPUBLICBLOB (V2)"))
        check(CNGDSAPrivateKeyV2Blob.self, try sample("cng-dsa", "DSAPRIVATEBLOB (V2)"))
        check(CNGDSAParametersBlob.self, [])
        check(CNGDSAParametersV2Blob.self, [])
        check(CNGDHPublicKeyBlob.self, try sample("cng-dh", "DHPUBLICBLOB"))
        check(CNGDHPrivateKeyBlob.self, try sample("cng-dh", "DHPRIVATEBLOB"))
        check(CNGDHParametersBlob.self, [])
        check(MLKEMPublicKeyBlob.self, ascii("MLKP"))
        check(MLKEMPrivateKeyBlob.self, ascii("MLKS"))
        check(PQDSAPublicKeyBlob.self, ascii("LMPK"))
        check(PQDSAPrivateKeyBlob.self, ascii("SHSK"))
        #expect(IsolatedKeyEnvelope.blobTypes == [.isolatedKeyEnvelope])
        func literal(_ literals: [ContainerLiterals.Literal]) throws -> [UInt8] {
            try #require(literals.first.flatMap { [UInt8](hex: $0.hex) })
        }
        check(CipherKeyBlob.self, try literal(ContainerLiterals.cipher))
        check(ProtectedKeyBlob.self, try literal(ContainerLiterals.protected))
        check(KDFKeyBlob.self, try literal(ContainerLiterals.derivation))
        check(PQPrivateKeyBlob.self, try literal(ContainerLiterals.pqPrivate))
        check(PKCS11RSAAESWrapBlob.self, try literal(ContainerLiterals.rsaAESWrap))
        check(TPMLoadableKeyBlob.self, try literal(ContainerLiterals.tpmLoadable))
        check(TPMPersistentKeyBlob.self, try literal(ContainerLiterals.tpmPersistent))
        check(PCPKeyBlob.self, try literal(ContainerLiterals.pcp12))
        check(PCP20KeyBlob.self, try literal(ContainerLiterals.pcp20))
        check(CNGOpaqueKeyBlob.self, try literal(ContainerLiterals.pcp20))
        #expect(PKCS8KeyBlob.blobTypes == [.pkcs8PrivateKey] && PKCS7EnvelopeBlob.blobTypes == [.pkcs7Envelope])
    }

    /// CryptoAPI's BLOBs under CNG's names, of the records that hold some: each is what its name says, with the numbers
    /// of the record. Those of `CAPIDSAPUBLICBLOB` are of version 2, which that name does not mean.
    @Test(arguments: [
        ("cng-rsa", "CAPIPUBLICBLOB", 1, AnyKeyBlob.Format.rsaPublicKey, ["n": "modulus"]),
        (
            "cng-rsa", "CAPIPRIVATEBLOB", 1, .rsaPrivateKey,
            ["n": "modulus", "p": "prime1", "q": "prime2", "d": "privateExponent"]
        ),
        ("cng-dsa", "V2CAPIDSAPUBLICBLOB", 2, .dssPublicKey, ["p": "p", "q": "q", "g": "g", "y": "y"]),
        ("cng-dsa", "V2CAPIDSAPRIVATEBLOB", 2, .dssPrivateKey, ["p": "p", "q": "q", "g": "g", "x": "x"]),
        ("cng-dsa", "CAPIDSAPUBLICBLOB", 2, .dssPublicKey, ["p": "p", "q": "q", "g": "g", "y": "y"]),
    ])
    func legacyTypes(
        _ file: String, _ type: String, _ count: Int, _ format: AnyKeyBlob.Format, _ numbers: [String: String]
    ) throws {
        let records = try golden(file, type)
        #expect(records.count == count)
        for record in records {
            let bytes = try #require(record.bytes("blob"))
            let recognition = try AnyKeyBlob.Recognition(of: bytes.span.bytes)
            #expect(recognition.format == format && recognition.certainty == .certain)
            let legacy = try #require(CNGBlobType(rawValue: type)?.legacy)
            #expect((bytes[0] == legacy.type.rawValue && bytes[1] == legacy.version) == (type != "CAPIDSAPUBLICBLOB"))
            for row in try format.inspect(bytes.span.bytes).rows {
                guard let key = numbers.first(where: { $0.value == "\(row.name)" })?.key else { continue }
                let number = Array(bytes[row.offset..<row.offset + row.size])
                #expect(number == record.bytes(key)?.littleEndian(width: row.size), "\(record): \(row.name)")
            }
        }
    }
}
