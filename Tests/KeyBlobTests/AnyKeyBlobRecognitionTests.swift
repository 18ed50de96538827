import GoldenVectors
import KeyBlob
import Testing

/// Formats that share a mark, and those that have none.
@Suite struct AnyKeyBlobRecognitionTests {
    /// The formats that are asked about first, and what is something else although it begins like one of them.
    @Test(arguments: [
        ([0x201, 0x6610], AnyKeyBlob.Format.simple), ([0x201, 0xA400], .simple), ([0x201, 0x5248_5043], .cipherKey),
        ([0x208, 0x660E], .plaintextKey), ([0x208, 0x3146_444B], .kdfKey), ([0x208, 0x4D50_5344], .cngDSAParameters),
        ([0x4D42_444B], .keyData), ([0x4D42_444B, 1], .keyData), ([0x4D42_444B, 0x4B54_5250], .protectedKey),
        ([0x4D42_444B, 0xFFFF_FFFF], .keyData), ([0x314B_4345, 32], .cngECCPublicKey),
        ([0x324B_4345], .cngECCPrivateKey), ([0x5644_4345, 1], .cngECCFullPrivateKey),
        ([0x314B_4345, 0x324D_5044], .cngDSAParametersV2), ([0x374B_4345, 32], nil),
    ])
    func shortcuts(_ words: [UInt32], _ format: AnyKeyBlob.Format?) {
        let blob = words.reduce([UInt8]()) { $0.appending($1) }
        #expect((try? AnyKeyBlob.Format(of: blob.span.bytes)) == format)
    }

    /// The magic says what stands behind it, whatever the header says.
    @Test(arguments: [
        (6, 2, 0xA400, "RSA1", AnyKeyBlob.Format.rsaPublicKey), (7, 2, 0xA400, "RSA1", .rsaPublicKey),
        (6, 2, 0xA400, "RSA2", .rsaPrivateKey), (6, 3, 0, "RSA1", .rsaPublicKey),
        (7, 0, 0x2200, "RSA2", .rsaPrivateKey),
        (6, 2, 0x2200, "DSS1", .dssPublicKey), (6, 2, 0x2200, "DSS2", .dssPrivateKey),
        (6, 3, 0x2200, "DSS3", .dssVersion3PublicKey), (7, 3, 0x2200, "DSS4", .dssVersion3PrivateKey),
        (6, 2, 0xAA01, "\0DH1", .dhPublicKey), (7, 2, 0xAA02, "\0DH2", .dhPrivateKey),
        (6, 3, 0xAA01, "\0DH3", .dhVersion3PublicKey), (7, 3, 0xAA02, "\0DH4", .dhVersion3PrivateKey),
        (6, 2, 0x2E23, "RSA1", .rsaPublicKey), (0x0A, 2, 0xA400, "RSA1", .publicKeyEx),
        (0x0A, 2, 0xA400, "RSA2", .rsaPrivateKey),
        // Without a known magic it is the algorithm that says which it should be.
        (6, 2, 0xA400, "RSA3", .rsaPublicKey), (6, 2, 0x2200, "RSA3", .dssPublicKey),
        (6, 3, 0x2200, "RSA3", .dssVersion3PublicKey), (7, 3, 0xAA01, "DH4\0", .dhVersion3PrivateKey),
        (6, 2, 0xAA02, "DH1\0", .dhPublicKey), (6, 2, 0x2E23, "MAG1", .foreignKey),
        (6, 0x20, 0x2E23, "MAG1", .foreignKey),
    ])
    func headersAndMagics(
        _ type: UInt8, _ version: UInt8, _ algorithm: UInt32, _ magic: String, _ format: AnyKeyBlob.Format
    ) throws {
        let blob = [type, version, 0, 0].appending(algorithm) + Array(magic.utf8) + [UInt8](repeating: 1, count: 60)
        #expect(try AnyKeyBlob.Format(of: blob.span.bytes) == format)
        let certainty = try AnyKeyBlob.Recognition(of: blob.span.bytes).certainty
        #expect(certainty == (format == .foreignKey ? .possible : format == .publicKeyEx ? .certain : .probable))
    }

    /// Headers that are not quite one need something else that speaks for them.
    @Test(arguments: [
        ("01020100016800 0000a40000", AnyKeyBlob.Format.simple), ("010001000168000000a40000", .simple),
        ("010001000168000000a50000", nil), ("0800000001680000 02000000 aabb", .plaintextKey),
        ("0800000001680000 03000000 aabb", nil), ("0802000001680000 03000000 aabb", .plaintextKey),
        ("0b00000003660000 03660000", .symmetricWrapKey), ("0b00000003660000 00a40000", nil),
        ("0902000001680000 534b4231", .opaqueSessionKey), ("0902000001680000 534b4232", .opaqueKey),
        ("0902000010660000 534b5431", .opaqueTokenKey), ("0902000010660000 534b5432", .opaqueKey),
        ("0900000001680000 534b4232", nil), ("0c02000001680000", .keyState), ("0c00000001680000", nil),
        ("0a02000000a40000", .publicKeyEx), ("0a00000000a40000", nil), ("0602000000a40000", .rsaPublicKey),
        ("0600000000a40000", nil),
    ])
    func headersThatAreNotQuite(_ hex: String, _ format: AnyKeyBlob.Format?) throws {
        let blob = try #require([UInt8](hex: hex.filter { $0 != " " }))
        #expect((try? AnyKeyBlob.Format(of: blob.span.bytes)) == format)
    }

