internal import CipherCore

/// The file `store.key`: the store key in the clear, or sealed under a passphrase. docs/containers.md has the layout.
struct StoreKeyFile: ~Copyable {
    static let name = "store.key"
    static let longest = 4096
    private static let magic: StaticString = "KEYBLBSK"
    private static let saltByteCount = 16

    /// How the key stands in the file.
    enum Protection {
        /// In the clear: only the file's mode keeps it.
        case none
        /// Under a key that Argon2id makes of a passphrase.
        case passphrase(Argon2id.Parameters, salt: [UInt8])

        fileprivate var number: UInt32 {
            switch self {
            case .none: 0
            case .passphrase: 1
            }
        }
    }

    let identifier: [UInt8]
    let protection: Protection
    /// The key, or what it is sealed to.
    private let payload: SecretBytes
    /// All that stands before it; its fields have no two spellings.
    private let header: [UInt8]

    private init(
        identifier: [UInt8], protection: Protection, payload: consuming SecretBytes
    ) {
        self.identifier = identifier
        self.protection = protection
        header = Self.header(identifier, protection)
        self.payload = payload
    }

    /// - Throws: ``StoreError/damaged(_:)``.
    init(parsing file: RawSpan) throws(ProviderError) {
        var fields = StoreFieldReader(file)
        try fields.expect(Self.magic)
        try fields.expectVersion1()
        let number = try fields.number()
        let identifier = try fields.array(StoreKey.identifierByteCount)
        let protection: Protection
        switch number {
        case 0: protection = .none
        case 1: protection = try Self.passphraseProtection(&fields)
        default: throw .store(.damaged(.contents))
        }
        let payload = try fields.bytes(StoreKey.byteCount + (number == 1 ? MessageKey.tagByteCount : 0))
        try fields.finish()
        self.init(
            identifier: identifier, protection: protection,
            payload: try providing { () throws(CipherError) in try SecretBytes(copying: payload) })
    }

    private static func passphraseProtection(_ fields: inout StoreFieldReader) throws(ProviderError) -> Protection {
        let numbers = (Int(try fields.number()), Int(try fields.number()), Int(try fields.number()))
        let salt = try fields.array(saltByteCount)
        do throws(CipherError) {
            return .passphrase(
                try Argon2id.Parameters(memoryKiB: numbers.0, passes: numbers.1, lanes: numbers.2), salt: salt)
        } catch {
            throw .store(.damaged(.contents))
        }
    }

    /// The file that holds `key` in the clear.
    init(_ key: StoreKey) throws(ProviderError) {
        self.init(
            identifier: key.identifier, protection: .none,
            payload: try providing { () throws(CipherError) in try key.bytes.copy() })
    }

    /// The file that holds `key` under a passphrase.
    ///
    /// - Throws: ``StoreError/wrongPassphrase`` for an empty one.
    init(
        _ key: StoreKey, passphrase: RawSpan, _ parameters: Argon2id.Parameters = .recommended
    ) throws(ProviderError) {
        let salt = try [UInt8].random(count: Self.saltByteCount)
        let protection = Protection.passphrase(parameters, salt: salt)
        let header = Self.header(key.identifier, protection)
        let messageKey = try Self.messageKey(passphrase, parameters, salt)
        let sealed = try key.bytes.withSpan { key throws(ProviderError) in
            try messageKey.seal(key, authenticating: header)
        }
        self.init(
            identifier: key.identifier, protection: protection,
            payload: try providing { () throws(CipherError) in try SecretBytes(copying: unsafe sealed.span.bytes) })
    }

    private static func header(_ identifier: [UInt8], _ protection: Protection) -> [UInt8] {
        var header = magic.bytes
        header.append(number: 1 as UInt32)
        header.append(number: protection.number)
        header += identifier
        if case .passphrase(let parameters, let salt) = protection {
            for number in [parameters.memoryKiB, parameters.passes, parameters.lanes] {
                header.append(number: UInt32(truncatingIfNeeded: number))
            }
            header += salt
        }
        return header
    }

    /// All of the file.
    borrowing func serialized() throws(ProviderError) -> SecretBytes {
        var file = try providing { () throws(CipherError) in try SecretBytes(count: header.count + payload.count) }
        var offset = 0
        file.put(unsafe header.span.bytes, at: &offset)
        file.put(payload.bytes, at: &offset)
        return file
    }

    var hasPassphrase: Bool {
        switch protection {
        case .none: false
        case .passphrase: true
        }
    }

    /// The key in a file without a passphrase.
    ///
    /// - Throws: ``StoreError/locked``; ``StoreError/damaged(_:)`` for a key with another identifier than the file's.
    borrowing func openWithoutPassphrase() throws(ProviderError) -> StoreKey {
        guard case .none = protection else { throw .store(.locked) }
        return try checked(try providing { () throws(CipherError) in try payload.copy() })
    }

    /// The key in a file under a passphrase.
    ///
    /// - Throws: ``StoreError/wrongPassphrase``; ``StoreError/damaged(_:)``.
    borrowing func open(passphrase: RawSpan) throws(ProviderError) -> StoreKey {
        guard case .passphrase(let parameters, let salt) = protection else { return try openWithoutPassphrase() }
        let messageKey = try Self.messageKey(passphrase, parameters, salt)
        do throws(ProviderError) {
            return try checked(try messageKey.open(payload.bytes, authenticating: unsafe header.span.bytes))
        } catch .unwrapFailed {
            throw .store(.wrongPassphrase)
        }
    }

    private borrowing func checked(_ bytes: consuming SecretBytes) throws(ProviderError) -> StoreKey {
        let key = try StoreKey(bytes)
        guard key.identifier == identifier else { throw .store(.damaged(.contents)) }
        return key
    }

    private static func messageKey(
        _ passphrase: RawSpan, _ parameters: Argon2id.Parameters, _ salt: [UInt8]
    ) throws(ProviderError) -> MessageKey {
        guard !passphrase.isEmpty else { throw .store(.wrongPassphrase) }
        return MessageKey(
            try providing { () throws(CipherError) in
                try Argon2id.derive(
                    passphrase: passphrase, salt: unsafe salt.span.bytes, parameters: parameters,
                    byteCount: MessageKey.byteCount)
            })
    }
}
