import CipherCore
import KeyBlob
import KeyProvider
import KeyTransfer

/// A message as it comes, and what stands before a signature, signed by the sender: so that everything behind that check is
/// reached, too. Nothing is taken twice, and what has no good signature is not taken at all.
public let messageProperty: Property = { input in
    let bytes = input.withUnsafeBytes { Array($0) }
    tryMessage(bytes)
    tryMessage(signed(bytes))
}

private func tryMessage(_ message: [UInt8]) {
    let receiver = MessageReceiver(MemoryReplayGuard())
    guard let sealed = plaintextCount(of: message, receiver) else { return }
    holds(message.count > sealed + 16 + 128, "a plaintext that is longer than its message")
    holds(plaintextCount(of: message, receiver) == nil, "taken twice")
    var other = message
    other[message.count - 1] ^= 1
    holds(plaintextCount(of: other, MessageReceiver(MemoryReplayGuard())) == nil, "taken with another signature")
}

private func plaintextCount(of message: [UInt8], _ receiver: MessageReceiver<MemoryReplayGuard>) -> Int? {
    do throws(TransferError) {
        let received = try receiver.receive(message.span.bytes, with: pair, from: pair.publicKey, at: 1 << 41)
        return received.plaintext.count
    } catch {
        return nil
    }
}

/// As docs/messages.md has it.
private func signed(_ body: [UInt8]) -> [UInt8] {
    let text = Array("keyblob message signature 1".utf8) + [0] + body
    let signature = must { () throws(ProviderError) in
        var hash = try HashObject(.sha256, provider: .aes)
        try hash.update(text.span.bytes)
        return try pair.sign(&hash)
    }
    return body + [UInt8(signature.count & 0xFF), UInt8(signature.count >> 8), 0, 0] + signature
}

/// Sender and receiver: RSA of 1024 bits, that of the seeds, which never changes, so that a find can be reproduced.
private let pair: KeyPair = must { () throws(ProviderError) in
    let blob = FuzzKeys.bytes(
        """
        0702000000a400005253413200040000010001007f62f1b510204863a7d4eeb57f40500af63a05b359cf85a9ae\
        0d2ffbdebf0204544cf58b366a7f23d874d3d5f92138ab7fca1fe0346204235ad9fe6d060a81b17dffa3896585\
        8b7b84366fde8b53d459c85ec8801e2fee16c37b21fe4b0104274799aebb9e115cba362b680b623caa17370c83\
        feae9caea1143fe723ee7ce4c0933a50b94e9d688762010d28497ea9ac8ed8e1c8b5921a12db0ada2c54305db0\
        ef9a9c8cf7bc27b4b5387944ef0119d78b4ab055c66bf54211bb5c7aab83a8ebe52f64777ab4b6e7f20289a93d\
        024074eadc456488b43f8c1c957ceb7d94cb9ced106c7b1d661a3886e4c4084a9a9359c1a01da563e3021e6385\
        c22afbf38ad1991e4fd880746c38937a31c2c6cf82b32331e008b477512bd2104bee88f88e089c9fe917645b89\
        134f6957e6bf7864e3837eefa91a41c485cfa3e65202846785a54f0b3ae107cd41e26e35e456c6e64bab1c0f19\
        0f8824ddd1446425000e88ac627e53cf206812c4eb1ea056d4692202a465fbc169f87dd6deed446e83fa29bafc\
        725f46086860d398589a6c4fa5e757e80f98fdcebaa576b7c866746a3f825140027a6162e650c248acfe9ba027\
        411aaddf13f9c12b4e480d1d3537aa0701a1a97cb5414fcd3b2552dfb49fcf38fceab6f4accce6ba9655ea2432\
        608f2aff28abc4addede6eb0fee77d49ac0d51ae11403fb0f890018524c0e0006e1a35ed961c0934a374f92efe\
        bded771306b4bffab86713c6e2c042dc60fefbcfbf20eda4d9777c25c14583a6d7094445d4ea4a130fab7546ff\
        664015b41ca5357fc2ac33
        """)
    return try KeyPair(importing: blob.span.bytes, allowing: .weakKeys)
}
