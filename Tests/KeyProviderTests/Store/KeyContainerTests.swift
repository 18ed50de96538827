import CipherCore
import GoldenVectors
import KeyBlob
import Testing

@testable import KeyProvider

/// What a program sees of key containers.
struct KeyContainerTests {
    private let shop: StoreFolder
    private var store: ContainerStore { shop.store }

    init() throws { shop = try StoreFolder() }

    @Test func lifeOfAContainer() throws {
        #expect(try !store.contains("Mine", for: .aes) && store.names(for: .aes).isEmpty)
        #expect(refusal { try store.open("Mine", for: .aes) } == .store(.missing))
        #expect(refusal { try store.delete("Mine", for: .aes) } == .store(.missing))

        let made = try store.create("Mine", for: .aes)
        #expect(try made.name == "Mine" && made.scope == .user && made.provider == .aes && made.revision == 1)
        #expect(refusal { try store.create("mINE", for: .base) } == .store(.exists))
        #expect(try store.contains("MINE", for: .strong) && store.names(for: .aes) == ["Mine"])
        #expect(try store.open("mine", for: .base).name == "Mine")

        try store.delete("mine", for: .enhanced)
        #expect(try !store.contains("Mine", for: .aes) && store.names(for: .aes).isEmpty)
        #expect(try shop.names == ["lock", "store.key"])
    }

    @Test func slots() throws {
        let container = try store.create("mine", for: .aes)
        for slot in KeyPurpose.allCases {
            #expect(try !container.hasKeyPair(slot))
            #expect(refusal { try container.keyPair(slot) } == .store(.noKey))
            #expect(refusal { try container.remove(slot) } == .store(.noKey))
        }
        let blobs = try (SamplePairs.exchange.get(), SamplePairs.signature.get(), SamplePairs.other.get())
        try container.install(KeyPair(blobs.0))
        #expect(try container.hasKeyPair(.exchange) && !container.hasKeyPair(.signature))
        try container.install(KeyPair(blobs.1))
        #expect(try container.blob(.exchange) == blobs.0 && container.blob(.signature) == blobs.1)
        try container.install(KeyPair(blobs.2))
        #expect(try container.blob(.exchange) == blobs.2 && container.blob(.signature) == blobs.1)
        try container.remove(.exchange)
        #expect(refusal { try container.keyPair(.exchange) } == .store(.noKey))
        #expect(try container.blob(.signature) == blobs.1)
        #expect(try container.revision == 5)
    }

    /// Another context on the container, and another store object as another process has it, see a pair at once.
    @Test func contextsSeeEachOther() throws {
        let (first, second) = try (store.create("mine", for: .aes), store.open("mine", for: .strong))
        for blob in try [SamplePairs.exchange.get(), SamplePairs.other.get()] {
            try first.install(KeyPair(blob))
            #expect(try second.blob(.exchange) == blob)
            #expect(try store.open("mine", for: .base).blob(.exchange) == blob)
        }
        try second.remove(.exchange)
        #expect(try !first.hasKeyPair(.exchange))
    }

    @Test(arguments: [true, false]) func permissionsAreKept(isExportable: Bool) throws {
        let blob = try SamplePairs.exchange.get()
        let container = try store.create("mine", for: .aes)
        try container.install(KeyPair(blob, isExportable: isExportable))
        let pair = try store.open("mine", for: .aes).keyPair(.exchange)
        #expect(pair.isExportable == isExportable)
        #expect(pair.permissions == KeyPermissions(isExportable: isExportable))
        #expect(refusal { try pair.exportBlob() } == (isExportable ? nil : .notExportable))
        #expect(try container.blob(.exchange) == blob)
    }

    /// An archivable pair may leave by the handle that made it alone.
    @Test func archivingEndsInTheContainer() throws {
        let container = try store.create("mine", for: .aes)
        let pair = try KeyPair(
            generating: .rsaKeyExchange, bits: 512, provider: .aes, isExportable: false, isArchivable: true,
            allowing: .weakKeys)
        #expect(pair.isExportable == true)
        try container.install(pair)
        #expect(try !container.exportable(.exchange))
    }

    @Test func anOpenContextOutlivesItsContainer() throws {
        let blob = try SamplePairs.exchange.get()
        let container = try store.create("mine", for: .aes)
        try container.install(KeyPair(blob))
        let idle = try store.open("mine", for: .aes)
        try store.delete("mine", for: .aes)
        for context in [container, idle] {
            #expect(try context.blob(.exchange) == blob)
            #expect(refusal { try context.install(KeyPair(SamplePairs.other.get())) } == .store(.missing))
            #expect(refusal { try context.remove(.exchange) } == .store(.missing))
        }

        // Nor does it meddle with another that has taken the name.
        let successor = try store.create("mine", for: .aes)
        #expect(try container.blob(.exchange) == blob)
        #expect(refusal { try container.install(KeyPair(SamplePairs.other.get())) } == .store(.missing))
        #expect(try !successor.hasKeyPair(.exchange) && successor.revision == 1)
    }

