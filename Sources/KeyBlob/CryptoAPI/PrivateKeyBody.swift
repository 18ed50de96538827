/// What stands behind the BLOBHEADER of a PRIVATEKEYBLOB, looked at from outside: is it a key in the clear?
struct PrivateKeyBody: ~Escapable {
    private let algorithm: AlgorithmIdentifier
    private let version: UInt8
    private let body: RawSpan

    @inline(__always) @_lifetime(copy body)
    init(algorithm: AlgorithmIdentifier, version: UInt8, body: RawSpan) {
        self.algorithm = algorithm
        self.version = version
        self.body = body
    }

    /// Whether it begins with the magic of a public or private key.
    var hasMagic: Bool {
        switch body.word(at: 0) {
        case 0x3141_5352, 0x3241_5352, 0x3341_5352: true  // "RSA1" to "RSA3"
        case 0x3153_5344, 0x3253_5344, 0x3353_5344, 0x3453_5344: true  // "DSS1" to "DSS4"
        case 0x3148_4400, 0x3248_4400, 0x3348_4400, 0x3448_4400: true  // "\0DH1" to "\0DH4"
        default: false
        }
    }

    /// Whether it begins with the magic of a private key that a PVK file can hold: RSA, or DSS in version 2.
    var isRSAOrDSSPair: Bool {
        let magic = body.word(at: 0)
        return magic == 0x3241_5352 || magic == 0x3253_5344
    }

    /// Whether the bit lengths behind the place of the magic are those of a plain key of just this length.
    var fitsItsBitLengths: Bool {
        guard let first = byteCount(at: 4), first > 0 else { return false }
        switch (version, algorithm) {
        case (3, _):
            guard let q = byteCount(at: 8), let j = byteCount(at: 12), let x = byteCount(at: 16) else { return false }
            return body.byteCount == 44 + 3 * first + q + j + x
        case (_, .dssSign): return body.byteCount == 72 + 2 * first
        case (_, .dhStoreAndForward), (_, .dhEphemeral): return body.byteCount == 8 + 3 * first
        default: return body.byteCount == 12 + 2 * first + 5 * ((first + 1) / 2)
        }
    }

    /// Whether encrypting a key of this algorithm can make so many bytes: whole blocks of any cipher, or with a stream
    /// cipher as many as a key in the clear has; and not fewer than the shortest key of Microsoft's providers.
    var canBeEncrypted: Bool {
        let byteCount = body.byteCount
        switch (version, algorithm) {
        case (3, .dssSign): return byteCount >= 276  // from here on any length, for x and j may have any
        case (3, _): return byteCount >= 189
        case (_, .dssSign): return byteCount >= 200 && byteCount % 8 == 0  // as keys in the clear are
        case (_, .dhStoreAndForward), (_, .dhEphemeral):
            return byteCount >= 152 && (byteCount % 8 == 0 || (byteCount - 8) % 3 == 0)
        default:
            let over = (byteCount - 12) % 9  // 0 where the modulus has an even number of bytes, 7 where an odd one
            return byteCount >= 228 && (byteCount % 8 == 0 || over == 0 || over == 7)
        }
    }

    private func byteCount(at offset: Int) -> Int? { body.word(at: offset).map(RSAPublicFields.byteCount(ofBits:)) }
}
