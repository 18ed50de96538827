internal import CipherCore
internal import KeyBlob

/// RSA keys with the public exponent 1, which leave a block as it is. Programs take session keys out of SIMPLEBLOBs by
/// them and put them in (Microsoft's article 228786), and Windows takes them in every BLOB.
///
/// No legal BLOB holds one. It is a legal BLOB of another exponent but for that field.
enum ExponentOfOne {
    /// The exponent that stands in the BLOB while it is written: the least that is legal.
    static func standIn(for exponent: UInt32) -> UInt32 { exponent == 1 ? 3 : exponent }

    /// Puts the exponent itself into a PUBLICKEYBLOB or PRIVATEKEYBLOB that was written with what stands in for it.
    static func put(_ exponent: UInt32, in blob: UnsafeMutableRawBufferPointer) {
        guard exponent == 1 else { return }
        unsafe blob.storeBytes(of: exponent.littleEndian, toByteOffset: BlobHeader.byteCount + 8, as: UInt32.self)
    }
}

extension KeyBlobFormat where Self: ~Escapable {
    /// A BLOB that is legal but for what is forgiven; what else is wrong a strict parse says.
    @_lifetime(copy source)
    init(parsing source: RawSpan, forgiving forgiven: [Deviations.Kind]) throws(BlobError) {
        guard !forgiven.isEmpty else {
            try self.init(parsing: source)
            return
        }
        var deviations = Deviations()
        let blob = try Self(parsing: source, tolerating: &deviations)
        self = deviations.kinds.allSatisfy(forgiven.contains) ? blob : try Self(parsing: source)
    }
}
