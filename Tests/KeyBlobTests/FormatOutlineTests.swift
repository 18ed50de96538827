@_spi(FormatReference) import KeyBlob
import Testing

@Suite struct FormatOutlineTests {
    /// What the reference says of a format is what inspection finds in its BLOBs: the same fields, as long as it says.
    @Test(arguments: try FormatCase.all())
    func outlinesAreWhatBlobsHave(_ asked: FormatCase) throws {
        let format = try #require(asked.format)
        for sample in asked.samples.prefix(8) {
            let rows = try asked.inspect(sample.bytes).rows
            let numbers = rows.compactMap { row in row.number.map { ("\(row.name)", $0) } }
            let fields = try format.outline(where: Dictionary(numbers) { first, _ in first })
            #expect(fields.map(\.name) == rows.map { "\($0.name)" }, "\(sample)")
            for (field, row) in zip(fields, rows) {
                if case .bytes(let count) = field.size { #expect(row.size == count, "\(sample): \(field.name)") }
                if let constant = field.constant { #expect(row.number == constant, "\(sample): \(field.name)") }
                #expect(field.isSecret == row.isSecret, "\(sample): \(field.name)")
            }
        }
    }

    @Test(arguments: AnyKeyBlob.Format.allCases)
    func everyFormatHasOne(_ format: AnyKeyBlob.Format) throws {
        #expect(try !format.outline().isEmpty)
        #expect(try AnyKeyBlob.Format(ofType: format.typeName) == format)
    }
}
