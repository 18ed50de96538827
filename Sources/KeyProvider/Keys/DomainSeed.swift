/// What a BLOB says of a DSS or Diffie-Hellman group beside its numbers: kept with the key, so that what was imported
/// leaves again byte for byte.
struct DomainSeed: Sendable, Equatable {
    /// `DSSSEED.counter`; 0xFFFFFFFF where there is no seed.
    let counter: UInt32
    /// `DSSSEED.seed`: 20 bytes, as the BLOB has them.
    let seed: [UInt8]
    /// j = (p - 1) / q, little-endian as the BLOB has it; empty where there is none.
    let j: [UInt8]

    /// No seed, as writers say it.
    static let none = DomainSeed(counter: 0xFFFF_FFFF, seed: [UInt8](repeating: 0xFF, count: 20), j: [])
}
