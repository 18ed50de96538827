import GoldenVectors
import KeyBlob
import Testing

@Suite struct PQKeyBlobTests {
    /// Every parameter set that is known, with the lengths of FIPS 203, 204 and 205: public key, private key, seed.
    /// Those of ML-KEM-768 and -1024 and of ML-DSA were compared with what Python's cryptography 48 generates.
    static let sets: [(magics: [String], set: String, lengths: [Int])] = {
        var sets: [(magics: [String], set: String, lengths: [Int])] = []
        for (set, lengths) in [("512", [800, 1632, 64]), ("768", [1184, 2400, 64]), ("1024", [1568, 3168, 64])] {
            sets.append((["MLKP", "MLKR", "MLKS"], set, lengths))
        }
        for (set, lengths) in [("44", [1312, 2560, 32]), ("65", [1952, 4032, 32]), ("87", [2592, 4896, 32])] {
            sets.append((["DSPK", "DSSK", "DSSS"], set, lengths))
        }
        for (size, lengths) in [("128", [32, 64]), ("192", [48, 96]), ("256", [64, 128])] {
            for name in ["SHA2-\(size)s", "SHA2-\(size)f", "SHAKE-\(size)s", "SHAKE-\(size)f"] {
                sets.append((["SHPK", "SHSK"], name, lengths))
            }
        }
        return sets
    }()

    private func refusal(of bytes: [UInt8]) -> BlobError? {
        switch String(decoding: bytes.prefix(4), as: UTF8.self) {
        case "MLKP", "CMKP": MLKEMPublicKeyBlob.refusal(of: bytes)
        case "MLKR", "MLKS", "CMKR", "CMKS": MLKEMPrivateKeyBlob.refusal(of: bytes)
        case "DSPK", "CMPK", "SHPK", "LMPK", "XMPK": PQDSAPublicKeyBlob.refusal(of: bytes)
        default: PQDSAPrivateKeyBlob.refusal(of: bytes)
        }
    }

    @Test func everySetHasItsKeyLengths() {
        #expect(Self.sets.count == 18)
        for (magics, set, lengths) in Self.sets {
            for (magic, length) in zip(magics, lengths) {
                #expect(refusal(of: postQuantumBlob(magic, set, length).bytes) == nil, "\(magic) \(set)")
                for other in [0, 1, length - 1, length + 1] {
                    let error = refusal(of: postQuantumBlob(magic, set, other).bytes)
                    let line = "badKeyLength: key at byte \(12 + 2 * (set.count + 1))"
                    #expect(error?.description == line, "\(magic) \(set), \(other) bytes")
                }
            }
        }
    }

    /// Sets of other algorithms, wrong case, a blank too many.
    @Test(arguments: [
        ("MLKP", ["44", "256", "ML-KEM-512", "512 ", "0512", "SHA2-128s"]),
        ("DSPK", ["512", "44\u{0131}", "45", "ML-DSA-44", "44-ECDSA-P256-SHA256"]),
        ("SHPK", ["SHA2-128S", "sha2-128s", "SHA2-512s", "SHAKE-128", "128s"]),
        ("CMPK", ["44", "44-ECDSA-P256-SHA512"]), ("CMKP", ["768", "768-P384"]),
    ])
    func unknownSets(_ magic: String, _ sets: [String]) {
        for set in sets {
            let error = refusal(of: postQuantumBlob(magic, set, 800).bytes)
            #expect(error?.description == "badAlgorithm: parameterSet at byte 12", "\(magic) \(set)")
        }
    }

    /// The strings of LMS and XMSS are not documented; those of the composite forms are, but not their lengths.
    @Test(arguments: [("LMPK", "LMS_SHA256_M32_H5"), ("XMPK", "anything"), ("CMSK", "65-ECDSA-P384-SHA512")])
    func openLengths(_ magic: String, _ set: String) {
        #expect(refusal(of: postQuantumBlob(magic, set, 1).bytes) == nil)
        #expect(refusal(of: postQuantumBlob(magic, set, 56).bytes) == nil)
        #expect(refusal(of: postQuantumBlob(magic, set, 0).bytes)?.reason == .badKeyLength)
    }

