/// A way to lock a sample-layout file: our tool and the sample program take the same arguments for it.
struct FileLock {
    let name: String
    let sealing: [String]
    let opening: [String]

    /// Arguments that must not open the file; none where the layout cannot notice, as with a password and RC4.
    let mistaken: [String]?

    /// A random session key, wrapped for the pair.
    static func keyPair(
        _ pair: KeyPair, stranger: KeyPair, _ padding: Padding, algorithm: String
    ) -> FileLock {
        let oaep = padding.toolArguments
        return FileLock(
            name: "\(algorithm) \(padding.rawValue)",
            sealing: ["--to", pair.publicFile] + oaep + ["--algorithm", algorithm],
            opening: ["--key", pair.privateFile] + oaep,
            mistaken: ["--key", stranger.privateFile] + oaep)
    }

    /// A key derived from a password; the file is ciphertext alone.
    static func password(_ passwordFile: String, wrongFile: String, hash: String, algorithm: String) -> FileLock {
        let key = ["--hash", hash, "--algorithm", algorithm]
        let right = ["--password-file", passwordFile] + key
        return FileLock(
            name: "password \(hash) \(algorithm)", sealing: right, opening: right,
            mistaken: algorithm.hasPrefix("rc4") ? nil : ["--password-file", wrongFile] + key)
    }
}
