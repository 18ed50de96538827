internal import CWinCrypt
internal import CipherCore
internal import KeyBlob
internal import KeyProvider

/// A Diffie-Hellman or DSS pair of CRYPT_PREGEN: it waits for its parameters, and for KP_X to make the numbers.
final class UnfinishedPairObject: KeyObject, @unchecked Sendable {
    private let request: KeyRequest
    private let bitLength: Int
    private var prime: [UInt8]?
    private var order: [UInt8]?
    private var generator: [UInt8]?
    private var parameters: KeyParameters?

    init(_ request: KeyRequest, bitLength: Int) {
        self.request = request
        self.bitLength = bitLength
        super.init(request.context)
    }

    override func parameter(_ parameter: Int32) throws(ErrorCode) -> [UInt8] {
        switch parameter {
        case KP_ALGID: return [UInt8](dword: request.algorithm.rawValue)
        case KP_PERMISSIONS:
            let permissions: KeyPermissions = request.isExportable ? [.standard, .export] : .standard
            return [UInt8](dword: permissions.rawValue)
        case KP_KEYLEN, KP_BLOCKLEN: return [UInt8](dword: DWORD(bitLength))
        default: throw .badType
        }
    }

    override func setParameter(
        _ parameter: Int32, _ value: UnsafePointer<BYTE>, flags: DWORD
    ) throws(ErrorCode) -> KeyObject? {
        guard flags == 0 else { throw .badFlags }
        // Only these are CRYPT_INTEGER_BLOBs; what another parameter's pointer leads to is not looked at.
        guard [KP_P, KP_Q, KP_G, KP_PUB_PARAMS].contains(parameter) else { throw .badType }
        let number = try Array(blob(value))
        try lock.withLock { () throws(ErrorCode) in
            switch parameter {
            case KP_P:
                guard isOfRequestedLength(number) else { throw ErrorCode.badData }
                prime = number
            case KP_Q: order = number
            case KP_G: generator = number
            default:
                parameters = try calling { () throws(ProviderError) in
                    try KeyParameters(importing: number.span.bytes)
                }
            }
        }
        return nil
    }

    /// Whether a modulus is as long as was asked for with CRYPT_PREGEN, if any length was: CryptGenKey's page wants it
    /// compatible. Where none was, the modulus says how long the key is.
    private func isOfRequestedLength(_ number: [UInt8]) -> Bool {
        guard let bits = request.bits else { return true }
        return number.count - number.reversed().prefix { $0 == 0 }.count == bits / 8
    }

    override func generate() throws(ErrorCode) -> KeyObject {
        let pair = try lock.withLock { () throws(ErrorCode) in
            let parameters = try givenParameters()
            return try request.lengthsChecked { () throws(ProviderError) in
                try KeyPair(
                    generating: request.algorithm, bits: request.bits, parameters: parameters,
                    provider: context.provider, isExportable: request.isExportable, allowing: .weakKeys)
            }
        }
        return try request.install(pair)
    }

    private func givenParameters() throws(ErrorCode) -> KeyParameters {
        if let parameters { return parameters }
        guard let prime, let generator else { throw .badData }
        guard let order else { return KeyParameters(prime: prime.span.bytes, generator: generator.span.bytes) }
        return KeyParameters(prime: prime.span.bytes, q: order.span.bytes, generator: generator.span.bytes)
    }

    /// Nothing is there yet to be exported or agreed with.
    override func export(_ request: ExportRequest) throws(ErrorCode) { throw .badKeyState }
}
