import CipherCore
import KeyBlob
import KeyProvider

typealias Answer = Result<[UInt8], ProviderError>

/// Makes a call that moves an object, where it succeeds; its twin follows then, and must give the same. A call that is
/// refused must not have moved anything, so the twin knows nothing of it; but for the errors that `follow` tells.
func move<Object: ~Copyable>(
    _ object: inout Object, _ twin: inout Object, unlessRefused follow: (ProviderError) -> Bool = { _ in false },
    _ call: (inout Object) throws(ProviderError) -> [UInt8]
) -> Answer {
    let answer = Result { () throws(ProviderError) in try call(&object) }
    if case .failure(let error) = answer, !follow(error) { return answer }
    let expected = Result { () throws(ProviderError) in try call(&twin) }
    holds(answer == expected, "\(answer), but its twin: \(expected)")
    return answer
}

/// A session key and its twin. Whatever moves the key is done to both, whatever must not move it to the key alone: where
/// the two then part ways, something moved that must not have.
final class TwinKey {
    var key: SessionKey
    private var twin: SessionKey

    init(_ key: consuming SessionKey) {
        twin = must { () throws(ProviderError) in try key.duplicate() }
        self.key = key
    }

    /// The same key once more, with a twin of its own.
    func duplicate() -> TwinKey {
        let duplicate = TwinKey(must { () throws(ProviderError) in try key.duplicate() })
        holds(duplicate.key.state == key.state, "\(duplicate.key.state), but its original: \(key.state)")
        holds(duplicate.key.permissions == key.permissions.subtracting(.archive), "other permissions")
        return duplicate
    }

    /// CryptEncrypt, in memory of `room` bytes.
    @discardableResult
    func encrypt(_ data: [UInt8], room: Int, isFinal: Bool) -> Answer {
        let needed = Result { () throws(ProviderError) in
            try key.encryptedByteCount(of: data.count, isFinal: isFinal)
        }
        let answer = move(&key, &twin) { key throws(ProviderError) in
            try key.encrypted(data, room: room, isFinal: isFinal)
        }
        if case .success(let ciphertext) = answer {
            holds(needed == .success(ciphertext.count), "\(ciphertext.count) bytes, but foretold \(needed)")
            holds(ciphertext.count <= room, "more than there is room for")
        }
        return answer
    }

    /// CryptDecrypt. Wrong padding puts the key back to its start.
    @discardableResult
    func decrypt(_ data: [UInt8], isFinal: Bool) -> Answer {
        move(&key, &twin, unlessRefused: { $0 == .badPadding }) { key throws(ProviderError) in
            try key.decrypted(data, isFinal: isFinal)
        }
    }

    /// CryptSetKeyParam.
    func set(_ parameter: KeyParameter) {
        // The Base providers refuse every effective length but 40, and take 40 all the same.
        let takesForty = parameter.isEffectiveLength && key.provider.isBase
        _ = move(&key, &twin, unlessRefused: { _ in takesForty }) { key throws(ProviderError) in
            try parameter.set(on: &key)
            return []
        }
        checkParameters()
    }

    /// The key has moved to another place, in whatever way, and must go on there as its twin does here.
    func replace(by other: consuming SessionKey) {
        key = other
        checkParameters()
    }

    /// The twins say the same of themselves.
    func checkParameters() {
        holds(key.state == twin.state, "\(key.state), but its twin: \(twin.state)")
        holds(key.permissions.subtracting(.archive) == twin.permissions, "other permissions than its twin")
    }

    /// The twins stand at the same point.
    func checkAgreement() {
        checkParameters()
        set(.permissions([.encrypt, .decrypt]))
        let ramp = [UInt8](0..<48)
        decrypt(ramp, isFinal: false)
        encrypt(ramp, room: 64, isFinal: true)
    }
}

/// A hash object and its twin, likewise.
final class TwinHash {
    var hash: HashObject
    private var twin: HashObject

    init(_ hash: consuming HashObject) {
        twin = must { () throws(ProviderError) in try hash.duplicate() }
        self.hash = hash
    }

    /// A call that moves the hash.
    @discardableResult
    func move(_ call: (inout HashObject) throws(ProviderError) -> [UInt8]) -> Answer {
        Properties.move(&hash, &twin, call)
    }

    /// The twins have the same value, and keep it.
    func checkAgreement() {
        let first = move { hash throws(ProviderError) in try hash.value().array }
        let second = move { hash throws(ProviderError) in try hash.value().array }
        holds(first == second, "another value the second time")
        guard case .success = first else { return }
        let more = move { hash throws(ProviderError) in
            try hash.update([1].span.bytes)
            return []
        }
        let isRefused: Bool
        switch more {
        case .failure(.hashFinished), .failure(.unsupportedAlgorithm(.ssl3SHAMD5)): isRefused = true
        default: isRefused = false
        }
        holds(isRefused, "a finished hash took data: \(more)")
    }
}
