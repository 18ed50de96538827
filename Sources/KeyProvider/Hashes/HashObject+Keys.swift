internal import CipherCore

/// In which order the bytes of a key are hashed.
public enum HashedKeyOrder: Sendable {
    /// The last byte of the BLOB first: what `CryptHashSessionKey` does unless told.
    case bigEndian
    /// As they stand in a BLOB (CRYPT_LITTLE_ENDIAN).
    case littleEndian
}

extension HashObject {
    /// Hashes a session key (`CryptHashSessionKey`): its own bytes without salt, DES keys with their parity bits. It need
    /// not be exportable: nothing of it can be read from the value.
    ///
    /// - Throws: as ``update(_:)``.
    public mutating func update(
        _ key: borrowing SessionKey, byteOrder: HashedKeyOrder = .bigEndian
    ) throws(ProviderError) {
        try update(keyBytes: key.key.bytes, byteOrder: byteOrder)
    }

    /// Hashes the bytes of a key, which stand as a BLOB has them.
    mutating func update(keyBytes: RawSpan, byteOrder: HashedKeyOrder) throws(ProviderError) {
        switch byteOrder {
        case .littleEndian: try update(keyBytes)
        case .bigEndian:
            let swapped = try reversed(keyBytes)
            try update(swapped.bytes)
        }
    }
}
