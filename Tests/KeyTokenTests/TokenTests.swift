import Foundation
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// Modules and tokens are found, or it is said why not; PINs.
@Suite struct TokenTests {
    @Test(arguments: ["/nowhere/module.so", "/etc/passwd", "libc.so.6", ""])
    func noModule(_ path: String) {
        #expect(refusal { try TokenModule(path: path) } == .moduleNotLoaded)
    }

    /// Somebody else in the process may have started it.
    @Test func startedAlready() throws {
        _ = try TokenWorld.module()
        #expect(try TokenModule(path: TokenWorld.modulePath).tokens().count == TokenWorld.Label.allCases.count + 1)
    }

    @Test(arguments: TokenWorld.Label.allCases)
    func byLabelAndSerialNumber(_ label: TokenWorld.Label) throws {
        let module = try TokenWorld.module()
        let all = try module.tokens().filter { $0.labelText == label.rawValue }
        try #require(all.count == (label == .twins ? 2 : 1))
        for token in all {
            let serialNumber = token.serialNumberText
            #expect(serialNumber.count == 16)
            #expect(try Token(module, label: label.rawValue, serialNumber: serialNumber).description == token)
            #expect(try Token(module, label: nil, serialNumber: serialNumber).description == token)
        }
        let alone = refusal { try Token(module, label: label.rawValue) }
        #expect(alone == (label == .twins ? .ambiguousToken : nil))
        let other = refusal { try Token(module, label: label.rawValue, serialNumber: "0123456789ABCDEF") }
        #expect(other == .wrongSerialNumber)
    }

    @Test func noToken() throws {
        let module = try TokenWorld.module()
        #expect(refusal { try Token(module, label: "Nobody's") } == .tokenMissing)
        #expect(refusal { try Token(module, label: "Nobody's", serialNumber: "1") } == .tokenMissing)
        #expect(refusal { try Token(module, label: nil, serialNumber: "1") } == .tokenMissing)
        #expect(refusal { try Token(module, label: "") } == .tokenMissing)
        // A prefix is no match, and the blanks are not part of a label.
        #expect(refusal { try Token(module, label: "Key") } == .tokenMissing)
        #expect(refusal { try Token(module, label: "Keys ") } == .tokenMissing)
    }

    /// One test, since the login is the process's.
    @Test func pins() throws {
        let token = try TokenWorld.token(.pins, isLoggedIn: false)
        #expect(try !token.isLoggedIn())
        #expect(refusal { try token.keys() } == .notLoggedIn)
        #expect(refusal { try token.key(label: "any") } == .notLoggedIn)
        #expect(refusal { try token.generateSessionKey(.aes128, label: "any") } == .notLoggedIn)
        for wrong in ["24681", "2468", "246800", "", String(repeating: "1", count: 300)].map({ Array($0.utf8) }) {
            #expect(refusal { try token.logIn(with: wrong) } == .wrongPIN, "\(wrong)")
            #expect(try !token.isLoggedIn())
        }
        try token.logIn(with: TokenWorld.pin)
        #expect(try token.isLoggedIn())
        try token.logIn(with: TokenWorld.pin)

        var key = try token.generateSessionKey(.aes128, label: "of the PINs")
        let message = pattern(40)
        let ciphertext = try key.encrypt(message.span.bytes)
        // Another of the process's values for the token is logged in with it.
        let other = try TokenWorld.token(.pins, isLoggedIn: false)
        #expect(try other.keys().map(\.label) == ["of the PINs"])

        try token.logOut()
        #expect(refusal { try other.keys() } == .notLoggedIn)
        #expect(refusal { try key.encrypt(message.span.bytes) } == .notLoggedIn)
        try token.logOut()
        // A key waits for the next login.
        try other.logIn(with: TokenWorld.pin)
        #expect(try key.encrypt(message.span.bytes) == ciphertext)
        try token.delete(key.key)
        #expect(refusal { try key.encrypt(message.span.bytes) } == .keyMissing)
    }
}
