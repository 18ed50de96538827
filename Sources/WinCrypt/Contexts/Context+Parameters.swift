internal import CWinCrypt
internal import KeyBlob
internal import KeyProvider

// CryptGetProvParam.
extension Context {
    /// - Throws: NTE_BAD_TYPE for a parameter that a software provider has not, NTE_BAD_FLAGS, ERROR_MORE_DATA,
    ///   ERROR_NO_MORE_ITEMS.
    func parameter(_ parameter: DWORD, _ delivery: Delivery, flags: DWORD) throws(ErrorCode) {
        switch Int32(bitPattern: parameter) {
        case PP_ENUMALGS: return try enumerateAlgorithms(delivery, flags, isExtended: false)
        case PP_ENUMALGS_EX: return try enumerateAlgorithms(delivery, flags, isExtended: true)
        case PP_ENUMCONTAINERS: return try enumerateContainers(delivery, flags)
        case PP_KEYSET_SEC_DESCR: return try securityDescriptor(delivery)
        default: break
        }
        guard flags == 0 else { throw .badFlags }
        let increment: DWORD = provider.family == .rsa ? 8 : 64
        switch Int32(bitPattern: parameter) {
        case PP_IMPTYPE: try delivery.leave(DWORD(CRYPT_IMPL_SOFTWARE))
        case PP_NAME: try delivery.leave(text: provider.name)
        case PP_VERSION: try delivery.leave(0x200 as DWORD)
        case PP_CONTAINER: try delivery.leave(text: container.name)
        case PP_UNIQUE_CONTAINER:
            try delivery.leave(text: calling { () throws(ProviderError) in try container.uniqueName })
        case PP_PROVTYPE: try delivery.leave(provider.type.rawValue)
        case PP_KEYSTORAGE: try delivery.leave(DWORD(CRYPT_SEC_DESCR))
        case PP_KEYSET_TYPE: try delivery.leave(scope == .machine ? DWORD(CRYPT_MACHINE_KEYSET) : 0)
        case PP_KEYSPEC:
            try delivery.leave(
                DWORD(provider.pairAlgorithm(.exchange) == nil ? AT_SIGNATURE : AT_KEYEXCHANGE | AT_SIGNATURE))
        case PP_SIG_KEYSIZE_INC, PP_KEYX_KEYSIZE_INC: try delivery.leave(increment)
        default: throw .badType
        }
    }

    /// Who may reach the container is a matter of file modes here: a self-relative descriptor that names nobody. A size
    /// query succeeds and sets ERROR_INSUFFICIENT_BUFFER, as on Windows.
    private func securityDescriptor(_ delivery: Delivery) throws(ErrorCode) {
        try delivery.leave(Self.openDescriptor)
        if delivery.isSizeQuery { kb_report_error(DWORD(ERROR_INSUFFICIENT_BUFFER)) }
    }

    private static let openDescriptor: [UInt8] = [1, 0, 0x00, 0x80] + [UInt8](repeating: 0, count: 16)

    /// CryptSetProvParam of PP_KEYSET_SEC_DESCR: the descriptor that was told is taken back.
    ///
    /// - Throws: NTE_BAD_FLAGS for what are no parts of a descriptor, ERROR_INVALID_PARAMETER for NULL, NTE_BAD_TYPE for
    ///   a descriptor that names somebody, which file modes would not hold to.
    static func setSecurityDescriptor(_ descriptor: UnsafePointer<BYTE>?, parts: DWORD) throws(ErrorCode) {
        let known =
            OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION
            | SACL_SECURITY_INFORMATION
        guard parts & ~DWORD(known) == 0 else { throw .badFlags }
        guard let descriptor else { throw .invalidParameter }
        // Every descriptor has these 20 bytes at least; it stops at the first that differs.
        let whole = UnsafeBufferPointer(start: descriptor, count: openDescriptor.count)
        guard whole.elementsEqual(openDescriptor) else { throw .badType }
    }

