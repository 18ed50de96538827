import GoldenVectors
import Testing

/// `keyblob authority`: a key goes into deposit and comes out, and only as the rules have it.
struct AuthorityCommandTests {
    private let shop: Workshop

    /// Two of three approvers, the owner's old and new key, a file's session key.
    init() throws {
        shop = try Workshop()
        try shop.succeed(
            """
            for person in anna bert carla olga new; do keyblob generate exchange --bits 2048 -o $person; done
            keyblob generate session --algorithm aes-256 -o session; echo accounts > accounts
            keyblob authority init office --quorum 2 --approver Anna=anna.public --approver Bert=bert.public \
                --approver Carla=carla.public
            """)
    }

    private let olga = "--name Olga --key olga.private"

    private func deposit(_ more: String = "") -> String {
        "--session session --subject accounts --owner Olga=olga.public --description 'the accounts' \(olga) \(more)"
    }

    /// Deposits, and asks for it back; the request's id.
    private func requested() throws -> String {
        try shop.succeed("keyblob authority deposit office \(deposit()) -o receipt")
        let record = try #require(shop.succeed("keyblob authority list office").text.split(separator: " ").first)
        let line = "keyblob authority request office \(record) --reason 'the disk is gone' --to new.public \(olga)"
        return try String(shop.succeed(line).text.prefix { !$0.isNewline })
    }

    private func approve(_ request: String, _ person: String) -> String {
        "keyblob authority approve office \(request) --name \(person) --key \(person).private"
    }

    @Test func keysComeBack() throws {
        let request = try requested()
        try shop.refuse(3, "too few approvers", "keyblob authority recover office \(request)")
        #expect(try shop.succeed(approve(request, "anna")).text == "pending\n")
        try shop.refuse(3, "decided already", approve(request, "anna"))
        try shop.refuse(3, "not a registered approver", approve(request, "olga"))
        #expect(try shop.succeed(approve(request, "bert")).text == "approved\n")
        try shop.refuse(5, "no such record", "keyblob authority recover office \(request) --again")
        try shop.succeed("keyblob authority recover office \(request) -o back")
        try shop.succeed("keyblob unwrap --oaep --key new.private back | cmp - session")
        try shop.refuse(3, "released before", "keyblob authority recover office \(request)")
        try shop.succeed("keyblob authority recover office \(request) --again | cmp - back")
        #expect(try shop.succeed("keyblob authority show office \(request)").text.contains("released"))
        #expect(try shop.succeed("keyblob authority verify office").text.hasSuffix("all as they were written\n"))
        let log = try shop.succeed("keyblob authority audit office").text
        for outcome in ["done", "tooFewApprovals", "decidedAlready", "notAnApprover", "releasedAlready"] {
            #expect(log.contains(outcome), "\(log)")
        }
    }

