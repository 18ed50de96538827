import CipherCore
import Testing

struct DESParityTests {
    /// The first is derived from SHA-1("PasswordGoesHere") by .NET; the weak keys of FIPS 74 have odd parity already.
    @Test(arguments: [
        ("b0695d8d98f5844b", "b0685d8c98f4854a"),
        ("0000000000000000", "0101010101010101"),
        ("ffffffffffffffff", "fefefefefefefefe"),
        ("1f1f1f1f0e0e0e0e", "1f1f1f1f0e0e0e0e"),
        ("0123456789abcdef", "0123456789abcdef"),
        ("", ""),
    ])
    func knownValues(_ key: String, _ expected: String) {
        var key = bytes(key)
        key.withUnsafeMutableBytes { DESParity.forceOdd($0) }
        #expect(hex(key) == expected)
    }

    @Test func everyByte() {
        var key = (0...255).map { UInt8($0) }
        key.withUnsafeMutableBytes { DESParity.forceOdd($0) }
        for (before, after) in key.enumerated() {
            #expect(after.nonzeroBitCount % 2 == 1)
            #expect(after >> 1 == UInt8(before) >> 1, "only the low bit may change")
        }
    }
}
