import CipherCore
import Glibc
import KeyBlob
import KeyProvider
import KeyTransfer

/// One side of a hand-over, and what the other says, which is what the input makes of it: any bytes, any frame under a good
/// code, a frame of the right transfer, an offer with a key in it. The first byte says which side.
///
/// Whatever comes, keys are at the source or not as its error says, and a receiver has keys only behind a commit.
public let handOverProperty: Property = { input in
    var input = FuzzInput(input)
    let isSource = input.byte() & 1 == 1
    var ends: [Int32] = [0, 0]
    holds(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0, "no sockets")
    let other = Other(socket: ends[0], isSource: !isSource)
    if isSource {
        trySource(over: ends[1], against: other, &input)
    } else {
        tryReceiver(over: ends[1], against: other, &input)
    }
    close(ends[0])
    close(ends[1])
}

private func trySource(over socket: Int32, against other: borrowing Other, _ input: inout FuzzInput) {
    let agreement = other.begin()
    guard var source = try? HandOverSource(over: socket), let transfer = TransferIdentifier(bytes: Other.transfer)
    else {
        fatalError("no channel")
    }
    _ = other.speak(agreement, &input)
    var keys = KeyBundle()
    must { () throws(TransferError) in try keys.add(must { () throws(ProviderError) in try newKey() }, as: "key") }
    var failure: TransferError?
    do throws(TransferError) { try source.handOver(&keys, transfer: transfer) } catch { failure = error }
    let isKept: Bool
    switch failure {
    case nil, .handOver(.unconfirmed): isKept = false
    case .handOver(.notAcknowledged), .handOver(.refused): isKept = true
    default: fatalError("\(String(describing: failure))")
    }
    holds(keys.isEmpty != isKept, "keys here: \(keys.roles), and \(String(describing: failure))")
}

private func tryReceiver(over socket: Int32, against other: borrowing Other, _ input: inout FuzzInput) {
    let agreement = other.begin()
    guard var receiver = try? HandOverReceiver(over: socket) else { fatalError("no channel") }
    let commits = other.speak(agreement, &input)
    do throws(TransferError) {
        let keys = try receiver.receive()
        holds(commits && !keys.isEmpty && keys.roles.count <= KeyBundle.capacity, "keys that were not committed")
    } catch {
        switch error {
        case .handOver(.notOffered), .handOver(.refused), .handOver(.notCommitted): break
        default: fatalError("\(error)")
        }
        var next: TransferError?
        do throws(TransferError) { _ = try receiver.receive() } catch { next = error }
        holds(next == .handOver(.ended), "goes on behind a failure")
    }
}

private func newKey() throws(ProviderError) -> SessionKey {
    let bytes = [UInt8](repeating: 7, count: 16)
    return try SessionKey(importing: PlaintextKeyBlob(keyAlgorithm: .aes128, key: bytes.span.bytes))
}

/// The side that the input speaks for.
private struct Other: ~Copyable {
    static let transfer = [UInt8](repeating: 0x5A, count: 16)

    let socket: Int32
    let isSource: Bool

    /// Its word of the agreement, which waits in the socket.
    func begin() -> ChannelAgreement {
        let agreement = must { () throws(ProviderError) in try ChannelAgreement(with: .current) }
        write(agreement.message)
        return agreement
    }

    /// All that it says; then it is silent for ever. Returns whether a commit was among it.
    func speak(_ agreement: consuming ChannelAgreement, _ input: inout FuzzInput) -> Bool {
        var answer = [UInt8](repeating: 0, count: ChannelAgreement.messageByteCount)
        holds(recv(socket, &answer, answer.count, Int32(MSG_WAITALL)) == answer.count, "no agreement")
        let key: SealingKey
        do throws(ProviderError) { key = try agreement.finish(answer.span.bytes) } catch { fatalError("\(error)") }
        var commits = false
        while !input.rest.isEmpty {
            let way = input.byte() & 3
            let kind = 1 + input.byte() % 5
            let piece = input.bytes(min(Int(input.byte()), input.rest.count))
            switch way {
            case 0: write(piece)
            case 1:
                commits = true  // There may be one in it.
                write(piece + code(of: piece, key))
            case 2: writeFrame(kind, piece, key)
            default: writeFrame(kind, offer(piece, key), key)
            }
            commits = commits || kind == 3
        }
        shutdown(socket, Int32(SHUT_WR))
        return commits
    }

    private func writeFrame(_ kind: UInt8, _ body: [UInt8], _ key: borrowing SealingKey) {
        let head = Array("SKH1".utf8) + [1, 0, 0, 0, kind, 0, 0, 0] + Self.transfer + dword(body.count)
        write(head + body + code(of: head + body, key))
    }

    /// An offer of one key: 8 bytes of position, one that says which byte of its BLOB is changed, if any, and the role.
    private func offer(_ piece: [UInt8], _ key: borrowing SealingKey) -> [UInt8] {
        var input = FuzzInput(piece.span.bytes)
        let position = input.bytes(8)
        let changed = Int(input.byte())
        let role = input.rest
        let session = must { () throws(ProviderError) in try newKey() }
        var blob: [UInt8]
        do throws(ProviderError) { blob = try session.exportOpaque(sealedBy: key) } catch { fatalError("\(error)") }
        if changed < blob.count { blob[changed] ^= 1 }
        return dword(1) + dword(role.count) + role + dword(1) + position + dword(blob.count) + blob
    }

    private func code(of bytes: [UInt8], _ key: borrowing SealingKey) -> [UInt8] {
        let info = Array("keyblob hand-over \(isSource ? "source" : "receiver") 1".utf8)
        do throws(CipherError) {
            let secret = try HKDF.expand(
                .sha256, pseudorandomKey: key.bytes.bytes, info: info.span.bytes, byteCount: 32)
            let code = try HMAC.authenticationCode(.sha256, key: secret.bytes, data: bytes.span.bytes)
            return code.array
        } catch {
            fatalError("\(error)")
        }
    }

    private func dword(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    private func write(_ bytes: [UInt8]) { _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)) }
}
