import CPKCS11
import CipherCore
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// What a token may answer, and SoftHSM does not: every answer becomes an error that says what it was, and nothing is
/// worse afterwards.
@Suite(.serialized) struct TokenFaultTests {
    private static let module = Result {
        try TokenModule(FaultyModule.functions(of: TokenWorld.module().functions))
    }

    /// The token for faults, through the module with faults.
    private func token(maximumSessionCount: Int = 64) throws -> Token {
        FaultyModule.faults = [:]
        FaultyModule.isFlipping = false
        let token = try Token(
            Self.module.get(), label: TokenWorld.Label.faults.rawValue, maximumSessionCount: maximumSessionCount)
        try token.logIn(with: TokenWorld.pin)
        return token
    }

    private func withFault<Result: ~Copyable>(
        _ name: String, _ code: CK_RV, count: Int = .max, _ body: () throws -> Result
    ) -> TokenError? {
        FaultyModule.faults = [name: FaultyModule.Fault(code: code, count: count)]
        defer { FaultyModule.faults = [:] }
        return refusal(body)
    }

    @Test(arguments: [
        (CKR_PIN_LOCKED, TokenError.pinLocked), (CKR_PIN_INCORRECT, .wrongPIN), (CKR_PIN_INVALID, .wrongPIN),
        (CKR_PIN_LEN_RANGE, .wrongPIN), (CKR_PIN_EXPIRED, .pinUnusable), (CKR_USER_PIN_NOT_INITIALIZED, .pinUnusable),
        (CKR_USER_ANOTHER_ALREADY_LOGGED_IN, .device(code: CKR_USER_ANOTHER_ALREADY_LOGGED_IN)),
        (CKR_DEVICE_REMOVED, .tokenRemoved), (CKR_USER_ALREADY_LOGGED_IN, nil),
    ])
    func logins(_ code: CK_RV, _ error: TokenError?) throws {
        let token = try token()
        #expect(withFault("C_Login", code) { try token.logIn(with: TokenWorld.pin) } == error)
        try token.logIn(with: TokenWorld.pin)
        #expect(try token.isLoggedIn())
    }

    @Test(arguments: [
        (CKR_CANT_LOCK, TokenError.unsupportedModule), (CKR_NEED_TO_CREATE_THREADS, .unsupportedModule),
        (CKR_GENERAL_ERROR, .device(code: CKR_GENERAL_ERROR)), (CKR_CRYPTOKI_ALREADY_INITIALIZED, nil),
    ])
    func starting(_ code: CK_RV, _ error: TokenError?) throws {
        let list = try Self.module.get().functions
        #expect(withFault("C_Initialize", code) { try TokenModule(list) } == error)
    }

    @Test(arguments: [
        (1, 0, true), (2, 1, true), (2, 11, true), (2, 19, true), (2, 20, false), (2, 40, false), (3, 0, false),
        (4, 0, true),
    ])
    func versions(_ major: UInt8, _ minor: UInt8, _ isRefused: Bool) throws {
        let copy = CK_FUNCTION_LIST_PTR.allocate(capacity: 1)
        defer { copy.deallocate() }
        copy.initialize(to: try TokenWorld.module().functions.pointee)
        copy.pointee.version = CK_VERSION(major: major, minor: minor)
        #expect(refusal { try TokenModule(copy) } == (isRefused ? .unsupportedModule : nil))
    }

    /// An old module need not have every function.
    @Test func missingFunctions() throws {
        let copy = CK_FUNCTION_LIST_PTR.allocate(capacity: 1)
        copy.initialize(to: CK_FUNCTION_LIST())
        copy.pointee.version = CK_VERSION(major: 2, minor: 40)
        #expect(refusal { try TokenModule(copy) } == .device(code: CKR_FUNCTION_NOT_SUPPORTED))
        copy.pointee.C_Initialize = { _ in CKR_OK }
        let module = try TokenModule(copy)
        #expect(refusal { try module.tokens() } == .device(code: CKR_FUNCTION_NOT_SUPPORTED))
    }

