import CipherCore
import KeyBlob
import KeyProvider

/// The sealing key of a channel with this process at both its ends.
private final class FuzzChannel: Sendable {
    static let shared = FuzzChannel()

    let key: SealingKey

    private init() {
        key = must { () throws(ProviderError) in
            let here = try ChannelAgreement(with: .current)
            let there = try ChannelAgreement(with: .current).message
            return try here.finish(there.span.bytes)
        }
    }
}

/// A key that goes on elsewhere.
extension TwinKey {
    /// OPAQUEKEYBLOB: the key goes on where another brought it, as its twin does that stayed. A BLOB that was changed
    /// brings none.
    func handOver(_ change: Change) {
        let sealing = FuzzChannel.shared
        let export = Result { () throws(ProviderError) in try key.exportOpaque(sealedBy: sealing.key) }
        guard let blob = blob(export, mayLeave: key.isExportable || !isForData) else { return }
        let changed = change.applied(to: blob)
        if changed != blob, (try? SessionKey(importingOpaque: changed.span.bytes, openedBy: sealing.key)) != nil {
            holds(false, "a changed BLOB brought a key")
        }
        let permissions = key.permissions
        replace(
            by: must { () throws(ProviderError) in
                try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealing.key)
            })
        holds(key.permissions == permissions, "\(key.permissions) came, but \(permissions) left")
    }

    /// Schannel's keys are made to be handed over, and need no leave.
    private var isForData: Bool { key.role == .data || key.role == .authentication }

    /// KEYSTATEBLOB: what came goes on where this key stands; but it has no salt, which is part of its key now.
    func checkState(_ change: Change) {
        let export = Result { () throws(ProviderError) in try key.exportState().array }
        guard let blob = blob(export, unless: [.unsupportedBlobType(.keyState)]) else { return }
        func restore(_ blob: [UInt8]) throws(ProviderError) -> SessionKey {
            try SessionKey(importingState: blob.span.bytes, mode: key.mode, provider: key.provider)
        }
        _ = try? restore(change.applied(to: blob))
        var restored: SessionKey
        do throws(ProviderError) {
            restored = try restore(blob)
        } catch {
            let isSalted = key.state.salt.count > 0
            return holds(isSalted && error == .illegalKeyLength(bits: 128), "its own BLOB is refused: \(error)")
        }
        var copy = must { () throws(ProviderError) in try key.duplicate() }
        must { () throws(ProviderError) in
            try copy.setPermissions([.encrypt, .decrypt])
            let ramp = [UInt8](0..<48)
            for isFinal in [false, true] {
                let (ours, theirs) = (
                    try restored.encrypted(ramp, room: 64, isFinal: isFinal),
                    try copy.encrypted(ramp, room: 64, isFinal: isFinal)
                )
                holds(ours == theirs, "another stream came back")
            }
        }
    }
}
