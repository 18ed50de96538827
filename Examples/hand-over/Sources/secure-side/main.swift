import Glibc
import KeyBlob
import KeyProvider
import KeyTransfer

// Encrypts one record, and gives the key to the process that connects.
// usage: secure-side SOCKET

/// Waits at a path until somebody connects.
func connection(at path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let isBound = withUnsafeBytes(of: &address) {
        bind(listening, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count)) == 0
    }
    guard isBound, listen(listening, 1) == 0 else { fatalError("nobody can connect to \(path)") }
    return accept(listening, nil, nil)
}

do {
    var key = try SessionKey(generating: .aes256)
    var record = Array("a record, encrypted by the secure process".utf8)
    record = try key.encrypt(record.span.bytes)

    let application = connection(at: CommandLine.arguments[1])
    var source = try HandOverSource(over: application)  // refuses whoever is not of this user
    var keys = KeyBundle()
    try keys.add(key, as: "client write key", position: 1)  // the key is the bundle's from here on
    try source.handOver(&keys)
    print("secure: handed over, \(keys.roles.count) keys left")
    send(application, record, record.count, Int32(MSG_NOSIGNAL))
} catch {
    print("secure: \(error)")
    exit(1)
}
