/// What the first bytes of a buffer and its length say of it: recognition by structure, never by guess.
///
/// The order is that of certainty: magics at byte 0 and 4, which are 32 bits of one value; then BLOBHEADERs; then
/// structures that begin with a small number and are known by GUIDs and lengths.
struct BlobSigns: ~Escapable {
    private let source: RawSpan

    @inline(__always) @_lifetime(copy source)
    init(_ source: RawSpan) { self.source = source }

    /// The format, where anything but chance explains the bytes.
    var format: AnyKeyBlob.Format? {
        guard let first = source.word(at: 0) else { return nil }
        return commonFormat(first) ?? anyFormat(first)
    }

    /// The BLOBs that are met most, by the fewest questions; ``anyFormat(_:)`` would say the same of them.
    @inline(__always)
    private func commonFormat(_ first: UInt32) -> AnyKeyBlob.Format? {
        if first & 0xFFFF_FEFE == 0x206 { return source.word(at: 8).flatMap { Self.keyFormat($0, source) } }
        guard let second = source.word(at: 4), !Self.canBeMagic(second) else { return nil }
        switch first {
        case 0x201: return AlgorithmIdentifier(rawValue: second).isSessionKey ? .simple : nil
        case 0x208: return AlgorithmIdentifier(rawValue: second).isSessionKey ? .plaintextKey : nil
        case 0x4D42_444B: return .keyData
        default: return first & 0xFFFF == 0x4345 ? format(ofCurveMagic: first) : nil
        }
    }

    private func anyFormat(_ first: UInt32) -> AnyKeyBlob.Format? {
        if let second = source.word(at: 4), Self.canBeMagic(second), let format = format(ofMagicBehindLength: second) {
            return format
        }
        if Self.canBeMagic(first), let format = format(ofMagic: first) { return format }
        return HeaderSigns(source).format ?? format(ofNumber: first)
    }

    /// Magics are four characters: what is below 65536 is a length, a version, an ALG_ID or a BLOBHEADER.
    private static func canBeMagic(_ number: UInt32) -> Bool { number > 0xFFFF }

    /// BLOBs with a magic of their own in front.
    private func format(ofMagic magic: UInt32) -> AnyKeyBlob.Format? {
        if magic & 0xFFFF == 0x4345 { return format(ofCurveMagic: magic) }  // "EC.."
        return switch magic {
        case 0x4D42_444B: .keyData  // "KDBM"
        case 0x3141_5352: isContainerKey ? .containerRSAPublicKey : .cngRSAPublicKey  // "RSA1"
        case 0x3241_5352: isContainerKey ? .containerRSAPrivateKey : .cngRSAPrivateKey  // "RSA2"
        case 0x3341_5352: .cngRSAFullPrivateKey  // "RSA3"
        case 0x4250_5344: .cngDSAPublicKey  // "DSPB"
        case 0x5650_5344: .cngDSAPrivateKey  // "DSPV"
        case 0x3242_5044: .cngDSAPublicKeyV2  // "DPB2"
        case 0x3256_5044: .cngDSAPrivateKeyV2  // "DPV2"
        case 0x4250_4844: .cngDHPublicKey  // "DHPB"
        case 0x5650_4844: .cngDHPrivateKey  // "DHPV"
        case 0x5250_5150: .pqPrivateKey  // "PQPR"
        case 0x5750_4152: .pkcs11RSAAESWrap  // "RAPW"
        case 0x4D54_504B: source.word(at: 4) == 12 ? .tpmPersistentKey : .tpmLoadableKey  // "KPTM"
        case 0x4D50_4350: source.word(at: 4) == 20 ? .pcpKey : .pcp20Key  // "PCPM"
        case 0xB0B5_F11E: .pvk
        default: PQMagic(rawValue: magic).map(Self.format)
        }
    }

    /// A key in a container has `keylen` and `bitlen` where a CNG key has `BitLength` and `cbPublicExp`, and they must
    /// agree; no CNG key has a public exponent that long.
    private var isContainerKey: Bool {
        guard let keyLength = source.word(at: 4), let bits = source.word(at: 8) else { return false }
        return Int(bits) == 8 * (Int(keyLength) - 8)
    }

    private func format(ofCurveMagic magic: UInt32) -> AnyKeyBlob.Format? {
        guard let magic = CNGECCMagic(rawValue: magic) else { return nil }
        guard magic.fieldByteCount == nil, isFullCurve(magic) else {
            return magic.isPrivate ? .cngECCPrivateKey : .cngECCPublicKey
        }
        return magic.isPrivate ? .cngECCFullPrivateKey : .cngECCFullPublicKey
    }