    /// Behind a string of 6 or 10 bytes the key is not aligned to 4: read as words it is an unaligned read.
    @Test(arguments: [("MLKS", "512", 64), ("DSSS", "44", 32), ("MLKS", "1024", 64)])
    func unalignedKey(_ magic: String, _ set: String, _ length: Int) throws {
        let bytes = postQuantumBlob(magic, set, length).bytes
        let source = bytes.span.bytes
        let offset = 12 + 2 * (set.count + 1)
        let key: UInt
        if magic == "MLKS" {
            let blob = try MLKEMPrivateKeyBlob(parsing: source)
            key = blob.key.address
            #expect(blob.parameterSet.text == set)
            #expect(
                try MLKEMPrivateKeyBlob(magic: .mlKEMSeed, parameterSet: blob.parameterSet, key: blob.key).serialized()
                    == bytes)
        } else {
            let blob = try PQDSAPrivateKeyBlob(parsing: source)
            key = blob.key.address
            #expect(blob.magic.form == .seed && blob.magic.algorithm == .mlDSA)
        }
        #expect(Int(key - source.address) == offset)
        #expect(offset % 4 == (set.count == 3 ? 0 : 2))
    }

    /// Previews had a number in the place of the string's length.
    @Test func previewLayoutIsRefused() {
        let preview = ascii("DSPK").appending(1, 1312) + pattern(1312)
        #expect(PQDSAPublicKeyBlob.refusal(of: preview)?.description == "badString: cbParameterSet at byte 4: found 1")
        #expect(PQDSAPublicKeyBlob.tolerantRefusal(of: preview)?.reason == .badString)
        let other = ascii("MLKP").appending(4, 800) + pattern(800)
        #expect(MLKEMPublicKeyBlob.tolerantRefusal(of: other)?.reason == .badString)
    }

    @Test(arguments: [
        (ascii("4\0004\0"), "badString: parameterSet at byte 12"),
        (ascii("4\0004\0\0\0\0\0"), "badString: parameterSet at byte 12"),
        (ascii("4\0\0\0004\0\0\0"), "badString: parameterSet at byte 12"),
        (ascii("44\0"), "badString: cbParameterSet at byte 4: found 3"),
        (ascii("\0\0"), "badString: cbParameterSet at byte 4: found 2"),
        (ascii("44\0\0"), "badAlgorithm: parameterSet at byte 12"),
    ])
    func oneNULAtTheEnd(_ name: [UInt8], _ line: String) {
        let bytes = ascii("DSSS").appending(UInt32(name.count), 32) + name + pattern(32)
        #expect(PQDSAPrivateKeyBlob.refusal(of: bytes)?.description == line)
        #expect(PQDSAPrivateKeyBlob.tolerantRefusal(of: bytes)?.description == line)
    }

    @Test(arguments: [(4, 0xFFFF_FFFE), (8, 0xFFFF_FFF4), (8, 0xFFFF_FFFF)] as [(Int, UInt64)])
    func lengthsThatWrapIn32Bits(_ offset: Int, _ size: UInt64) {
        let bytes = postQuantumBlob("MLKS", "512", 64).bytes.replacing(size, at: offset)
        #expect(MLKEMPrivateKeyBlob.tolerantRefusal(of: bytes)?.reason == .truncated)
    }

    /// All magics, by the letters of bcrypt.h.
    @Test func magics() {
        let letters = [
            "MLKP", "MLKR", "MLKS", "CMKP", "CMKR", "CMKS", "DSPK", "DSSK", "DSSS", "CMPK", "CMSK", "SHPK", "SHSK",
            "LMPK", "XMPK",
        ]
        #expect(PQMagic.allCases.map { UInt64($0.rawValue) } == letters.map(number))
        for (magic, text) in zip(PQMagic.allCases, letters) {
            #expect(magic.algorithm.isKEM == (text.prefix(3) == "MLK" || text.prefix(3) == "CMK"), "\(text)")
            let isPublic = ["MLKP", "CMKP", "DSPK", "CMPK", "SHPK", "LMPK", "XMPK"].contains(text)
            #expect((magic.form == .publicKey) == isPublic, "\(text)")
            #expect((magic.form == .seed) == ["MLKS", "CMKS", "DSSS"].contains(text), "\(text)")
        }
    }

    @Test func nestedBlobIsHandedOn() throws {
        let bytes = try #require([UInt8](hex: ContainerLiterals.pqPrivate[0].hex))
        let blob = try PQPrivateKeyBlob(parsing: bytes.span.bytes)
        #expect(CNGBlobType(blob.innerType) == .pqdsaPrivateSeed)
        let inner = try PQDSAPrivateKeyBlob(parsing: blob.innerBlob)
        #expect(inner.magic == .mlDSASeed)
        #expect(inner.key.array == [UInt8](0..<32))
        #expect(try PQPrivateKeyBlob(innerType: blob.innerType, innerBlob: blob.innerBlob).serialized() == bytes)
        let empty = ascii("PQPR").appending(4, 0) + wide("X")
        #expect(PQPrivateKeyBlob.tolerantRefusal(of: empty)?.reason == .badKeyLength)
    }
}
