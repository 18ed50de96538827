import KeyBlob

extension FormatCase {
    /// What the ways of reading `blob` contradict each other in; nil where they agree, as they must for any bytes.
    func contradiction(in blob: [UInt8]) -> String? {
        let tolerant = Result { () throws(BlobError) in try deviations(blob) }
        return contradictionOfParses(of: blob, tolerant) ?? contradictionOfRows(of: blob, tolerant)
            ?? contradictionOfBytes(of: blob, tolerant)
    }

    /// The same without inspecting and writing, which take most of the time.
    func contradictionOfParses(in blob: [UInt8]) -> String? {
        contradictionOfParses(of: blob, Result { () throws(BlobError) in try deviations(blob) })
    }

    private func contradictionOfParses(of blob: [UInt8], _ tolerant: Result<Deviations, BlobError>) -> String? {
        let strict = refusal { () throws(BlobError) in try parse(blob) }
        switch tolerant {
        case .success(let forgiven):
            guard !forgiven.isEmpty || strict != nil else { return nil }
            let offsets = forgiven.offsets.values
            if strict?.offset != offsets.min() {
                return "strict refuses for another field than tolerant forgives first"
            }
            if offsets.contains(where: { $0 > blob.count }) { return "deviation behind the end" }
        case .failure(let error):
            if strict == nil { return "strict accepts, tolerant refuses" }
            if let strict, strict.offset > error.offset { return "tolerant refuses before strict does" }
            if error.offset > blob.count { return "error behind the end" }
        }
        return nil
    }

    private func contradictionOfBytes(of blob: [UInt8], _ tolerant: Result<Deviations, BlobError>) -> String? {
        guard case .success(let forgiven) = tolerant, forgiven.isEmpty else { return nil }
        return (try? rewritten(blob)) == blob ? nil : "other bytes came back"
    }

    private func contradictionOfRows(of blob: [UInt8], _ tolerant: Result<Deviations, BlobError>) -> String? {
        switch (tolerant, Result { () throws(BlobError) in try inspect(blob) }) {
        case (.success(let forgiven), .success(let inspection)):
            if forgiven.offsets != inspection.deviations.offsets { return "inspection saw other deviations" }
            return tile(inspection.rows, blob.count) ? nil : "rows do not tile"
        case (.failure(let error), .failure(let other)):
            return error == other ? nil : "inspection refuses for another reason"
        case (.success, .failure), (.failure, .success): return "tolerant and inspection disagree"
        }
    }

    /// Parses `blob` strictly and writes what it saw into the first `length` bytes of `output`.
    @discardableResult
    func rewrite(_ blob: [UInt8], into output: inout [UInt8], length: Int) throws(BlobError) -> Int {
        var span = output.mutableSpan
        var bytes = span.mutableBytes
        return try bytes.withUnsafeMutableBytes { buffer throws(BlobError) in
            try blob.span.bytes.withUnsafeBytes { source throws(BlobError) in
                try rewrite(source, UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]))
            }
        }
    }
}

/// Whether the rows follow each other without gap or overlap, from byte 0 to the end.
func tile(_ rows: [FieldRow], _ byteCount: Int) -> Bool {
    var end = 0
    for row in rows {
        guard row.offset == end, row.size >= 0 else { return false }
        end += row.size
    }
    return end == byteCount
}
