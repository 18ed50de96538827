internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

// The only place where errors become Windows's codes. No `default`: a new case does not compile until it has its code.
extension ErrorCode {
    init(_ error: ProviderError) {
        self =
            switch error {
            case .blob(let error): Self(error)
            case .unsupportedAlgorithm: .badAlgorithm
            case .illegalKeyLength, .illegalParameter: .badData
            case .unsuitableKey: .badKey
            case .notExportable: .badKeyState
            case .notPermitted: Self(NTE_PERM)
            case .noKey: .noKey
            case .unsupportedBlobType: .badType
            case .inconsistentKey, .wrongKeyLength, .unwrapFailed, .badPadding, .illegalDataLength: .badData
            case .messageTooLong, .emptyCiphertext: .badLength
            case .bufferTooSmall: .moreData
            case .hashFinished, .hashIncomplete: Self(NTE_BAD_HASH_STATE)
            case .unsuitableHash: Self(NTE_BAD_HASH)
            case .badSignature: Self(NTE_BAD_SIGNATURE)
            case .randomsMissing: .invalidParameter
            case .schannelAlgorithmMissing: .badFlags
            case .unsupportedSchannelAlgorithm, .versionRollback: .badData
            case .wrongKeyState: .badKeyState
            case .weakKeyRefused: .badData
            case .opaqueKeySource, .opaqueKeyProvider, .opaqueKeyDamaged, .passwordMissing: .badData
            case .channel(let error): Self(error)
            case .store(let error): Self(error)
            case .cipher(let error): Self(error)
            }
    }

    private init(_ error: StoreError) {
        self =
            switch error {
            case .missing: Self(NTE_BAD_KEYSET)
            case .exists: Self(NTE_EXISTS)
            case .illegalName: Self(NTE_BAD_KEYSET_PARAM)
            case .noKey: .noKey
            case .damaged: Self(NTE_KEYSET_ENTRY_BAD)
            case .untrusted, .denied: Self(NTE_PERM)
            case .locked: .silentContext
            case .wrongPassphrase: .badData
            case .busy: Self(ERROR_BUSY)
            case .io: Self(NTE_FAIL)
            }
    }

    private init(_ error: ChannelError) {
        self =
            switch error {
            case .illegalMessage: .badData
            case .untrustedPeer, .relayed: Self(NTE_PERM)
            case .timedOut: Self(ERROR_BUSY)
            case .io: Self(NTE_FAIL)
            }
    }

    private init(_ error: BlobError) {
        self =
            switch error.reason {
            case .unknownBlobType: .badType
            case .unsupportedVersion: Self(NTE_BAD_VER)
            case .badAlgorithm: .badAlgorithm
            case .truncated, .trailingBytes, .reservedNonZero, .badMagic, .badBitLength, .badExponent, .badKeyLength,
                .nonCanonicalInteger, .inconsistentKey, .lengthMismatch, .badString, .badContents:
                .badData
            case .outputTooSmall: .moreData
            }
    }

    private init(_ error: CipherError) {
        self =
            switch error {
            case .outOfMemory: Self(NTE_NO_MEMORY)
            case .unsupportedAlgorithm: .badAlgorithm
            case .illegalKeyLength, .illegalParameter, .illegalDataLength, .inconsistentKey, .weakKey, .unwrapFailed:
                .badData
            case .messageTooLong: .badLength
            case .libraryUnavailable, .resultCheckFailed, .library: Self(NTE_FAIL)
            }
    }
}
