import CipherCore
import Foundation
import GoldenVectors
import KeyBlob
import KeyProvider
import Testing

@testable import KeyToken

/// The tokens of SoftHSM that the tests work with: in a folder of their own, made once.
enum TokenWorld {
    static let modulePath = "/usr/lib/softhsm/libsofthsm2.so"
    static let pin = Array("24680".utf8)

    /// Whom the tokens are for, so that no test logs out under another's feet.
    enum Label: String, CaseIterable {
        case keys = "Keys"
        case references = "References"
        case peers = "Peers"
        case forks = "Forks"
        case pins = "PINs"
        case deletions = "Deletions"
        case faults = "Faults"
        case strangers = "Ström's token"
        case twins = "Twins"
    }

    private static let folder: Result<URL, any Error> = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(getpid())")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "tokens"), withIntermediateDirectories: true)
        let configuration = folder.appending(path: "softhsm2.conf")
        let text = "directories.tokendir = \(folder.path)/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
        try text.write(to: configuration, atomically: true, encoding: .utf8)
        try (text + "library.reset_on_fork = true\n").write(
            to: folder.appending(path: "fork-noticed.conf"), atomically: true, encoding: .utf8)
        setenv("SOFTHSM2_CONF", configuration.path, 1)
        for label in Label.allCases.map(\.rawValue) + [Label.twins.rawValue] {
            let pin = String(decoding: pin, as: UTF8.self)
            let words = ["--init-token", "--free", "--label", label, "--so-pin", "13579", "--pin", pin]
            try run("/usr/bin/softhsm2-util", words, input: "")
        }
        atexit { try? FileManager.default.removeItem(at: TokenWorld.folder.get()) }
        return folder
    }

    private static let loaded: Result<TokenModule, any Error> = Result {
        _ = try folder.get()
        return try TokenModule(path: modulePath)
    }

    /// The module, once the tokens are there.
    static func module() throws -> TokenModule { try loaded.get() }

    /// A token, logged in to unless said otherwise.
    static func token(_ label: Label, isLoggedIn: Bool = true, maximumSessionCount: Int = 64) throws -> Token {
        let token = try Token(module(), label: label.rawValue, maximumSessionCount: maximumSessionCount)
        if isLoggedIn {
            try token.logIn(with: pin)
            try holders.keep(label)
        }
        return token
    }

    /// A login of every token that stays for as long as the process does. With every login SoftHSM writes the token's
    /// file, and whoever reads it just then does not find the token.
    private static let holders = Holders()

    private final class Holders: @unchecked Sendable {
        private let lock = NSLock()
        private var tokens: [Label: Token] = [:]

        func keep(_ label: Label) throws {
            try lock.withLock {
                guard tokens[label] == nil, label != .pins else { return }
                let token = try Token(module(), label: label.rawValue)
                try token.logIn(with: pin)
                tokens[label] = token
            }
        }
    }

    /// What another process answers: `TokenPeer`, which is given its input in hex.
    static func peer(_ action: String, pin: [UInt8] = pin, _ input: [UInt8]...) throws -> String {
        _ = try folder.get()
        let own = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let peer = own.deletingLastPathComponent().appending(path: "TokenPeer").path
        let lines = ([pin] + input).map { "\(hex($0))\n" }.joined()
        return try run(peer, [modulePath, action], input: lines).trimmingCharacters(in: .newlines)
    }

    /// Runs a program to its end and returns what it wrote.
    @discardableResult
    private static func run(_ path: String, _ words: [String], input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        if words.last == "fork-noticed" {
            let file = try folder.get().appending(path: "fork-noticed.conf").path
            process.environment = ProcessInfo.processInfo.environment.merging(["SOFTHSM2_CONF": file]) { $1 }
        }
        let (toIt, fromIt) = (Pipe(), Pipe())
        process.standardInput = toIt
        process.standardOutput = fromIt
        try process.run()
        try toIt.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try toIt.fileHandleForWriting.close()
        let output = try fromIt.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0, "\(path) \(words.first ?? "") ended with \(process.terminationStatus)")
        return String(decoding: output, as: UTF8.self)
    }

    static func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
}

