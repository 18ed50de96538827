internal import ArgumentParser
internal import KeyProvider

/// How a session key stands in its RSA block; the BLOB does not say.
struct PaddingOptions: ParsableArguments {
    @Flag(help: "The session key has OAEP padding (CRYPT_OAEP), not that of PKCS #1 v1.5.")
    var oaep = false

    var padding: WrapPadding { oaep ? .oaep : .pkcs1 }

    /// What a note says of making something new with it.
    var weakness: String? { padding.weakness }
}