    /// DSS and Diffie-Hellman pairs of Wine's, in BLOBs of both versions, leave as they came; ephemeral ones do not stay.
    @Test func pairsOfTheOtherFamily() throws {
        let container = try store.create("mine", for: .enhancedDSSDH)
        let records = try golden(
            "capi-private", "PRIVATEKEYBLOB DSS2", "PRIVATEKEYBLOB DSS4 (version 3)", "PRIVATEKEYBLOB DH2",
            "PRIVATEKEYBLOB DH4 (version 3)")
        for record in records {
            let blob = try record.required("blob")
            let pair = try KeyPair(blob)
            if pair.algorithm == .dhEphemeral {
                #expect(refusal { try container.install(pair) } == .unsupportedAlgorithm(.dhEphemeral), "\(record)")
                continue
            }
            try container.install(pair)
            let kept = try store.open("mine", for: .dhSchannel).keyPair(pair.purpose)
            let again = try kept.exportBlob(version3: blob[1] == 3).withUnsafeBytes { Array($0) }
            #expect(again == blob, "\(record)")
        }
        #expect(records.count > 20)
        let rsa = try KeyPair(SamplePairs.exchange.get())
        #expect(refusal { try container.install(rsa) } == .unsupportedAlgorithm(.rsaKeyExchange))
    }

    @Test func slotsAreReplacedOnlyOnRequest() throws {
        let container = try store.create("mine", for: .aes)
        let blobs = try (SamplePairs.exchange.get(), SamplePairs.other.get())
        try container.install(KeyPair(blobs.0), replacing: false)
        #expect(refusal { try container.install(KeyPair(blobs.1), replacing: false) } == .store(.exists))
        #expect(try container.blob(.exchange) == blobs.0 && container.revision == 2)
        try container.install(KeyPair(SamplePairs.signature.get()), replacing: false)
    }

    @Test func familiesHaveTheirOwnNames() throws {
        _ = try store.create("mine", for: .base)
        for provider in Provider.allCases {
            #expect(try store.contains("mine", for: provider) == (provider.family == .rsa))
            #expect(try store.names(for: provider) == (provider.family == .rsa ? ["mine"] : []))
        }
        _ = try store.create("mine", for: .dhSchannel)
        for provider in Provider.allCases {
            #expect(refusal { try store.create("MINE", for: provider) } == .store(.exists))
            #expect(try store.open("mine", for: provider).provider == provider)
        }
        try store.delete("mine", for: .dss)
        #expect(try store.contains("mine", for: .aes) && !store.contains("mine", for: .enhancedDSSDH))
    }

    @Test func namesAreInOrder() throws {
        let names = ["b", "A", "c", "ß", "a b", String(repeating: "z", count: 260), "../x"]
        for name in names { _ = try store.create(name, for: .aes) }
        #expect(try store.names(for: .aes) == ["../x", "A", "a b", "b", "c", String(repeating: "z", count: 260), "ß"])
    }

    @Test func theDefaultContainer() throws {
        let made = try store.create(nil, for: .aes)
        #expect(made.name == ContainerName.standard && !made.name.isEmpty)
        #expect(refusal { try store.create("", for: .aes) } == .store(.exists))
        #expect(try store.open("", for: .aes).name == made.name && store.contains(nil, for: .aes))
        try store.delete(nil, for: .aes)
        #expect(try store.names(for: .aes).isEmpty)
    }

    @Test func uniqueNamesOpenToo() throws {
        _ = try store.create("Other", for: .aes)
        let unique = try store.create("Mine", for: .aes).uniqueName
        #expect(try store.open(unique, for: .aes).name == "Mine")
        #expect(refusal { try store.open(unique, for: .dss) } == .store(.missing))
        #expect(refusal { try store.open(unique.replacing("-", with: "+"), for: .aes) } == .store(.missing))
        try store.delete(unique, for: .aes)
        #expect(try store.names(for: .aes) == ["Other"])
    }

    @Test func namesThatAreNone() throws {
        for name in ["a\0", String(repeating: "x", count: 261)] {
            #expect(refusal { try store.create(name, for: .aes) } == .store(.illegalName))
            #expect(refusal { try store.open(name, for: .aes) } == .store(.illegalName))
            #expect(refusal { try store.delete(name, for: .aes) } == .store(.illegalName))
            #expect(refusal { try store.contains(name, for: .aes) } == .store(.illegalName))
        }
    }

    @Test func inMemory() throws {
        let container = try KeyContainer(inMemoryFor: .base)
        #expect(try container.name.isEmpty && container.scope == nil && container.uniqueName.isEmpty)
        #expect(refusal { try container.keyPair(.signature) } == .store(.noKey))
        #expect(refusal { try container.remove(.signature) } == .store(.noKey))
        let blobs = try (SamplePairs.exchange.get(), SamplePairs.signature.get())
        try container.install(KeyPair(blobs.0))
        try container.install(KeyPair(blobs.1, isExportable: false))
        #expect(try container.blob(.exchange) == blobs.0 && container.blob(.signature) == blobs.1)
        #expect(try !container.exportable(.signature))
        try container.remove(.exchange)
        #expect(try !container.hasKeyPair(.exchange) && container.hasKeyPair(.signature))
    }
}
