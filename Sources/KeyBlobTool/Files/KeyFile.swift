internal import CipherCore
internal import KeyBlob
internal import KeyProvider
internal import KeyTransfer

/// A BLOB from a file, out of its hex, base64 or other text, in secret memory: not every input says what it is before it is read.
struct KeyFile: ~Copyable {
    /// A PRIVATEKEYBLOB of the longest keys has 9236 bytes, and base64 a third more; the rest is room for white space.
    private static let longest = 1 << 20

    let name: String
    /// How the BLOB stood in the file.
    let armour: TextArmour
    let blob: SecretBytes
    /// The length of all of it: of a sealed file, `blob` may be but the beginning.
    let byteCount: UInt64

    init(_ file: FileArgument) throws(Failure) {
        var input = try InputFile(file)
        try self.init(input.readSecret(limit: Self.longest), of: input.name)
    }

    /// A BLOB, or one of this package's own records, which may be longer than any key.
    init(inspecting file: FileArgument) throws(Failure) {
        var input = try InputFile(file)
        let contents = try input.readSecret(upTo: RecordDescription.longest)
        guard contents.count > Self.longest else {
            try self.init(contents, of: input.name)
            return
        }
        let record = try transferring(input.name) { () throws(TransferError) in
            try RecordDescription(of: contents.bytes, byteCount: UInt64(contents.count))
        }
        guard record != nil else { throw InputFile.refusal(of: input.name, longerThan: Self.longest) }
        let byteCount = try UInt64(contents.count) + input.countRest()
        self.init(name: input.name, armour: .binary, blob: contents, byteCount: byteCount)
    }

    private init(_ contents: consuming SecretBytes, of name: String) throws(Failure) {
        let armour = TextArmour(recognising: contents.bytes)
        let blob = try Self.decode(contents, armour, name)
        let byteCount = UInt64(blob.count)
        self.init(name: name, armour: armour, blob: blob, byteCount: byteCount)
    }

    private init(name: String, armour: TextArmour, blob: consuming SecretBytes, byteCount: UInt64) {
        self.name = name
        self.armour = armour
        self.blob = blob
        self.byteCount = byteCount
    }

    private static func decode(
        _ text: borrowing SecretBytes, _ armour: TextArmour, _ name: String
    ) throws(Failure) -> SecretBytes {
        let source = text.bytes
        // A hex dump may stand for more bytes than it has.
        let count = try peeling(armour, name) { () throws(ArmourError) in try armour.decodedByteCount(of: source) }
        guard count <= longest else { throw InputFile.refusal(of: name, longerThan: longest) }
        var decoded = try SecretBytes(zeros: count, for: name)
        _ = try peeling(armour, name) { () throws(ArmourError) in
            try decoded.withUnsafeMutableBytes { buffer throws(ArmourError) in try armour.decode(source, into: buffer) }
        }
        return decoded
    }

    private static func peeling(
        _ armour: TextArmour, _ name: String, _ work: () throws(ArmourError) -> Int
    ) throws(Failure) -> Int {
        do throws(ArmourError) { return try work() } catch {
            throw Failure(.invalid, "\(name): neither a BLOB nor \(armour.rawValue): \(error)")
        }
    }
}

extension KeyFile {
    /// Refuses a BLOB that is surely another than what is wanted here.
    fileprivate borrowing func require(_ wanted: AnyKeyBlob.Format) throws(Failure) {
        try requireBlob(wanted)
        guard let found = try? AnyKeyBlob.Recognition(of: blob.bytes), found.certainty == .certain,
            found.format != wanted
        else { return }
        throw Failure(.invalid, "\(name): not the \(wanted.rawValue) that is needed, but: \(found.format.rawValue)")
    }
}

extension KeyFile {
    /// Refuses a whole file where a BLOB is wanted.
    borrowing func requireBlob(_ wanted: AnyKeyBlob.Format) throws(Failure) {
        guard let kind = FileKind(front: blob.bytes.extracting(first: FileKind.front)), kind.isWholeFile else { return }
        throw Failure(.invalid, "\(name): not the \(wanted.rawValue) that is needed, but: \(kind.words)")
    }
}

