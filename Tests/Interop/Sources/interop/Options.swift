import Foundation

/// The command line: where the tool is, where Wine's programs are and how they are started, and where to work.
struct Options {
    let keyblob: URL
    let programs: URL
    let runner: URL
    let scratch: URL

    static let usage = """
        usage: interop --keyblob FILE --programs FOLDER --runner FILE --scratch FOLDER
          --keyblob   the tool under test
          --programs  the folder of capi-oracle.exe and capi-file.exe
          --runner    the script that starts a Windows program: oracle/run.sh
          --scratch   an empty folder to work in
        """

    init(_ arguments: [String]) throws {
        var values: [String: URL] = [:]
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Failure(Options.usage) }
            values[option] = URL(filePath: value).absoluteURL
        }
        guard values.count == 4, let keyblob = values["--keyblob"], let programs = values["--programs"],
            let runner = values["--runner"], let scratch = values["--scratch"]
        else { throw Failure(Options.usage) }
        (self.keyblob, self.programs, self.runner, self.scratch) = (keyblob, programs, runner, scratch)
    }
}
