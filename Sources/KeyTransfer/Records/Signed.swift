internal import KeyBlob
internal import KeyProvider

/// What somebody signs.
protocol SignedBody: Record, Sendable {
    /// What tells this kind of record from all others in a signature.
    static var label: StaticString { get }

    /// What a signature of somebody else is refused with.
    static var forgery: TransferError { get }
}

/// A record with its signature behind it, which covers all of it.
struct Signed<Body: SignedBody>: Record, Sendable {
    var body = Body()
    private(set) var signature: [UInt8] = []

    init() {}

    /// Signs.
    init(_ body: Body, by pair: borrowing KeyPair) throws(TransferError) {
        self.body = body
        signature = try RecordSignature.make(body.written(), label: Body.label, with: pair)
    }

    mutating func layout(_ pass: inout some RecordPass & ~Copyable & ~Escapable) throws(TransferError) {
        try body.layout(&pass)
        try pass.bytes("signature", &signature, in: 1...RecordSignature.longest)
    }

    /// - Throws: ``SignedBody/forgery``.
    func verify(by key: PublicKey) throws(TransferError) {
        do throws(TransferError) {
            try RecordSignature.verify(signature, of: body.written(), label: Body.label, by: key)
        } catch .provider(.badSignature) {
            throw Body.forgery
        }
    }
}

extension Record {
    /// The record in bytes, as ``init(reading:)-(RawSpan)``.
    init(reading bytes: [UInt8]) throws(TransferError) { try self.init(reading: unsafe bytes.span.bytes) }
}
