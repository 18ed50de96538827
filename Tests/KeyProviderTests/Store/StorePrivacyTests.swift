import Foundation
import Testing

@testable import KeyProvider

/// A store refuses what others could read or could have put there.
struct StorePrivacyTests {
    private let shop: StoreFolder
    private var store: ContainerStore { shop.store }

    init() throws { shop = try StoreFolder() }

    private func expect(_ flaw: StoreError.Flaw, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let error = refusal { try store.open("mine", for: .aes) }
        #expect(error == .store(.untrusted(flaw, path: path)), sourceLocation: sourceLocation)
    }

    @Test(arguments: [0o000, 0o022, 0o077, 0o277] as [mode_t]) func modesWhateverTheMask(_ mask: mode_t) throws {
        // The mask is the whole process's: other tests create files meanwhile, so a child's shell sets it.
        let folder = shop.folder + "/deep"
        let script = "umask \(String(mask, radix: 8)); mkdir -m 700 \(folder)"
        #expect(Foundation.system(script) == 0)
        let deep = ContainerStore(path: folder + "/a/b/store")
        _ = try deep.create("mine", for: .aes)
        for path in ["/a", "/a/b", "/a/b/store"] { #expect(try StoreFolder.mode(of: folder + path) == 0o700) }
        for name in try FileManager.default.contentsOfDirectory(atPath: deep.path) {
            #expect(try StoreFolder.mode(of: deep.path + "/" + name) == 0o600)
        }
    }

    @Test func machineModes() throws {
        let machine = ContainerStore(machinePath: shop.path, owner: geteuid(), group: getegid())
        let container = try machine.create("mine", for: .aes)
        #expect(container.scope == .machine)
        #expect(try StoreFolder.mode(of: shop.path) == 0o750)
        for name in try shop.names {
            #expect(try StoreFolder.mode(of: shop.path + "/" + name) == (name == "lock" ? 0o600 : 0o640))
        }
        // To a user's store all that is open to too many.
        expect(.accessibleToOthers, shop.path)
        let another = ContainerStore(machinePath: shop.path, owner: geteuid(), group: getegid() + 1)
        #expect(
            refusal { try another.open("mine", for: .aes) } == .store(.untrusted(.foreignGroup, path: shop.path)))
    }

    @Test(arguments: [0o701, 0o710, 0o704, 0o720, 0o770]) func openDirectories(_ mode: mode_t) throws {
        _ = try store.create("mine", for: .aes)
        #expect(chmod(shop.path, mode) == 0)
        expect(.accessibleToOthers, shop.path)
        #expect(
            refusal { try store.create("new", for: .aes) } == .store(.untrusted(.accessibleToOthers, path: shop.path)))
        #expect(refusal { try store.names(for: .aes) } == .store(.untrusted(.accessibleToOthers, path: shop.path)))
    }

    @Test(arguments: [0o604, 0o640, 0o602, 0o660], ["store.key", nil]) func openFiles(
        _ mode: mode_t, name: String?
    ) throws {
        _ = try store.create("mine", for: .aes)
        let path = try name.map { shop.path + "/" + $0 } ?? shop.file(of: "mine")
        #expect(chmod(path, mode) == 0)
        expect(.accessibleToOthers, path)
    }

    /// On the way to the store somebody else may read, but not put another directory in its place.
    @Test func openAncestors() throws {
        let store = ContainerStore(path: shop.folder + "/a/store")
        _ = try store.create("mine", for: .aes)
        let ancestor = shop.folder + "/a"
        for mode in [0o755, 0o1777, 0o711] as [mode_t] {
            #expect(chmod(ancestor, mode) == 0)
            #expect(try store.contains("mine", for: .aes))
        }
        for mode in [0o775, 0o757, 0o777] as [mode_t] {
            #expect(chmod(ancestor, mode) == 0)
            #expect(
                refusal { try store.contains("mine", for: .aes) }
                    == .store(.untrusted(.accessibleToOthers, path: ancestor)))
        }
    }

    @Test func symbolicLinks() throws {
        _ = try store.create("mine", for: .aes)
        // Of a component on the way, and of the directory itself.
        let link = shop.folder + "/link"
        #expect(symlink(shop.folder, link) == 0)
        let around = ContainerStore(path: link + "/store")
        #expect(refusal { try around.open("mine", for: .aes) } == .store(.untrusted(.symbolicLink, path: link)))
        #expect(unlink(link) == 0 && symlink(shop.path, link) == 0)
        let aside = ContainerStore(path: link)
        #expect(refusal { try aside.create("new", for: .aes) } == .store(.untrusted(.symbolicLink, path: link)))
        // Of files.
        for path in try [shop.path + "/store.key", shop.file(of: "mine")] {
            #expect(rename(path, path + ".real") == 0 && symlink(path + ".real", path) == 0)
            expect(.symbolicLink, path)
            #expect(rename(path + ".real", path) == 0)
        }
        let lock = shop.path + "/lock"
        #expect(unlink(lock) == 0 && symlink("/dev/null", lock) == 0)
        #expect(refusal { try store.create("new", for: .aes) } == .store(.untrusted(.symbolicLink, path: lock)))
    }

    @Test func otherKindsOfFile() throws {
        _ = try store.create("mine", for: .aes)
        let path = try shop.file(of: "mine")
        #expect(unlink(path) == 0 && mkfifo(path, 0o600) == 0)
        expect(.wrongKind, path)
        #expect(unlink(path) == 0 && mkdir(path, 0o700) == 0)
        expect(.wrongKind, path)
        try StoreFolder.write([], to: shop.folder + "/file")
        let within = ContainerStore(path: shop.folder + "/file/store")
        #expect(
            refusal { try within.contains("mine", for: .aes) }
                == .store(.untrusted(.wrongKind, path: shop.folder + "/file")))
    }

    /// Files of others: only root can make some.
    @Test(.enabled(if: geteuid() == 0)) func foreignOwners() throws {
        _ = try store.create("mine", for: .aes)
        for path in try [shop.file(of: "mine"), shop.path + "/store.key", shop.path] {
            #expect(chown(path, 1, getegid()) == 0)
            expect(.foreignOwner, path)
            #expect(chown(path, geteuid(), getegid()) == 0)
        }
        #expect(chown(shop.folder, 1, getegid()) == 0)
        expect(.foreignOwner, shop.folder)
        #expect(chown(shop.folder, geteuid(), getegid()) == 0)
    }

    /// Whoever runs this is not the machine store's owner.
    @Test func foreignStores() throws {
        _ = try store.create("mine", for: .aes)
        let machine = ContainerStore(machinePath: shop.path, owner: geteuid() + 1, group: getegid())
        let error = refusal { try machine.open("mine", for: .aes) }
        guard case .store(.untrusted(.foreignOwner, _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