extension SessionKey {
    /// The key in a PLAINTEXTKEYBLOB.
    init(
        reading file: FileArgument, provider: Provider = .aes, salt: SaltPolicy = .standard
    ) throws(Failure) {
        let key = try KeyFile(file)
        try key.require(.plaintextKey)
        do throws(ProviderError) {
            try self.init(importing: key.blob.bytes, provider: provider, salt: salt)
        } catch {
            throw Failure(error, key.name)
        }
    }

    /// What a note calls weak about the key; nil for a strong one.
    var weakness: String? { algorithm.isWeak ? "\(algorithm)" : nil }
}

extension KeyPair {
    /// The exchange pair in a PRIVATEKEYBLOB or in a PVK file, whose password is read if it has one.
    init(reading file: FileArgument, password: PasswordOptions) throws(Failure) {
        let key = try KeyFile(file)
        if !key.isPVK { try key.require(.rsaPrivateKey) }
        let pair = try key.keyPair(password)
        try pair.purpose.requireExchange(key.name)
        self = pair
    }
}

extension KeyFile {
    fileprivate var isPVK: Bool { (try? AnyKeyBlob.Recognition(of: blob.bytes))?.format == .pvk }

    /// The pair in a PRIVATEKEYBLOB or in a PVK file, for either use.
    borrowing func keyPair(_ password: PasswordOptions, isExportable: Bool = true) throws(Failure) -> KeyPair {
        isPVK ? try pvkPair(password, isExportable) : try blobPair(password, isExportable)
    }

    private borrowing func blobPair(_ password: PasswordOptions, _ isExportable: Bool) throws(Failure) -> KeyPair {
        guard !password.isGiven else { throw Failure(.usage, "\(name): not encrypted; a password is for PVK files") }
        do throws(ProviderError) {
            return try KeyPair(importing: blob.bytes, isExportable: isExportable, allowing: .weakKeys)
        } catch {
            throw Failure(error, name)
        }
    }

    private borrowing func pvkPair(_ password: PasswordOptions, _ isExportable: Bool) throws(Failure) -> KeyPair {
        do throws(ProviderError) {
            return try KeyPair(importingPVK: blob.bytes, isExportable: isExportable, allowing: .weakKeys)
        } catch .passwordMissing {
            let secret = try password.read(confirming: false)
            do throws(ProviderError) {
                return try KeyPair(
                    importingPVK: blob.bytes, password: secret.bytes, isExportable: isExportable, allowing: .weakKeys)
            } catch {
                throw error == .unwrapFailed
                    ? Failure(.wrongKey, "\(name): wrong password, or damaged") : Failure(error, name)
            }
        } catch {
            throw Failure(error, name)
        }
    }
}

extension PublicKey {
    /// The exchange key in a PUBLICKEYBLOB.
    init(reading file: FileArgument) throws(Failure) {
        self = try PublicKey(readingSigner: file)
        try purpose.requireExchange(file.inputName)
    }

    /// The key in a PUBLICKEYBLOB, for either use.
    init(readingSigner file: FileArgument) throws(Failure) {
        let key = try KeyFile(file)
        try key.require(.rsaPublicKey)
        self = try failing(key.name) { () throws(ProviderError) in
            try PublicKey(importing: key.blob.bytes, allowing: .weakKeys)
        }
    }

    /// What a note calls weak about the key; nil for a strong one.
    var weakness: String? {
        let found = ((try? weaknesses()) ?? []).filter { $0 != .smallExponent && $0 != .shortModulus }
        if let worst = found.first { return "RSA: \(worst)" }
        return bitLength < 2048 ? "RSA with \(bitLength) bits" : nil
    }
}

extension KeyPurpose {
    fileprivate func requireExchange(_ name: String) throws(Failure) {
        if self != .exchange { throw Failure(.refused, "\(name): a signature key, which neither wraps nor unwraps") }
    }
}
