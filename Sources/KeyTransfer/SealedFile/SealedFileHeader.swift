internal import CipherCore
internal import KeyBlob
public import KeyProvider

/// The header of a sealed file as it was read; nothing of it is proved until ``unlock(with:sender:)``.
public struct SealedFileHeader: Sendable {
    let record: SealedFileRecord
    /// All of it, as it stands in the file.
    let bytes: [UInt8]

    /// Reads the header and leaves `source` at the body. Memory grows with what is there, not with what a length says.
    ///
    /// - Throws: ``TransferError/malformed(_:)``, ``TransferError/io(code:)``.
    public init<Source: ByteSource & ~Copyable>(reading source: inout Source) throws(TransferError) {
        var bytes = try source.bytes(upTo: SealedFileRecord.Front.byteCount)
        let front = try SealedFileRecord.Front(reading: unsafe bytes.span.bytes)
        bytes += try source.bytes(upTo: Int(front.headerByteCount) - bytes.count)
        try self.init(unsafe bytes.span.bytes)
    }

    /// The header in exactly these bytes.
    ///
    /// - Throws: ``TransferError/malformed(_:)``.
    public init(_ bytes: RawSpan) throws(TransferError) {
        record = try SealedFileRecord(reading: bytes)
        self.bytes = unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) }
        guard record.front.headerByteCount == bytes.byteCount else {
            throw .malformed(
                BlobError(
                    reason: .lengthMismatch, field: "cbHeader", offset: 8, expected: UInt64(bytes.byteCount),
                    found: UInt64(record.front.headerByteCount)))
        }
    }

    /// Its length in bytes, which is where the body begins.
    public var byteCount: Int { bytes.count }

    /// Whose keys open the file.
    public var recipients: [KeyIdentity] { record.envelope.entries.map { KeyIdentity(bytes: $0.identity) } }

    /// Who says that he signed it; nil if nobody does.
    public var signer: KeyIdentity? { record.envelope.signers.first.map { KeyIdentity(bytes: $0.identity) } }

    /// Opens the header with the exchange pair of one of its recipients, and checks its MAC.
    ///
    /// A SIMPLEBLOB that does not open gives a key that nobody knows, so that it looks the same as a wrong MAC.
    ///
    /// - Parameter sender: whose signature the header must have; nil takes any, unchecked, and none.
    /// - Throws: ``TransferError/sealedFile(_:)`` with `notARecipient`, `damaged`, `badSignature`;
    ///   ``TransferError/provider(_:)`` with `unsuitableKey` for a signature pair.
    public func unlock(
        with pair: borrowing KeyPair, sender: PublicKey? = nil
    ) throws(TransferError) -> UnlockedFile {
        guard pair.purpose == .exchange else { throw .provider(.unsuitableKey) }
        let identity = try KeyIdentity(of: pair.publicKey).bytes
        guard let entry = record.envelope.entries.first(where: { $0.identity == identity }) else {
            throw .sealedFile(.notARecipient)
        }
        let sessionKey = try Self.sessionKey(entry, pair)
        let keys = try SealedFileKeys(sessionKey, salt: record.envelope.salt)
        guard try keys.isValid(record.mac, of: bytes.dropLast(SealedFileRecord.macByteCount)) else {
            throw .sealedFile(.damaged)
        }
        if let sender { try checkSignature(of: sender) }
        return try UnlockedFile(self, sessionKey, keys, padding: entry.wrapPadding)
    }

    /// The wrapped key, or a random one.
    private static func sessionKey(
        _ entry: SealedFileEntry, _ pair: borrowing KeyPair
    ) throws(TransferError) -> SessionKey {
        let substitute = try providing { () throws(ProviderError) in try SessionKey(generating: .aes256) }
        do throws(ProviderError) {
            let key = try SessionKey(
                importing: unsafe entry.blob.span.bytes, unwrappingWith: pair, padding: entry.wrapPadding,
                failure: .substitute)
            return key.algorithm == .aes256 ? key : substitute
        } catch {
            switch error {
            case .blob, .wrongKeyLength, .unsupportedAlgorithm, .unwrapFailed: return substitute
            default: throw .provider(error)
            }
        }
    }

    private func checkSignature(of sender: PublicKey) throws(TransferError) {
        guard signer == (try KeyIdentity(of: sender)) else { throw .sealedFile(.badSignature) }
        do throws(TransferError) {
            try RecordSignature.verify(
                record.signature, of: record.envelope.written(), label: SealedFileRecord.signatureLabel, by: sender)
        } catch .provider(.badSignature) {
            throw .sealedFile(.badSignature)
        }
    }
}

extension ByteSource where Self: ~Copyable {
    /// At most `count` bytes, read in pieces, so that a length without its bytes costs nothing.
    fileprivate mutating func bytes(upTo count: Int) throws(TransferError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var piece = [UInt8](repeating: 0, count: min(count - bytes.count, 65536))
            let wanted = piece.count
            var span = piece.mutableSpan
            let got = try unsafe span.withUnsafeMutableBytes { buffer throws(TransferError) in
                try unsafe fill(buffer)
            }
            bytes += piece.prefix(got)
            if got < wanted { break }
        }
        return bytes
    }
}
