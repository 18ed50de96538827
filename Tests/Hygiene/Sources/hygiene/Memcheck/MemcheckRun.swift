import CHygiene

/// Runs every case under valgrind's memcheck, with its secrets marked undefined: memcheck then complains of each branch and
/// each index that depends on them.
enum MemcheckRun {
    struct Case {
        let name: String
        /// A case with a leak built in, which memcheck must find.
        var isLeaky = false
        let body: () throws -> Void
    }

    /// - Returns: whether memcheck complained of the leaky cases and of no other.
    static func run() throws -> Bool {
        guard hygiene_is_under_valgrind() != 0 else {
            complain("hygiene: run this under valgrind")
            return false
        }
        var isGood = true
        for subject in try MemcheckCases.all() {
            let before = hygiene_error_count()
            try subject.body()
            let count = hygiene_error_count() - before
            let passes = (count > 0) == subject.isLeaky
            isGood = isGood && passes
            print("\(passes ? "ok  " : "FAIL") \(subject.name): \(count) complaints")
        }
        return isGood
    }
}
