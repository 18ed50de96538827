/// `BCRYPT_MLKEM_KEY_BLOB` and `BCRYPT_PQDSA_KEY_BLOB`, which have one layout.
///
/// ```c
/// struct { ULONG dwMagic;
///          ULONG cbParameterSet;           // in bytes, with the NUL
///          ULONG cbKey;
///          WCHAR parameterSet[cbParameterSet / 2];
///          BYTE key[cbKey]; }              // at an odd multiple of 2, mostly
/// ```
/// Previews had a number in the place of `cbParameterSet` and no string; that form is dead and refused. Source: the SDK's
/// bcrypt.h, and Microsoft Learn, "BCRYPT_MLKEM_KEY_BLOB structure" and "BCRYPT_PQDSA_KEY_BLOB structure".
enum PQKeyFields {
    @inline(__always)
    @_lifetime(parameterSet: copy pass, copy parameterSet) @_lifetime(key: copy pass, copy key)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, _ magic: inout PQMagic, _ parameterSet: inout WideString, _ key: inout RawSpan,
        _ words: StaticString, where isLegal: (PQMagic) -> Bool
    ) throws(BlobError) {
        try pass.magic("dwMagic", &magic, words, where: isLegal)
        var nameSize = UInt32(clamping: parameterSet.byteCount)
        try pass.stringLength("cbParameterSet", &nameSize)
        var keySize = UInt32(clamping: key.byteCount)
        try pass.scalar("cbKey", &keySize)
        try pass.string("parameterSet", &parameterSet, count: nameSize, "cbParameterSet")
        let length = PQParameterSet.keyLength(magic, parameterSet)
        try pass.rule("a set of the algorithm", length != .unknownSet, .badAlgorithm, tolerated: nil)
        let exposure: Exposure = magic.form == .publicKey ? .open : .secret
        try pass.bytes("key", &key, count: Int(keySize), "cbKey", exposure, shortTolerated: nil)
        let fits = length == .exactly(Int(keySize)) || (length == .any && keySize > 0)
        try pass.rule("as long as the set's keys", fits, .badKeyLength, tolerated: nil)
    }
}
