public import CipherCore
public import KeyBlob

/// Why a provider refused; each case is one of the meanings that CryptoAPI's `NTE_*` codes document.
public enum ProviderError: Error, Equatable, Sendable {
    /// The BLOB is malformed; the error says where. `NTE_BAD_DATA`, `NTE_BAD_VER`, `NTE_BAD_TYPE`.
    case blob(BlobError)
    /// The provider has no such algorithm, or it cannot stand here. `NTE_BAD_ALGID`.
    case unsupportedAlgorithm(AlgorithmIdentifier)
    /// The provider does not take keys of this length for the algorithm. `NTE_BAD_DATA`, `NTE_BAD_FLAGS`.
    case illegalKeyLength(bits: Int)
    /// A parameter is outside its range. `NTE_BAD_DATA`, `ERROR_INVALID_PARAMETER`.
    case illegalParameter(Parameter)
    /// The key is of the wrong kind for this: a signature key for wrapping, an over-long RC2 key for encrypting.
    /// `NTE_BAD_KEY`, `NTE_BAD_PUBLIC_KEY`.
    case unsuitableKey
    /// The key was made without permission to leave the provider. `NTE_BAD_KEY_STATE`.
    case notExportable
    /// KP_PERMISSIONS forbids this use of the key. `NTE_PERM`.
    case notPermitted
    /// There is no such key: an empty slot of a container, or no key given to unwrap with. `NTE_NO_KEY`.
    case noKey
    /// The BLOB is of a type that cannot carry the key, or that the provider does not read. `NTE_BAD_TYPE`.
    case unsupportedBlobType(BlobType)
    /// The numbers of a key pair contradict each other. `NTE_BAD_DATA`.
    case inconsistentKey
    /// The key, or the data, is too long for the modulus and the padding. `NTE_BAD_LEN`.
    case messageTooLong
    /// The wrapped key is as long as another modulus: it was wrapped for another key. `NTE_BAD_DATA`.
    case wrongKeyLength(wrapped: Int, modulus: Int)
    /// A wrapped key did not open: wrong private key or damaged data, and nobody learns which. `NTE_BAD_DATA`.
    case unwrapFailed
    /// The last block of the data has no valid padding: wrong key or damaged data. `NTE_BAD_DATA`.
    case badPadding
    /// The data is not a whole number of blocks. `NTE_BAD_DATA`.
    case illegalDataLength
    /// Nothing to decrypt although this was to be the last piece. `NTE_BAD_LEN`.
    case emptyCiphertext
    /// The buffer is too short for the result, which needs this many bytes. `ERROR_MORE_DATA`.
    case bufferTooSmall(needed: Int)
    /// The hash object has given its value, and takes no more data. `NTE_BAD_HASH_STATE`.
    case hashFinished
    /// The hash object lacks a parameter: an HMAC its hash function, the TLS PRF a label or seed. `NTE_BAD_HASH_STATE`.
    case hashIncomplete
    /// The hash object has no such parameter, or no value of this length. `NTE_BAD_HASH`.
    case unsuitableHash
    /// The signature is not one of the key's owner for this hash value. `NTE_BAD_SIGNATURE`.
    case badSignature
    /// A master key has not both randoms yet, without which there are no keys. `ERROR_INVALID_PARAMETER`.
    case randomsMissing
    /// The cipher suite of a master key was not set before its hash was made. `NTE_BAD_FLAGS`.
    case schannelAlgorithmMissing(SchannelAlgorithm.Use)
    /// The provider's Schannel has no such algorithm, or not with this key length. `NTE_BAD_DATA`.
    case unsupportedSchannelAlgorithm(AlgorithmIdentifier)
    /// A master key is too young or too old for this: the master secret is not there yet, or the pre-master secret no
    /// longer. `NTE_BAD_KEY_STATE`.
    case wrongKeyState
    /// Somebody made a client and a server that speak SSL 3.0 fall back to SSL 2.0. `NTE_BAD_DATA`.
    case versionRollback
    /// The algorithm or key length is too weak to make new keys with, and nobody said ``Insecure/weakKeys``.
    case weakKeyRefused
    /// The OPAQUEKEYBLOB was sealed with a key of this source, and the one at hand is another. `NTE_BAD_DATA`.
    case opaqueKeySource(SealingKey.Source)
    /// The OPAQUEKEYBLOB holds a key of this provider, and is not for others. `NTE_BAD_DATA`.
    case opaqueKeyProvider(Provider)
    /// The OPAQUEKEYBLOB is not as it was sealed, or holds another kind of key. `NTE_BAD_DATA`.
    case opaqueKeyDamaged
    /// Two processes did not agree on a sealing key; its error says with which code.
    case channel(ChannelError)
    /// The file is encrypted, and nobody gave a password. `NTE_BAD_DATA`.
    case passwordMissing
    /// The store of key containers refused; its error says with which code.
    case store(StoreError)
    /// The cipher core failed for a reason of its own: no memory, no library, a fault.
    case cipher(CipherError)

    /// The key parameters that can be out of range.
    public enum Parameter: String, Sendable {
        case salt
        case effectiveKeyLength = "effective key length"
        case initializationVector = "IV"
        case mode
        case hashValue = "hash value"
        case permissions
        case group
        case keyInfo = "key information"
        case random
        case clearKey = "clear key"
        case certificate
        case version
    }
}

/// The explicit way in to what must still be possible and should no longer be done.
public enum Insecure: Sendable {
    /// New keys that are too weak for new data: RSA below 2048 bits, DES, RC2, RC4, 3DES with two keys; and old RSA keys
    /// that anybody can compute.
    case weakKeys
}

/// The boundary to the cipher core: what its errors mean to somebody who uses a provider.
package func providing<Result: ~Copyable>(_ work: () throws(CipherError) -> Result) throws(ProviderError) -> Result {
    do throws(CipherError) {
        return try work()
    } catch {
        switch error {
        case .unwrapFailed: throw .unwrapFailed
        case .inconsistentKey: throw .inconsistentKey
        case .messageTooLong: throw .messageTooLong
        case .illegalDataLength: throw .illegalDataLength
        default: throw .cipher(error)
        }
    }
}

/// The boundary to the codec: a BLOB that cannot be written, or read.
func coding<Result: ~Copyable>(_ work: () throws(BlobError) -> Result) throws(ProviderError) -> Result {
    do throws(BlobError) { return try work() } catch { throw .blob(error) }
}
