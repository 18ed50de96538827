import Foundation
import Testing

@testable import KeyProvider

/// Updates that meet each other. Tests/Durability has those that are cut short.
struct StoreUpdateTests {
    private let shop: StoreFolder

    init() throws { shop = try StoreFolder() }

    /// Threads with a store object each, as processes have, and all at the same time.
    private func inThreads(_ count: Int, _ body: @escaping @Sendable (ContainerStore, Int) throws -> Void) throws {
        let path = shop.path
        let errors = Guarded<[String]>([])
        DispatchQueue.concurrentPerform(iterations: count) { index in
            do { try body(ContainerStore(path: path), index) } catch {
                errors.withLock { $0.append("\(error)") }
            }
        }
        #expect(errors.withLock { $0 } == [])
    }

    @Test func everyUpdateOfOneContainerCounts() throws {
        let blobs = try [SamplePairs.exchange.get(), SamplePairs.signature.get(), SamplePairs.other.get()]
        _ = try shop.store.create("mine", for: .aes)
        try inThreads(8) { store, index in
            let container = try store.open("mine", for: .aes)
            for step in 0..<25 { try container.install(KeyPair(blobs[(index + step) % 3])) }
        }
        let container = try shop.store.open("mine", for: .aes)
        #expect(try container.revision == 1 + 8 * 25)
        #expect(try container.hasKeyPair(.exchange) && container.hasKeyPair(.signature))
        #expect(try shop.names.count == 3)
    }

    @Test func threadsShareAContext() throws {
        let blobs = try [SamplePairs.exchange.get(), SamplePairs.other.get()]
        let container = try shop.store.create("mine", for: .aes)
        try container.install(KeyPair(blobs[0]))
        try inThreads(6) { _, index in
            for step in 0..<20 {
                if index < 2 { try container.install(KeyPair(blobs[(index + step) % 2])) }
                guard try blobs.contains(container.blob(.exchange)) else { throw ProviderError.inconsistentKey }
            }
        }
        #expect(try container.revision == 2 + 2 * 20)
    }

    /// All of them find no store: one makes its key, and one each container.
    @Test func oneMakesTheStoreKey() throws {
        let made = Guarded<[String]>([])
        try inThreads(16) { store, index in
            _ = try store.create("own \(index)", for: .aes)
            if refusal({ try store.create("shared", for: .aes) }) == nil { made.withLock { $0.append("shared") } }
        }
        #expect(made.withLock { $0.count } == 1)
        #expect(try shop.store.names(for: .aes).count == 17)
        for name in try shop.store.names(for: .aes) { #expect(try shop.store.open(name, for: .aes).revision == 1) }
    }

    @Test func readersSeeWholeStates() throws {
        let blobs = try [SamplePairs.exchange.get(), SamplePairs.other.get()]
        try shop.store.create("mine", for: .aes).install(KeyPair(blobs[0]))
        try inThreads(4) { store, index in
            for step in 0..<50 {
                let container = try store.open("mine", for: .aes)
                if index == 0 { try container.install(KeyPair(blobs[step % 2])) }
                guard try blobs.contains(container.blob(.exchange)) else { throw ProviderError.inconsistentKey }
                _ = try store.names(for: .aes)
            }
        }
    }

    /// What a process left that died before it could give its file its name.
    @Test func whatADeadProcessLeft() throws {
        _ = try shop.store.create("mine", for: .aes)
        try StoreFolder.write([1, 2, 3], to: shop.path + "/pending")
        #expect(try shop.store.names(for: .aes) == ["mine"])
        try shop.store.open("mine", for: .aes).install(KeyPair(SamplePairs.exchange.get()))
        #expect(try shop.names.count == 3 && !shop.names.contains("pending"))
    }

    @Test func aLockThatIsTakenIsWaitedFor() throws {
        _ = try shop.store.create("mine", for: .aes)
        let directory = try shop.store.directory()
        let lock = try StoreLock(directory)
        #expect(refusal { try StoreLock(directory, patience: 0) } == .store(.busy))
        // Reading takes none.
        #expect(try shop.store.open("mine", for: .aes).revision == 1)
        let path = shop.path
        let waiter = Thread { _ = try? ContainerStore(path: path).create("other", for: .aes) }
        waiter.start()
        usleep(50_000)
        #expect(try !shop.store.contains("other", for: .aes))
        _ = consume lock
        while !waiter.isFinished { usleep(1000) }
        #expect(try shop.store.contains("other", for: .aes))
    }

    /// A child that was forked while the lock was held does not keep it.
    @Test func aForkedChildKeepsNoLock() throws {
        _ = try shop.store.create("mine", for: .aes)
        let directory = try shop.store.directory()
        let lock = try StoreLock(directory)
        // `flock` without a command of its own: the shell holds a copy of every descriptor that is not closed on exec;
        // a duplicate in this process is to the kernel what a child's is.
        let copies = (3..<256).map { dup($0) }.filter { $0 >= 0 }
        defer { copies.forEach { close($0) } }
        #expect(!copies.isEmpty)
        _ = consume lock
        #expect(refusal { try StoreLock(directory, patience: 0) } == nil)
    }

    /// The lock's file is made anew if somebody removes it, and who waited for the old one takes the new one.
    @Test func aRemovedLockFile() throws {
        _ = try shop.store.create("mine", for: .aes)
        let directory = try shop.store.directory()
        let lock = try StoreLock(directory)
        let path = shop.path
        let waiter = Thread { _ = try? ContainerStore(path: path).create("other", for: .aes) }
        waiter.start()
        usleep(50_000)
        #expect(unlink(path + "/lock") == 0)
        _ = consume lock
        while !waiter.isFinished { usleep(1000) }
        #expect(try shop.store.contains("other", for: .aes) && shop.names.contains("lock"))
    }
}
