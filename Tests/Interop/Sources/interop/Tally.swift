import Foundation

/// How a cell that holds came out: opened on both sides, or refused by both.
enum Outcome {
    case opened
    case refused
}

/// Counts cells and prints one line a section; a failed cell is told on standard error at once.
struct Tally {
    private(set) var passed = 0
    private(set) var failed = 0

    /// Runs a section, which must come to exactly these numbers of cells: a shrunken table is a failure, not a success.
    mutating func section(_ title: String, opened: Int, refused: Int, _ body: (inout Section) -> Void) {
        var section = Section(title: title)
        body(&section)
        say(section.summary)
        passed += section.opened + section.refused
        failed += section.failed
        if section.failed == 0, section.opened != opened || section.refused != refused {
            report("\(title): expected \(opened) cells opened and \(refused) refused")
            failed += 1
        }
    }

    struct Section {
        let title: String
        fileprivate(set) var opened = 0
        fileprivate(set) var refused = 0
        fileprivate(set) var failed = 0

        fileprivate var summary: String {
            let count = opened + refused + failed
            return "\(title): \(count) cells tried, \(opened) opened, \(refused) refused as due, \(failed) failed"
        }

        mutating func cell(_ name: String, _ body: () throws -> Outcome) {
            do {
                switch try body() {
                case .opened: opened += 1
                case .refused: refused += 1
                }
            } catch {
                failed += 1
                report("\(title): \(name): \(error)")
            }
        }
    }
}

/// A line of the run's account, at once: `print` would hold it back until the end when the output is a pipe.
func say(_ text: String) {
    FileHandle.standardOutput.write(Data("\(text)\n".utf8))
}

private func report(_ text: String) {
    FileHandle.standardError.write(Data("FAILED \(text)\n".utf8))
}
