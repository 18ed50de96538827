import CipherCore
import Foundation
import KeyBlob
import KeyProvider
import KeyTransfer
import Synchronization

/// Somebody with a key pair, which is made once for all tests.
final class Person: Sendable {
    let name: String
    let pair: KeyPair

    private init(_ name: String) {
        self.name = name
        do { pair = try KeyPair(generating: .exchange) } catch { fatalError("no key pair: \(error)") }
    }

    static let olga = Person("Olga")
    static let dirk = Person("Dirk")
    static let anna = Person("Anna")
    static let bert = Person("Bert")
    static let carla = Person("Carla")
    static let mallory = Person("Mallory")
}

/// A folder that is gone with the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        let place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        path = place.appendingPathComponent("keyblob-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A backup authority with two of three approvers, and the time it has.
struct Office<Store: AuthorityStore> {
    let folder: Folder
    let authority: BackupAuthority<Store>
    let clock = Clock()

    final class Clock: Sendable {
        private let value = Mutex<UInt64>(1_800_000_000)
        var now: UInt64 {
            get { value.withLock { $0 } }
            set { value.withLock { $0 = newValue } }
        }
    }

    init(_ store: Store, in folder: Folder, initialising: Bool = true) throws {
        self.folder = folder
        let clock = clock
        authority = BackupAuthority(store, keys: ContainerStore(path: folder.path + "/keys")) { clock.now }
        if initialising { try authority.initialise(Self.policy()) }
    }

    static func policy() throws -> RecoveryPolicy {
        try RecoveryPolicy(
            quorum: 2, of: [Person.anna, .bert, .carla].map { (name: $0.name, key: $0.pair.publicKey) })
    }

    /// A deposit of `key`, by Dirk for Olga.
    func deposit(
        _ key: borrowing SessionKey, idempotencyKey: String = UUID().uuidString, description: String = "accounts",
        lifetime: UInt64 = 0
    ) throws -> Deposit {
        let details = DepositDetails(
            owner: try Party("Olga", Person.olga.pair.publicKey), description: description,
            subject: DepositSubject(sha256: [UInt8](repeating: 7, count: 32), name: "accounts.bin", byteCount: 4096),
            lifetime: lifetime, idempotencyKey: Array(idempotencyKey.utf8))
        return try Deposit(
            of: key, details, for: authority.publicKey(.exchange), by: "Dirk", Person.dirk.pair, at: clock.now)
    }

    func request(_ deposit: Deposit, by person: Person = .olga, newKey: Person = .olga) throws -> RecoveryRequest {
        try RecoveryRequest(
            for: deposit.details.recordID, reason: "the disk is gone", newKey: newKey.pair.publicKey, by: person.name,
            person.pair, at: clock.now)
    }

    func decision(
        _ verdict: RecoveryDecision.Verdict, _ request: RecoveryRequest, _ approver: Person
    ) throws -> [UInt8] {
        try RecoveryDecision.make(verdict, on: request, comment: "", by: approver.name, approver.pair, at: clock.now)
    }

    /// A new deposit that is on record.
    func deposited(lifetime: UInt64 = 0) throws -> Deposit {
        let deposit = try deposit(SessionKey(generating: .aes256), lifetime: lifetime)
        _ = try authority.deposit(deposit.bytes)
        return deposit
    }

    /// A request for it that is on record.
    func requested(_ deposit: Deposit) throws -> RecoveryRequest {
        let request = try request(deposit)
        try authority.request(request.bytes)
        return request
    }

    func isClean(against kept: [UInt8]? = nil) throws -> Bool { try authority.verifyAudit(against: kept).isClean }
}

func plaintext(_ key: borrowing SessionKey) throws -> [UInt8] {
    try key.exportPlaintext().withUnsafeBytes { Array($0) }
}

/// Every copy of `bytes` with one bit of one byte turned.
func damaged(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.indices.map { index in
        var copy = bytes
        copy[index] ^= 1 << (index % 8)
        return copy
    }
}

extension BackupAuthority {
    /// All deposits at once, of which tests have few.
    func deposits() throws -> [DepositListing] {
        var list: [DepositListing] = []
        try eachDeposit { list.append($0) }
        return list
    }

    /// The whole audit log.
    func audit() throws -> [AuditEntry] {
        var list: [AuditEntry] = []
        try eachEntry { list.append($0) }
        return list
    }
}
