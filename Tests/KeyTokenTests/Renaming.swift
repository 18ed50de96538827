import KeyBlob

@testable import KeyToken

/// References that somebody wrote by hand.
enum Renaming {
    /// A well-sealed reference that names another token, or another key.
    static func reference(
        to key: borrowing TokenSessionKey, label: String?, serialNumber: String?, identifier: [UInt8]? = nil,
        algorithm: AlgorithmIdentifier? = nil
    ) throws -> [UInt8] {
        let blob = try key.exportReference()
        let view = try OpaqueTokenKeyBlob(parsing: blob.span.bytes)
        func padded(_ text: String?, _ original: [UInt8]) -> [UInt8] {
            guard let bytes = text.map({ Array($0.utf8) }) else { return original }
            return bytes + [UInt8](repeating: 0x20, count: original.count - bytes.count)
        }
        let label = padded(label, Array(view.tokenLabel))
        let serialNumber = padded(serialNumber, Array(view.tokenSerialNumber))
        let identifier = identifier ?? Array(view.identifier)
        let written = try OpaqueTokenKeyBlob(
            keyAlgorithm: algorithm ?? view.keyAlgorithm, sealMethod: .digest, permissions: view.permissions,
            mode: view.mode, tokenLabel: label.span.bytes, tokenSerialNumber: serialNumber.span.bytes,
            identifier: identifier.span.bytes, initializationVector: view.initializationVector,
            feedback: view.feedback, keyDigest: view.keyDigest, seal: view.seal
        ).serialized()
        let sealed = Array(written.dropLast(32))
        return sealed + (try sha256(sealed))
    }
}
