import CipherCore
import Foundation
import Testing

@testable import KeyProvider

/// What the seal of a container's file holds together.
struct ContainerFileTests {
    private let shop: StoreFolder
    private let whole: [UInt8]

    init() throws {
        shop = try StoreFolder()
        try shop.store.create("Mine", for: .aes).install(KeyPair(SamplePairs.exchange.get(), isExportable: false))
        whole = try StoreFolder.read(shop.file(of: "Mine"))
    }

    private func open(_ bytes: [UInt8], as name: String = "Mine", for provider: Provider = .aes) throws -> KeyContainer
    {
        try StoreFolder.write(bytes, to: shop.file(of: name, provider.family))
        return try shop.store.open(name, for: provider)
    }

    @Test func everyByteCounts() throws {
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 0x20
            let error = refusal { try open(bytes) }
            switch index {
            case 8..<12: #expect(error == .store(.damaged(.version(UInt32(1) ^ 0x20 << (8 * UInt32(index - 8))))))
            case 16..<32: #expect(error == .store(.damaged(.storeKey)))
            // The case of a letter of the name is sealed too.
            default: #expect(error == .store(.damaged(.contents)), "\(index)")
            }
        }
        #expect(try open(whole).name == "Mine")
    }

    @Test func everyLengthCounts() throws {
        for count in 0..<whole.count {
            let error = refusal { try open(Array(whole[..<count])) }
            #expect(error == .store(.damaged(.contents)), "\(count)")
        }
        #expect(refusal { try open(whole + [0]) } == .store(.damaged(.contents)))
        #expect(
            refusal { try open(whole + [UInt8](repeating: 0, count: ContainerFile.longest)) }
                == .store(.damaged(.contents)))
    }

    /// A file that another's place was given is not taken for it.
    @Test func filesDoNotChangePlaces() throws {
        #expect(refusal { try open(whole, as: "Other") } == .store(.damaged(.contents)))
        #expect(refusal { try open(whole, as: "Mine", for: .dss) } == .store(.damaged(.contents)))
        #expect(try shop.store.names(for: .aes) == ["Mine"] && shop.store.names(for: .dss).isEmpty)
        let machine = ContainerStore(machinePath: shop.path, owner: geteuid(), group: getegid())
        #expect(refusal { try machine.open("Mine", for: .aes) } == .store(.damaged(.contents)))
        #expect(try machine.names(for: .aes).isEmpty)
    }

    /// Nor does an older state that was made with the same key: it opens, since nothing else tells it from a backup.
    @Test func anOlderStateOpens() throws {
        try shop.store.open("Mine", for: .aes).remove(.exchange)
        #expect(try open(whole).revision == 2)
    }

    /// No two states share salt, and so neither key nor nonce, even with the same contents.
    @Test func everyStateHasItsOwnKey() throws {
        let key = try StoreKey.random()
        let name = try ContainerName("mine", .rsa)
        let contents = try ContainerContents()
        let files = try (0..<100).map { _ in try ContainerFile.seal(contents, as: name, .user, under: key) }
        #expect(Set(files.map { Array($0[32..<64]) }).count == 100)
        #expect(Set(files.map { Array($0[72...]) }).count == 100)
    }

    /// Neither the private numbers nor any part of them stand in any file of the store.
    @Test func noKeyIsOnTheDisk() throws {
        let secrets = try SamplePairs.exchange.get().dropFirst(20 + 64)
        let windows = Set((secrets.startIndex...secrets.endIndex - 8).map { Array(secrets[$0..<$0 + 8]) })
        for name in try shop.names {
            let bytes = try StoreFolder.read(shop.path + "/" + name)
            guard bytes.count >= 8 else { continue }
            #expect(!(0...bytes.count - 8).contains { windows.contains(Array(bytes[$0..<$0 + 8])) }, "\(name)")
        }
        #expect(windows.count > 200)
    }

    /// Two pairs of 16384 bits and the longest name fit, and come back.
    @Test func theLongestFile() throws {
        let key = try StoreKey.random()
        let name = try ContainerName(String(repeating: "ᴬ", count: ContainerName.longest), .rsa)
        var contents = try ContainerContents()
        for (slot, seed) in [(KeyPurpose.exchange, 1 as UInt32), (.signature, 2)] {
            let blob = try SecretBytes(copying: pattern(20 + 9 * 1024, seed: seed).span.bytes)
            contents[slot] = StoredPair(blob: blob, permissions: KeyPermissions(rawValue: 0x80 << seed))
        }
        let file = try ContainerFile.seal(contents, as: name, .machine, under: key)
        #expect(file.count < ContainerFile.longest)
        let opened = try ContainerFile.open(file.span.bytes, as: name, .machine, under: key)
        #expect(opened.header.name.text == name.text && opened.contents.identity == contents.identity)
        for slot in KeyPurpose.allCases {
            let (kept, found) = try (#require(contents[slot]), #require(opened.contents[slot]))
            #expect(found.permissions == kept.permissions)
            #expect(found.blob.withUnsafeBytes { Array($0) } == kept.blob.withUnsafeBytes { Array($0) })
        }
    }
}
