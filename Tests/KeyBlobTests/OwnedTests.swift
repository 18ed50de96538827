import Foundation
import GoldenVectors
import KeyBlob
import Testing

@Suite struct OwnedTests {
    /// The bytes and the view outlive the buffer.
    @Test func publicKeys() throws {
        let record = try #require(try golden("capi-public", "PUBLICKEYBLOB").first)
        var buffer = try #require(record.bytes("blob"))
        let original = buffer
        let owned = try RSAPublicKeyBlob.Owned(parsing: buffer.span.bytes)
        let made = try RSAPublicKeyBlob.Owned(RSAPublicKeyBlob(parsing: buffer.span.bytes))
        for index in buffer.indices { buffer[index] = 0xA5 }
        let copy = owned
        for twin in [owned, made, copy] {
            #expect(twin.bytes.array == original)
            let view = try twin.view()
            #expect(view.modulus.array == Array(original[20...]))
            #expect(view.modulus.bytes.address == twin.bytes.address + 20)
        }
    }

    @Test func keyPairs() throws {
        let record = try #require(try golden("capi-private", "PRIVATEKEYBLOB").first)
        var buffer = try #require(record.bytes("blob"))
        let original = buffer
        let owned = try RSAPrivateKeyBlob.Owned(parsing: buffer.span.bytes)
        let made = try RSAPrivateKeyBlob.Owned(RSAPrivateKeyBlob(parsing: buffer.span.bytes))
        for index in buffer.indices { buffer[index] = 0xA5 }
        let bytes = owned.bytes.array
        let madeBytes = made.bytes.array
        #expect(bytes == original)
        #expect(madeBytes == original)
        let exponent = try owned.view().privateExponent.array
        #expect(exponent == Array(original.suffix(48)))
    }

    /// What only a tolerant parse took stays as it was, and is read tolerantly again.
    @Test func tolerantTwins() throws {
        let bytes = try rsaPublicBlob(bitLength: 1020).replacing(1, at: 16) + [0]
        #expect(throws: BlobError.self) { _ = try RSAPublicKeyBlob.Owned(parsing: bytes.span.bytes) }
        var deviations = Deviations()
        let owned = try RSAPublicKeyBlob.Owned(parsing: bytes.span.bytes, tolerating: &deviations)
        #expect(deviations.kinds == [.trailingBytes, .bitLengthNotWholeBytes, .weakExponent])
        #expect(owned.bytes.array == bytes)
        #expect(try owned.view().publicExponent == 1)

        let cut = try #require(try golden("capi-private", "PRIVATEKEYBLOB short").first?.bytes("blob"))
        let pair = try RSAPrivateKeyBlob.Owned(parsing: cut.span.bytes, tolerating: &deviations)
        #expect(deviations.kinds == [.privateExponentCutShort])
        let kept = pair.bytes.array
        #expect(kept == cut)
        let prime = try pair.view().prime1.byteCount
        #expect(prime == 32)
    }

    @Test func refusedBlobsAreNotKept() throws {
        let bytes = try Array(rsaPublicBlob(bitLength: 512).dropLast())
        let error = refusal { () throws(BlobError) in _ = try RSAPrivateKeyBlob.Owned(parsing: bytes.span.bytes) }
        #expect(error == RSAPrivateKeyBlob.refusal(of: bytes))
        let short = LittleEndianInteger(bytes: bytes.span.bytes.extracting(first: 63))
        let view = DHPrivateKeyBlob(keyAlgorithm: .dhEphemeral, p: short, g: short, privateValue: short)
        let other = refusal { () throws(BlobError) in _ = try DHPrivateKeyBlob.Owned(view) }
        #expect(other?.reason == .nonCanonicalInteger)
    }

    /// They go where the work is.
    @Test func twinsAreSendable() async throws {
        let bytes = try rsaPublicBlob(bitLength: 512)
        let owned = try RSAPublicKeyBlob.Owned(parsing: bytes.span.bytes)
        let elsewhere = Task { owned.bytes.array }
        #expect(await elsewhere.value == bytes)
        func send(_ type: (some Sendable & ~Copyable).Type) {}
        send(RSAPrivateKeyBlob.Owned.self)
    }

