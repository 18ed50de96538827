import COpenSSLPeer
import CipherCore

/// Block ciphers in all modes, and RC4: in one piece and in many, in place and not, at any address, across copies and
/// moved positions.
enum CipherChecks {
    static let sections = [
        Section(name: "bulk ciphers", caseCount: 40 * settings.count) { try check(settings[$1 % settings.count], &$0) },
        Section(name: "bulk ciphers, long", caseCount: settings.count) {
            try check(settings[$1], &$0, byteCount: settings[$1].longByteCount + $0.int(0...9) * 16)
        },
        Section(name: "AES-GCM and AES-CCM", caseCount: 1000) { draw, _ in try checkAEAD(&draw) },
    ]

    struct Setting: Sendable {
        let algorithm: CipherAlgorithm
        let mode: CipherMode

        /// What a piece of data is a multiple of.
        var unit: Int { mode.isStreaming ? 1 : algorithm.blockByteCount ?? 1 }

        /// Above the length from which data is cut for several threads.
        var longByteCount: Int {
            switch (algorithm, mode) {
            case (.aes128, _), (.aes192, _), (.aes256, _): mode == .cfb8 ? 1 << 18 : 1 << 22
            default: 1 << 16
            }
        }
    }

    static let settings =
        CipherAlgorithm.allCases.filter { $0 != .rc4 }.flatMap { algorithm in
            CipherMode.allCases.map { Setting(algorithm: algorithm, mode: $0) }
        } + [Setting(algorithm: .rc4, mode: .cbc)]

    private static func check(_ setting: Setting, _ draw: inout Draw, byteCount: Int? = nil) throws {
        let algorithm = setting.algorithm
        let key = draw.bytes(draw.int(algorithm.keyByteCounts))
        let vector = draw.bytes(algorithm.blockByteCount ?? 0)
        let effectiveBits = algorithm == .rc2 && !draw.chance(oneIn: 4) ? draw.int(1...1024) : nil
        let units = draw.pick([0...3, 0...40, 0...400])
        let plaintext = draw.bytes(byteCount ?? setting.unit * draw.int(units))
        let what = {
            "\(setting.algorithm) \(setting.mode), key \(hex(key)), effective bits \(effectiveBits ?? 0), "
                + "IV \(hex(vector)), plaintext \(hex(plaintext))"
        }
        let ciphertext = try Peer.cipher(setting, key, effectiveBits, vector, encrypt: true, plaintext)
        let back = try Peer.cipher(setting, key, effectiveBits, vector, encrypt: false, ciphertext)
        try agree(plaintext, back, "OpenSSL with itself, \(what())")

        var cipher = try BulkCipher(
            algorithm, key: key.span.bytes, effectiveKeyBits: effectiveBits, mode: setting.mode,
            initializationVector: vector.span.bytes)
        for _ in 0..<2 {
            let encrypted = try process(&cipher, plaintext, setting.unit, &draw, .encryption)
            try agree(encrypted, ciphertext, "encryption, \(what())")
            cipher.restart()
            let decrypted = try process(&cipher, ciphertext, setting.unit, &draw, .decryption)
            try agree(decrypted, plaintext, "decryption, \(what())")
            cipher.restart()
        }
    }

    private enum Direction { case encryption, decryption }

    /// Puts a message through in random pieces; between them the cipher may be replaced by one at the same point.
    private static func process(
        _ cipher: inout BulkCipher, _ message: [UInt8], _ unit: Int, _ draw: inout Draw, _ direction: Direction
    ) throws -> [UInt8] {
        // Somewhere in larger memory, so that no piece is aligned but by chance.
        let offset = draw.int(0...15)
        let isInPlace = draw.chance(oneIn: 2)
        var source = [UInt8](repeating: 0, count: offset) + message
        var result = [UInt8](repeating: 0xa5, count: isInPlace ? 0 : offset + message.count)
        let pieces = draw.chance(oneIn: 2) ? [0..<message.count] : draw.pieces(of: message.count, unit: unit)
        for piece in pieces {
            let place = (offset + piece.lowerBound)..<(offset + piece.upperBound)
            if draw.chance(oneIn: 3) {
                let position = try cipher.exportPosition()
                cipher = try cipher.copy()
                if draw.chance(oneIn: 2) { cipher.restart() }
                try cipher.restorePosition(position.bytes)
            }
            try source.withUnsafeMutableBytes { source in
                let input = UnsafeMutableRawBufferPointer(rebasing: source[place])
                if isInPlace {
                    if direction == .encryption { try cipher.encrypt(input) } else { try cipher.decrypt(input) }
                    return
                }
                try result.withUnsafeMutableBytes { result in
                    let output = UnsafeMutableRawBufferPointer(rebasing: result[place])
                    switch direction {
                    case .encryption: try cipher.encrypt(UnsafeRawBufferPointer(input), into: output)
                    case .decryption: try cipher.decrypt(UnsafeRawBufferPointer(input), into: output)
                    }
                }
            }
        }
        return Array((isInPlace ? source : result).dropFirst(offset))
    }

    private static func checkAEAD(_ draw: inout Draw) throws {
        let mode = draw.pick(AEADMode.allCases)
        let key = draw.bytes(draw.pick([16, 24, 32]))
        let nonce = draw.bytes(mode == .gcm ? 12 : draw.int(7...13))
        let additionalData = draw.bytes(draw.pick([0, draw.int(0...100), 65270 + draw.int(0...30)]))
        let plaintext = draw.bytes(draw.pick([draw.int(0...100), draw.int(0...20000)]))
        let tagByteCount = mode == .gcm ? draw.int(12...16) : 2 * draw.int(2...8)
        let what = "AES-\(8 * key.count)-\(mode), key \(hex(key)), nonce \(hex(nonce)), \(plaintext.count) bytes"

        let (ciphertext, tag) = try Peer.seal(mode, key, nonce, additionalData, plaintext, tagByteCount)
        var cipher = try AEADCipher(mode, key: key.span.bytes)
        var (ourText, ourTag) = (plaintext, [UInt8](repeating: 0, count: tagByteCount))
        try ourText.withUnsafeMutableBytes { text in
            try ourTag.withUnsafeMutableBytes { tag in
                try cipher.seal(
                    UnsafeRawBufferPointer(text), into: text, nonce: nonce.span.bytes,
                    authenticating: additionalData.span.bytes, tag: tag)
            }
        }
        try agree(ourText + ourTag, ciphertext + tag, what)

        var opened = [UInt8](repeating: 0, count: plaintext.count)
        func open(_ tag: [UInt8]) throws {
            try ciphertext.withUnsafeBytes { ciphertext in
                try opened.withUnsafeMutableBytes { opened in
                    try cipher.open(
                        ciphertext, into: opened, nonce: nonce.span.bytes, authenticating: additionalData.span.bytes,
                        tag: tag.span.bytes)
                }
            }
        }
        try open(tag)
        try agree(opened, plaintext, "opening, \(what)")
        var damaged = tag
        damaged[draw.int(0...tagByteCount - 1)] ^= 1 << UInt8(draw.int(0...7))
        do {
            try open(damaged)
            throw Disagreement("a damaged tag was accepted, \(what)")
        } catch CipherError.unwrapFailed {}
    }
}
