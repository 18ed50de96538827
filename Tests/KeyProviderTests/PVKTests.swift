import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// PVK files: OpenSSL's, and our own.
struct PVKTests {
    static func records() throws -> [GoldenRecord] { try golden("openssl-pvk", "PVK RSA", "PVK DSA") }

    @Test func everyRecordIsTested() throws {
        #expect(try Self.records().count == GoldenVectors.load("openssl-pvk").count)
        #expect(try Self.records().count == 47)
        for encryption in ["none", "weak", "strong"] {
            #expect(try Self.records().contains { $0.string("encryption") == encryption })
        }
    }

    private func open(_ file: [UInt8], _ password: [UInt8]?) throws -> KeyPair {
        guard let password else { return try KeyPair(importingPVK: file.span.bytes, allowing: .weakKeys) }
        return try KeyPair(importingPVK: file.span.bytes, password: password.span.bytes, allowing: .weakKeys)
    }

    @Test(arguments: try records())
    func opens(_ record: GoldenRecord) throws {
        let file = try record.required("pvk")
        let password = record.bytes("password_utf8")
        let pair = try open(file, password)
        let plain = try pair.exported()
        #expect(pair.purpose == (record.number("key_type") == 1 ? .exchange : .signature))
        if let n = record.bytes("n") { #expect(try pair.publicKey.rsa().modulus == n) }
        // In the clear it is the PRIVATEKEYBLOB behind a header of 24 bytes.
        let clear = try pair.exportPVK().withUnsafeBytes { Array($0) }
        #expect(clear.dropFirst(24) == plain[...])
        guard let password else {
            #expect(clear == file)
            return
        }
        #expect(refusal { try open(file, nil) } == .passwordMissing)
        for wrong in [password + [0], Array(password.dropLast()), Array("another".utf8)] where wrong != password {
            #expect(refusal { try open(file, wrong) } == .unwrapFailed)
        }
    }

    @Test(arguments: PVKEncryption.allCases, ["", "secret", "pässwörd 12"])
    func writes(_ encryption: PVKEncryption, _ password: String) throws {
        let password = Array(password.utf8)
        for record in try Self.records() where record.string("encryption") == "none" {
            let pair = try open(record.required("pvk"), nil)
            func write(_ insecure: Insecure?) throws -> [UInt8] {
                try pair.exportPVK(password: password.span.bytes, encryption, allowing: insecure)
                    .withUnsafeBytes { Array($0) }
            }
            if encryption == .weak { #expect(refusal { try write(nil) } == .weakKeyRefused) }
            let file = try write(encryption == .weak ? .weakKeys : nil)
            #expect(try open(file, password).exported() == pair.exported())
            // Salted: no two are alike.
            #expect(try write(.weakKeys) != file)
            #expect(try file.count == pair.exported().count + 40)
        }
    }

    /// Damage behind a right password is told from a wrong one where the numbers stand, as the file has no checksum.
    @Test func damage() throws {
        let record = try #require(Self.records().first { $0.string("encryption") == "strong" })
        let password = try record.required("password_utf8")
        let file = try record.required("pvk")
        for offset in 0..<file.count {
            var damaged = file
            damaged[offset] ^= 0x40
            let refused = refusal { try open(damaged, password) }
            switch (offset, refused) {
            case (8..<12, nil), (8..<12, .blob), (0..<24, .blob), (40..<48, .blob), (40..<48, nil): break
            case (24..., .unwrapFailed), (56..., .inconsistentKey), (52..., .cipher), (40..<48, .unwrapFailed): break
            default: Issue.record("\(offset): \(String(describing: refused))")
            }
        }
        for byteCount in [0, 23, 24, 40, 48, file.count - 1] {
            guard case .blob = refusal({ try open(Array(file.prefix(byteCount)), password) }) else {
                Issue.record("\(byteCount) bytes were taken")
                continue
            }
        }
    }

    /// Writers differ in what they say of a pair's purpose.
    @Test func thePurposeIsTheBlobs() throws {
        let record = try #require(Self.records().first { $0.number("key_type") == 1 })
        var file = try record.required("pvk")
        file[8] = 2
        let pair = try open(file, record.bytes("password_utf8"))
        #expect(pair.purpose == .exchange)
        let locked = try KeyPair(importingPVK: file.span.bytes, isExportable: false, allowing: .weakKeys)
        #expect(refusal { try locked.exportPVK() } == .notExportable)
    }

    @Test func noDiffieHellman() throws {
        let pair = try KeyPair(generating: .dhEphemeral, bits: 512, provider: .enhancedDSSDH, allowing: .weakKeys)
        #expect(refusal { try pair.exportPVK() } == .unsuitableKey)
    }
}
