internal import CipherCore
internal import KeyBlob

/// A report for programs: one JSON object on a line. The names are stable; what changes them changes `schema`.
enum JSONReport {
    static func text(
        _ report: Report, of key: borrowing KeyFile, input: String, showSecrets: Bool
    ) -> String {
        let blob = key.blob.bytes
        let object = JSON.object([
            "schema": .number(1),
            "input": .string(input),
            "encoding": .string(key.armour.rawValue),
            "format": .string(report.format),
            "certainty": .string(report.sureness),
            "byteCount": .number(key.byteCount),
            "identity": report.identity.map { .string("\($0)") } ?? .null,
            "deviations": .array(report.deviations.kinds.map { deviation($0, report.deviations) }),
            "fields": .array(report.rows.map { field($0, blob, showSecrets: showSecrets) }),
        ])
        return object.text + "\n"
    }

    /// For an input of which there is no report: `message` is what standard error says, `status` what the exit code would
    /// be for this input alone. The rest is null where no BLOB is at fault.
    static func text(_ failure: Failure, input: String) -> String {
        let cause = failure.blobError
        let object = JSON.object([
            "schema": .number(1),
            "input": .string(input),
            "error": .object([
                "status": .number(UInt64(failure.status.rawValue)),
                "message": .string(Talk.oneLine(failure.line)),
                "reason": cause.map { .string($0.reason.rawValue) } ?? .null,
                "field": cause.map { .string("\($0.field)") } ?? .null,
                "offset": cause.map { .number(UInt64($0.offset)) } ?? .null,
            ]),
        ])
        return object.text + "\n"
    }

    private static func deviation(_ kind: Deviations.Kind, _ all: Deviations) -> JSON {
        .object(["name": .string(kind.name), "offset": .number(UInt64(all.firstOffset(of: kind) ?? 0))])
    }

    private static func field(_ row: ReportRow, _ blob: RawSpan, showSecrets: Bool) -> JSON {
        .object([
            "offset": .number(UInt64(row.offset)),
            "size": .number(UInt64(row.size)),
            "name": .string(row.name),
            "value": row.isSecret && !showSecrets ? .null : value(row, blob),
            "legal": row.legal.map { .string($0) } ?? .null,
            "contents": row.contents.map { .string($0) } ?? .null,
        ])
    }

    /// Not every JSON reader keeps 64 bits of a number, so those are strings.
    private static func value(_ row: ReportRow, _ blob: RawSpan) -> JSON {
        switch row.value {
        case .number(let number): row.size == 8 ? .string(String(number)) : .number(number)
        case .text(let text): .string(text)
        case .bytes: .string(Hex.digits(of: row.bytes(in: blob)))
        case .unread: .null
        }
    }
}
