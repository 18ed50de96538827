// Measures the key provider beside the cipher core doing the same cryptography.
import BenchmarkRunner
import CipherCore
import Glibc

expected { () throws(CipherError) in try CipherLibrary.start() }

let arguments = CommandLine.arguments.dropFirst()
var report = ComparisonReport(
    isSmoke: arguments.contains("--smoke"), filter: arguments.first { !$0.hasPrefix("--") })
print("KeyProvider beside CipherCore doing the same: medians, and the quartiles around them")
report.printCosts(callComparisons, title: "One call")
report.printCosts(blobComparisons(BlobMaterial()), title: "BLOBs")
for failure in report.failures { print("failure: " + failure) }
exit(report.failures.isEmpty ? 0 : 1)

/// What `body` returns; a benchmark of something that fails says nothing.
func expected<Result: ~Copyable, Failure: Error>(_ body: () throws(Failure) -> Result) -> Result {
    do throws(Failure) { return try body() } catch { fatalError("\(error)") }
}
