import CipherCore
import KeyBlob
import KeyProvider

/// Any calls of one provider behind each other. Nothing traps; every session key agrees with a twin that heard only of
/// the calls that move a key; what leaves comes back as it was; what may not leave does not.
///
/// Keys are imported rather than made, so that a find can be reproduced; those few that are made come last in the choice.
public let providerProperty: Property = { source in
    var calls = ProviderCalls(FuzzInput(source))
    calls.run()
}

/// A provider, its keys and hashes, and the bytes that choose what is done with them.
private struct ProviderCalls {
    private var input: FuzzInput
    private let provider: Provider
    private var keys: [TwinKey] = []
    private var hashes: [TwinHash] = []
    private static let most = 6

    init(_ input: FuzzInput) {
        self.input = input
        provider = self.input.element(of: Provider.allCases)
    }

    mutating func run() {
        for _ in 0..<64 where !input.rest.isEmpty { call() }
        for key in keys { key.checkAgreement() }
        for hash in hashes { hash.checkAgreement() }
    }

    private mutating func call() {
        let number = input.byte() % 30
        if number < 4 || keys.isEmpty { return importKey() }
        let key = input.element(of: keys)
        switch number {
        case 4...6:
            let (isFinal, room) = (input.byte() % 2 == 0, Int(input.byte() % 80))
            let data = input.bytes(Int(input.byte() % 80))
            key.encrypt(data, room: room, isFinal: isFinal)
        case 7...8:
            let isFinal = input.byte() % 2 == 0
            key.decrypt(input.bytes(Int(input.byte() % 80)), isFinal: isFinal)
        case 9...11: key.set(KeyParameter(&input, for: key.key))
        case 12: key.checkPlaintext()
        case 13:
            let padding: WrapPadding = input.byte() % 2 == 0 ? .pkcs1 : .oaep
            let failure: UnwrapFailure = input.byte() % 2 == 0 ? .report : .substitute
            key.checkWrap(for: input.element(of: FuzzPairs.all), padding, failure, Change(&input))
        case 14: key.checkWrap(by: input.element(of: keys), Change(&input))
        case 15: key.checkEncryption(of: input.element(of: FuzzPairs.all), Change(&input))
        case 16: keep(key.duplicate())
        case 17: keys.removeAll { $0 === key }
        case 18: importPair(under: key)
        case 19: openHash(under: key)
        case 20...22: if !hashes.isEmpty { callHash(input.element(of: hashes), key) }
        case 23...25: key.handOver(Change(&input))
        case 26: key.checkState(Change(&input))
        case 27: generate()
        default: if let key = ConnectionKeys.key(&input, provider: provider) { keep(TwinKey(key)) }
        }
    }

    private mutating func keep(_ key: TwinKey) {
        if keys.count == Self.most { keys.removeFirst() }
        keys.append(key)
    }

    private mutating func keep(_ hash: TwinHash) {
        if hashes.count == Self.most { hashes.removeFirst() }
        hashes.append(hash)
    }

    /// A PLAINTEXTKEYBLOB of any key, or bytes that are one by chance.
    private mutating func importKey() {
        let choice = input.byte()
        let algorithm = input.element(of: Self.algorithms)
        let bytes = input.bytes(algorithm.lengths[Int(input.byte()) % algorithm.lengths.count])
        let blob =
            choice % 16 == 0
            ? input.bytes(40)
            : must { () throws(BlobError) in
                try PlaintextKeyBlob(keyAlgorithm: algorithm.identifier, key: bytes.span.bytes).serialized()
            }
        guard
            let key = try? SessionKey(
                importing: blob.span.bytes, as: choice % 7 == 0 ? .authentication : .data, provider: provider,
                salt: choice % 3 == 0 ? .none : .standard, isExportable: choice % 5 != 0)
        else { return }
        keep(TwinKey(key))
    }

    private static let algorithms: [(identifier: AlgorithmIdentifier, lengths: [Int])] = [
        (.rc2, [16, 5, 7, 8]), (.rc4, [16, 5, 7, 8]), (.des, [8]), (.twoKeyTripleDES, [16]), (.tripleDES, [24]),
        (.aes128, [16]), (.aes192, [24]), (.aes256, [32]),
    ]

