internal import ArgumentParser
internal import CipherCore
internal import KeyBlob

/// `keyblob inspect`: what BLOBs are.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what BLOBs and keyblob's own files are: every field with offset, size, value and legal values.",
        discussion: """
            Own files are sealed files, stored session keys, messages, the messages and states of a handshake, and the \
            records of a backup authority; their signatures are not verified here. A BLOB within one is named in place of \
            its value: `tail -c +$((OFFSET+1)) FILE | head -c SIZE` cuts it out. SIMPLEBLOBs in own files open with \
            `keyblob unwrap --oaep`, but where a sealed file's padding is 1. Of a key, its identity is shown, by which \
            messages, receipts and lists call it.

            A BLOB that breaks a rule is an error, and with --tolerant a report that names what it breaks. Private and \
            session keys are shown only with --show-secrets. Text shortens long values; --json prints them whole, one \
            object a line for each input, with a member "error" for one that fails.
            """)

    @Flag(help: "Print JSON: one object a line for each input.")
    var json = false

    @Flag(help: "Report what known software writes wrongly as deviations, not as an error.")
    var tolerant = false

    @Flag(help: "Print the values of secret fields.")
    var showSecrets = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Take the BLOBs for this format, whatever they look like.",
            discussion:
                "A type's name in docs/formats.md, such as AESWrapKeyBlob: some formats nothing tells from others.",
            valueName: "type"))
    var format: FormatArgument?

    @Argument(help: "BLOBs, or keyblob's own files: binary, or text such as hex and base64.")
    var files: [FileArgument]

    func validate() throws {
        try FileArgument.checkStandardInput(files)
    }

    func run() throws {
        var output = OutputFile()
        var worst = ExitStatus.done
        for file in files where output.failure == nil {
            var text = ""
            do throws(Failure) {
                text = try report(file)
            } catch {
                worst = max(worst, error.say())
                if json { text = JSONReport.text(error, input: file.text) }
            }
            do throws(Failure) {
                try output.write(text.utf8Span.span.bytes)
            } catch {
                worst = max(worst, error.say())
            }
        }
        if worst != .done { throw worst }
    }

    private func report(_ file: FileArgument) throws(Failure) -> String {
        let key = try KeyFile(inspecting: file)
        let report = try Report(of: key, as: format?.format, tolerant: tolerant)
        return json
            ? JSONReport.text(report, of: key, input: file.text, showSecrets: showSecrets)
            : TextReport.text(report, of: key, showSecrets: showSecrets)
    }
}
