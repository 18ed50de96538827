import CipherCore

/// The keys that attackers send bytes to. They never change, so that a find can be reproduced.
enum FuzzKeys {
    /// 768 bits: room for all paddings with SHA-256, and fast. The primes are those of a key that Wine imported.
    static let rsa: RSAPrivateKey = {
        let modulus = bytes(
            """
            a1e2f8ad2d3ada2062923ad1d1be9b2c88170d3fde25b631e6bdd1b877df33faa2ff05d95b9780e640a8585ee4a88463\
            efeefc8d972a8bf17c345c9de383d66a3205e828ef61fc03df0af97a4a11ac1c855173c25744380e83c62a950a372b89
            """)
        let prime1 = bytes(
            """
            f08a05e7323b9d7adf485f53b0c1b5e141ed836517890463c3e416384ae8adf9c508112c09f307bd6c4e03d80cebe1ab
            """)
        let prime2 = bytes(
            """
            ac4ac06f57abca2d1e7ed4b7ee632aa63336646f022cd296cb5b4d26d0dbb132a69909bd852c75619686a6d924499b9b
            """)
        let publicKey = try? RSAPublicKey(modulus: modulus.span.bytes, publicExponent: 65537)
        guard let publicKey,
            let key = try? RSAPrivateKey(
                publicKey: publicKey, prime1: prime1.span.bytes, prime2: prime2.span.bytes)
        else { fatalError("the RSA key") }
        return key
    }()

    /// p of 512 bits, q of 160: a key that Mono generated.
    static let dsa: DSAPrivateKey = {
        let prime = bytes(
            """
            f39271c408c493f97e0a148af6cc6eba4c2ebb725135226c79a9d25510cc926fa6773cde1cb5541b116ac6cc59c8e229\
            0839c543071aa6c83251dd1a12eeb349
            """)
        let order = bytes("938e3a17003476d88c742b523d1f5bbe9de57ff9")
        let generator = bytes(
            """
            2feb0bfd4247e06676c22faf7a7365bf1b0f937c4a2b461dbc2f5b11c0b106b8dfcc51398f96454e4013e4533ea100d6\
            4471c0fbc133b59a636ed3d2800d2944
            """)
        let privateValue = bytes("8ac8ab5b36a376209449f9cbfd8586e39a47012e")
        guard
            let parameters = try? DSAParameters(
                prime: prime.span.bytes, subgroupOrder: order.span.bytes, generator: generator.span.bytes),
            let key = try? DSAPrivateKey(parameters: parameters, privateValue: privateValue.span.bytes)
        else { fatalError("the DSA key") }
        return key
    }()

    /// On P-256; any number will do.
    static let ec: ECPrivateKey = {
        let privateValue = [UInt8](1...32)
        guard let curve = try? ECCurve.named(.nistP256),
            let key = try? ECPrivateKey(curve: curve, privateValue: privateValue.span.bytes)
        else { fatalError("the EC key") }
        return key
    }()

    static func bytes(_ digits: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { fatalError("no hex digits") }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
