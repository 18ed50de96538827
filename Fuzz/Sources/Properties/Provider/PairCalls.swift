import CipherCore
import KeyBlob
import KeyProvider

/// Key pairs: what is imported is exported byte for byte, what is signed is verified, and a locked pair stays.
enum PairCalls {
    /// Any bytes as a key that stands in the clear.
    static func checkImports(_ bytes: [UInt8]) {
        let blob = bytes.span.bytes
        if let pair = try? KeyPair(importing: blob, allowing: .weakKeys) {
            let version3 = bytes[1] == 3
            let back = Result { () throws(ProviderError) in try pair.exportBlob(version3: version3).array }
            holds(back == .success(bytes), "another PRIVATEKEYBLOB came back: \(back)")
            checkHalf(pair.publicKey)
        }
        _ = try? KeyPair(importing: blob, .privateExponentOptional, allowing: .weakKeys)
        guard let key = try? PublicKey(importing: blob, group: group, allowing: .weakKeys) else { return }
        let back = Result { () throws(ProviderError) in try key.exportBlob(version3: bytes[1] == 3) }
        holds(back == .success(bytes), "another PUBLICKEYBLOB came back: \(back)")
    }

    /// What a Diffie-Hellman key of version 2 is read in.
    private static let group = FuzzPairs.all.first { $0.key.algorithm == .dhEphemeral }?.key.parameters

    private static func checkHalf(_ key: PublicKey) {
        for version3 in [false, true] {
            let blob = must { () throws(ProviderError) in try key.exportBlob(version3: version3) }
            let back = must { () throws(ProviderError) in
                try PublicKey(importing: blob.span.bytes, group: key.parameters, allowing: .weakKeys)
            }
            holds(back.algorithm == key.algorithm && back.bitLength == key.bitLength, "another public half")
        }
    }

    /// A pair without CRYPT_EXPORTABLE, whatever its permissions are set to.
    static func checkLocked(_ pair: FuzzPair, _ permissions: KeyPermissions, under key: TwinKey) {
        var locked = pair.locked()
        let answer = Result { () throws(ProviderError) in try locked.setPermissions(permissions) }
        let isTaken = if case .success = answer { true } else { false }
        holds(isTaken == permissions.isDisjoint(with: [.export, .archive]), "\(permissions): \(answer)")
        let duplicate = locked.duplicate()
        let exports = [
            Result { () throws(ProviderError) in try locked.exportBlob().array },
            Result { () throws(ProviderError) in try locked.exportBlob(version3: true).array },
            Result { () throws(ProviderError) in try locked.exportBlob(encryptedBy: key.key) },
            Result { () throws(ProviderError) in try duplicate.exportBlob().array },
        ]
        for export in exports { holds(export == .failure(.notExportable), "a locked pair left: \(export)") }
    }

    /// A signature of whatever the hash is, and one with a change.
    static func checkSignature(_ pair: FuzzPair, _ hash: TwinHash, _ format: SignatureFormat, _ change: Change) {
        let signature: [UInt8]
        do throws(ProviderError) {
            var copy = try hash.hash.duplicate()
            signature = try pair.key.sign(&copy, format: format)
        } catch {
            return
        }
        func verify(_ signature: [UInt8]) -> Result<Void, ProviderError> {
            Result { () throws(ProviderError) in
                var copy = try hash.hash.duplicate()
                try pair.key.publicKey.verify(signature.span.bytes, of: &copy, format: format)
            }
        }
        if case .failure(let error) = verify(signature) { holds(false, "a signature is refused: \(error)") }
        let changed = change.applied(to: signature)
        guard changed != signature else { return }
        guard case .failure(.badSignature) = verify(changed) else {
            return holds(false, "a changed signature is taken")
        }
    }
}
