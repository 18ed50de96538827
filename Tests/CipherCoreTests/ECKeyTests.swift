import GoldenVectors
import Testing

@testable import CipherCore

struct ECKeyTests {
    private static let records = (try? GoldenVectors.load("openssl-ecdh")) ?? []

    /// OpenSSL's secrets on named and explicit curves.
    static let agreements = records.filter { $0.format == "ECDH agreement" }
    /// Points that are none, or not in the subgroup.
    static let invalidPoints = records.filter { $0.format == "EC invalid point" }
    /// BLOBs with keys; the curve is explicit where the BLOB has it.
    static let cngKeys = ((try? GoldenVectors.load("cng-ecc")) ?? []).filter {
        $0.bytes("d") != nil && $0.string("curve") != "curve25519"
    }

    @Test func everyRecordIsThere() {
        #expect(Self.agreements.count == 68)
        #expect(Self.invalidPoints.count == 130)
        #expect(Self.cngKeys.count == 38)
    }

    @Test(arguments: agreements) func knownAgreements(record: GoldenRecord) throws {
        let key = try record.curveKey()
        #expect(array(key.privateValue) == (try record.required("d")))
        let secret = try key.agree(with: record.curvePoint("peer_x", "peer_y"))
        #expect(hex(secret) == record.string("secret"))
    }

    @Test(arguments: invalidPoints) func invalidPointsAreRefused(record: GoldenRecord) throws {
        let weakness = try record.weakness()
        #expect(refusal { _ = try record.curvePoint() } == .weakKey(weakness), "\(record.string("remark") ?? "")")
    }

    @Test(arguments: cngKeys) func keysOfCNG(record: GoldenRecord) throws {
        let (d, x, y) = try (record.required("d"), record.required("x"), record.required("y"))
        let key = try ECPrivateKey(curve: record.curve(), privateValue: d.span.bytes)
        #expect(key.publicKey.x == x)
        #expect(key.publicKey.y == y)
    }

    @Test func keysOutOfRangeAreRefused() throws {
        let curve = try ECCurve.named(.nistP256)
        for d: [UInt8] in [[], [0], curve.order, [1] + curve.order, [UInt8](repeating: 0xff, count: 32)] {
            #expect(
                refusal { _ = try ECPrivateKey(curve: curve, privateValue: d.span.bytes) } == .illegalParameter)
        }
        let largest = curve.order.subtracting(1)
        let key = try ECPrivateKey(curve: curve, privateValue: ([0, 0] + largest).span.bytes)
        #expect(array(key.privateValue) == largest)
        #expect(key.publicKey.x == curve.generatorX)
    }

    @Test func whatBelongsToAnotherKeyIsRefused() throws {
        let one = try ECPrivateKey.generate(.named(.nistP256))
        let other = try ECPrivateKey.generate(.named(.nistP256))
        let (curve, point) = (one.curve, other.publicKey)
        #expect(
            refusal { _ = try ECPrivateKey(curve: curve, privateValue: one.privateValue, publicKey: point) }
                == .inconsistentKey)
        let elsewhere = try ECPrivateKey.generate(.named(.secP256k1)).publicKey
        #expect(refusal { _ = try one.agree(with: elsewhere) } == .inconsistentKey)
    }

    @Test(arguments: NamedCurve.allCases) func newKeysAgree(name: NamedCurve) throws {
        let one = try ECPrivateKey.generate(.named(name))
        let other = try ECPrivateKey.generate(.named(name))
        let secret = try hex(one.agree(with: other.publicKey))
        #expect(try hex(other.agree(with: one.publicKey)) == secret)
        #expect(secret.utf8.count == 2 * one.curve.byteCount)
    }
}
