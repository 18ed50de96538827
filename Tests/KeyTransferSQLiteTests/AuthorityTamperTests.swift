import KeyBlob
import KeyProvider
import Testing

@testable import KeyTransfer

/// Whatever is changed after the authority, or those it deals with, signed or wrote it, is found.
@Suite struct AuthorityTamperTests {
    private let store = MemoryAuthorityStore()
    private let office: Office<MemoryAuthorityStore>
    private var authority: BackupAuthority<MemoryAuthorityStore> { office.authority }

    init() throws { office = try Office(store, in: Folder()) }

    /// An authority with one of everything, and a refused attempt.
    private func fill() throws -> RecoveryRequest {
        let deposit = try office.deposited()
        _ = try office.deposited()
        let request = try office.requested(deposit)
        try authority.decide(office.decision(.approve, request, .anna))
        _ = try? authority.recover(request.requestID)
        try authority.rotate()
        try authority.decide(office.decision(.approve, request, .bert))
        _ = try authority.recover(request.requestID)
        return request
    }

    @Test func depositsOfWhichAByteIsAnother() throws {
        let deposit = try office.deposit(SessionKey(generating: .aes256))
        for bytes in damaged(deposit.bytes) {
            #expect(throws: TransferError.self) { try Deposit(reading: bytes) }
        }
        for count in 0..<deposit.bytes.count {
            #expect(throws: TransferError.self) { try Deposit(reading: Array(deposit.bytes[..<count])) }
        }
        #expect(throws: TransferError.self) { try Deposit(reading: deposit.bytes + [0]) }
        _ = try authority.deposit(deposit.bytes)
    }

    /// The envelope's own seal, without the signature's help: whoever has the SIMPLEBLOB in it signs what he likes.
    @Test func envelopesUnderOtherFields() throws {
        let key = try SessionKey(generating: .aes256)
        let (one, other) = (try office.deposit(key), try office.deposit(key, description: "other"))
        let forged = try Self.exchangingEnvelopes(one, other)
        #expect(throws: TransferError.authority(.doesNotOpen)) { try authority.deposit(forged) }
        #expect(try authority.deposits().isEmpty)
        #expect(try authority.audit().last?.refusal == .doesNotOpen)
    }

    /// What `one` says, with the key in `other`, signed by Mallory.
    private static func exchangingEnvelopes(_ one: Deposit, _ other: Deposit) throws -> [UInt8] {
        var body = one.signed.body
        body.envelope = other.signed.body.envelope
        body.details.depositor = try Party("Mallory", Person.mallory.pair.publicKey)
        body.depositorKey = try RecordKey(Person.mallory.pair.publicKey)
        return try Signed(body, by: Person.mallory.pair).written()
    }

    @Test func receiptsRequestsAndDecisions() throws {
        let deposit = try office.deposit(SessionKey(generating: .aes256))
        let receipt = try authority.deposit(deposit.bytes)
        let signer = try authority.publicKey(.signature)
        for bytes in damaged(receipt) {
            #expect(throws: TransferError.self) { try DepositReceipt(reading: bytes, of: deposit, signedBy: signer) }
        }
        #expect(throws: TransferError.authority(.otherContent)) {
            try DepositReceipt(reading: receipt, of: office.deposited(), signedBy: signer)
        }
        let request = try office.request(deposit)
        for bytes in damaged(request.bytes) {
            #expect(throws: TransferError.self) { try RecoveryRequest(reading: bytes) }
        }
        try authority.request(request.bytes)
        let decision = try office.decision(.approve, request, .anna)
        for bytes in damaged(decision) { #expect(throws: TransferError.self) { try authority.decide(bytes) } }
        #expect(try authority.request(ofID: request.requestID).state == .pending)
        #expect(try authority.decide(decision) == .pending)
        let verdict = try authority.verifyAudit()
        #expect(verdict.isClean)
        #expect(verdict.entryCount > UInt64(decision.count))
    }

    /// Rows changed or taken behind the authority's back, one after the other.
    @Test(arguments: AuthorityTable.allCases) func rows(table: AuthorityTable) throws {
        _ = try fill()
        #expect(try office.isClean())
        let good = store.tables
        let rows = try #require(good[table])
        for (key, value) in rows {
            let places = Set([0, 8, 12, value.count / 2, value.count - 1].filter { value.indices.contains($0) })
            for place in places {
                var changed = value
                changed[place] ^= 0x10
                store.tables[table]?[key] = changed
                #expect(try !office.isClean(), "\(table) \(key) with another byte at \(place)")
                store.tables = good
            }
            store.tables[table]?[key] = nil
            if table != .audit || key != rows.keys.max(by: { $0.lexicographicallyPrecedes($1) }) {
                #expect(try !office.isClean(), "\(table) without \(key)")
            } else {
                // The signed head is left over.
                #expect(try authority.verifyAudit().flaws.contains { $0.kind == .unlogged })
            }
            store.tables = good
            store.tables[table]?[key + [0]] = value
            #expect(try !office.isClean(), "\(table) with one row more")
            store.tables = good
        }
    }