    /// Whether an enumeration begins anew; every flag but CRYPT_FIRST and CRYPT_NEXT is refused.
    private func begins(_ flags: DWORD) throws(ErrorCode) -> Bool {
        guard flags & ~DWORD(CRYPT_FIRST | CRYPT_NEXT) == 0 else { throw .badFlags }
        return flags & DWORD(CRYPT_FIRST) != 0
    }

    private func enumerateAlgorithms(_ delivery: Delivery, _ flags: DWORD, isExtended: Bool) throws(ErrorCode) {
        let begins = try begins(flags)
        let algorithms = provider.algorithms
        try lock.withLock { () throws(ErrorCode) in
            let index = begins ? 0 : nextAlgorithm
            guard index < algorithms.count else { throw ErrorCode(ERROR_NO_MORE_ITEMS) }
            let byteCount = isExtended ? MemoryLayout<PROV_ENUMALGS_EX>.size : MemoryLayout<PROV_ENUMALGS>.size
            guard let room = try delivery.room(byteCount) else { return }
            if isExtended {
                room.storeBytes(of: PROV_ENUMALGS_EX(algorithms[index]), as: PROV_ENUMALGS_EX.self)
            } else {
                room.storeBytes(of: PROV_ENUMALGS(algorithms[index]), as: PROV_ENUMALGS.self)
            }
            nextAlgorithm = index + 1
        }
    }

    /// A size query, and a buffer that is too short, get room for the longest name there can be, whether there are
    /// containers or not. The length of a name that was told is left alone.
    private func enumerateContainers(_ delivery: Delivery, _ flags: DWORD) throws(ErrorCode) {
        let begins = try begins(flags)
        try lock.withLock { () throws(ErrorCode) in
            if begins || remainingContainers == nil {
                remainingContainers = try calling { () throws(ProviderError) in
                    try scope.store().names(for: provider)
                }[...]
            }
            if delivery.isSizeQuery {
                delivery.length.pointee = DWORD(MAX_PATH) + 1
                return
            }
            let available = delivery.length.pointee
            guard let name = remainingContainers?.first else { throw ErrorCode(ERROR_NO_MORE_ITEMS) }
            do throws(ErrorCode) { try delivery.leave(text: name) } catch {
                delivery.length.pointee = DWORD(MAX_PATH) + 1
                throw error
            }
            delivery.length.pointee = available
            remainingContainers?.removeFirst()
        }
    }
}

extension PROV_ENUMALGS {
    fileprivate init(_ algorithm: ProviderAlgorithm) {
        self.init()
        aiAlgid = algorithm.identifier.rawValue
        dwBitLen = DWORD(algorithm.defaultBitLength)
        dwNameLen = copy(algorithm.name, to: &szName)
    }
}

extension PROV_ENUMALGS_EX {
    fileprivate init(_ algorithm: ProviderAlgorithm) {
        self.init()
        aiAlgid = algorithm.identifier.rawValue
        dwDefaultLen = DWORD(algorithm.defaultBitLength)
        dwMinLen = DWORD(algorithm.bitLengths.lowerBound)
        dwMaxLen = DWORD(algorithm.bitLengths.upperBound)
        dwProtocols = algorithm.protocols.rawValue
        dwNameLen = copy(algorithm.name, to: &szName)
        dwLongNameLen = copy(algorithm.longName, to: &szLongName)
    }
}

/// Writes a text and its terminator into an array of characters, which is long enough: the tests hold all names
/// against it.
///
/// - Returns: its length with the terminator.
private func copy<Characters>(_ text: String, to characters: inout Characters) -> DWORD {
    withUnsafeMutableBytes(of: &characters) { buffer in
        let units = text.utf8.prefix(buffer.count - 1)
        buffer.copyBytes(from: units)
        return DWORD(units.count + 1)
    }
}
