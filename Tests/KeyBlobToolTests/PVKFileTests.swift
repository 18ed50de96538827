import GoldenVectors
import Testing

/// `--key` with PVK files.
struct PVKFileTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop()
        let records = try GoldenVectors.load("openssl-pvk").filter { $0.number("key_type") == 1 }
        for encryption in ["none", "weak", "strong"] {
            let isSecret = encryption != "none"
            let record = try #require(
                records.first {
                    $0.string("encryption") == encryption && $0.number("bits") == 1024
                        && (!isSecret || $0.string("password") == "secret")
                })
            try shop.write(try #require(record.bytes("pvk")), to: "\(encryption).pvk")
            // All three hold one pair: the plain file is a PRIVATEKEYBLOB behind 24 bytes.
            if !isSecret { try shop.write(Array(try #require(record.bytes("pvk")).dropFirst(24)), to: "private") }
        }
        try shop.write(Array("secret\n".utf8), to: "password")
        try shop.write(Array("another".utf8), to: "wrong")
        try shop.succeed("keyblob generate session --algorithm aes-256 -o session")
    }

    /// A BLOB wrapped for the pair of the plain file.
    private func wrap() throws {
        let plain = try shop.read("private")
        let modulus = plain[20..<148]
        try shop.write([6, 2, 0, 0, 0, 0xA4, 0, 0] + Array("RSA1".utf8) + plain[12..<20] + modulus, to: "public")
        try shop.succeed("keyblob wrap --to public session -o simple")
    }

    @Test func unwraps() throws {
        try wrap()
        let session = try shop.read("session")
        #expect(try shop.succeed("keyblob unwrap --key none.pvk simple").output == session)
        for file in ["weak.pvk", "strong.pvk"] {
            #expect(try shop.succeed("keyblob unwrap --key \(file) --password-file password simple").output == session)
            #expect(
                try shop.succeed("keyblob unwrap --key \(file) --password-fd 3 simple 3< password").output == session)
            try shop.refuse(
                2, "wrong password", "keyblob unwrap --key \(file) --password-file wrong -o out simple")
        }
        try shop.refuse(
            64, "not encrypted", "keyblob unwrap --key private --password-file password -o out simple")
    }

    /// The pair goes on in a container, and its public half comes out of that.
    @Test func importsIntoContainers() throws {
        try wrap()
        let home = "export KEYBLOB_HOME=$PWD/store; "
        for (file, options) in [
            ("none.pvk", ""), ("weak.pvk", "--password-file password"), ("strong.pvk", "--password-fd 3 3< password"),
        ] {
            try shop.succeed(
                home
                    + """
                    keyblob container create c && keyblob container import -q c \(file) \(options)
                    keyblob container export c exchange | cmp - private
                    keyblob container export c exchange --public | cmp - public
                    keyblob unwrap -q --container c simple | cmp - session
                    keyblob container delete c
                    """)
        }
        try shop.succeed(home + "keyblob container create c")
        try shop.refuse(2, "wrong password", home + "keyblob container import c weak.pvk --password-file wrong")
        try shop.refuse(64, "not encrypted", home + "keyblob container import c private --password-file password")
        try shop.succeed(home + "keyblob container import -q c strong.pvk --password-file password --not-exportable")
        try shop.refuse(3, "may not leave", home + "keyblob container export c exchange -o out")
    }

    @Test func opens() throws {
        try wrap()
        try shop.write(Array(0...200), to: "message")
        try shop.succeed(
            "keyblob seal --format capi --to public --algorithm rc4-128 message -o sealed")
        #expect(
            try shop.succeed("keyblob open --format capi --key strong.pvk --password-file password sealed").output
                == Array(0...200))
    }
}