    @Test func everyByteOfEveryAuditEntry() throws {
        _ = try fill()
        let good = store.tables
        for (key, value) in try #require(good[.audit]) {
            for changed in damaged(value) {
                store.tables[.audit]?[key] = changed
                #expect(try !office.isClean())
            }
            store.tables = good
        }
    }

    @Test func entriesInAnotherOrder() throws {
        _ = try fill()
        let good = store.tables
        let keys = try #require(good[.audit]).keys.sorted { $0.lexicographicallyPrecedes($1) }
        for one in keys.indices {
            for other in keys.indices where other > one {
                for table in [AuthorityTable.audit, .checkpoint] {
                    store.tables[table]?[keys[one]] = good[table]?[keys[other]]
                    store.tables[table]?[keys[other]] = good[table]?[keys[one]]
                }
                #expect(try !office.isClean())
                store.tables = good
            }
        }
    }

    /// A store put back to an earlier state is consistent in itself; what was kept elsewhere shows it.
    @Test func storesFromAnEarlierTime() throws {
        let earlier = store.tables
        let early = try authority.checkpoint()
        _ = try office.deposited()
        let kept = try authority.checkpoint()
        #expect(try office.isClean(against: early) && office.isClean(against: kept))
        store.tables = earlier
        #expect(try office.isClean())
        #expect(try authority.verifyAudit(against: kept).flaws == [AuditFlaw(serial: 0, kind: .kept)])
        _ = try office.deposited()
        #expect(try authority.verifyAudit(against: kept).flaws == [AuditFlaw(serial: 0, kind: .kept)])
        for bytes in damaged(kept) { #expect(try !office.isClean(against: bytes)) }
    }

    /// Keys that are gone are one flaw: of what they signed nothing can be told.
    @Test func keysThatAreGone() throws {
        let request = try fill()
        let keys = ContainerStore(path: office.folder.path + "/keys")
        let (kept, names) = (try authority.checkpoint(), try keys.names(for: .aes))
        #expect(names.count == 2)
        for name in names {
            try keys.delete(name, for: .aes)
            #expect(try authority.verifyAudit(against: kept).flaws == [AuditFlaw(serial: 0, kind: .keys)])
        }
        store.tables[.decision] = store.tables[.decision]?.filter { !$0.key.starts(with: request.requestID) }
        #expect(try authority.verifyAudit(against: kept).flaws.contains { $0.kind == .row })
    }

    @Test func withoutAuditNothingHappens() throws {
        let deposit = try office.deposit(SessionKey(generating: .aes256))
        let request = try office.request(office.deposited())
        for table in [AuthorityTable.audit, .checkpoint] {
            let before = store.tables
            store.fail(table)
            #expect(throws: TransferError.io(code: 28)) { try authority.deposit(deposit.bytes) }
            #expect(throws: TransferError.io(code: 28)) { try authority.request(request.bytes) }
            #expect(throws: TransferError.io(code: 28)) { try authority.rotate() }
            #expect(throws: TransferError.io(code: 28)) { try authority.recover(request.requestID) }
            #expect(store.tables == before)
            store.fail(nil)
        }
    }

    /// An approver who writes himself, or a decision, into the store releases nothing.
    @Test func forgedQuorum() throws {
        let request = try office.requested(office.deposited())
        try authority.decide(office.decision(.approve, request, .anna))
        let good = store.tables
        let key = try #require(good[.decision]?.keys.first)
        store.tables[.decision]?[request.requestID + [UInt8](repeating: 1, count: 32)] = good[.decision]?[key]
        #expect(throws: TransferError.authority(.damaged)) { try authority.recover(request.requestID) }
        store.tables = good
        // A decision that was good once, on record for another request.
        let other = try office.requested(office.deposited())
        store.tables[.decision]?[other.requestID + key.suffix(32)] = good[.decision]?[key]
        #expect(throws: TransferError.authority(.damaged)) { try authority.request(ofID: other.requestID) }
        store.tables[.policy] = good[.policy]?.mapValues { policy in
            var changed = policy
            changed[12] = 1  // the quorum
            return changed
        }
        #expect(throws: TransferError.authority(.badSignature)) { try authority.recover(request.requestID) }
        store.tables = good
        #expect(throws: TransferError.authority(.tooFewApprovals)) { try authority.recover(request.requestID) }
    }
}