    /// Formats with a secret field have a twin that cannot be copied; those without have one that can.
    @Test func whatIsSecretIsNotCopied() throws {
        let isCopyable: [String: Bool] = [
            "RSAPublicKeyBlob": RSAPublicKeyBlob.Owned.isCopyable,
            "RSAPrivateKeyBlob": RSAPrivateKeyBlob.Owned.isCopyable,
            "SimpleBlob": SimpleBlob.Owned.isCopyable, "PlaintextKeyBlob": PlaintextKeyBlob.Owned.isCopyable,
            "DSSPublicKeyBlob": DSSPublicKeyBlob.Owned.isCopyable,
            "DSSPrivateKeyBlob": DSSPrivateKeyBlob.Owned.isCopyable,
            "DSSVersion3PublicKeyBlob": DSSVersion3PublicKeyBlob.Owned.isCopyable,
            "DSSVersion3ParametersBlob": DSSVersion3ParametersBlob.Owned.isCopyable,
            "DSSVersion3PrivateKeyBlob": DSSVersion3PrivateKeyBlob.Owned.isCopyable,
            "DHPublicKeyBlob": DHPublicKeyBlob.Owned.isCopyable, "DHPrivateKeyBlob": DHPrivateKeyBlob.Owned.isCopyable,
            "DHVersion3PublicKeyBlob": DHVersion3PublicKeyBlob.Owned.isCopyable,
            "DHVersion3ParametersBlob": DHVersion3ParametersBlob.Owned.isCopyable,
            "DHVersion3PrivateKeyBlob": DHVersion3PrivateKeyBlob.Owned.isCopyable,
            "EncryptedPrivateKeyBlob": EncryptedPrivateKeyBlob.Owned.isCopyable,
            "PublicKeyBlobEx": PublicKeyBlobEx.Owned.isCopyable, "OpaqueKeyBlob": OpaqueKeyBlob.Owned.isCopyable,
            "OpaqueSessionKeyBlob": OpaqueSessionKeyBlob.Owned.isCopyable,
            "OpaqueTokenKeyBlob": OpaqueTokenKeyBlob.Owned.isCopyable,
            "SymmetricWrapKeyBlob": SymmetricWrapKeyBlob.Owned.isCopyable,
            "KeyStateBlob": KeyStateBlob.Owned.isCopyable, "PVKFile": PVKFile.Owned.isCopyable,
            "StrongNamePublicKey": StrongNamePublicKey.Owned.isCopyable,
        ]
        let cases = try FormatCase.rsaAndSessionKeys() + FormatCase.cryptoAPI() + FormatCase.files()
        for format in cases where !format.name.hasPrefix("ForeignKeyBlob") {
            let name = String(format.name.prefix { $0 != " " })
            #expect(isCopyable[name] == format.secretFields.isEmpty, "\(name)")
        }
        // Some foreign keys are secret, so all are taken for it.
        #expect(!ForeignKeyBlob.Owned.isCopyable)
    }

    /// The memory of a twin that is gone is looked at through the kernel: an allocator leaves in a free piece what its
    /// last owner left there, but for the first bytes, which are its own.
    @Test func secretsAreWiped() throws {
        let memory = try #require(FileHandle(forReadingAtPath: "/proc/self/mem"))
        defer { try? memory.close() }
        let pattern: [UInt8] =
            [8, 2, 0, 0].appending(0x6602, 500) + (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 7) }

        // That the method sees what is not wiped:
        let unwiped = UnsafeMutableRawBufferPointer.allocate(byteCount: pattern.count, alignment: 16)
        unwiped.copyBytes(from: pattern)
        let place = UInt64(UInt(bitPattern: unwiped.baseAddress))
        unwiped.deallocate()
        #expect(try left(at: place, of: pattern, memory) > 400)

        let address = try addressOfAKeyThatIsGone(pattern)
        #expect(try left(at: address, of: pattern, memory) < 32)
    }

    /// Where a twin lay that held `blob`.
    @inline(never)
    private func addressOfAKeyThatIsGone(_ blob: [UInt8]) throws -> UInt64 {
        let owned = try PlaintextKeyBlob.Owned(parsing: blob.span.bytes)
        let kept = owned.bytes.array
        #expect(kept == blob)
        return UInt64(owned.bytes.address)
    }

    /// How many bytes at `address` are still those of `pattern`.
    private func left(at address: UInt64, of pattern: [UInt8], _ memory: FileHandle) throws -> Int {
        try memory.seek(toOffset: address)
        guard let found = try? memory.read(upToCount: pattern.count) else { return 0 }
        return zip(found, pattern).count { $0 == $1 }
    }
}

extension OwnedBlob where Format: ~Escapable {
    fileprivate static var isCopyable: Bool { true }
}

extension OwnedSecretBlob where Format: ~Escapable {
    fileprivate static var isCopyable: Bool { false }
}
