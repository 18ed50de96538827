/// Why a cell failed, in words for the person who reads the run.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// An answer of Wine's that says no: legitimate where the cell must be refused, a failure elsewhere.
struct WineRefusal: Error, CustomStringConvertible {
    let call: String
    let code: String

    var description: String { "Wine's \(call) answered \(code)" }
}

/// Fails with `reason` unless the condition holds.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws {
    if !condition { throw Failure(reason()) }
}

/// Demands that Wine refuses what `body` asks; any other trouble still fails the cell.
func requireWineRefusal(of what: String, _ body: () throws -> Void) throws {
    do {
        try body()
    } catch is WineRefusal {
        return
    }
    throw Failure("Wine accepted \(what)")
}
