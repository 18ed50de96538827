import KeyBlob

/// Any bytes, read strictly: an error lies inside of them, what is accepted can be asked for everything, and recognition
/// says the same as the formats themselves.
public let strictProperty: Property = { source in
    var isMarked = false
    for format in AnyKeyBlob.Format.allCases {
        let error = refusal { () throws(BlobError) in try AnyKeyBlob(parsing: source, as: format).readAll() }
        if let error {
            holds(0...source.byteCount ~= error.offset, "\(format): an error outside of the BLOB")
        } else {
            isMarked = isMarked || format.isKnownByItsHeader
        }
    }
    checkRecognition(source, isMarked: isMarked)
}

private func checkRecognition(_ source: RawSpan, isMarked: Bool) {
    guard let recognition = try? AnyKeyBlob.Recognition(of: source) else {
        holds(!isMarked, "a BLOB with a mark was not recognised")
        holds((try? AnyKeyBlob(parsing: source)) == nil, "a BLOB of no format was read")
        return
    }
    let format = recognition.format
    holds((try? AnyKeyBlob.Format(of: source)) == format, "recognised as two formats")
    let asked = refusal { () throws(BlobError) in _ = try AnyKeyBlob(parsing: source, as: format) }
    let found = refusal { () throws(BlobError) in
        let blob = try AnyKeyBlob(parsing: source)
        holds(blob.format == format, "parsed as another format than recognised")
    }
    holds(asked == found, "\(format): recognised bytes are refused for another reason")
    holds(!isMarked || asked == nil, "\(format): recognised in place of a format that accepts the bytes")
    switch recognition.certainty {
    case .certain, .possible: holds(asked == nil, "\(recognition), but refused")
    case .probable: holds(asked != nil || format == .encryptedPrivateKey, "\(recognition), but accepted")
    }
}

extension AnyKeyBlob.Format {
    /// Whether nothing else begins like it. OPAQUEKEYBLOB and PUBLICKEYBLOBEX may hold anything, also what has the mark of
    /// another format; and the mark of the files is that of the DPAPI BLOBs in them, if there are any.
    fileprivate var isKnownByItsHeader: Bool {
        let exceptions: Set<Self> = [.opaqueKey, .publicKeyEx, .keyContainerFile, .cngKeyFile]
        return bestCertainty == .certain && !exceptions.contains(self)
    }
}
