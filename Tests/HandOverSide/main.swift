// A side of a hand-over, in a process of its own that `HandOverKillTests` kills: it does as each line of input says and
// answers with a line.
//
//   hold BLOB           takes the key of a PLAINTEXTKEYBLOB, in hex
//   give PATH TRANSFER  hands its keys over by the socket at PATH, as the transfer of these 16 bytes
//   take PATH           takes keys, of no transfer that it was offered before
//   become USER         is of this user and group from now on, which root can be
//   use                 encrypts a block of zeros
//
// The answer to all but the last is the number of keys that are here, behind the error, if there was one.
import CipherCore
import Glibc
import KeyProvider
import KeyTransfer

struct Unusable: Error {}

let role = "client write key"

func digits(_ text: Substring) throws -> SecretBytes {
    let digits = Array(text.utf8)
    var bytes = try SecretBytes(count: digits.count / 2)
    try bytes.withUnsafeMutableBytes { bytes in
        for index in bytes.indices {
            let pair = String(decoding: digits[2 * index..<2 * index + 2], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { throw Unusable() }
            bytes[index] = byte
        }
    }
    return bytes
}

func connection(to path: Substring) throws -> Int32 {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    guard result == 0 else { throw Unusable() }
    return socket
}

/// The keys of a process, and the transfers that it knows.
struct Side: ~Copyable {
    private var keys = KeyBundle()
    private var offered: Set<TransferIdentifier> = []

    mutating func answer(_ words: [Substring]) -> String {
        do {
            switch words[0] {
            case "hold": try hold(words[1])
            case "give": try give(words[1], words[2])
            case "take": try take(words[1])
            case "become":
                guard let user = UInt32(words[1]), setgid(user) == 0, setuid(user) == 0 else { throw Unusable() }
            case "use": return try use()
            default: throw Unusable()
            }
            return "\(keys.roles.count)"
        } catch {
            return "\(error) \(keys.roles.count)"
        }
    }

    private mutating func hold(_ blob: Substring) throws {
        let blob = try digits(blob)
        try keys.add(SessionKey(importing: blob.bytes), as: role)
    }

    private mutating func give(_ path: Substring, _ transfer: Substring) throws {
        let socket = try connection(to: path)
        defer { close(socket) }
        let bytes = try digits(transfer).withUnsafeBytes { Array($0) }
        var source = try HandOverSource(over: socket)
        try source.handOver(&keys, transfer: TransferIdentifier(bytes: bytes))
    }

    private mutating func take(_ path: Substring) throws {
        let socket = try connection(to: path)
        defer { close(socket) }
        var receiver = try HandOverReceiver(over: socket, refusing: offered)
        defer { offered = receiver.offered }
        let received = try receiver.receive()
        guard keys.isEmpty else { throw Unusable() }
        keys = received
    }

    private mutating func use() throws -> String {
        var key = try keys.take(role)
        var block = [UInt8](repeating: 0, count: 16)
        _ = try block.withUnsafeMutableBytes { try key.encrypt($0, byteCount: $0.count, isFinal: false) }
        try keys.add(key, as: role)
        return block.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

var side = Side()
while let line = readLine() {
    print(side.answer(line.split(separator: " ")))
    fflush(nil)
}
