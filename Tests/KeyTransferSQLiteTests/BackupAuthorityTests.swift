import CipherCore
import KeyBlob
import KeyProvider
import KeyTransfer
import KeyTransferSQLite
import Testing

@Suite struct BackupAuthorityTests {
    private let office: Office<SQLiteAuthorityStore>
    private var authority: BackupAuthority<SQLiteAuthorityStore> { office.authority }

    init() throws {
        let folder = try Folder()
        office = try Office(SQLiteAuthorityStore(path: folder.path + "/store"), in: folder)
    }

    private func refuse(_ error: AuthorityError, _ work: () throws -> Void) throws {
        #expect(throws: TransferError.authority(error), performing: work)
        #expect(try authority.audit().last?.refusal == error)
    }

    /// A decision by each, and the key for Olga.
    private func recover(_ request: RecoveryRequest, _ approvers: [Person] = [.anna, .carla]) throws -> [UInt8] {
        for approver in approvers { try authority.decide(office.decision(.approve, request, approver)) }
        return try authority.recover(request.requestID)
    }

    @Test(arguments: [AlgorithmIdentifier.rc2, .rc4, .des, .twoKeyTripleDES, .tripleDES, .aes128, .aes192, .aes256])
    func whatIsDepositedComesBack(algorithm: AlgorithmIdentifier) throws {
        let key = try SessionKey(generating: algorithm, allowing: .weakKeys)
        let deposit = try office.deposit(key)
        let bytes = try authority.deposit(deposit.bytes)
        let signer = try authority.publicKey(.signature)
        let receipt = try DepositReceipt(reading: bytes, of: deposit, signedBy: signer)
        #expect(receipt.serial == 1 && receipt.recordID == deposit.details.recordID)
        let blob = try recover(office.requested(deposit))
        let recovered = try SessionKey(
            importing: blob.span.bytes, unwrappingWith: Person.olga.pair, padding: .oaep)
        #expect(try plaintext(recovered) == plaintext(key))
        #expect(try office.isClean())
        #expect(
            try authority.audit().map(\.action) == [
                .generation, .policy, .deposit, .request, .decision, .decision, .release,
            ])
    }

    @Test func serialsGrow() throws {
        for _ in 0..<5 { _ = try office.deposited() }
        let list = try authority.deposits()
        #expect(list.map(\.receipt.serial) == [1, 2, 3, 4, 5])
        #expect(Set(list.map(\.details.recordID)).count == 5)
    }

    @Test func repeatedDeposits() throws {
        let key = try SessionKey(generating: .aes128)
        let receipt = try authority.deposit(office.deposit(key, idempotencyKey: "a").bytes)
        office.clock.now += 100
        #expect(try authority.deposit(office.deposit(key, idempotencyKey: "a").bytes) == receipt)
        try authority.rotate()
        #expect(try authority.deposit(office.deposit(key, idempotencyKey: "a").bytes) == receipt)
        #expect(try authority.deposits().count == 1)
        try refuse(.otherContent) {
            _ = try authority.deposit(office.deposit(key, idempotencyKey: "a", description: "other").bytes)
        }
        try refuse(.otherContent) {
            _ = try authority.deposit(office.deposit(SessionKey(generating: .aes128), idempotencyKey: "a").bytes)
        }
        try refuse(.otherContent) {
            _ = try authority.deposit(office.deposit(key, idempotencyKey: "a", lifetime: 1).bytes)
        }
        #expect(try office.isClean())
    }

    @Test func quorum() throws {
        let request = try office.requested(office.deposited())
        try refuse(.tooFewApprovals) { _ = try authority.recover(request.requestID) }
        let first = try office.decision(.approve, request, .anna)
        #expect(try authority.decide(first) == .pending)
        try refuse(.decidedAlready) { try authority.decide(first) }
        try refuse(.decidedAlready) { try authority.decide(office.decision(.reject, request, .anna)) }
        try refuse(.notAnApprover) { try authority.decide(office.decision(.approve, request, .mallory)) }
        try refuse(.notAnApprover) { try authority.decide(office.decision(.approve, request, .olga)) }
        try refuse(.tooFewApprovals) { _ = try authority.recover(request.requestID) }
        #expect(try authority.decide(office.decision(.approve, request, .bert)) == .approved)
        #expect(throws: TransferError.authority(.missing)) { _ = try authority.released(request.requestID) }
        let blob = try authority.recover(request.requestID)
        try refuse(.releasedAlready) { _ = try authority.recover(request.requestID) }
        #expect(try authority.released(request.requestID) == blob)
        try refuse(.releasedAlready) { try authority.decide(office.decision(.reject, request, .carla)) }
        #expect(try authority.request(ofID: request.requestID).state == .released)
        #expect(try office.isClean())
    }

    /// Approvals count as long as who gave them is an approver; what was rejected or released stays so.
    @Test func policyChanges() throws {
        let requests = try (0..<3).map { _ in try office.requested(office.deposited()) }
        try authority.decide(office.decision(.approve, requests[0], .anna))
        #expect(try authority.decide(office.decision(.approve, requests[0], .bert)) == .approved)
        try authority.decide(office.decision(.reject, requests[1], .anna))
        _ = try recover(requests[2])
        let approvers = [Person.bert, .mallory].map { (name: $0.name, key: $0.pair.publicKey) }
        try authority.setPolicy(RecoveryPolicy(quorum: 2, of: approvers))
        #expect(try authority.policy().approvers.map(\.name) == ["Bert", "Mallory"])
        let states = try requests.map { try authority.request(ofID: $0.requestID).state }
        #expect(states == [.pending, .rejected, .released])
        try refuse(.tooFewApprovals) { _ = try authority.recover(requests[0].requestID) }
        try refuse(.notAnApprover) { try authority.decide(office.decision(.approve, requests[0], .carla)) }
        #expect(try authority.decide(office.decision(.approve, requests[0], .mallory)) == .approved)
        _ = try authority.recover(requests[0].requestID)
        #expect(throws: TransferError.authority(.impossibleQuorum)) { try RecoveryPolicy(quorum: 3, of: approvers) }
        #expect(try office.isClean())
    }

    @Test func rejection() throws {
        let request = try office.requested(office.deposited())
        for approver in [Person.anna, .bert] { try authority.decide(office.decision(.approve, request, approver)) }
        #expect(try authority.decide(office.decision(.reject, request, .carla)) == .rejected)
        try refuse(.rejected) { _ = try authority.recover(request.requestID) }
    }

    @Test func nobodyApprovesHisOwnRequest() throws {
        let deposit = try office.deposited()
        for (requester, newKey) in [(Person.anna, Person.olga), (.olga, .anna)] {
            let request = try office.request(deposit, by: requester, newKey: newKey)
            try authority.request(request.bytes)
            try refuse(.ownRequest) { try authority.decide(office.decision(.approve, request, .anna)) }
        }
    }

    @Test func decisionsAreOnOneRequest() throws {
        let deposit = try office.deposited()
        let (one, other) = (try office.requested(deposit), try office.request(deposit))
        try refuse(.missing) { try authority.decide(office.decision(.approve, other, .anna)) }
        try authority.request(other.bytes)
        try authority.decide(office.decision(.approve, one, .anna))
        #expect(try authority.request(ofID: other.requestID).decisions.isEmpty)
        try refuse(.exists) { try authority.request(other.bytes) }
    }

    @Test func expiry() throws {
        let deposit = try office.deposited(lifetime: 1000)
        let request = try office.requested(deposit)
        office.clock.now += 999
        #expect(try recover(request).count == 12 + 256)
        let late = try office.requested(deposit)
        for approver in [Person.anna, .bert] { try authority.decide(office.decision(.approve, late, approver)) }
        office.clock.now += 1
        try refuse(.expired) { _ = try authority.recover(late.requestID) }
        try refuse(.expired) { _ = try office.requested(deposit) }
    }

    @Test func rotation() throws {
        let key = try SessionKey(generating: .aes256)
        let (old, before) = (try office.deposit(key), try authority.publicKey(.exchange))
        let late = try office.deposit(key)
        _ = try authority.deposit(old.bytes)
        let kept = try authority.checkpoint()
        try authority.rotate()
        try authority.rotate()
        #expect(try authority.publicKey(.exchange) != before)
        try refuse(.foreignKey) { _ = try authority.deposit(late.bytes) }
        let blob = try recover(office.requested(old))
        let recovered = try SessionKey(
            importing: blob.span.bytes, unwrappingWith: Person.olga.pair, padding: .oaep)
        #expect(try plaintext(recovered) == plaintext(key))
        #expect(try office.isClean(against: kept))
    }

    /// Keys that are locked, or not to be had, are an error of their own: neither tampering nor a refusal.
    @Test func lockedKeys() throws {
        let deposit = try office.deposit(SessionKey(generating: .aes256))
        let keys = ContainerStore(path: office.folder.path + "/keys")
        let entries = try authority.audit().count
        try keys.setPassphrase(Array("open sesame".utf8).span.bytes)
        let locked = TransferError.provider(.store(.locked))
        #expect(throws: locked) { _ = try authority.verifyAudit() }
        #expect(throws: locked) { _ = try authority.deposit(deposit.bytes) }
        #expect(throws: locked) { _ = try authority.policy() }
        #expect(throws: locked) { try authority.rotate() }
        #expect(try authority.isMade() && authority.identities().count == 1)
        try keys.removePassphrase()
        #expect(try authority.audit().count == entries)
        #expect(try office.isClean())
    }

    @Test func impossiblePolicies() throws {
        let anna = (name: "Anna", key: Person.anna.pair.publicKey)
        for (quorum, approvers) in [(0, [anna]), (2, [anna]), (1, []), (-1, [anna]), (2, [anna, anna])] {
            #expect(throws: TransferError.authority(.impossibleQuorum)) {
                try RecoveryPolicy(quorum: quorum, of: approvers)
            }
        }
        try refuse(.exists) { try authority.initialise(Office<SQLiteAuthorityStore>.policy()) }
        #expect(try office.isClean())
    }

    @Test func signatureKeysGetNothing() throws {
        let deposit = try office.deposited()
        let signature = try KeyPair(generating: .signature)
        #expect(throws: TransferError.authority(.unsuitableKey)) {
            try RecoveryRequest(
                for: deposit.details.recordID, reason: "", newKey: signature.publicKey, by: "Olga", Person.olga.pair,
                at: 0)
        }
        #expect(throws: TransferError.provider(.unsuitableKey)) {
            try Deposit(
                of: SessionKey(generating: .aes128), deposit.details, for: signature.publicKey, by: "Dirk",
                Person.dirk.pair, at: 0)
        }
    }

    /// Whoever breaks 1024 bits neither approves nor gets what was deposited.
    @Test func weakKeysAreNobodys() throws {
        let weak = try KeyPair(generating: .exchange, bits: 1024, allowing: .weakKeys)
        let deposit = try office.deposited()
        #expect(throws: TransferError.authority(.unsuitableKey)) {
            try RecoveryRequest(
                for: deposit.details.recordID, reason: "", newKey: weak.publicKey, by: "Olga", Person.olga.pair, at: 0)
        }
        #expect(throws: TransferError.authority(.unsuitableKey)) {
            try Deposit(
                of: SessionKey(generating: .aes128), deposit.details, for: weak.publicKey, by: "Dirk",
                Person.dirk.pair, at: 0)
        }
        #expect(throws: TransferError.authority(.unsuitableKey)) {
            try RecoveryPolicy(quorum: 1, of: [("Anna", Person.anna.pair.publicKey), ("Mallory", weak.publicKey)])
        }
        // A request that another program made: up to its new key as it was, behind that the time, and signed again.
        let body = try office.request(deposit).bytes.dropLast(4 + 256)
        let blob = try weak.publicKey.exportBlob()
        let forged = Array(body.dropLast(4 + 276 + 8)) + [UInt8(blob.count), 0, 0, 0] + blob + body.suffix(8)
        let signed = Array("keyblob authority request".utf8) + [0] + forged
        var hash = try HashObject(.sha256, provider: .aes)
        try hash.update(signed.span.bytes)
        let signature = try Person.olga.pair.sign(&hash)
        try refuse(.unsuitableKey) { try authority.request(forged + [0, 1, 0, 0] + signature) }
        #expect(try office.isClean())
    }

    @Test func recoveryWithoutStore() throws {
        let authority = try KeyPair(generating: .exchange)
        let key = try SessionKey(generating: .aes192)
        let deposit = try Deposit(
            of: key, office.deposit(key, lifetime: 10).details, for: authority.publicKey, by: "Dirk", Person.dirk.pair,
            at: 100)
        let read = try Deposit(reading: deposit.bytes)
        let blob = try read.recover(with: authority, for: Person.olga.pair.publicKey, at: 109)
        let recovered = try SessionKey(
            importing: blob.span.bytes, unwrappingWith: Person.olga.pair, padding: .oaep)
        #expect(try plaintext(recovered) == plaintext(key))
        #expect(throws: TransferError.authority(.expired)) {
            try read.recover(with: authority, for: Person.olga.pair.publicKey, at: 110)
        }
        #expect(throws: TransferError.authority(.foreignKey)) { _ = try read.open(with: Person.olga.pair) }
    }
}
