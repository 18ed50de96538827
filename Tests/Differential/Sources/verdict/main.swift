import Glibc
import KeyBlob

// The codec at the other end of a pipe. A request is a line, `FORMAT HEX`, with `-` for no bytes; the answer is one too:
//
//     strict ROWS                 a strict parse accepts the bytes
//     tolerant DEVIATIONS ROWS    only a tolerant one does
//     refused REASON FIELD
//
// ROWS are `name:offset:size`, DEVIATIONS their names, each list with commas between.

/// The formats by the names of their cases.
let formats = Dictionary(uniqueKeysWithValues: AnyKeyBlob.Format.allCases.map { ("\($0)", $0) })

func verdict(on blob: [UInt8], as format: AnyKeyBlob.Format) -> String {
    do throws(BlobError) {
        let inspection = try format.inspect(blob.span.bytes)
        let rows = inspection.rows.map { "\($0.name):\($0.offset):\($0.size)" }.joined(separator: ",")
        let deviations = inspection.deviations.kinds.map(\.name).joined(separator: ",")
        return deviations.isEmpty ? "strict \(rows)" : "tolerant \(deviations) \(rows)"
    } catch {
        return "refused \(error.reason) \(error.field)"
    }
}

while let line = readLine() {
    let words = line.split(separator: " ")
    guard words.count == 2, let format = formats[String(words[0])] else { fatalError("verdict: no request: \(line)") }
    let digits = words[1] == "-" ? [] : words[1].utf8.map { UInt8($0 > 0x60 ? $0 - 0x57 : $0 - 0x30) }
    let blob = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    print(verdict(on: blob, as: format))
    fflush(nil)
}
