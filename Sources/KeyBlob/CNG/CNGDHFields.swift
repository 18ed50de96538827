/// The group of a Diffie-Hellman key, as three BLOBs hold it.
///
/// ```c
/// struct { BYTE Modulus[cbKey], Generator[cbKey]; }      // big-endian
/// ```
/// There is no q. Limits: Windows makes and takes 512 to 4096 bits, in steps of 64. Source: Microsoft Learn,
/// "BCRYPT_DH_KEY_BLOB structure" and "CNG Algorithm Identifiers".
enum CNGDHFields {
    @inline(__always)
    static func keyLength<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ field: StaticString, _ byteCount: inout UInt32
    ) throws(BlobError) {
        try pass.primeLength(field, &byteCount, "a multiple of 8, 64…512", in: 64...512)
    }

    @inline(__always) @_lifetime(modulus: copy pass, copy modulus) @_lifetime(generator: copy pass, copy generator)
    static func group<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ modulus: inout BigEndianInteger, _ generator: inout BigEndianInteger, count: UInt32,
        _ size: StaticString
    ) throws(BlobError) {
        try pass.integer("Modulus", &modulus, count: Int(count), size, .open)
        try pass.prime(modulus)
        try pass.integer("Generator", &generator, count: Int(count), size, .open)
    }
}
