/// The command line.
struct Options {
    /// What all inputs follow from.
    private(set) var seed: UInt64 = .random(in: 1...UInt64.max)
    /// How often every section does all its cases.
    private(set) var rounds = 1
    /// The only section to run.
    private(set) var section: String?

    static let usage = "usage: crosscheck [--seed N] [--rounds N] [--section NAME]"

    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch (option, UInt64(value)) {
            case ("--seed", let number?): seed = number
            case ("--rounds", let number?) where 1...1_000_000 ~= number: rounds = Int(number)
            case ("--section", _): section = value
            default: return nil
            }
        }
    }
}
