/// What a key may be used for (KP_PERMISSIONS).
///
/// Source: Microsoft Learn, "CryptGetKeyParam function"; the values of fresh keys were recorded on Windows.
public struct KeyPermissions: OptionSet, Sendable, Equatable {
    /// The bits.
    public let rawValue: UInt32

    /// Any bits at all.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// CRYPT_ENCRYPT.
    public static let encrypt = Self(rawValue: 0x001)
    /// CRYPT_DECRYPT.
    public static let decrypt = Self(rawValue: 0x002)
    /// CRYPT_EXPORT.
    public static let export = Self(rawValue: 0x004)
    /// CRYPT_READ: parameters may be read.
    public static let read = Self(rawValue: 0x008)
    /// CRYPT_WRITE: parameters may be set.
    public static let write = Self(rawValue: 0x010)
    /// CRYPT_MAC.
    public static let mac = Self(rawValue: 0x020)
    /// CRYPT_EXPORT_KEY: the key may wrap others.
    public static let exportKey = Self(rawValue: 0x040)
    /// CRYPT_IMPORT_KEY: the key may unwrap others.
    public static let importKey = Self(rawValue: 0x080)
    /// CRYPT_ARCHIVE: the key may leave in a BLOB until the handle it was made with is closed (CRYPT_ARCHIVABLE).
    public static let archive = Self(rawValue: 0x100)

    /// What every new key may do, beside leaving: 0x3B.
    public static let standard: Self = [.encrypt, .decrypt, .read, .write, .mac]

    /// A new key's permissions.
    init(isExportable: Bool, isArchivable: Bool = false) {
        self = .standard
        if isExportable { insert(.export) }
        if isArchivable { insert(.archive) }
    }

    /// Whether the key may leave the provider in a BLOB.
    var allowExport: Bool { contains(.export) || contains(.archive) }

    /// The permissions that setting `wanted` leaves: whether a key may leave is decided when it is made. A request to
    /// take that permission away is heard and not heeded, as by Windows.
    ///
    /// - Throws: ``ProviderError/illegalParameter(_:)`` where `wanted` would let the key leave.
    public func setting(_ wanted: KeyPermissions) throws(ProviderError) -> KeyPermissions {
        let fixed: KeyPermissions = [.export, .archive]
        guard contains(wanted.intersection(fixed)) else { throw .illegalParameter(.permissions) }
        return wanted.subtracting(fixed).union(intersection(fixed))
    }
}
