import Foundation

// usage: handshakes FILE
// Verifies the recorded handshakes of a file, a line each; exits with 1 where one does not hold.
let arguments = CommandLine.arguments
guard arguments.count == 2 else { exit(64) }
let handshakes = try JSONDecoder().decode([Handshake].self, from: Data(contentsOf: URL(fileURLWithPath: arguments[1])))
var failures = 0
for handshake in handshakes {
    do {
        try handshake.verify()
        print("ok    \(handshake.name)")
    } catch {
        print("WRONG \(handshake.name): \(error)")
        failures += 1
    }
    // One bit of the handshake changed, and nothing fits: the checks check.
    var other = handshake
    other.flipABit()
    do {
        try other.verify()
        print("WRONG \(handshake.name): another handshake passes")
        failures += 1
    } catch is Mismatch {}
}
print("\(handshakes.count) handshakes, \(failures) wrong")
exit(handshakes.isEmpty || failures > 0 ? 1 : 0)
