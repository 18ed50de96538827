internal import CipherCore
internal import Glibc

/// The name of a key container in one family of providers. It keeps its case; names that differ only in the case of
/// ASCII letters are the same.
struct ContainerName {
    /// The longest name, in UTF-16 code units: Windows's MAX_PATH.
    static let longest = 260

    let family: ProviderFamily
    /// In the case that whoever made the container gave it.
    let text: String

    /// - Throws: ``StoreError/illegalName``.
    init(_ text: String, _ family: ProviderFamily) throws(ProviderError) {
        guard !text.isEmpty, text.utf16.count <= Self.longest, !text.utf8.contains(0) else {
            throw .store(.illegalName)
        }
        self.family = family
        self.text = text
    }

    /// The name that nil and the empty string stand for: the user's own, as in Wine.
    static var standard: String {
        unsafe withPasswordEntry { entry in unsafe entry.pw_name.map { unsafe String(cString: $0) } }
            ?? String(geteuid())
    }

    /// What two names have in common that are the same: UTF-8, ASCII letters in lower case.
    var folded: [UInt8] {
        text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// The name of the container's file: SHA-256, in hex, of the family's number and the folded name.
    var fileName: String {
        get throws(ProviderError) { hex(try hash(.sha256, [family.number] + folded)) + Self.fileNameSuffix }
    }

    static let fileNameSuffix = ".container"

    /// PP_UNIQUE_CONTAINER: the MD5 value of the folded name and a NUL, as four little-endian DWORDs in hex, an
    /// underscore, and the machine's GUID. Source: what Windows answers for known names.
    var unique: String {
        get throws(ProviderError) {
            let digest = try hash(.md5, folded + [0])
            let words = stride(from: 0, to: digest.count, by: 4).flatMap { digest[$0..<$0 + 4].reversed() }
            return hex(words) + "_" + MachineGUID.text
        }
    }

    /// Whether the name is as long as unique names are: MD5 in hex, an underscore, a GUID.
    var looksUnique: Bool { text.utf8.count == 32 + 1 + 36 }

    private func hash(_ algorithm: DigestAlgorithm, _ bytes: [UInt8]) throws(ProviderError) -> [UInt8] {
        let value = try providing { () throws(CipherError) in try MessageDigest.hash(algorithm, unsafe bytes.span.bytes)
        }
        return unsafe value.withUnsafeBytes { unsafe [UInt8]($0) }
    }
}

/// Bytes in hex, lower case.
private func hex(_ bytes: [UInt8]) -> String {
    bytes.reduce(into: "") { text, byte in
        text += (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}
