import CipherCore
import Glibc
import KeyProvider
import KeyTransfer

// Takes the key, and goes on with it.
// usage: application-side SOCKET

func connected(to path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let connected = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let isThere = withUnsafeBytes(of: &address) {
        connect(connected, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count)) == 0
    }
    guard isThere else { fatalError("nobody listens at \(path)") }
    return connected
}

do {
    let secure = connected(to: CommandLine.arguments[1])
    var receiver = try HandOverReceiver(over: secure)  // refuses whoever is not of this user
    var keys = try receiver.receive()
    let number = try keys.position(of: "client write key")
    var key = try keys.take("client write key")

    var record = [UInt8](repeating: 0, count: 256)
    record.removeLast(record.count - max(0, recv(secure, &record, record.count, 0)))
    let plaintext = try key.decrypt(record.span.bytes)
    let text = plaintext.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    print("application: goes on at record \(number), behind \"\(text)\"")
} catch {
    print("application: \(error)")
    exit(1)
}
