// Measures the cipher core against libgcrypt and OpenSSL, both called from C, and against swift-crypto.
import BenchmarkRunner
import CCipherPeer
import CipherCore
import Glibc

expected { () throws(CipherError) in try CipherLibrary.start() }
peer_start()

let arguments = CommandLine.arguments.dropFirst()
let isSmoke = arguments.contains("--smoke")
let filter = arguments.first { !$0.hasPrefix("--") }

print("CipherCore's speed over that of others, which are called from C: a median, and the quartiles around it")
var report = ComparisonReport(isSmoke: isSmoke, filter: filter)
report.printByLength(cipherCases.map(\.comparison) + gcmComparisons, title: "Ciphers")
report.printByLength(parallelComparisons, title: "One call over every core")
report.printByLength(digestComparisons, title: "Digests")
report.printOnePerRow(
    rsaComparisons(bitLengths: isSmoke ? [1024] : [1024, 2048, 3072, 4096])
        + dsaComparisons(bitLengths: isSmoke ? [1024] : [1024, 2048])
        + (isSmoke ? [.nistP256] : [.nistP256, .nistP384, .nistP521]).flatMap(ecComparisons), title: "Public keys")
ScalingReport.run(
    scalings(rsa: RSAMaterial(bitLength: isSmoke ? 512 : 2048), dsa: DSAMaterial(bitLength: isSmoke ? 1024 : 2048)),
    isSmoke: isSmoke, filter: filter, title: "Several threads")
for failure in report.failures { print("failure: " + failure) }
exit(report.failures.isEmpty ? 0 : 1)
