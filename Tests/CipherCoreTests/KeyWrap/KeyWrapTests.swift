import GoldenVectors
import Testing

@testable import CipherCore

struct KeyWrapTests {
    /// RFC 3394 section 4 and RFC 3217 sections 3.4 and 4.4, with more of python cryptography and pycryptodome.
    static let published = ((try? GoldenVectors.load("rfc-keywrap-rc2")) ?? []).filter { $0.keyWrapFormat != nil }

    /// CNG's `Rfc3565KeyWrapBlob`, which is nothing but a wrap.
    static let blobs =
        ((try? GoldenVectors.load("cng-symmetric")) ?? []).filter { $0.format == "Rfc3565KeyWrapBlob" }

    @Test func thereAreRecords() {
        #expect(Self.published.count == 32)
        #expect(Self.blobs.count == 9)
    }

    @Test(arguments: published)
    func wrapsAndUnwraps(_ record: GoldenRecord) throws {
        let wrapped = try #require(record.bytes("wrapped"))
        let key = try #require(record.wrappedKey)
        #expect(hex(try record.wrapping(key)) == hex(wrapped))
        #expect(try record.unwrapping(wrapped) == hex(key))
    }

    @Test(arguments: blobs)
    func wrapsAndUnwrapsBlobs(_ record: GoldenRecord) throws {
        let (kek, key) = (try #require(record.bytes("kek")), try #require(record.bytes("key")))
        let blob = try #require(record.bytes("blob"))
        #expect(hex(try AESKeyWrap.wrap(key.span.bytes, under: kek.span.bytes)) == hex(blob))
        #expect(hex(try AESKeyWrap.unwrap(blob.span.bytes, under: kek.span.bytes)) == hex(key))
    }

    /// RFC 5649 section 6.
    @Test(arguments: [
        (
            "c37b7e6492584340bed12207808941155068f738",
            "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a"
        ),
        ("466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f"),
    ])
    func paddedExamples(_ key: String, _ wrapped: String) throws {
        let (kek, data) = (bytes("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8"), bytes(key))
        #expect(hex(try AESPaddedKeyWrap.wrap(data.span.bytes, under: kek.span.bytes)) == wrapped)
    }

    /// What the AES wraps give is the same every time; so python cryptography's wraps are ours.
    @Test(arguments: KeyUnwrapTests.valid.filter { $0.keyWrapFormat == .aes || $0.keyWrapFormat == .aesPadded })
    func wrapsAsOthersDo(_ record: GoldenRecord) throws {
        let key = try #require(record.wrappedKey)
        #expect(hex(try record.wrapping(key)) == record.string("wrapped"))
    }

    /// `SYMMETRICWRAPKEYBLOB`: a header, the KEK's algorithm, and at byte 12 the wrap.
    @Test func symmetricWrapBlobs() throws {
        let records = try GoldenVectors.load("capi-symmetricwrap")
        #expect(records.count == 8)
        for record in records {
            let (kek, key) = (try #require(record.bytes("kek")), try #require(record.bytes("key")))
            let wrapped = Array(try #require(record.bytes("blob")).dropFirst(12))
            let vector = try #require(record.bytes("iv"))
            // One holds a key of three DES keys under one of two.
            let isForbidden = record.string("quirk") != nil
            if record.number("wrap_algid") == 0x6602 {
                let padding = try #require(record.bytes("pad"))
                let made = try RC2KeyWrap.wrap(
                    key.span.bytes, under: kek.span.bytes, effectiveKeyBits: record.effectiveKeyBits,
                    initializationVector: vector.span.bytes, padding: padding.span.bytes)
                #expect(made == wrapped, "\(record)")
                #expect(wrapped.count == (try RC2KeyWrap.wrappedByteCount(key.count)))
                let opened = try RC2KeyWrap.unwrap(
                    wrapped.span.bytes, under: kek.span.bytes, effectiveKeyBits: record.effectiveKeyBits)
                #expect(hex(opened) == hex(key), "\(record)")
            } else {
                let refused = refusal {
                    let made = try TripleDESKeyWrap.wrap(
                        key.span.bytes, under: kek.span.bytes, initializationVector: vector.span.bytes)
                    #expect(made == wrapped, "\(record)")
                }
                #expect(refused == (isForbidden ? .illegalParameter : nil), "\(record)")
                let strictly = refusal {
                    _ = try TripleDESKeyWrap.unwrap(wrapped.span.bytes, byteCount: key.count, under: kek.span.bytes)
                }
                #expect(strictly == (isForbidden ? .unwrapFailed : nil), "\(record)")
                let opened = try TripleDESKeyWrap.unwrapTolerantly(
                    wrapped.span.bytes, byteCount: key.count, under: kek.span.bytes)
                #expect(hex(opened) == hex(key), "\(record)")
            }
        }
    }

    @Test func cmsWrapsAreNewEveryTime() throws {
        let (kek, key) = (pattern(24, seed: 71), pattern(24, seed: 72))
        var parity = key
        parity.withUnsafeMutableBytes { DESParity.forceOdd($0) }
        let first = try TripleDESKeyWrap.wrap(key.span.bytes, under: kek.span.bytes)
        let second = try TripleDESKeyWrap.wrap(key.span.bytes, under: kek.span.bytes)
        #expect(first != second)
        for wrapped in [first, second] {
            let opened = try TripleDESKeyWrap.unwrap(wrapped.span.bytes, byteCount: 24, under: kek.span.bytes)
            #expect(hex(opened) == hex(parity))
        }
        let third = try RC2KeyWrap.wrap(key.span.bytes, under: kek.span.bytes)
        #expect(try RC2KeyWrap.wrap(key.span.bytes, under: kek.span.bytes) != third)
        #expect(hex(try RC2KeyWrap.unwrap(third.span.bytes, under: kek.span.bytes)) == hex(key))
    }

    @Test func lengthsThatNoKeyHas() {
        let data = pattern(256, seed: 73)
        let all = data.span.bytes
        for count in [0, 8, 15, 17, 31, 33, 64] {
            let kek = all.extracting(first: count)
            #expect(refusal { _ = try AESKeyWrap.wrap(all, under: kek) } == .illegalKeyLength)
            #expect(refusal { _ = try AESKeyWrap.unwrap(all, under: kek) } == .illegalKeyLength)
            #expect(refusal { _ = try AESPaddedKeyWrap.wrap(all, under: kek) } == .illegalKeyLength)
            #expect(refusal { _ = try AESPaddedKeyWrap.unwrap(all, under: kek) } == .illegalKeyLength)
        }
        let (wrapped, kek) = (all.extracting(first: 40), all.extracting(first: 24))
        for count in [0, 8, 15, 17, 23, 25, 32] {
            let other = all.extracting(first: count)
            #expect(refusal { _ = try TripleDESKeyWrap.wrap(kek, under: other) } == .illegalKeyLength)
            #expect(refusal { _ = try TripleDESKeyWrap.wrap(other, under: kek) } == .illegalKeyLength)
            let outcome = refusal { _ = try TripleDESKeyWrap.unwrap(wrapped, byteCount: 24, under: other) }
            #expect(outcome == .illegalKeyLength)
            let expecting = refusal { _ = try TripleDESKeyWrap.unwrap(wrapped, byteCount: count, under: kek) }
            #expect(expecting == .illegalKeyLength)
        }
        for count in [0, 129, 255] {
            let other = all.extracting(first: count)
            #expect(refusal { _ = try RC2KeyWrap.wrap(kek, under: other) } == .illegalKeyLength)
            #expect(refusal { _ = try RC2KeyWrap.wrap(other, under: kek) } == .illegalKeyLength)
            #expect(refusal { _ = try RC2KeyWrap.wrappedByteCount(count) } == .illegalKeyLength)
            #expect(refusal { _ = try RC2KeyWrap.unwrap(wrapped, under: other) } == .illegalKeyLength)
        }
        for bits in [0, 1025] {
            let outcome = refusal { _ = try RC2KeyWrap.wrap(kek, under: kek, effectiveKeyBits: bits) }
            #expect(outcome == .illegalParameter)
        }
    }

    @Test func dataThatDoesNotFit() {
        let data = pattern(64, seed: 74)
        let kek = data.span.bytes.extracting(first: 16)
        for count in [0, 7, 8, 15, 17, 63] {
            let outcome = refusal { _ = try AESKeyWrap.wrap(data.span.bytes.extracting(first: count), under: kek) }
            #expect(outcome == .illegalDataLength)
        }
        #expect(refusal { _ = try AESPaddedKeyWrap.wrap(RawSpan(), under: kek) } == .illegalDataLength)
    }
}

extension GoldenRecord {
    /// Wraps with the record's key-encryption key, vector and padding.
    fileprivate func wrapping(_ key: [UInt8]) throws -> [UInt8] {
        let kek = try #require(bytes("kek"))
        let (vector, padding) = (bytes("iv") ?? [], bytes("pad") ?? [])
        return switch try #require(keyWrapFormat) {
        case .aes: try AESKeyWrap.wrap(key.span.bytes, under: kek.span.bytes)
        case .aesPadded: try AESPaddedKeyWrap.wrap(key.span.bytes, under: kek.span.bytes)
        case .tripleDES:
            try TripleDESKeyWrap.wrap(
                key.span.bytes, under: kek.span.bytes, initializationVector: vector.span.bytes)
        case .rc2:
            try RC2KeyWrap.wrap(
                key.span.bytes, under: kek.span.bytes, effectiveKeyBits: effectiveKeyBits,
                initializationVector: vector.span.bytes, padding: padding.span.bytes)
        }
    }
}
