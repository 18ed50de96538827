// The other process of the hand-over tests: takes OPAQUEKEYBLOBs from a socket, descriptor 3, and goes on with their keys.
//
// usage: handover user|channel
// "user" opens BLOBs with the key of the user's store, "channel" with one that is agreed on over the socket first. Requests
// and answers are a DWORD of length and the bytes. A request has three: the direction (1 byte, 0 encrypts), the BLOB, and
// the last piece of the data; the answer is what becomes of it, or text behind a byte of FF for an error.
import CipherCore
import Glibc
import KeyProvider

let socket: Int32 = 3

func readExactly(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
        let got = bytes.withUnsafeMutableBytes { bytes in
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
            return read(socket, rest.baseAddress, rest.count)
        }
        guard got > 0 else { return nil }
        done += got
    }
    return bytes
}

func message() -> [UInt8]? {
    guard let length = readExactly(4) else { return nil }
    return readExactly(length.reversed().reduce(0) { $0 << 8 | Int($1) })
}

func answer(_ bytes: [UInt8]) {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) }
    let whole = length + bytes
    guard whole.withUnsafeBytes({ write(socket, $0.baseAddress, $0.count) }) == whole.count else { exit(2) }
}

func goOn(_ direction: [UInt8], _ blob: [UInt8], _ data: [UInt8], _ sealingKey: borrowing SealingKey) throws -> [UInt8]
{
    var key = try SessionKey(importingOpaque: blob.span.bytes, openedBy: sealingKey)
    guard direction == [0] else { return try key.decrypt(data.span.bytes).withUnsafeBytes { Array($0) } }
    return try key.encrypt(data.span.bytes)
}

do {
    let sealingKey =
        CommandLine.arguments.last == "channel"
        ? try SealingKey.agreed(over: socket) : try ContainerStore.user.opaqueSealingKey(creating: false)
    while let direction = message(), let blob = message(), let data = message() {
        do {
            answer(try goOn(direction, blob, data, sealingKey))
        } catch {
            answer([0xFF] + Array("\(error)".utf8))
        }
    }
} catch {
    answer([0xFF] + Array("\(error)".utf8))
    exit(1)
}