    /// Behind a generic magic stands `cbKey`, or `dwVersion` of a whole curve, which is 1. No key of 1 byte is as long
    /// as a curve's header.
    private func isFullCurve(_ magic: CNGECCMagic) -> Bool {
        source.word(at: 4) == 1 && source.byteCount != 8 + (magic.isPrivate ? 3 : 2)
    }

    private static func format(of magic: PQMagic) -> AnyKeyBlob.Format {
        switch (magic.algorithm.isKEM, magic.form == .publicKey) {
        case (true, true): .mlKEMPublicKey
        case (true, false): .mlKEMPrivateKey
        case (false, true): .pqdsaPublicKey
        case (false, false): .pqdsaPrivateKey
        }
    }

    /// BLOBs with a length in front of their magic.
    private func format(ofMagicBehindLength magic: UInt32) -> AnyKeyBlob.Format? {
        switch magic {
        case 0x5248_5043: .cipherKey  // "CPHR"
        case 0x3146_444B: .kdfKey  // "KDF1"
        case 0x4B54_5250: .protectedKey  // "PRTK"
        case 0x4D50_4844: .cngDHParameters  // "DHPM"
        case 0x4D50_5344: .cngDSAParameters  // "DSPM"
        case 0x324D_5044: .cngDSAParametersV2  // "DPM2"
        default: nil
        }
    }

    /// PUBLICKEYBLOBs and PRIVATEKEYBLOBs in the clear, by the magic behind their header: it says what stands behind it,
    /// whatever the header says.
    static func keyFormat(_ magic: UInt32, _ source: RawSpan) -> AnyKeyBlob.Format? {
        switch magic {
        case 0x3141_5352: .rsaPublicKey  // "RSA1"
        case 0x3241_5352: .rsaPrivateKey  // "RSA2"
        case 0x3153_5344: .dssPublicKey  // "DSS1"
        case 0x3253_5344: .dssPrivateKey  // "DSS2"
        case 0x3353_5344:  // "DSS3"
            DomainParameters.isWithoutPublicValue(source) ? .dssVersion3Parameters : .dssVersion3PublicKey
        case 0x3453_5344: .dssVersion3PrivateKey  // "DSS4"
        case 0x3148_4400: .dhPublicKey  // "\0DH1"
        case 0x3248_4400: .dhPrivateKey  // "\0DH2"
        case 0x3348_4400:  // "\0DH3"
            DomainParameters.isWithoutPublicValue(source) ? .dhVersion3Parameters : .dhVersion3PublicKey
        case 0x3448_4400: .dhVersion3PrivateKey  // "\0DH4"
        default: nil
        }
    }

    /// Structures that begin with a version or an algorithm, or with the tag of DER.
    private func format(ofNumber first: UInt32) -> AnyKeyBlob.Format? {
        if source.octet(at: 0) == 0x30 { return accepted(source.goesOnAsPKCS8 ? .pkcs8Key : .pkcs7Envelope) }
        switch first {
        case 1 where source.beginsWithDPAPIBlob: return .dpapi
        case 1:
            return file(.cngKeyFile) ?? accepted(.serverWrappedSecret) ?? accepted(.cngECCParameters)
                ?? secretOfFixedLength
        case 2 where source.byteCount >= 84 && source.extracting(12..<84).isGUIDText: return .masterKeyFile
        case 2 where source.word(at: 4) == 0x494 && source.word(at: 20) == 0x3241_5352: return .clientWrapKeyPair
        case 2: return file(.keyContainerFile) ?? accepted(.clientWrappedSecret)
        case 3: return accepted(.clientWrappedSecret)
        case 0, 0x2400: return strongName ?? accepted(.isolatedKeyEnvelope)
        case 23, 24, 25: return accepted(.sslECCPublicKey)
        default: return nil
        }
    }

    /// A file whose lengths lead to DPAPI BLOBs, or to its end.
    private func file(_ format: AnyKeyBlob.Format) -> AnyKeyBlob.Format? {
        do throws(BlobError) {
            let isWhole = try format.deviations(in: source).isEmpty
            return isWhole || source.containsDPAPIBlob ? format : nil
        } catch {
            return nil
        }
    }

    /// A strong name's public key is known by the PUBLICKEYBLOB in it; the neutral one has no other value.
    private var strongName: AnyKeyBlob.Format? {
        let isMarked = source.octet(at: 12) == 6 && source.word(at: 20) == 0x3141_5352
        return isMarked ? .strongNamePublicKey : accepted(.strongNamePublicKey)
    }

    /// Secrets of which nothing but the version and the length is known.
    private var secretOfFixedLength: AnyKeyBlob.Format? {
        source.byteCount == 44 ? .dpapiSystemSecret : source.byteCount == 260 ? .serverWrapKey : nil
    }

    /// The format, if a strict parse accounts for every byte.
    private func accepted(_ format: AnyKeyBlob.Format) -> AnyKeyBlob.Format? { format.accepts(source) ? format : nil }
}
