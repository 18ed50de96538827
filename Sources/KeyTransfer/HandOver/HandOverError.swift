internal import Glibc
public import KeyProvider

/// Why keys do not cross to the other process. Each case says where they are now.
public enum HandOverError: Error, Equatable, Sendable {
    /// A key cannot be in a bundle under this role: the role is empty, too long or taken, or the bundle is full.
    case illegalRole(String)
    /// The bundle has nothing under this role.
    case missing(role: String)
    /// Nothing was offered. This process, the receiver, has no keys; the source still has them.
    case notOffered(Fault)
    /// The other process did not say that it has the keys. They are still here, at the source.
    case notAcknowledged(Fault)
    /// The other process did not take the keys, or this one did not. They are still at the source.
    case refused(Refusal)
    /// The source did not say that it has destroyed its keys. What came was destroyed here, at the receiver; the source
    /// has the keys still, or they are lost.
    case notCommitted(Fault)
    /// The keys were destroyed here, at the source, and the other process did not confirm that it uses them: it does, or
    /// they are lost.
    case unconfirmed(Fault)
    /// An earlier hand-over failed on this socket, which was shut down.
    case ended

    /// What went wrong between the processes.
    public enum Fault: Error, Equatable, Sendable {
        /// The other side closed the socket, or its process ended.
        case closed
        /// The other side said nothing for too long.
        case timedOut
        /// A frame that the other side did not write: damaged, changed, or of another channel.
        case forged
        /// A frame of the other side that is not due.
        case unexpected
        /// The socket failed with this `errno`.
        case io(code: Int32)
        /// The provider failed.
        case provider(ProviderError)
    }

    /// Why a receiver does not take what is offered. The numbers are those on the wire.
    public enum Refusal: UInt32, Error, Equatable, Sendable, CaseIterable {
        /// An offer of the same transfer has come before.
        case repeated = 1
        /// The offer is not one of this protocol.
        case illegalOffer = 2
        /// A key's BLOB does not open, or is of another provider.
        case illegalKey = 3
    }
}

extension HandOverError.Fault {
    init(_ error: ProviderError) {
        self =
            switch error {
            case .channel(.timedOut): .timedOut
            case .channel(.io(ENOTCONN)), .channel(.io(EPIPE)), .channel(.io(ECONNRESET)): .closed
            case .channel(.io(let code)): .io(code: code)
            default: .provider(error)
            }
    }
}
