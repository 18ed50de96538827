// A Swift program, with its own runtime, that loads the library: two runtimes in one process, each with its own types.
import Glibc

typealias Acquire =
    @convention(c) (UnsafeMutablePointer<UInt>, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UInt32, UInt32) -> Int32
typealias GenKey = @convention(c) (UInt, UInt32, UInt32, UnsafeMutablePointer<UInt>) -> Int32
typealias Destroy = @convention(c) (UInt) -> Int32

protocol Greeting { var text: String { get } }
struct Polite: Greeting { let text = "hello" }
func isGreeting(_ value: Any) -> Bool { value is any Greeting }

guard let library = dlopen(CommandLine.arguments[1], RTLD_NOW),
    let acquire = dlsym(library, "CryptAcquireContextA"), let generate = dlsym(library, "CryptGenKey"),
    let destroy = dlsym(library, "CryptDestroyKey")
else { exit(1) }

var provider: UInt = 0
let acquired = unsafeBitCast(acquire, to: Acquire.self)(&provider, nil, nil, 24, 0xF000_0000)
var keys = [UInt](repeating: 0, count: 100)
for index in keys.indices {
    guard unsafeBitCast(generate, to: GenKey.self)(provider, 0x6610, 1, &keys[index]) == 1 else { exit(2) }
}
// The host's own dynamic casts, strings, dictionaries and errors go on working beside the library's.
struct Refusal: Error {}
let words = Dictionary(grouping: ["one", "two", "three"], by: \.count).mapValues(\.count)
do { throw Refusal() } catch is Refusal {} catch { exit(3) }
guard acquired == 1, isGreeting(Polite()), !isGreeting(5), words == [3: 2, 5: 1], Set(keys).count == 100 else {
    exit(4)
}
for key in keys {
    guard unsafeBitCast(destroy, to: Destroy.self)(key) == 1 else { exit(5) }
}
dlclose(library)
guard isGreeting(Polite()) else { exit(6) }
