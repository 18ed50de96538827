import CCodecPeer
import KeyBlob

@inline(__always)
func accepted(_ error: peer_error) {
    guard error.reason == PEER_OK else { fatalError("the peer refuses at \(error.offset)") }
}

// The first byte of a field of bytes.

@inline(__always)
func first(_ integer: LittleEndianInteger) -> UInt64 { first(integer.bytes) }

@inline(__always)
func first(_ integer: BigEndianInteger) -> UInt64 { first(integer.bytes) }

@inline(__always)
func first(_ bytes: RawSpan) -> UInt64 { UInt64(bytes.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self)) }

@inline(__always)
func first(_ bytes: peer_bytes) -> UInt64 { UInt64(bytes.start.pointee) }
