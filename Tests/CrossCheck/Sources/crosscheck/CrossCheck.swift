import COpenSSLPeer
import Glibc

/// Holds CipherCore against OpenSSL on random inputs: exit 0 when both always said the same.
@main
struct CrossCheck {
    static let sections =
        CipherChecks.sections + DigestChecks.sections + KeyWrapChecks.sections + DerivationChecks.sections
        + RSAChecks.sections + DiscreteLogarithmChecks.sections + EllipticCurveChecks.sections

    static func main() {
        guard let options = Options(CommandLine.arguments.dropFirst()) else { fail(Options.usage, status: 64) }
        guard let version = peer_start().map({ String(cString: $0) }) else {
            fail("OpenSSL's providers `default` and `legacy` are not both here", status: 1)
        }
        let chosen = sections.filter { options.section == nil || options.section == $0.name }
        guard !chosen.isEmpty else {
            fail("the sections are: \(sections.map(\.name).joined(separator: "; "))", status: 64)
        }
        say("CipherCore against \(version), seed \(options.seed)")
        let disagreements = chosen.map { $0.run(options) }.reduce(0, +)
        guard disagreements == 0 else { fail("\(disagreements) disagreements, seed \(options.seed)", status: 1) }
    }

    private static func fail(_ text: String, status: Int32) -> Never {
        complain(text)
        exit(status)
    }
}
