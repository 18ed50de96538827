extension RSAPrivateKeyBlob {
    /// The fields of a PRIVATEKEYBLOB to be written, wherever each of them is.
    public struct Fields: LayoutFormat, WritableKeyBlob, ~Escapable {
        private var keyAlgorithm: AlgorithmIdentifier
        private var bitLength: UInt32
        private var publicExponent: UInt32
        private var modulus: LittleEndianInteger
        private var prime1: LittleEndianInteger
        private var prime2: LittleEndianInteger
        private var exponent1: LittleEndianInteger
        private var exponent2: LittleEndianInteger
        private var coefficient: LittleEndianInteger
        private var privateExponent: LittleEndianInteger

        /// The integers are as long as the fields of ``RSAPrivateKeyBlob``; `bitlen` follows from `modulus`.
        @_lifetime(
            copy modulus, copy prime1, copy prime2, copy exponent1, copy exponent2, copy coefficient,
            copy privateExponent)
        public init(
            keyAlgorithm: AlgorithmIdentifier, publicExponent: UInt32, modulus: LittleEndianInteger,
            prime1: LittleEndianInteger, prime2: LittleEndianInteger, exponent1: LittleEndianInteger,
            exponent2: LittleEndianInteger, coefficient: LittleEndianInteger, privateExponent: LittleEndianInteger
        ) {
            self.keyAlgorithm = keyAlgorithm
            bitLength = UInt32(clamping: modulus.byteCount * 8)
            self.publicExponent = publicExponent
            self.modulus = modulus
            self.prime1 = prime1
            self.prime2 = prime2
            self.exponent1 = exponent1
            self.exponent2 = exponent2
            self.coefficient = coefficient
            self.privateExponent = privateExponent
        }

        @inline(__always) @_lifetime(copy source)
        init(emptyFieldsOf source: RawSpan) {
            let nothing = LittleEndianInteger(bytes: source.extracting(first: 0))
            self.init(
                keyAlgorithm: .rsaKeyExchange, publicExponent: 0, modulus: nothing, prime1: nothing, prime2: nothing,
                exponent1: nothing, exponent2: nothing, coefficient: nothing, privateExponent: nothing)
        }

        @inline(__always) @_lifetime(self: copy pass, copy self)
        mutating func layout<Pass: BlobPass & ~Copyable & ~Escapable>(_ pass: inout Pass) throws(BlobError) {
            try Self.layout(
                &pass, &keyAlgorithm, &bitLength, &publicExponent, &modulus, &prime1, &prime2, &exponent1, &exponent2,
                &coefficient, &privateExponent)
        }

        /// The length of the BLOB, in bytes.
        public var byteCount: Int { get throws(BlobError) { try measure() } }

        /// Writes the BLOB and returns its length, in bytes.
        public func serialize(into buffer: UnsafeMutableRawBufferPointer) throws(BlobError) -> Int {
            try unsafe write(into: buffer)
        }
    }
}

extension RSAPrivateKeyBlob.Fields {
    /// The fields in wire order, for the views of a BLOB and for what a BLOB is made of.
    @inline(__always)
    @_lifetime(modulus: copy pass, copy modulus)
    @_lifetime(prime1: copy pass, copy prime1)
    @_lifetime(prime2: copy pass, copy prime2)
    @_lifetime(exponent1: copy pass, copy exponent1)
    @_lifetime(exponent2: copy pass, copy exponent2)
    @_lifetime(coefficient: copy pass, copy coefficient)
    @_lifetime(privateExponent: copy pass, copy privateExponent)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ keyAlgorithm: inout AlgorithmIdentifier, _ bitLength: inout UInt32,
        _ publicExponent: inout UInt32, _ modulus: inout LittleEndianInteger, _ prime1: inout LittleEndianInteger,
        _ prime2: inout LittleEndianInteger, _ exponent1: inout LittleEndianInteger,
        _ exponent2: inout LittleEndianInteger, _ coefficient: inout LittleEndianInteger,
        _ privateExponent: inout LittleEndianInteger
    ) throws(BlobError) {
        try BlobHeader.layout(
            &pass, .privateKey, toleratedType: .unexpectedBlobType, &keyAlgorithm, "CALG_RSA_KEYX or CALG_RSA_SIGN"
        ) { $0.isRSA }
        try RSAPublicFields.layout(&pass, magic: 0x3241_5352, &bitLength, &publicExponent, &modulus)  // "RSA2"
        let whole = RSAPublicFields.byteCount(ofBits: bitLength)
        let half = (whole + 1) / 2
        try pass.integer("prime1", &prime1, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.rule("odd", prime1.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.integer("prime2", &prime2, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.rule("odd", prime2.isOdd, .nonCanonicalInteger, tolerated: .evenPrime)
        try pass.integer("exponent1", &exponent1, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.integer("exponent2", &exponent2, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.integer("coefficient", &coefficient, count: half, "(bitlen / 8 + 1) / 2", .secret)
        try pass.integer(
            "privateExponent", &privateExponent, count: whole, "bitlen / 8", .secret,
            shortTolerated: .privateExponentCutShort)
    }
}