    @Test func otherApprovers() throws {
        let request = try requested()
        try shop.succeed(approve(request, "anna"))
        try shop.succeed("keyblob authority policy office --quorum 1 --approver carla=carla.public")
        let policy = try shop.succeed("keyblob authority policy office").text.split(separator: "\n")
        #expect(policy.count == 2 && policy[0].hasSuffix(" 1") && policy[1].hasSuffix("  carla"))
        try shop.refuse(64, "--json", "keyblob authority policy office --json --quorum 1 --approver carla=carla.public")
        try shop.refuse(64, "--approver", "keyblob authority policy office --quorum 1")
        try shop.refuse(64, "2048 at least", "keyblob authority rotate office --bits 1024")
        let identity = try shop.succeed("tail -c +9 new.public | sha256sum").text.prefix(64)
        #expect(
            try shop.succeed("keyblob authority show office \(request)").text.contains("newKey        \(identity)\n"))
        try shop.refuse(3, "too few approvers", "keyblob authority recover office \(request)")
        try shop.refuse(3, "not a registered approver", approve(request, "bert"))
        #expect(try shop.succeed(approve(request, "carla")).text == "approved\n")
        try shop.succeed(
            "keyblob authority recover office \(request) | keyblob unwrap --oaep --key new.private - | cmp - session")
        #expect(try shop.succeed("keyblob authority verify office").text.hasSuffix("all as they were written\n"))
    }

    @Test func rejection() throws {
        let request = try requested()
        let reject = "keyblob authority reject office \(request) --name Carla --key carla.private --comment no"
        #expect(try shop.succeed(reject).text == "rejected\n")
        try shop.refuse(3, "rejected the request", approve(request, "anna"))
        try shop.refuse(3, "rejected the request", "keyblob authority recover office \(request)")
        #expect(try shop.succeed("keyblob authority list office --requests --json").text.contains("rejected"))
    }

    @Test func repeatedDeposits() throws {
        let line = "keyblob authority deposit office \(deposit("--idempotency-key accounts-1"))"
        try shop.succeed("\(line) -o one && \(line) -o two && cmp one two")
        try shop.succeed("keyblob authority rotate office && \(line) | cmp - one")
        try shop.refuse(3, "used for another deposit", "\(line) --days 7")
    }

    @Test func offline() throws {
        try shop.succeed("keyblob authority deposit --offline anna.public \(deposit()) -o record")
        try shop.succeed(
            """
            keyblob authority recover --offline record --key anna.private --to new.public -o back
            keyblob unwrap --oaep --key new.private back | cmp - session
            """)
        try shop.refuse(
            2, "made for a key that is not the authority's",
            "keyblob authority recover --offline record --key bert.private --to new.public")
        try shop.refuse(2, "not the authority's", "keyblob authority deposit office --record record")
        try shop.succeed("keyblob authority deposit --offline office/exchange.public \(deposit()) -o record2")
        try shop.succeed("keyblob authority deposit office --record record2 -o receipt")
    }

    @Test func logsThatWereCutOff() throws {
        try shop.succeed("cp -r office before && keyblob authority deposit office \(deposit()) -o receipt")
        try shop.succeed("mkdir empty")
        try shop.refuse(5, "no authority", "keyblob authority list empty")
        try shop.succeed("cp office/checkpoint kept && rm -r office && mv before office")
        try shop.succeed("keyblob authority verify office")
        try shop.refuse(
            2, "kept: the log ends before the checkpoint", "keyblob authority verify office --checkpoint kept")
    }

    /// What is no checkpoint of this authority is called that, and no alarm is raised about the log.
    @Test func otherCheckpoints() throws {
        let verify = "keyblob authority verify office --checkpoint"
        for other in ["accounts", "anna.public", "office/authority.sqlite", "session"] {
            try shop.refuse(1, "\(other): no checkpoint of an authority", "\(verify) \(other)")
        }
        try shop.succeed("keyblob authority init other --quorum 1 --approver Anna=anna.public")
        try shop.refuse(2, "other/checkpoint: not a checkpoint of this authority", "\(verify) other/checkpoint")
        // Only the database was put back: the key that signed it is there still.
        try shop.succeed(
            """
            mkdir old && cp office/authority.sqlite* office/*.public old && keyblob authority rotate office && cp office/checkpoint kept
            rm office/authority.sqlite* && cp old/* office
            """)
        try shop.refuse(2, "kept: the log ends before the checkpoint", "\(verify) kept")
    }

    /// Every object says which version of itself it is; approvers go by the names that the policy gives them.
    @Test func reports() throws {
        let request = try requested()
        try shop.succeed(
            """
            keyblob authority approve office \(request) --key anna.private --comment 'I know her'
            keyblob authority approve office \(request) --key bert.private --name Bertram
            keyblob authority policy office --quorum 1 --approver Bernd=bert.public --approver Carla=carla.public
            """)
        let lines = try shop.succeed(
            """
            keyblob authority list office --json; keyblob authority list office --requests --json
            keyblob authority audit office --json; keyblob authority policy office --json
            keyblob authority show office \(request) --json
            """
        ).text.split(separator: "\n")
        #expect(lines.count == 1 + 1 + 7 + 1 + 1)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"schema\": 1, ") })
        #expect(lines[0].contains("\"algorithm\": \"CALG_AES_256\""))
        let identity = try shop.succeed("tail -c +9 anna.public | sha256sum").text.prefix(64)
        #expect(
            lines[10].contains(
                "{\"verdict\": \"approve\", \"approver\": \"Anna\", \"approverKey\": \"\(identity)\", \"formerApprover\": true"
            ))
        #expect(lines[10].contains("\"approver\": \"Bernd\""))
        #expect(lines[9].contains("\"name\": \"Bernd\"}, {"))
        let shown = try shop.succeed("keyblob authority show office \(request)").text
        #expect(shown.contains("  approve  Anna  \(identity)  formerApprover  "))
        #expect(shown.contains("  approve  Bernd  ") && !shown.contains("Bertram"))
        #expect(try shop.succeed("keyblob authority audit office").text.contains("  decision  done  Bert  "))
    }
}
