internal import CipherCore

/// The file of a container: a header that everybody may read who may read the file, and the sealed contents.
/// docs/containers.md has the layout.
enum ContainerFile {
    /// Longer than any container with two pairs of 16384 bits.
    static let longest = 1 << 18
    private static let magic: StaticString = "KEYBLBKC"
    private static let aes256GCM: UInt32 = 1
    private static let saltByteCount = 32
    /// The numbers of the slots: AT_KEYEXCHANGE and AT_SIGNATURE.
    private static let slots: [(UInt32, KeyPurpose)] = [(1, .exchange), (2, .signature)]

    /// What stands before the sealed contents, and is bound to them.
    struct Header {
        let storeKey: [UInt8]
        let salt: [UInt8]
        let scope: ContainerScope
        let name: ContainerName
    }

    /// The header, in which nothing is secret.
    ///
    /// - Throws: ``StoreError/damaged(_:)``.
    static func header(of file: RawSpan) throws(ProviderError) -> Header {
        var fields = StoreFieldReader(file)
        return try header(&fields)
    }

    private static func header(_ fields: inout StoreFieldReader) throws(ProviderError) -> Header {
        try fields.expect(magic)
        try fields.expectVersion1()
        guard try fields.number() == aes256GCM else { throw .store(.damaged(.contents)) }
        let storeKey = try fields.array(StoreKey.identifierByteCount)
        let salt = try fields.array(saltByteCount)
        let family = ProviderFamily(number: try fields.number(UInt8.self))
        let scope = ContainerScope(rawValue: try fields.number(UInt8.self))
        let text = String(validating: try fields.array(Int(fields.number(UInt16.self))), as: UTF8.self)
        guard let family, let scope, let text, let name = try? ContainerName(text, family) else {
            throw .store(.damaged(.contents))
        }
        return Header(storeKey: storeKey, salt: salt, scope: scope, name: name)
    }

    /// The contents of a file.
    ///
    /// - Throws: ``StoreError/damaged(_:)``.
    static func open(
        _ file: RawSpan, as name: ContainerName, _ scope: ContainerScope, under key: StoreKey
    ) throws(ProviderError) -> (header: Header, contents: ContainerContents) {
        var fields = StoreFieldReader(file)
        let header = try header(&fields)
        guard header.scope == scope, header.name.family == name.family, header.name.folded == name.folded else {
            throw .store(.damaged(.contents))
        }
        guard header.storeKey == key.identifier else { throw .store(.damaged(.storeKey)) }
        let sealed = fields.rest
        do throws(ProviderError) {
            let body = try key.containerKey(salt: header.salt).open(
                sealed, authenticating: file.extracting(first: file.byteCount - sealed.byteCount))
            return (header, try parse(body.bytes))
        } catch .unwrapFailed {
            throw .store(.damaged(.contents))
        }
    }

    /// All of a file, sealed with a salt of its own.
    static func seal(
        _ contents: ContainerContents, as name: ContainerName, _ scope: ContainerScope, under key: StoreKey
    ) throws(ProviderError) -> [UInt8] {
        let salt = try [UInt8].random(count: saltByteCount)
        let text = Array(name.text.utf8)
        var header = magic.bytes
        header.append(number: 1 as UInt32)
        header.append(number: aes256GCM)
        header += key.identifier + salt + [name.family.number, scope.rawValue]
        header.append(number: UInt16(text.count))
        header += text
        let body = try serialize(contents)
        return header + (try key.containerKey(salt: salt).seal(body.bytes, authenticating: header))
    }

    private static func parse(_ body: RawSpan) throws(ProviderError) -> ContainerContents {
        var fields = StoreFieldReader(body)
        var contents = ContainerContents(
            identity: try fields.array(ContainerContents.identityByteCount),
            revision: try fields.number(UInt64.self))
        for (number, slot) in slots {
            guard try fields.number() == number else { throw .store(.damaged(.contents)) }
            let permissions = try fields.number()
            let blob = try fields.bytes(Int(fields.number()))
            if blob.isEmpty { continue }
            contents[slot] = StoredPair(
                blob: try providing { () throws(CipherError) in try SecretBytes(copying: blob) },
                permissions: KeyPermissions(rawValue: permissions))
        }
        try fields.finish()
        return contents
    }

    private static func serialize(_ contents: ContainerContents) throws(ProviderError) -> SecretBytes {
        let fixed = ContainerContents.identityByteCount + 8 + slots.count * 12
        let count = slots.reduce(fixed) { $0 + (contents[$1.1]?.blob.count ?? 0) }
        var body = try providing { () throws(CipherError) in try SecretBytes(count: count) }
        var offset = 0
        var fields = contents.identity
        fields.append(number: contents.revision)
        for (number, slot) in slots {
            let pair = contents[slot]
            fields.append(number: number)
            fields.append(number: pair?.permissions.rawValue ?? 0)
            fields.append(number: UInt32(pair?.blob.count ?? 0))
            body.put(unsafe fields.span.bytes, at: &offset)
            try pair?.blob.withSpan { blob throws(ProviderError) in body.put(blob, at: &offset) }
            fields = []
        }
        return body
    }
}