    @Test func removal() throws {
        let token = try token()
        var key = try token.generateSessionKey(.aes128, label: "removed")
        let expected = try key.encrypt(pattern(10).span.bytes)
        for (name, code) in [
            ("C_EncryptInit", CKR_DEVICE_REMOVED), ("C_Encrypt", CKR_TOKEN_NOT_PRESENT),
        ] {
            #expect(withFault(name, code) { try key.encrypt(pattern(10).span.bytes) } == .tokenRemoved, "\(name)")
            // It is back, and nobody has logged out: only the sessions are new.
            try token.logIn(with: TokenWorld.pin)
            #expect(try key.encrypt(pattern(10).span.bytes) == expected, "\(name)")
        }
        // Another token in the slot, or none.
        #expect(
            withFault("C_EncryptInit", CKR_DEVICE_REMOVED) { try key.encrypt(pattern(10).span.bytes) } == .tokenRemoved)
        #expect(
            withFault("C_GetTokenInfo", CKR_TOKEN_NOT_PRESENT) { try key.encrypt(pattern(1).span.bytes) }
                == .tokenMissing)
        try token.logIn(with: TokenWorld.pin)
        #expect(try key.encrypt(pattern(10).span.bytes) == expected)
    }

    /// Sessions that others closed, or that a finalized module forgot, are opened anew, unseen.
    @Test(arguments: [
        CKR_SESSION_HANDLE_INVALID, CKR_SESSION_CLOSED, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_OPERATION_ACTIVE,
    ])
    func lostSessions(_ code: CK_RV) throws {
        // Holds the login, whatever becomes of the other's sessions.
        let holder = try token()
        let token = try token()
        var key = try token.generateSessionKey(.aes128, label: "lost")
        let expected = try key.encrypt(pattern(100).span.bytes)
        for name in ["C_EncryptInit", "C_Encrypt", "C_FindObjectsInit"] {
            var ciphertext: [UInt8] = []
            let error = withFault(name, code, count: 1) { ciphertext = try key.encrypt(pattern(100).span.bytes) }
            #expect(ciphertext == expected, "\(name)")
            #expect(error == nil, "\(name)")
            let lasting = withFault(name, code) { try TokenSessionKey(token.key(label: "lost")).exportReference() }
            #expect(lasting == (name == "C_FindObjectsInit" ? .device(code: code) : nil))
        }
        #expect(try holder.isLoggedIn())
        #expect(try key.encrypt(pattern(100).span.bytes) == expected)
        try token.delete(key.key)
    }

    /// All answers that mean something to a key's user, from each function on its way.
    @Test(arguments: [
        (CKR_USER_NOT_LOGGED_IN, TokenError.notLoggedIn), (CKR_KEY_FUNCTION_NOT_PERMITTED, .provider(.notPermitted)),
        (CKR_HOST_MEMORY, .provider(.cipher(.outOfMemory))), (CKR_DEVICE_ERROR, .device(code: CKR_DEVICE_ERROR)),
        (CKR_FUNCTION_FAILED, .device(code: CKR_FUNCTION_FAILED)),
        (CKR_VENDOR_DEFINED_TEST, .device(code: CKR_VENDOR_DEFINED_TEST)),
    ])
    func operations(_ code: CK_RV, _ error: TokenError) throws {
        let token = try token()
        var key = try token.generateSessionKey(.aes128, label: "failing")
        let pair = try token.generateKeyPair(.exchange, bits: 1024, label: "failing pair", allowing: .weakKeys)
        let message = pattern(70000)
        let ciphertext = try key.encrypt(message.span.bytes)
        let wrapped = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        for name in ["C_EncryptInit", "C_Encrypt"] {
            #expect(withFault(name, code) { try key.encrypt(message.span.bytes) } == error, "\(name)")
        }
        for name in ["C_DecryptInit", "C_Decrypt"] {
            #expect(withFault(name, code) { try key.decrypt(ciphertext.span.bytes) } == error, "\(name)")
            #expect(
                withFault(name, code) { try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair) } == error)
        }
        for name in ["C_SignInit", "C_Sign"] {
            let found = withFault(name, code) { try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1)) }
            #expect(found == error, "\(name)")
        }
        for name in ["C_FindObjectsInit", "C_FindObjects", "C_GetAttributeValue", "C_GetSessionInfo"] {
            #expect(withFault(name, code) { try token.key(label: "failing") } == error, "\(name)")
        }
        // The stream has not moved, and everything works.
        #expect(try key.encrypt(message.span.bytes) == ciphertext)
        #expect(try [UInt8](published: key.decrypt(ciphertext.span.bytes)) == message)
        try token.delete(key.key)
        try token.delete(pair.key)
    }

    @Test func mechanisms() throws {
        let token = try token()
        var key = try token.generateSessionKey(.aes128, label: "no mechanism")
        let pair = try token.generateKeyPair(.exchange, bits: 1024, label: "no mechanism", allowing: .weakKeys)
        let wrapped = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        let invalid = CKR_MECHANISM_INVALID
        #expect(
            withFault("C_EncryptInit", invalid) { try key.encrypt(pattern(3).span.bytes) }
                == .mechanismMissing(CKM_AES_CBC))
        try key.setMode(.ecb)
        #expect(
            withFault("C_DecryptInit", invalid) { try key.decrypt(pattern(16).span.bytes) }
                == .mechanismMissing(CKM_AES_ECB))
        // No way round by the token's own unpadding.
        for failure in [UnwrapFailure.substitute, .report] {
            let error = withFault("C_DecryptInit", invalid) {
                try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair, failure: failure)
            }
            #expect(error == .mechanismMissing(CKM_RSA_X_509))
        }
        let error = withFault("C_SignInit", invalid) {
            try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1))
        }
        #expect(error == .mechanismMissing(CKM_RSA_PKCS))
    }

    /// A result with one wrong bit would give the private key away.
    @Test func faultyResults() throws {
        let token = try token()
        let pair = try token.generateKeyPair(.exchange, bits: 1024, label: "faulty", allowing: .weakKeys)
        let wrapped = try softwareKey(.aes128, pattern(16)).exportWrapped(for: pair.publicKey)
        FaultyModule.isFlipping = true
        defer { FaultyModule.isFlipping = false }
        let faulty = TokenError.provider(.cipher(.resultCheckFailed))
        #expect(refusal { try pair.sign(hash: pattern(20).span.bytes, padding: .pkcs1(.sha1)) } == faulty)
        for failure in [UnwrapFailure.substitute, .report] {
            let error = refusal {
                try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair, failure: failure)
            }
            #expect(error == faulty)
        }
    }

    @Test func noSessionLeft() throws {
        let token = try token()
        let other = try self.token()
        #expect(withFault("C_OpenSession", CKR_SESSION_COUNT) { try token.isLoggedIn() } == nil)
        // Every session of ours is in use: with none to wait for it is an error.
        let fresh = try Token(Self.module.get(), label: TokenWorld.Label.faults.rawValue)
        #expect(withFault("C_OpenSession", CKR_SESSION_COUNT) { try fresh.isLoggedIn() } == .tooManySessions)
        #expect(try fresh.isLoggedIn() && other.isLoggedIn())
        #expect(
            withFault("C_OpenSession", CKR_TOKEN_WRITE_PROTECTED) {
                try token.generateSessionKey(.aes128, label: "nowhere")
            } == .writeProtected)
    }
}

/// A number that only its vendor knows.
private let CKR_VENDOR_DEFINED_TEST: CK_RV = 0x8000_0001
