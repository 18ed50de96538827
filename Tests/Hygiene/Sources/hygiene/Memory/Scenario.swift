import KeyBlob

@testable import CipherCore
@testable import KeyProvider

/// What is done with keys in a process that is looked through. Each begins with nothing and ends with nothing; what only
/// its caller holds (BLOBs, passwords) it drops itself.
enum Scenario: String, CaseIterable {
    case generate
    case importPlaintext = "import-plaintext"
    case importWrapped = "import-wrapped"
    case failedPlaintext = "failed-plaintext"
    case failedWrapped = "failed-wrapped"
    case export
    case derive
    case encrypt
    case generatePair = "generate-pair"
    case importPair = "import-pair"
    case failedPair = "failed-pair"
    case usePair = "use-pair"
    case authenticate
    case agree
    case signDSA = "sign-dsa"
    case ellipticCurves = "elliptic-curves"
    case wrap
    case otherThread = "other-thread"

    func run(_ witness: Witness) throws {
        switch self {
        case .generate: try SessionKeyScenarios.generate(witness)
        case .importPlaintext: try SessionKeyScenarios.importPlaintext(witness)
        case .importWrapped: try SessionKeyScenarios.importWrapped(witness)
        case .failedPlaintext: try SessionKeyScenarios.failedPlaintext(witness)
        case .failedWrapped: try SessionKeyScenarios.failedWrapped(witness)
        case .export: try SessionKeyScenarios.export(witness)
        case .derive: try SessionKeyScenarios.derive(witness)
        case .encrypt: try SessionKeyScenarios.encrypt(witness)
        case .generatePair: try KeyPairScenarios.generate(witness)
        case .importPair: try KeyPairScenarios.importing(witness)
        case .failedPair: try KeyPairScenarios.failedImport(witness)
        case .usePair: try KeyPairScenarios.use(witness)
        case .authenticate: try CoreScenarios.authenticate(witness)
        case .agree: try CoreScenarios.agree(witness)
        case .signDSA: try CoreScenarios.signDSA(witness)
        case .ellipticCurves: try CoreScenarios.ellipticCurves(witness)
        case .wrap: try CoreScenarios.wrap(witness)
        case .otherThread: try ThreadScenario.run(witness)
        }
    }
}

/// Something that was due to be refused was not.
struct NotRefused: Error {}

/// Calls what must fail.
func refused(_ body: () throws -> Void) throws {
    do { try body() } catch { return }
    throw NotRefused()
}
