import CipherCore
import GoldenVectors
import Testing

extension GoldenRecord {
    /// The curve of the parameters `p`, `a`, `b`, `gx`, `gy`, `n` (or `order`) and `h`; or of the name `curve`, CNG's
    /// or NIST's.
    func curve() throws -> ECCurve {
        guard let x = bytes("gx") else {
            let name = try #require(string("curve")).replacing("P-", with: "nistP")
            return try .named(#require(NamedCurve(cngName: name == "secp256k1" ? "secP256k1" : name)))
        }
        let (p, a, b, y) = try (required("p"), required("a"), required("b"), required("gy"))
        let order = try bytes("n") ?? required("order")
        return try ECCurve(
            prime: p.span.bytes, a: a.span.bytes, b: b.span.bytes, generatorX: x.span.bytes,
            generatorY: y.span.bytes, order: order.span.bytes, cofactor: bytes("h")?[0] ?? 1)
    }

    /// The point of the fields `x` and `y`, or of others.
    func curvePoint(_ xField: String = "x", _ yField: String = "y") throws -> ECPublicKey {
        let (x, y) = try (required(xField), required(yField))
        return try ECPublicKey(curve: curve(), x: x.span.bytes, y: y.span.bytes)
    }

    /// The key of the field `d`, held against `x` and `y`.
    func curveKey() throws -> ECPrivateKey {
        let d = try required("d")
        return try ECPrivateKey(curve: curve(), privateValue: d.span.bytes, publicKey: curvePoint())
    }

    func required(_ field: String) throws -> [UInt8] { try #require(bytes(field), "\(id): \(field)") }

    /// The weakness that the record says its key has.
    func weakness() throws -> KeyWeakness { try #require(KeyWeakness(rawValue: string("weakness") ?? "")) }
}
