import CipherCore
import Foundation
import GoldenVectors
import Testing

@testable import KeyProvider

/// Stores that version 1 of the formats made: they open for ever.
struct GoldenStoreTests {
    @Test(arguments: try GoldenVectors.load("keyblob-store-1")) func opens(_ record: GoldenRecord) throws {
        let shop = try StoreFolder()
        #expect(mkdir(shop.path, 0o700) == 0)
        for file in record.records("files") {
            try StoreFolder.write(file.required("bytes"), to: shop.path + "/" + #require(file.string("name")))
        }
        let store = shop.store
        if let passphrase = record.string("passphrase") {
            #expect(try store.hasPassphrase)
            try store.unlock(passphrase)
        }
        let sealingKey = try store.sealingKey("golden", creating: false)
        #expect(sealingKey.bytes.bytes.array == record.bytes("sealing_key"))
        #expect(sealingKey.identifier == record.bytes("sealing_key_id"))

        let containers = record.records("containers")
        #expect(containers.count == 2)
        for container in containers {
            let provider: Provider = container.string("provider") == "PROV_DSS_DH" ? .enhancedDSSDH : .aes
            let name = try #require(container.string("name"))
            let opened = try store.open(name, for: provider)
            #expect(opened.name == name)
            #expect(try opened.revision == #require(container.number("revision")))
            for (slot, key) in [(KeyPurpose.exchange, "exchange"), (.signature, "signature")] {
                guard let blob = container.bytes(key) else {
                    #expect(try !opened.hasKeyPair(slot))
                    continue
                }
                #expect(try opened.blob(slot) == blob)
                let permissions = try opened.keyPair(slot).permissions.rawValue
                #expect(UInt64(permissions) == container.number(key + "_permissions"))
            }
        }
        // And they are written on.
        try store.open("Golden Container", for: .aes).remove(.exchange)
        #expect(try store.open("Golden Container", for: .aes).revision == 4)
    }
}
