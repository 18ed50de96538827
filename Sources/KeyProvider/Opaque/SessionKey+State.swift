internal import CipherCore
internal import KeyBlob

// All that a session key is, as an OPAQUEKEYBLOB of version 1 has it, sealed. Numbers are little-endian DWORDs:
//
//   role                1 data, 2 authentication, 3 and 4 Schannel's
//   permissions         KP_PERMISSIONS
//   mode                KP_MODE: 1 CBC, 2 ECB, 4 CFB; 0 where there are no blocks
//   effectiveKeyBits    KP_EFFECTIVE_KEYLEN of RC2; 0 for others
//   flags               1: the provider keeps silent about the salt
//   cbKey, cbSalt, cbIV, cbPosition
//   key[], salt[], iv[], position[]
//
// `position` is the feedback register of a block cipher, and S, i and j of RC4. There is one way to write a key.
extension SessionKey {
    /// The fields.
    borrowing func stateFields() throws(ProviderError) -> SecretBytes {
        let position = try exportedPosition()
        let iv = initializationVector
        var head: [UInt8] = []
        let usesEffectiveBits = role.encrypts && algorithm == .rc2
        for number in [
            UInt32(role.rawValue), permissions.rawValue, blockByteCount == nil ? 0 : mode.opaqueNumber,
            usesEffectiveBits ? UInt32(effectiveKeyBitLength) : 0, hidesSalt ? 1 : 0, UInt32(key.count),
            UInt32(saltBytes.count), UInt32(iv.byteCount), UInt32(position.count),
        ] {
            head.append(number: number)
        }
        let byteCount = head.count + key.count + saltBytes.count + iv.byteCount + position.count
        var fields = try providing { () throws(CipherError) in try SecretBytes(count: byteCount) }
        var offset = 0
        fields.put(unsafe head.span.bytes, at: &offset)
        fields.put(key.bytes, at: &offset)
        fields.put(saltBytes.bytes, at: &offset)
        fields.put(iv, at: &offset)
        fields.put(position.bytes, at: &offset)
        return fields
    }

    /// The place in the stream; nothing for a key that only authenticates.
    borrowing func exportedPosition() throws(ProviderError) -> SecretBytes {
        do throws(CipherError) {
            switch stream {
            case .some(let stream): return try stream.exportPosition()
            case .none: return try SecretBytes(count: 0)
            }
        } catch {
            throw .cipher(error)
        }
    }

    /// The key of a state.
    ///
    /// - Throws: whatever is wrong with it; ``ProviderError/opaqueKeyDamaged`` for fields that no key has.
    static func restored(from state: borrowing OpaqueState) throws(ProviderError) -> SessionKey {
        let algorithm = state.algorithm
        var fields = StoreFieldReader(state.fields.bytes)
        let role = try Role(opaqueNumber: fields.number(), of: algorithm)
        let permissions = KeyPermissions(rawValue: try fields.number())
        let modeNumber: UInt32 = try fields.number()
        let effectiveBits: UInt32 = try fields.number()
        let flags: UInt32 = try fields.number()
        let keyByteCount: UInt32 = try fields.number()
        let saltByteCount: UInt32 = try fields.number()
        let ivByteCount: UInt32 = try fields.number()
        let positionByteCount: UInt32 = try fields.number()
        let key = try fields.secret(keyByteCount)
        let salt = try fields.secret(saltByteCount)
        let iv = try fields.bytes(Int(ivByteCount))
        let position = try fields.bytes(Int(positionByteCount))
        try fields.finish()

        let isRC2 = role.encrypts && algorithm == .rc2
        let takesSalt = role.encrypts && (algorithm == .rc2 || algorithm == .rc4)
        guard flags <= 1, isRC2 ? 1...1024 ~= effectiveBits : effectiveBits == 0, takesSalt || saltByteCount == 0,
            keyByteCount > 0
        else { throw .opaqueKeyDamaged }
        var restored = try SessionKey(
            algorithm, key: key, salt: salt, provider: state.provider, role: role,
            effectiveKeyBitLength: isRC2 ? Int(effectiveBits) : nil, permissions: permissions)
        restored.hidesSalt = flags == 1
        try restored.restoreStream(modeNumber: modeNumber, iv, position)
        return restored
    }

    private mutating func restoreStream(
        modeNumber: UInt32, _ iv: RawSpan, _ position: RawSpan
    ) throws(ProviderError) {
        do throws(CipherError) {
            if blockByteCount != nil {
                guard let mode = CipherMode(opaqueNumber: modeNumber) else { throw .illegalParameter }
                try stream?.setMode(mode)
                try stream?.setInitializationVector(iv)
            } else {
                guard modeNumber == 0, iv.isEmpty, role.encrypts || position.isEmpty else { throw .illegalParameter }
            }
            try stream?.restorePosition(position)
        } catch {
            throw .cipher(error)
        }
    }
}

extension SessionKey.Role {
    /// The role of a number, if keys of `algorithm` can have it.
    fileprivate init(opaqueNumber: UInt32, of algorithm: AlgorithmIdentifier) throws(ProviderError) {
        guard let role = UInt8(exactly: opaqueNumber).flatMap(Self.init(rawValue:)) else { throw .opaqueKeyDamaged }
        let fits =
            switch role {
            case .data, .schannelEncryption: algorithm.cipher != nil
            case .authentication: algorithm == .rc2
            case .schannelAuthentication: algorithm == .schannelMACKey
            }
        guard fits else { throw .opaqueKeyDamaged }
        self = role
    }
}

extension CipherMode {
    /// KP_MODE of CryptoAPI's modes; 0 for others, which no key of a provider has.
    package var opaqueNumber: UInt32 {
        switch self {
        case .cbc: 1
        case .ecb: 2
        case .cfb8: 4
        case .cfb, .ofb, .ctr: 0
        }
    }

    /// The mode of a number.
    package init?(opaqueNumber: UInt32) {
        guard let mode = Self.cryptoAPI.first(where: { $0.opaqueNumber == opaqueNumber }) else { return nil }
        self = mode
    }
}

extension StoreFieldReader {
    /// A secret of so many bytes.
    @_lifetime(self: copy self)
    mutating func secret(_ byteCount: UInt32) throws(ProviderError) -> SecretBytes {
        let field = try bytes(Int(byteCount))
        do throws(CipherError) { return try SecretBytes(copying: field) } catch { throw .cipher(error) }
    }
}