    /// A pair, changed or not, or any bytes.
    private mutating func importPair(under key: TwinKey) {
        let pair = input.element(of: FuzzPairs.all)
        switch input.byte() % 4 {
        case 0: PairCalls.checkImports(input.bytes(Int(input.byte())))
        case 1: PairCalls.checkLocked(pair, KeyPermissions(rawValue: UInt32(input.byte()) * 2), under: key)
        default: PairCalls.checkImports(Change(&input).applied(to: pair.blob))
        }
    }

    private mutating func openHash(under key: TwinKey) {
        let algorithm = input.element(of: Self.hashes)
        let hash = Result { () throws(ProviderError) in
            switch algorithm {
            case .mac: TwinHash(try HashObject(macWith: key.key))
            case .hmac: TwinHash(try HashObject(hmacWith: key.key))
            default: TwinHash(try HashObject(algorithm, provider: provider))
            }
        }
        if case .success(let hash) = hash { keep(hash) }
    }

    private static let hashes: [AlgorithmIdentifier] = [
        .sha1, .md5, .mac, .hmac, .md2, .md4, .sha256, .sha384, .sha512, .ssl3SHAMD5,
    ]

    private mutating func callHash(_ hash: TwinHash, _ key: TwinKey) {
        switch input.byte() % 8 {
        case 0...1:
            let data = input.bytes(Int(input.byte() % 80))
            hash.move { hash throws(ProviderError) in
                try hash.update(data.span.bytes)
                return []
            }
        case 2:
            let order: HashedKeyOrder = input.byte() % 2 == 0 ? .littleEndian : .bigEndian
            hash.move { hash throws(ProviderError) in
                try hash.update(key.key, byteOrder: order)
                return []
            }
        case 3: hash.move { hash throws(ProviderError) in try hash.value().array }
        case 4:
            let value = input.bytes([16, 20, 32, 36, 0][Int(input.byte() % 5)])
            hash.move { hash throws(ProviderError) in
                try hash.setValue(value.span.bytes)
                return []
            }
        case 5:
            let (digest, pad) = (input.element(of: Self.hashes), input.bytes(Int(input.byte() % 80)))
            hash.move { hash throws(ProviderError) in
                try hash.setHMACInfo(hash: digest, innerPad: pad.span.bytes, outerPad: pad.span.bytes)
                return []
            }
        case 6:
            let format = input.element(of: SignatureFormat.allCases)
            PairCalls.checkSignature(input.element(of: FuzzPairs.all), hash, format, Change(&input))
        default: derive(from: hash)
        }
    }

    /// A key of a hash, twice: the hash is finished by the first, and both are the same.
    private mutating func derive(from hash: TwinHash) {
        let algorithm = input.element(of: Self.algorithms)
        let salt: SaltPolicy = input.byte() % 2 == 0 ? .create : .standard
        var derived: TwinKey?
        func derive(_ hash: inout HashObject) throws(ProviderError) -> [UInt8] {
            let key = try SessionKey(derivingFrom: &hash, algorithm: algorithm.identifier, salt: salt)
            let blob = try key.exportPlaintext().array
            derived = TwinKey(key)
            return blob
        }
        let first = hash.move(derive)
        let second = hash.move(derive)
        holds(first == second, "another key the second time")
        if let derived { keep(derived) }
    }

    /// A key of the provider's own making.
    private mutating func generate() {
        let algorithm = input.element(of: Self.algorithms)
        let choice = input.byte()
        guard
            let key = try? SessionKey(
                generating: algorithm.identifier, bits: choice % 2 == 0 ? nil : 8 * algorithm.lengths[0],
                provider: provider, salt: choice % 3 == 0 ? .create : .standard, isExportable: choice % 5 == 0,
                isArchivable: choice % 7 == 0, allowing: .weakKeys)
        else { return }
        keep(TwinKey(key))
    }
}
