import CipherCore
import KeyBlob
import KeyProvider

/// A parameter of a session key, and what to set it to.
enum KeyParameter {
    case mode(CipherMode)
    case initializationVector([UInt8])
    case salt([UInt8])
    case effectiveKeyBitLength(Int)
    case permissions(KeyPermissions)

    /// One that `input` chooses, legal or not.
    init(_ input: inout FuzzInput, for key: borrowing SessionKey) {
        switch input.byte() % 6 {
        case 0: self = .mode(input.element(of: CipherMode.allCases))
        case 1: self = .initializationVector(input.bytes(key.blockByteCount ?? 0))
        case 2: self = .salt(input.bytes(Int(input.byte() % 26)))
        case 3: self = .effectiveKeyBitLength(Int(input.byte()) * 5 - 5)
        case 4: self = .initializationVector(input.bytes(Int(input.byte() % 18)))
        // Not CRYPT_ARCHIVE, which no duplicate has.
        default: self = .permissions(KeyPermissions(rawValue: UInt32(input.byte())))
        }
    }

    var isEffectiveLength: Bool {
        if case .effectiveKeyBitLength = self { true } else { false }
    }

    func set(on key: inout SessionKey) throws(ProviderError) {
        switch self {
        case .mode(let mode): try key.setMode(mode)
        case .initializationVector(let vector): try key.setInitializationVector(vector.span.bytes)
        case .salt(let salt): try key.setSalt(salt.span.bytes)
        case .effectiveKeyBitLength(let bits): try key.setEffectiveKeyBitLength(bits)
        case .permissions(let permissions): try key.setPermissions(permissions)
        }
    }
}

/// What a session key says of itself, but for its permissions.
struct KeyState: Equatable {
    let algorithm: AlgorithmIdentifier
    let provider: Provider
    let role: SessionKey.Role
    let keyBitLength: Int
    let effectiveKeyBitLength: Int
    let mode: CipherMode
    let salt: [UInt8]
    let initializationVector: [UInt8]
    let hidesSalt: Bool
}

extension SessionKey {
    var state: KeyState {
        KeyState(
            algorithm: algorithm, provider: provider, role: role, keyBitLength: keyBitLength,
            effectiveKeyBitLength: effectiveKeyBitLength, mode: mode, salt: salt.withUnsafeBytes { Array($0) },
            initializationVector: initializationVector.withUnsafeBytes { Array($0) }, hidesSalt: hidesSalt)
    }

    /// One call of CryptEncrypt, in memory of exactly `room` bytes. A refused one leaves it alone.
    mutating func encrypted(_ data: [UInt8], room: Int, isFinal: Bool) throws(ProviderError) -> [UInt8] {
        try withMemory(room) { memory in
            memory.copyBytes(from: data.prefix(room))
            let before = Array(memory)
            let count = Result { () throws(ProviderError) in
                try encrypt(memory, byteCount: data.count, isFinal: isFinal)
            }
            if case .failure = count { holds(Array(memory) == before, "a refused piece was written on") }
            return count.map { Array(memory.prefix($0)) }
        }.get()
    }

    /// One call of CryptDecrypt, likewise; where the padding was wrong the data has been decrypted.
    mutating func decrypted(_ data: [UInt8], isFinal: Bool) throws(ProviderError) -> [UInt8] {
        try withMemory(data.count) { memory in
            memory.copyBytes(from: data)
            let count = Result { () throws(ProviderError) in try decrypt(memory, isFinal: isFinal) }
            if case .failure(let error) = count, error != .badPadding {
                holds(memory.elementsEqual(data), "a refused piece was written on")
            }
            return count.map { Array(memory.prefix($0)) }
        }.get()
    }

    /// Puts the key back to its start: a last piece does, whether its padding is good or not.
    mutating func restart() {
        _ = Result { () throws(ProviderError) in
            try setPermissions([.encrypt, .decrypt])
            return try decrypted([UInt8](repeating: 0, count: 16), isFinal: true)
        }
    }
}

extension Provider {
    /// Whether it is one with keys of 40 and 56 bits.
    var isBase: Bool { self == .base || self == .dss || self == .baseDSSDH }
}
