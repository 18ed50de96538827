internal import CipherCore

// Hashes of master keys. Both want the master secret, never the pre-master secret.
extension HashObject {
    /// The pseudorandom function of TLS 1.0 with the master secret (`CryptCreateHash` with CALG_TLS1PRF); label and seed
    /// are set later. It keeps no reference to the master key.
    ///
    /// - Throws: ``ProviderError/wrongKeyState`` before the master secret is there: ``MasterKey/masterHash()`` makes it;
    ///   ``ProviderError/unsupportedAlgorithm(_:)``, ``ProviderError/cipher(_:)``.
    public init(tls1PRFOf master: borrowing MasterKey) throws(ProviderError) {
        let secret = try master.masterSecret()
        try self.init(tls1PRFSecret: secret.bytes, provider: master.provider)
    }

    /// Hashes a master secret (`CryptHashSessionKey` of a master key). ``HashedKeyOrder/littleEndian`` is the order in
    /// which the protocols write it: SSL 3.0's Finished messages are hashes of it so.
    ///
    /// - Throws: ``ProviderError/wrongKeyState`` before the master secret is there, and as ``update(_:)``.
    public mutating func update(
        _ master: borrowing MasterKey, byteOrder: HashedKeyOrder = .bigEndian
    ) throws(ProviderError) {
        let secret = try master.masterSecret()
        try update(keyBytes: secret.bytes, byteOrder: byteOrder)
    }
}
