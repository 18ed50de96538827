extension AnyKeyBlob {
    /// What a buffer is, and how sure that is.
    public struct Recognition: Sendable, Hashable {
        /// The format.
        public let format: Format
        /// How sure it is that the buffer is of that format.
        public let certainty: Certainty

        /// Recognises `source` by its structure, and reads all of it.
        ///
        /// - Throws: ``BlobError`` as ``AnyKeyBlob/Format/init(of:)``.
        public init(of source: RawSpan) throws(BlobError) {
            format = try Format(of: source)
            certainty = format.certainty(of: source)
        }
    }

    /// How sure it is that a buffer is of a format.
    ///
    /// A *mark* is what nothing else has in its place by chance: a magic number, a GUID, a BLOBHEADER's type and
    /// version, or a part that has such a mark itself.
    public enum Certainty: String, Sendable, CaseIterable {
        /// The format's mark is there, and a strict parse accounts for every byte.
        case certain
        /// The format's mark is there, but a strict parse refuses the rest: it is cut, damaged or written wrongly. Or the
        /// rest is encrypted, and known by what it is not.
        case probable
        /// The format has no mark. A strict parse accounts for every byte, but the same bytes may be something else.
        case possible
    }
}

extension AnyKeyBlob.Recognition: CustomStringConvertible {
    /// Such as `RSA PUBLICKEYBLOB, certain`.
    public var description: String { "\(format.rawValue), \(certainty.rawValue)" }
}

extension AnyKeyBlob.Format {
    /// The format whose mark `source` bears. Where formats share a mark, or have none, the lengths decide.
    ///
    /// Formats of which every sequence of bytes might be one are never recognised: ``aesWrapKey``, ``cngOpaqueKey``,
    /// and the records within files (``masterKeyRecord``, ``credentialHistoryRecord``, ``cngKeyProperty``).
    ///
    /// - Throws: ``BlobError`` with ``BlobError/Reason/unknownBlobType``, or with ``BlobError/Reason/truncated`` where
    ///   there are too few bytes to tell.
    @inlinable @inline(__always)
    public init(of source: RawSpan) throws(BlobError) {
        guard let format = recognizedFormat(of: source) else { try refuseUnrecognized(source) }
        self = format
    }

    /// The most that recognition can say of a BLOB of this format; nil where it never answers it.
    public var bestCertainty: AnyKeyBlob.Certainty? {
        switch self {
        case .aesWrapKey, .cngOpaqueKey, .masterKeyRecord, .credentialHistoryRecord, .cngKeyProperty: nil
        case .foreignKey, .cngECCParameters, .sslECCPublicKey, .isolatedKeyEnvelope, .pkcs8Key, .pkcs7Envelope,
            .clientWrappedSecret, .serverWrappedSecret, .serverWrapKey, .dpapiSystemSecret:
            .possible
        case .encryptedPrivateKey: .probable
        default: .certain
        }
    }

    /// How sure it is that `source`, of which ``init(of:)`` said so, is of this format.
    func certainty(of source: RawSpan) -> AnyKeyBlob.Certainty {
        guard bestCertainty == .certain else { return bestCertainty ?? .possible }
        // The mark of these files is that of the DPAPI BLOBs in them.
        if self == .keyContainerFile || self == .cngKeyFile, !source.containsDPAPIBlob { return .possible }
        return accepts(source) ? .certain : .probable
    }

    /// Whether a strict parse as this format accepts `source`.
    func accepts(_ source: RawSpan) -> Bool {
        do throws(BlobError) { return try deviations(in: source).isEmpty } catch { return false }
    }
}

// Functions of their own: an initializer's metatype argument costs a jump through a thunk.

@usableFromInline
func recognizedFormat(of source: RawSpan) -> AnyKeyBlob.Format? { BlobSigns(source).format }

@usableFromInline @inline(never)
func refuseUnrecognized(_ source: RawSpan) throws(BlobError) -> Never {
    try refuse(.unknownBlobType, "bType", 0, found: UInt64(try BlobHeader(peekingAt: source).type))
}

extension RawSpan {
    /// Whether the bytes with which a DPAPI BLOB begins are anywhere in here.
    var containsDPAPIBlob: Bool {
        guard byteCount >= 20 else { return false }
        return (0...byteCount - 20).contains { extracting(droppingFirst: $0).beginsWithDPAPIBlob }
    }

    /// Whether a DPAPI BLOB begins here: version 1 and the GUID of the provider.
    var beginsWithDPAPIBlob: Bool {
        word(at: 0) == 1 && word(at: 4) == 0xDF9D_8CD0 && word(at: 8) == 0x11D1_1501 && word(at: 12) == 0xC000_7A8C
            && word(at: 16) == 0xEB97_C24F
    }
}
