// The other process of `KeyTokenTests`: it is handed what a process would be handed, and says in hex what came of it.
//
// usage: TokenPeer MODULE ACTION < lines in hex: the PIN and what the action takes
import CipherCore
import Glibc
import KeyBlob
import KeyProvider
import KeyToken

struct Unusable: Error {}

func line() throws -> [UInt8] {
    guard let text = readLine(), text.utf8.count.isMultiple(of: 2) else { throw Unusable() }
    let digits = Array(text.utf8)
    return try stride(from: 0, to: digits.count, by: 2).map { index in
        guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
            throw Unusable()
        }
        return byte
    }
}

func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

func array(_ bytes: RawSpan) -> [UInt8] { bytes.withUnsafeBytes { Array($0) } }

/// The token of a reference, logged in to.
func token(_ module: TokenModule, _ reference: TokenReference, pin: [UInt8]) throws -> Token {
    let token = try Token(module, of: reference)
    try token.logIn(pin: pin.span.bytes)
    return token
}

/// Encrypts the last piece of a stream that another process began.
func encryptRest(_ module: TokenModule, pin: [UInt8]) throws -> String {
    let blob = try line()
    let reference = try TokenReference(parsing: blob.span.bytes)
    let rest = try line()
    var key = try TokenSessionKey(importing: reference, from: token(module, reference, pin: pin))
    return hex(try key.encrypt(rest.span.bytes))
}

/// Unwraps a SIMPLEBLOB.
func unwrap(_ module: TokenModule, pin: [UInt8]) throws -> String {
    let blob = try line()
    let reference = try TokenReference(parsing: blob.span.bytes)
    let wrapped = try line()
    let pair = try TokenKeyPair(importing: reference, from: token(module, reference, pin: pin))
    let key = try SessionKey(importing: wrapped.span.bytes, unwrappingWith: pair)
    let plaintext = try key.exportPlaintext()
    return hex(array(plaintext.bytes))
}

func status(of child: pid_t) -> CInt {
    var status: CInt = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status
}

/// Forks while threads are busy with the token. Parent and child both go on; says what the child answered.
func forked(_ module: TokenModule, pin: [UInt8]) throws -> String {
    let blob = try line()
    let reference = try TokenReference(parsing: blob.span.bytes)
    let message = try line()
    let token = try token(module, reference, pin: pin)
    let expected = try encrypted(message, reference, token)
    let threads = (0..<4).compactMap { _ in Thread { while (try? encrypted(message, reference, token)) == expected {} }
    }
    defer { for thread in threads { thread.stop() } }
    // Swift does not offer it, since few things go well after it.
    typealias Fork = @convention(c) () -> pid_t
    guard let symbol = dlsym(nil, "fork") else { throw Unusable() }
    let fork = unsafeBitCast(symbol, to: Fork.self)
    var answers: Set<CInt> = []
    for round in 0..<8 {
        let child = fork()
        if child == 0 {
            alarm(20)
            _exit(answer(in: token, message, reference, expected, pin: pin))
        }
        answers.insert(status(of: child))
        guard answers.count == 1 else { return "child \(round) answers otherwise: \(answers)" }
        guard try encrypted(message, reference, token) == expected else { return "the parent's key is another" }
    }
    return answers.map { "\($0 >> 8) \($0 & 0x7F)" }.joined()
}

/// What a child finds: 0 where its key works at once, 1 where it does after a login, as the error asked for.
func answer(
    in token: Token, _ message: [UInt8], _ reference: TokenReference, _ expected: [UInt8], pin: [UInt8]
) -> CInt {
    do {
        return try encrypted(message, reference, token) == expected ? 0 : 2
    } catch {
        guard error as? TokenError == .notLoggedIn else { return complain(error) }
    }
    do {
        try token.logIn(pin: pin.span.bytes)
        return try encrypted(message, reference, token) == expected ? 1 : 4
    } catch {
        return complain(error)
    }
}

/// What a child ends with that fails as none should; the test sees the words.
func complain(_ error: any Error) -> CInt {
    print("child: \(error)")
    fflush(nil)
    return 3
}

func encrypted(_ message: [UInt8], _ reference: TokenReference, _ token: Token) throws -> [UInt8] {
    var key = try TokenSessionKey(importing: reference, from: token)
    return try key.encrypt(message.span.bytes)
}

/// A thread that does the same thing until it is stopped.
final class Thread: @unchecked Sendable {
    private var identifier = pthread_t()

    init?(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(body))
        let code = pthread_create(
            &identifier, nil,
            { context in
                if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard code == 0 else { return nil }
    }

    /// The process ends, and the thread with it.
    func stop() { pthread_detach(identifier) }

    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

// Whoever runs tests lets no signals through; an alarm is to end what hangs.
var none = sigset_t()
sigemptyset(&none)
sigprocmask(SIG_SETMASK, &none, nil)

do {
    guard CommandLine.arguments.count == 3 else { throw Unusable() }
    let pin = try line()
    let module = try TokenModule(path: CommandLine.arguments[1])
    switch CommandLine.arguments[2] {
    case "encrypt": print(try encryptRest(module, pin: pin))
    case "unwrap": print(try unwrap(module, pin: pin))
    case "fork", "fork-noticed": print(try forked(module, pin: pin))
    default: throw Unusable()
    }
} catch {
    print("error \(error)")
}
// Not by way of the module's destructors: threads may still be in there.
fflush(nil)
_exit(0)
