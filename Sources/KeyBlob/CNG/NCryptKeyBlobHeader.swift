/// `NCRYPT_KEY_BLOB_HEADER` and the name behind it, with which several BLOBs of NCryptExportKey begin.
///
/// ```c
/// struct { ULONG cbSize;                   // 16: of this header, not of the BLOB
///          ULONG dwMagic;
///          ULONG cbAlgName;                // in bytes, with the NUL
///          ULONG cbKeyData;
///          WCHAR AlgName[cbAlgName / 2]; }
/// ```
/// Source: Microsoft Learn, "NCRYPT_KEY_BLOB_HEADER structure".
enum NCryptKeyBlobHeader {
    @inline(__always) @_lifetime(algorithm: copy pass, copy algorithm)
    static func layout<Pass: BlobPass & ~Copyable & ~Escapable>(
        _ pass: inout Pass, magic: UInt32, _ algorithm: inout WideString, _ dataByteCount: inout UInt32
    ) throws(BlobError) {
        try pass.constant("cbSize", 16 as UInt32, .lengthMismatch, tolerated: .lengthFieldDisagrees)
        try pass.constant("dwMagic", magic, .badMagic)
        var nameByteCount = UInt32(clamping: algorithm.byteCount)
        try pass.stringLength("cbAlgName", &nameByteCount)
        try pass.scalar("cbKeyData", &dataByteCount)
        try pass.string("AlgName", &algorithm, count: nameByteCount, "cbAlgName")
    }
}
