import CHygiene
import Glibc

@testable import CipherCore

/// What keys, random numbers and threads do in a child that was forked, and what the arena's pages are.
enum ForkRun {
    /// - Returns: whether everything held.
    static func run() throws -> Bool {
        let checks: [(String, () throws -> Bool)] = [
            ("keys of the parent work in the child", ForkScenario.keysWork),
            ("random numbers of parent and children differ", ForkScenario.randomNumbersDiffer),
            ("nothing hangs where other threads were busy at the fork", ForkScenario.nothingHangs),
            ("secrets lie in locked pages, not dumped, between pages out of bounds", ArenaPages.areProtected),
            ("reading beyond a secret's pages ends the process", ArenaPages.areGuarded),
        ]
        var isGood = true
        for (name, check) in checks {
            let passes = try check()
            isGood = isGood && passes
            print("\(passes ? "ok  " : "FAIL") \(name)")
        }
        return isGood
    }
}

/// Runs `body` in a child; true for a child that ended with 0.
func succeedsInChild(_ body: () throws -> Bool) -> Bool { statusOfChild(body) == 0 }

/// The exit status of a child that runs `body` for 20 seconds at most, or minus the signal that ended it.
func statusOfChild(_ body: () throws -> Bool) -> CInt {
    withoutActuallyEscaping(body) { body in
        var body = body
        return withUnsafeMutablePointer(to: &body) { pointer in
            hygiene_run_child(
                { context in
                    let body = context?.assumingMemoryBound(to: (() throws -> Bool).self).pointee
                    return (try? body?()) == true ? 0 : 1
                }, pointer, 20)
        }
    }
}
