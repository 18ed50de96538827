import CipherCore
import Foundation
import Testing

@testable import KeyProvider

/// A folder for one test, gone with it, in which a store is made.
final class StoreFolder {
    let folder: String
    var path: String { folder + "/store" }
    var store: ContainerStore { ContainerStore(path: path) }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/keyblob-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// All that is in the store's directory.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    /// The file of a container.
    func file(of name: String, _ family: ProviderFamily = .rsa) throws -> String {
        try path + "/" + ContainerName(name, family).fileName
    }

    static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    /// Puts bytes into a file of the store, as private as it must be.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        let made = FileManager.default.createFile(
            atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        try #require(made)
    }

    /// The permissions of a file in the folder.
    static func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}

extension ContainerStore {
    func unlock(_ passphrase: String) throws { try unlock(passphrase: Array(passphrase.utf8).span.bytes) }
    func setPassphrase(_ passphrase: String) throws { try setPassphrase(Array(passphrase.utf8).span.bytes) }
}

extension KeyContainer {
    /// The PRIVATEKEYBLOB in a slot, whatever the pair's permissions.
    func blob(_ slot: KeyPurpose) throws -> [UInt8] {
        try keyPair(slot).storedBlob().withUnsafeBytes { Array($0) }
    }

    /// Whether the pair in a slot may leave.
    func exportable(_ slot: KeyPurpose) throws -> Bool { try keyPair(slot).isExportable }
}

/// PRIVATEKEYBLOBs that one test uses again and again.
enum SamplePairs {
    static let exchange = Result { try KeyPair(generating: .exchange, bits: 512, allowing: .weakKeys).exported() }
    static let other = Result { try KeyPair(generating: .exchange, bits: 768, allowing: .weakKeys).exported() }
    static let signature = Result { try KeyPair(generating: .signature, bits: 512, allowing: .weakKeys).exported() }
}
