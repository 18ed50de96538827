import KeyProvider
import KeyTransfer
import Testing

/// What every guard against replays, and source of serials, must do.
struct ReplayGuardConformance {
    /// Opens the same guard once more, as another process would.
    let open: () throws -> any ReplayGuard & SerialSource

    private let (anna, bert): (KeyIdentity, KeyIdentity)

    init(_ open: @escaping () throws -> any ReplayGuard & SerialSource) throws {
        self.open = open
        anna = try KeyIdentity(of: Person.anna.pair.publicKey)
        bert = try KeyIdentity(of: Person.bert.pair.publicKey)
    }

    func run() throws {
        try eachOnce()
        try everyPairForItself()
        try order()
        try lowWaterMark()
        try refusalsChangeNothing()
        try serials()
    }

    /// A message of a sender that only this test has.
    private func mark(_ sender: UInt8, _ serial: UInt64, sent: UInt64 = 1000) throws -> MessageMark {
        MessageMark(sender: try identity(sender), receiver: bert, serial: serial, sent: sent)
    }

    private func identity(_ number: UInt8) throws -> KeyIdentity {
        var identity = anna
        identity.bytes[0] = number
        return identity
    }

    private func refuse(_ error: MessageError, _ mark: MessageMark, _ rule: ReplayRule = ReplayRule()) throws {
        #expect(throws: TransferError.message(error)) { try open().take(mark, under: rule) }
    }

    private func eachOnce() throws {
        let (one, other) = (try open(), try open())
        #expect(try one.take(mark(1, 1), under: ReplayRule()) == 0)
        try refuse(.replayed, mark(1, 1))
        #expect(try other.take(mark(1, 5), under: ReplayRule()) == 3)
        #expect(try one.take(mark(1, 3), under: ReplayRule()) == 0)
        #expect(try other.take(mark(1, 2), under: ReplayRule()) == 0)
        for serial in [1, 2, 3, 5] as [UInt64] { try refuse(.replayed, mark(1, serial, sent: 2000)) }
        let last = UInt64(Int64.max)
        #expect(try one.take(mark(1, last), under: ReplayRule()) == last - 6)
        try refuse(.replayed, mark(1, last))
        #expect(try one.take(mark(1, 4), under: ReplayRule()) == 0)
    }

    private func everyPairForItself() throws {
        let opened = try open()
        for (sender, receiver) in [(anna, bert), (bert, anna), (anna, anna), (bert, bert)] {
            let mark = MessageMark(sender: sender, receiver: receiver, serial: 1, sent: 0)
            #expect(try opened.take(mark, under: ReplayRule(inOrder: true)) == 0)
            try refuse(.replayed, mark)
        }
    }

    private func order() throws {
        let rule = ReplayRule(inOrder: true)
        let opened = try open()
        #expect(try opened.take(mark(2, 2), under: rule) == 1)
        try refuse(.outOfOrder, mark(2, 1), rule)
        try refuse(.replayed, mark(2, 2), rule)
        #expect(try opened.take(mark(2, 3), under: rule) == 0)
        // It is the receiver's rule, and a refusal uses up nothing.
        #expect(try opened.take(mark(2, 1), under: ReplayRule()) == 0)
    }

    /// What was forgotten never passes again, under any rule.
    private func lowWaterMark() throws {
        let opened = try open()
        for serial in [1, 2, 4, 6, 8] as [UInt64] {
            _ = try opened.take(mark(3, serial, sent: serial * 100), under: ReplayRule())
        }
        _ = try opened.take(mark(3, 9, sent: 900), under: ReplayRule(forgettingBefore: 500))
        for serial in 1...4 as ClosedRange<UInt64> {
            for rule in [ReplayRule(), ReplayRule(inOrder: true), ReplayRule(forgettingBefore: 0)] {
                try refuse(.forgotten, mark(3, serial, sent: 5000), rule)
            }
        }
        for serial in [6, 8, 9] as [UInt64] { try refuse(.replayed, mark(3, serial)) }
        #expect(try opened.take(mark(3, 5, sent: 500), under: ReplayRule()) == 0)
        // A message that is forgotten in the moment that it is taken.
        _ = try opened.take(mark(3, 10, sent: 1), under: ReplayRule(forgettingBefore: 1000))
        for serial in 1...10 as ClosedRange<UInt64> { try refuse(.forgotten, mark(3, serial)) }
        // Others' messages stay.
        try refuse(.replayed, mark(1, 1))
        #expect(try opened.take(mark(3, 11), under: ReplayRule(forgettingBefore: .max)) == 0)
        try refuse(.forgotten, mark(3, 11))
    }

    private func refusalsChangeNothing() throws {
        let opened = try open()
        _ = try opened.take(mark(4, 5, sent: 100), under: ReplayRule())
        try refuse(.replayed, mark(4, 5), ReplayRule(forgettingBefore: 1000))
        try refuse(.outOfOrder, mark(4, 4), ReplayRule(inOrder: true, forgettingBefore: 1000))
        #expect(try opened.take(mark(4, 4), under: ReplayRule()) == 0)
    }

    private func serials() throws {
        let (one, other) = (try open(), try open())
        for serial in 1...20 as ClosedRange<UInt64> {
            #expect(try (serial % 2 == 0 ? one : other).nextSerial(from: anna, to: bert) == serial)
        }
        #expect(try one.nextSerial(from: bert, to: anna) == 1)
        #expect(try one.nextSerial(from: anna, to: bert) == 21)
    }
}
