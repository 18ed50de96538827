import KeyBlob

/// Any bytes as each of the files and records that keep keys: all that is asked of any BLOB, and what a strict parse says
/// lies in a file is read there.
public let atRestProperty: Property = { source in
    for format in atRestFormats { checkAll(source, format) }
    if let file = try? KeyContainerFile(parsing: source) {
        holdsDPAPI(file.signaturePrivateKey)
        holdsDPAPI(file.signatureExportFlag)
        holdsDPAPI(file.exchangePrivateKey)
        holdsDPAPI(file.exchangeExportFlag)
    }
    if let file = try? CNGKeyFile(parsing: source) {
        holdsDPAPI(file.privateProperties)
        holdsDPAPI(file.privateKey)
        var properties = file.publicProperties
        while !properties.isEmpty {
            guard let property = try? properties.next() else { fatalError("a list that breaks off") }
            let tail = source.byteCount - property.value.byteCount
            holds(tail >= 0, "a property longer than its file")
        }
    }
    if let file = try? MasterKeyFile(parsing: source) {
        let accepted =
            isNothing(file.masterKey, or: .masterKeyRecord) && isNothing(file.backupKey, or: .masterKeyRecord)
            && isNothing(file.credentialHistory, or: .credentialHistoryRecord)
            && isNothing(file.domainKey, or: .clientWrappedSecret)
        holds(accepted, "a master key file with something else in it")
    }
    if let pair = try? ClientWrapKeyPair(parsing: source) {
        holds((try? pair.keyPair.byteCount) != nil, "a key pair that cannot be written")
    }
}

private let atRestFormats: [AnyKeyBlob.Format] = [
    .dpapi, .masterKeyFile, .masterKeyRecord, .credentialHistoryRecord, .clientWrappedSecret, .serverWrappedSecret,
    .serverWrapKey, .clientWrapKeyPair, .dpapiSystemSecret, .keyContainerFile, .containerRSAPublicKey,
    .containerRSAPrivateKey, .cngKeyFile, .cngKeyProperty,
]

private func holdsDPAPI(_ field: RawSpan) { holds(isNothing(field, or: .dpapi), "no DPAPI BLOB where one should be") }

private func isNothing(_ field: RawSpan, or format: AnyKeyBlob.Format) -> Bool {
    field.isEmpty || (try? AnyKeyBlob(parsing: field, as: format)) != nil
}
