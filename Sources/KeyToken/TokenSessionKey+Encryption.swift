internal import CPKCS11
public import CipherCore
internal import KeyProvider

/// Encryption in pieces, by the rules of ``KeyProvider/SessionKey``: every piece but the last is a whole number of blocks;
/// the last is padded with PKCS #5 and puts the key back to its start.
extension TokenSessionKey {
    /// How much the token is given at a time. It is no longer than any token's buffers are known to need; what is longer
    /// goes there in parts.
    private static let partByteCount = 32768

    /// The length of the ciphertext of a piece of `byteCount` bytes.
    ///
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/illegalDataLength``, ``ProviderError/messageTooLong``.
    public func encryptedByteCount(of byteCount: Int, isFinal: Bool) throws(TokenError) -> Int {
        guard byteCount >= 0, isFinal || byteCount % blockByteCount == 0 else { throw .provider(.illegalDataLength) }
        guard isFinal else { return byteCount }
        let block = blockByteCount
        return try inCore { () throws(CipherError) in
            try BlockPadding.paddedByteCount(byteCount, blockByteCount: block)
        }
    }

    /// Encrypts the first `byteCount` bytes of `buffer` in place and returns the length of the ciphertext, for which
    /// the buffer must have room.
    ///
    /// - Throws: as ``encryptedByteCount(of:isFinal:)``; ``TokenError/provider(_:)`` with
    ///   ``ProviderError/bufferTooSmall(needed:)``; ``TokenError/provider(_:)`` with ``ProviderError/notPermitted``; and whatever the token may fail for.
    ///   The stream has not moved then; the buffer holds parts of either text.
    public mutating func encrypt(
        _ buffer: UnsafeMutableRawBufferPointer, byteCount: Int, isFinal: Bool
    ) throws(TokenError) -> Int {
        guard permissions.contains(.encrypt) else { throw .provider(.notPermitted) }
        let needed = try encryptedByteCount(of: byteCount, isFinal: isFinal)
        guard needed <= buffer.count else { throw .provider(.bufferTooSmall(needed: needed)) }
        let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<needed])
        let block = blockByteCount
        if isFinal {
            try inCore { () throws(CipherError) in
                try BlockPadding.pad(piece, dataByteCount: byteCount, blockByteCount: block)
            }
        }
        try apply(.encryption, to: piece)
        if isFinal { restart() }
        return needed
    }

    /// Decrypts `buffer` in place and returns the length of the plaintext, which the last piece's padding shortens.
    ///
    /// - Throws: ``TokenError/provider(_:)`` with ``ProviderError/illegalDataLength``, ``ProviderError/emptyCiphertext``
    ///   or ``ProviderError/badPadding``, after which the stream is back at its start; ``TokenError/provider(_:)`` with ``ProviderError/notPermitted``; and
    ///   whatever the token may fail for: then the stream has not moved.
    public mutating func decrypt(_ buffer: UnsafeMutableRawBufferPointer, isFinal: Bool) throws(TokenError) -> Int {
        guard permissions.contains(.decrypt) else { throw .provider(.notPermitted) }
        if buffer.isEmpty {
            if isFinal { throw .provider(.emptyCiphertext) }
            return 0
        }
        guard buffer.count % blockByteCount == 0 else { throw .provider(.illegalDataLength) }
        try apply(.decryption, to: buffer)
        guard isFinal else { return buffer.count }
        restart()
        do throws(CipherError) {
            return try BlockPadding.dataByteCount(in: buffer.bytes, blockByteCount: blockByteCount)
        } catch {
            throw .provider(.badPadding)
        }
    }

    /// A whole message, encrypted in one piece.
    ///
    /// - Throws: as ``encrypt(_:byteCount:isFinal:)``.
    public mutating func encrypt(_ message: RawSpan) throws(TokenError) -> [UInt8] {
        let byteCount = message.byteCount
        var buffer = try inCore {
            [needed = try encryptedByteCount(of: byteCount, isFinal: true)] () throws(CipherError) in
            try SecretBytes(count: needed)
        }
        _ = try buffer.withUnsafeMutableBytes { buffer throws(TokenError) in
            message.withUnsafeBytes { buffer.copyMemory(from: $0) }
            return try encrypt(buffer, byteCount: byteCount, isFinal: true)
        }
        return buffer.withUnsafeBytes { Array($0) }
    }

    /// A whole message, decrypted in one piece.
    ///
    /// - Throws: as ``decrypt(_:isFinal:)``.
    public mutating func decrypt(_ ciphertext: RawSpan) throws(TokenError) -> SecretBytes {
        var padded = try inCore { () throws(CipherError) in try SecretBytes(copying: ciphertext) }
        let byteCount = try padded.withUnsafeMutableBytes { buffer throws(TokenError) in
            try decrypt(buffer, isFinal: true)
        }
        return try inCore { () throws(CipherError) in
            try SecretBytes(copying: padded.bytes.extracting(first: byteCount))
        }
    }

    private enum Direction { case encryption, decryption }

    /// Whole blocks, part by part. The register moves when all are done.
    private mutating func apply(
        _ direction: Direction, to buffer: UnsafeMutableRawBufferPointer
    ) throws(TokenError) {
        let block = blockByteCount
        var register = feedback
        var scratch = try inCore { () throws(CipherError) in
            try SecretBytes(count: min(buffer.count, Self.partByteCount))
        }
        for start in stride(from: 0, to: buffer.count, by: Self.partByteCount) {
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start...].prefix(Self.partByteCount))
            let lastOfSource = Array(part.suffix(block))
            try scratch.withUnsafeMutableBytes { scratch throws(TokenError) in
                let result = UnsafeMutableRawBufferPointer(rebasing: scratch[..<part.count])
                try callToken(direction, register, part, into: result)
                part.copyMemory(from: UnsafeRawBufferPointer(result))
            }
            register = direction == .encryption ? Array(part.suffix(block)) : lastOfSource
        }
        if !buffer.isEmpty { advance(to: register) }
    }

    /// One part: a call that keeps nothing in the session behind it, so that any session will do for the next.
    private func callToken(
        _ direction: Direction, _ register: [UInt8], _ source: UnsafeMutableRawBufferPointer,
        into result: UnsafeMutableRawBufferPointer
    ) throws(TokenError) {
        guard let cipher = algorithm.tokenCipher else { throw .wrongKey }
        let type = mode == .ecb ? cipher.ecb : cipher.cbc
        var parameter = mode == .ecb ? [] : register
        try key.object.withHandle { session, handle throws(TokenError) in
            let functions = session.functions
            let isEncryption = direction == .encryption
            let code = parameter.withUnsafeMutableBytes { parameter in
                var mechanism = CK_MECHANISM(
                    mechanism: type, pParameter: parameter.isEmpty ? nil : parameter.baseAddress,
                    ulParameterLen: CK_ULONG(parameter.count))
                return isEncryption
                    ? functions.pointee.C_EncryptInit?(session.handle, &mechanism, handle)
                    : functions.pointee.C_DecryptInit?(session.handle, &mechanism, handle)
            }
            try check(code, type)
            let input = source.bindMemory(to: UInt8.self).baseAddress
            let output = result.bindMemory(to: UInt8.self).baseAddress
            var count = CK_ULONG(result.count)
            try check(
                isEncryption
                    ? functions.pointee.C_Encrypt?(session.handle, input, CK_ULONG(source.count), output, &count)
                    : functions.pointee.C_Decrypt?(session.handle, input, CK_ULONG(source.count), output, &count))
            guard count == CK_ULONG(result.count) else { throw .device(code: CKR_GENERAL_ERROR) }
        }
    }
}
