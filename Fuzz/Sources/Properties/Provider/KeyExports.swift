import CipherCore
import KeyBlob
import KeyProvider

/// The ways out of the provider for a session key: where it may not leave it does not, by any of them; where it may, the
/// BLOB brings the same key back, and the key has not moved.
extension TwinKey {
    /// The BLOB that `export` gave, as it had to where the key may leave and none of `reasons` speaks against it.
    func blob(
        _ export: Answer, mayLeave: Bool? = nil, unless reasons: [ProviderError] = []
    ) -> [UInt8]? {
        let mayLeave = mayLeave ?? key.isExportable
        switch export {
        case .success(let blob):
            holds(mayLeave, "a key left that must not")
            return blob
        case .failure(let error):
            holds(error == .notExportable ? !mayLeave : mayLeave && reasons.contains(error), "no export: \(error)")
            return nil
        }
    }

    /// PLAINTEXTKEYBLOB.
    func checkPlaintext() {
        let export = Result { () throws(ProviderError) in try key.exportPlaintext().array }
        guard let blob = blob(export) else { return }
        do throws(ProviderError) {
            let copy = try SessionKey(
                importing: blob.span.bytes, as: key.role, provider: key.provider, salt: .none)
            checkCopy(copy)
        } catch .illegalKeyLength {
            // SIMPLEBLOBs alone carry RC2 keys beyond the provider's lengths.
            holds(key.algorithm == .rc2, "its own BLOB has an illegal length")
        } catch {
            holds(false, "its own BLOB is refused: \(error)")
        }
    }

    /// SIMPLEBLOB, as it is or changed by `change`.
    func checkWrap(for pair: FuzzPair, _ padding: WrapPadding, _ failure: UnwrapFailure, _ change: Change) {
        let export = Result { () throws(ProviderError) in
            try key.exportWrapped(for: pair.key.publicKey, padding: padding)
        }
        guard let blob = blob(export, unless: [.unsuitableKey, .messageTooLong]) else { return }
        holds(key.role.encrypts && pair.isEnvelope, "a wrap for what does not unwrap")
        func open(_ blob: [UInt8]) throws(ProviderError) -> SessionKey {
            try SessionKey(
                importing: blob.span.bytes, unwrappingWith: pair.key, padding: padding, failure: failure,
                provider: key.provider, salt: .none)
        }
        checkCopy(must { () throws(ProviderError) in try open(blob) })
        let changed = change.applied(to: blob)
        guard changed != blob else { return }
        let first = Result { () throws(ProviderError) in try open(changed).exportPlaintext().array }
        let second = Result { () throws(ProviderError) in try open(changed).exportPlaintext().array }
        holds(first == second, "another answer the second time")
        if padding == .oaep, changed.count == blob.count, changed.prefix(12) == blob.prefix(12) {
            holds(first == .failure(.unwrapFailed), "a damaged block was opened")
        }
    }

    /// SYMMETRICWRAPKEYBLOB, under another key.
    func checkWrap(by other: TwinKey, _ change: Change) {
        let export = Result { () throws(ProviderError) in try key.exportWrapped(by: other.key) }
        guard let blob = blob(export, unless: [.unsuitableKey]) else { return }
        func open(_ blob: [UInt8]) throws(ProviderError) -> SessionKey {
            try SessionKey(
                importing: blob.span.bytes, unwrappingWith: other.key, provider: key.provider, salt: .none)
        }
        checkCopy(must { () throws(ProviderError) in try open(blob) })
        let changed = change.applied(to: blob)
        guard changed.count == blob.count, changed.prefix(12) == blob.prefix(12), changed != blob else { return }
        let opened = Result { () throws(ProviderError) in try open(changed).exportPlaintext().array }
        holds(opened == .failure(.unwrapFailed), "a damaged wrap was opened")
    }

    /// PRIVATEKEYBLOB under the key.
    func checkEncryption(of pair: FuzzPair, _ change: Change) {
        let blob: [UInt8]
        do throws(ProviderError) {
            blob = try pair.key.exportBlob(encryptedBy: key)
        } catch {
            holds([.unsuitableKey, .notPermitted].contains(error), "no export: \(error)")
            return
        }
        func open(_ blob: [UInt8]) -> Answer {
            Result { () throws(ProviderError) in
                try KeyPair(importing: blob.span.bytes, decryptingWith: key).exportBlob().array
            }
        }
        let expected = must { () throws(ProviderError) in try pair.key.exportBlob().array }
        let back = open(blob)
        holds(back == .success(expected) || back == .failure(.notPermitted), "another pair came back: \(back)")
        let changed = change.applied(to: blob)
        if changed != blob {
            holds(open(changed) != back || back == .failure(.notPermitted), "\(blob) opens as \(changed)")
        }
    }

    /// `copy` came out of a BLOB of the key. With what no BLOB carries it is the same key; it carries parity bits of
    /// its own where it was wrapped by another key.
    private func checkCopy(_ copy: consuming SessionKey) {
        var copy = copy
        holds(copy.isExportable && copy.permissions == [.standard, .export], "\(copy.permissions)")
        let state = key.state
        guard state.role.encrypts else {
            let blobs = must { () throws(ProviderError) in
                (try copy.exportPlaintext().array, try key.exportPlaintext().array)
            }
            return holds(blobs.0 == blobs.1, "another key came back")
        }
        must { () throws(ProviderError) in
            if !state.salt.isEmpty { try copy.setSalt(state.salt.span.bytes) }
            if state.effectiveKeyBitLength != copy.effectiveKeyBitLength {
                try copy.setEffectiveKeyBitLength(state.effectiveKeyBitLength)
            }
            if copy.blockByteCount != nil {
                try copy.setMode(state.mode)
                try copy.setInitializationVector(state.initializationVector.span.bytes)
            }
            copy.hidesSalt = state.hidesSalt
            holds(copy.state == state, "\(copy.state), but it left as \(state)")
            var fresh = try key.duplicate()
            fresh.restart()
            let ramp = [UInt8](0..<48)
            let (ours, theirs) = (
                try copy.decrypted(ramp, isFinal: false), try fresh.decrypted(ramp, isFinal: false)
            )
            holds(ours == theirs, "another key came back")
        }
    }
}

/// A change of one place in a BLOB.
struct Change {
    private let position: UInt8
    private let bits: UInt8
    private let cut: UInt8

    init(_ input: inout FuzzInput) {
        cut = input.byte()
        position = input.byte()
        bits = input.byte()
    }

    /// Bits flipped anywhere, or a few bytes less or more.
    func applied(to blob: [UInt8]) -> [UInt8] {
        guard !blob.isEmpty else { return blob }
        switch cut % 8 {
        case 0: return Array(blob.dropLast(Int(bits) % blob.count))
        case 1: return blob + [UInt8](repeating: position, count: Int(bits % 20))
        default:
            var changed = blob
            // The last places are as likely as the first: those of headers.
            changed[cut < 128 ? Int(position) % blob.count : blob.count - 1 - Int(position) % blob.count] ^= bits
            return changed
        }
    }
}