/// What a call is refused for; nil where it is not.
func refusal<Result: ~Copyable>(_ call: () throws -> Result) -> TokenError? {
    do {
        _ = try call()
        return nil
    } catch {
        return error as? TokenError
    }
}

extension Token {
    /// Logs in with a PIN that is no secret.
    func logIn(with pin: [UInt8]) throws(TokenError) { try logIn(pin: pin.span.bytes) }
}

/// Bytes that are the same each time and not all alike.
func pattern(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 251) ^ seed }
}

extension [UInt8] {
    /// A copy with one bit changed.
    func flipping(bit: Int) -> [UInt8] {
        var copy = self
        copy[bit / 8] ^= 1 << UInt8(bit % 8)
        return copy
    }
}

/// A session key in software with these bytes.
func softwareKey(_ algorithm: AlgorithmIdentifier, _ bytes: [UInt8]) throws -> SessionKey {
    try SessionKey(importing: PlaintextKeyBlob(keyAlgorithm: algorithm, key: bytes.span.bytes))
}

/// The PLAINTEXTKEYBLOB of a key.
func plaintextBlob(_ key: borrowing SessionKey) throws -> [UInt8] {
    let blob = try key.exportPlaintext()
    return blob.withUnsafeBytes { Array($0) }
}

func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
    let digest = try MessageDigest.hash(.sha256, bytes.span.bytes)
    return digest.withUnsafeBytes { Array($0) }
}

/// An exchange pair of 1024 bits in software.
func exchangePair() throws -> KeyPair {
    let blob = try exchangePairBlob()
    return try KeyPair(importing: blob.span.bytes, allowing: .weakKeys)
}

/// The ciphers that tokens have, and how long their keys are.
let tokenCiphers: [(algorithm: AlgorithmIdentifier, byteCount: Int)] = [
    (.aes128, 16), (.aes192, 24), (.aes256, 32), (.tripleDES, 24), (.twoKeyTripleDES, 16),
]

/// The pairs of a golden file, once each, stored in a token when they are first needed.
final class StoredPairs: Sendable {
    static let shared = StoredPairs()
    private let keys = LockedKeys()

    /// The pair in a PRIVATEKEYBLOB, in the token for keys.
    func pair(_ blob: [UInt8]) throws -> TokenKeyPair {
        try TokenKeyPair(
            keys.key(blob) {
                let token = try TokenWorld.token(.keys)
                let pair = try KeyPair(importing: blob.span.bytes, allowing: .weakKeys)
                return try token.store(pair, label: "golden").key
            })
    }

    private final class LockedKeys: @unchecked Sendable {
        private let lock = NSLock()
        private var keys: [[UInt8]: TokenKey] = [:]

        func key(_ blob: [UInt8], _ make: () throws -> TokenKey) throws -> TokenKey {
            try lock.withLock {
                if let key = keys[blob] { return key }
                let key = try make()
                keys[blob] = key
                return key
            }
        }
    }
}

extension GoldenRecord {
    /// A field that a record of this kind must have.
    func required(_ key: String) throws -> [UInt8] { try #require(bytes(key), "\(id) has no \(key)") }
}

/// The records of a golden file that are samples of `format`.
func golden(_ file: String, _ format: String) throws -> [GoldenRecord] {
    try GoldenVectors.load(file).filter { $0.format == format }
}

/// A PRIVATEKEYBLOB with an exchange pair of 1024 bits.
func exchangePairBlob() throws -> [UInt8] {
    try #require(golden("capi-simple", "SIMPLEBLOB").first { $0.number("rsa_bits") == 1024 })
        .required("rsa_private_blob")
}
