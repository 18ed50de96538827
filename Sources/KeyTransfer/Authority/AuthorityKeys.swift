internal import KeyBlob
internal import KeyProvider

/// One pair of key pairs of an authority: the container they are in, and which they are.
struct KeyGeneration: Record, Equatable {
    var number: UInt32 = 0
    var container = ""
    var exchange = KeyIdentity(bytes: [])
    var signature = KeyIdentity(bytes: [])

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try pass.constant("magic", "KBGENER\0")
        try pass.version1()
        try pass.number("number", &number, in: 1...UInt32.max)
        try pass.text("container", &container, upTo: 64)
        try pass.bytes("exchange key", &exchange.bytes, count: KeyIdentity.byteCount)
        try pass.bytes("signature key", &signature.bytes, count: KeyIdentity.byteCount)
    }

    var rowKey: [UInt8] { [UInt8](rowKey: UInt64(number)) }
}

/// Which key pairs an authority has, or had.
public struct AuthorityIdentity: Sendable, Equatable {
    /// Of the key that deposits are wrapped for.
    public let exchange: KeyIdentity
    /// Of the key that it signs with.
    public let signature: KeyIdentity

    init(_ generation: KeyGeneration) {
        exchange = generation.exchange
        signature = generation.signature
    }
}

/// The key pairs of one generation.
struct AuthorityKeys {
    let container: KeyContainer
    let exchange: KeyIdentity
    let signer: KeyIdentity
    let signerKey: PublicKey

    /// Opens a container's pairs.
    init(_ container: KeyContainer) throws(TransferError) {
        self.container = container
        exchange = try KeyIdentity(of: Self.publicKey(container, .exchange))
        signerKey = try Self.publicKey(container, .signature)
        signer = try KeyIdentity(of: signerKey)
    }

    func sign<Body: SignedBody>(_ body: Body) throws(TransferError) -> Signed<Body> {
        try Signed(body, by: pair(.signature))
    }

    func pair(_ purpose: KeyPurpose) throws(TransferError) -> KeyPair {
        do throws(ProviderError) { return try container.keyPair(purpose) } catch { throw .provider(error) }
    }

    private static func publicKey(_ container: KeyContainer, _ slot: KeyPurpose) throws(TransferError) -> PublicKey {
        try providing { () throws(ProviderError) in try container.keyPair(slot).publicKey }
    }
}

/// All the authority's key containers, those of earlier generations too: what was deposited under their keys opens with them.
struct AuthorityKeyring {
    let store: ContainerStore

    /// Makes the containers and pairs of a generation, under a name that nobody has. Until a row names it, nobody will.
    func generate(_ number: UInt32, bits: Int) throws(TransferError) -> KeyGeneration {
        var generation = KeyGeneration()
        let tail = try [UInt8].random(count: 8).map { UInt16($0) + 0x100 }.map { String($0, radix: 16).dropFirst() }
        generation.number = number
        generation.container = "authority-" + tail.joined()
        let container: KeyContainer
        do throws(ProviderError) {
            container = try store.create(generation.container, for: .aes)
            try container.install(KeyPair(generating: .exchange, bits: bits, isExportable: false))
            try container.install(KeyPair(generating: .signature, bits: bits, isExportable: false))
        } catch {
            throw .provider(error)
        }
        let keys = try AuthorityKeys(container)
        generation.exchange = keys.exchange
        generation.signature = keys.signer
        return generation
    }

    /// Takes back what ``generate(_:bits:)`` made and no row names.
    func discard(_ generation: KeyGeneration) throws(TransferError) {
        try providing { () throws(ProviderError) in try store.delete(generation.container, for: .aes) }
    }

    /// - Throws: ``AuthorityError/damaged`` where the container holds other keys than the generation's.
    func keys(of generation: KeyGeneration) throws(TransferError) -> AuthorityKeys {
        let container: KeyContainer
        do throws(ProviderError) {
            container = try store.open(generation.container, for: .aes)
        } catch {
            throw .provider(error)
        }
        let keys = try AuthorityKeys(container)
        guard keys.exchange == generation.exchange, keys.signer == generation.signature else {
            throw .authority(.damaged)
        }
        return keys
    }

    /// A signature key that a container has, be it that of a generation or of none; nil if none has it.
    func signerKey(_ identity: KeyIdentity) throws(TransferError) -> PublicKey? {
        for name in try providing({ () throws(ProviderError) in try store.names(for: .aes) }) {
            guard let container = try? store.open(name, for: .aes), let keys = try? AuthorityKeys(container) else {
                continue
            }
            if keys.signer == identity { return keys.signerKey }
        }
        return nil
    }
}