    /// "RSA1" and "RSA2": at byte 8 CryptoAPI's, in front CNG's or, by its lengths, that of a key container.
    @Test func fourKeysWithOneMagic() throws {
        let public1 = try sample("container RSA public key", 0)
        #expect(
            try AnyKeyBlob.Recognition(of: public1.span.bytes).description
                == Self.described(.containerRSAPublicKey, .certain))
        let cut = Array(public1.prefix(40))
        #expect(
            try AnyKeyBlob.Recognition(of: cut.span.bytes).description
                == Self.described(.containerRSAPublicKey, .probable))
        let cng = Array("RSA1".utf8).appending(512, 3, 64, 0, 0) + [1, 0, 1] + [UInt8](repeating: 0xFF, count: 64)
        #expect(
            try AnyKeyBlob.Recognition(of: cng.span.bytes).description == Self.described(.cngRSAPublicKey, .certain))
        let longer = cng + [0]
        #expect(
            try AnyKeyBlob.Recognition(of: longer.span.bytes).description == Self.described(.cngRSAPublicKey, .probable)
        )
    }

    private static func described(_ format: AnyKeyBlob.Format, _ certainty: AnyKeyBlob.Certainty) -> String {
        "\(format.rawValue), \(certainty)"
    }

    /// A generic ECC magic is followed by the length of a coordinate, or by the version of a whole curve.
    @Test func curvesInShortAndInFull() throws {
        for (magic, short, full, numbers) in [
            ("ECKP", AnyKeyBlob.Format.cngECCPublicKey, AnyKeyBlob.Format.cngECCFullPublicKey, 2),
            ("ECDV", .cngECCPrivateKey, .cngECCFullPrivateKey, 3),
        ] {
            let tiny = Array(magic.utf8).appending(1) + [UInt8](repeating: 1, count: numbers)
            #expect(try AnyKeyBlob.Format(of: tiny.span.bytes) == short)
            let cut = Array(magic.utf8).appending(1, 1, 0)
            #expect(try AnyKeyBlob.Format(of: cut.span.bytes) == full)
            let other = Array(magic.utf8).appending(32, 1, 0)
            #expect(try AnyKeyBlob.Format(of: other.span.bytes) == short)
        }
    }

    @Test func handlesAndKeysOfATPM() throws {
        for (header, format) in [
            (12, AnyKeyBlob.Format.tpmPersistentKey), (20, .tpmLoadableKey), (0, .tpmLoadableKey),
        ] as [(UInt32, AnyKeyBlob.Format)] {
            let blob = Array("KPTM".utf8).appending(header, 0)
            #expect(try AnyKeyBlob.Format(of: blob.span.bytes) == format)
        }
        for (header, format) in [(20, AnyKeyBlob.Format.pcpKey), (52, .pcp20Key)] as [(UInt32, AnyKeyBlob.Format)] {
            let blob = Array("PCPM".utf8).appending(header, 0)
            #expect(try AnyKeyBlob.Format(of: blob.span.bytes) == format)
        }
    }

    /// What has no mark is recognised only where every byte is accounted for.
    @Test(arguments: try FormatCase.all())
    func nothingIsGuessed(_ asked: FormatCase) throws {
        let sample = try #require(asked.samples.first)
        guard let format = asked.format, !AnyKeyBlob.Format.unrecognisable.contains(format) else { return }
        guard try AnyKeyBlob.Recognition(of: sample.bytes.span.bytes).certainty == .possible else { return }
        guard format != .foreignKey else { return }  // its length says nothing
        for blob in [sample.bytes + [0], Array(sample.bytes.dropLast())] {
            #expect((try? AnyKeyBlob.Format(of: blob.span.bytes)) != format, "\(sample)")
        }
    }

    /// A megabyte of noise holds no BLOB at its front, wherever one begins to read.
    @Test func noise() throws {
        var generator = Noise(state: 0x9E37_79B9_7F4A_7C15)
        let noise = (0..<1 << 17).flatMap { _ in generator.next().bytes }
        #expect(noise.count == 1 << 20)
        var found: [AnyKeyBlob.Recognition] = []
        for start in stride(from: 0, to: noise.count, by: 64) {
            for length in [12, 44, 64, 260, 1024] where start + length <= noise.count {
                let part = noise.span.bytes.extracting(start..<start + length)
                if let recognition = try? AnyKeyBlob.Recognition(of: part) { found.append(recognition) }
            }
        }
        #expect(found.isEmpty)
    }

    /// Text, programs and pictures are none either.
    @Test(arguments: [
        "{\"key\": 1}\n", "#!/bin/sh\nset -eu\n", "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0\0\0\0\0",
        "%PDF-1.7\n%\u{B5}\u{B6}",
        "PK\u{3}\u{4}\u{14}\0\0\0\u{8}\0", "GIF89a\u{1}\0\u{1}\0", "MZ\u{90}\0\u{3}\0\0\0\u{4}\0\0\0",
        "SQLite format 3\0",
    ])
    func otherFiles(_ beginning: String) {
        let bytes = Array(beginning.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        let padded = bytes + [UInt8](repeating: 0, count: 512 - bytes.count)
        #expect((try? AnyKeyBlob.Format(of: padded.span.bytes)) == nil)
    }
}

/// SplitMix64, so that noise is the same every time.
struct Noise: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension UInt64 {
    fileprivate var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
