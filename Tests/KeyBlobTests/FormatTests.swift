import KeyBlob
import Testing

/// The questions that every format is asked.
@Suite struct FormatTests {
    @Test func everyFormatIsAsked() throws {
        let cases = try FormatCase.all()
        #expect(Set(cases.compactMap(\.format)) == Set(AnyKeyBlob.Format.allCases))
        #expect(Set(cases.map(\.name)).count == cases.count)
        for format in cases { #expect(format.samples.count == format.count, "\(format.name)") }
    }

    @Test(arguments: try FormatCase.all())
    func goldenBytesComeBack(_ format: FormatCase) throws {
        for sample in format.samples {
            #expect(try format.byteCount(sample.bytes) == sample.bytes.count, "\(sample)")
            #expect(try format.rewritten(sample.bytes) == sample.bytes, "\(sample)")
            #expect(try format.deviations(sample.bytes).isEmpty, "\(sample)")
        }
    }

    @Test(arguments: try FormatCase.all())
    func rowsTileAndMarkSecrets(_ format: FormatCase) throws {
        for sample in format.samples {
            let inspection = try format.inspect(sample.bytes)
            #expect(inspection.deviations.isEmpty, "\(sample)")
            #expect(tile(inspection.rows, sample.bytes.count), "\(sample)")
            let secrets = inspection.rows.filter(\.isSecret).map { "\($0.name)" }
            #expect(Set(secrets) == format.secretFields, "\(sample)")
            for row in inspection.rows where row.number != nil {
                let field = sample.bytes[row.offset..<row.offset + row.size]
                #expect(row.number == field.reversed().reduce(0) { $0 << 8 | UInt64($1) }, "\(sample) \(row.name)")
            }
        }
    }

    @Test(arguments: try FormatCase.all())
    func everyPrefixIsRefusedAtTheFieldThatIsCut(_ format: FormatCase) throws {
        for sample in format.samples {
            let rows = try format.inspect(sample.bytes).rows
            for length in 0..<sample.bytes.count {
                let error = refusal { () throws(BlobError) in try format.parse(Array(sample.bytes.prefix(length))) }
                let cut = try #require(rows.first { $0.offset + $0.size > length })
                if let refusal = format.restRefusal, let last = rows.last, length >= last.offset {
                    let reason = refusal(sample.bytes, length - last.offset)
                    #expect(error?.reason == reason, "\(sample), \(length) bytes")
                    #expect(error?.offset == reason.map { _ in last.offset }, "\(sample), \(length) bytes")
                } else {
                    let found = length - cut.offset
                    let expected = "truncated: \(cut.name) at byte \(cut.offset): found \(found), expected \(cut.size)"
                    #expect(error?.description == expected, "\(sample), \(length) bytes")
                }
            }
        }
    }

    @Test(arguments: try FormatCase.all())
    func everyByteMoreIsTrailing(_ format: FormatCase) throws {
        for sample in format.samples {
            for more in 1...16 {
                let blob = sample.bytes + [UInt8](repeating: 0, count: more)
                let error = refusal { () throws(BlobError) in try format.parse(blob) }
                if let refusal = format.restRefusal {
                    let last = try #require(format.inspect(sample.bytes).rows.last)
                    let reason = refusal(sample.bytes, blob.count - last.offset)
                    #expect(error?.reason == reason, "\(sample), \(more) bytes more")
                    #expect(error?.offset == reason.map { _ in last.offset }, "\(sample), \(more) bytes more")
                    continue
                }
                #expect(error?.reason == .trailingBytes && error?.offset == sample.bytes.count, "\(sample)")
                #expect(error?.found == UInt64(more), "\(sample)")
                #expect(try format.deviations(blob).offsets == [.trailingBytes: sample.bytes.count], "\(sample)")
                #expect(try tile(format.inspect(blob).rows, blob.count), "\(sample)")
            }
        }
    }

    @Test(arguments: try FormatCase.all())
    func everyScalarAtAndBesideItsBounds(_ format: FormatCase) throws {
        let sample = try #require(format.samples.first).bytes
        for scalar in format.scalars {
            for value in scalar.legal {
                let blob = sample.replacing(value, width: scalar.width, at: scalar.offset)
                #expect(refusal { () throws(BlobError) in try format.parse(blob) } == nil, "\(scalar.name) \(value)")
            }
            for value in scalar.illegal where !scalar.legal.contains(value) {
                let blob = sample.replacing(value, width: scalar.width, at: scalar.offset)
                let error = refusal { () throws(BlobError) in try format.parse(blob) }
                #expect(error?.reason == scalar.reason, "\(scalar.name) \(value)")
                #expect(error.map { "\($0.field)" } == scalar.name, "\(scalar.name) \(value)")
                #expect(error?.offset == scalar.offset, "\(scalar.name) \(value)")
                #expect(error?.found == value, "\(scalar.name) \(value)")
            }
        }
    }

    @Test(arguments: try FormatCase.all())
    func shortOutputsAreRefusedUntouched(_ format: FormatCase) throws {
        for sample in format.samples {
            let size = sample.bytes.count
            var output = [UInt8](repeating: 0xA5, count: size)
            for length in 0..<size {
                let error = refusal { () throws(BlobError) in
                    try format.rewrite(sample.bytes, into: &output, length: length)
                }
                #expect(error?.reason == .outputTooSmall, "\(sample), \(length) bytes")
                #expect(error?.expected == UInt64(size) && error?.found == UInt64(length), "\(sample)")
            }
            #expect(output.allSatisfy { $0 == 0xA5 }, "\(sample)")
        }
    }

    @Test(arguments: try FormatCase.all())
    func longOutputsKeepTheirEnd(_ format: FormatCase) throws {
        for sample in format.samples {
            var output = [UInt8](repeating: 0xA5, count: sample.bytes.count + 16)
            try format.rewrite(sample.bytes, into: &output, length: output.count)
            #expect(output == sample.bytes + [UInt8](repeating: 0xA5, count: 16), "\(sample)")
        }
    }

    @Test(arguments: try FormatCase.all())
    func everyMisalignmentIsTheSameView(_ format: FormatCase) throws {
        for sample in format.samples {
            for shift in 0...7 {
                let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: sample.bytes.count + 7, alignment: 16)
                defer { memory.deallocate() }
                let source = UnsafeMutableRawBufferPointer(rebasing: memory[shift..<shift + sample.bytes.count])
                source.copyBytes(from: sample.bytes)
                var output = [UInt8](repeating: 0, count: sample.bytes.count)
                try output.withUnsafeMutableBytes { _ = try format.rewrite(UnsafeRawBufferPointer(source), $0) }
                #expect(output == sample.bytes, "\(sample) at \(shift)")
            }
        }
    }

    /// Both parses see every bit; inspection and writing those of short fields and of the ends of long ones, and one bit of
    /// each byte between.
    @Test(arguments: try FormatCase.all())
    func everySingleBitFlipSurvives(_ format: FormatCase) throws {
        for sample in format.samples {
            for row in try format.inspect(sample.bytes).rows {
                for offset in row.offset..<row.offset + row.size {
                    let isNearAnEnd = offset < row.offset + 4 || offset >= row.offset + row.size - 4
                    for bit in 0..<8 {
                        let flipped = sample.bytes.flipping(bit: offset * 8 + bit)
                        let isThorough = isNearAnEnd || bit == offset % 8
                        let failure =
                            isThorough
                            ? format.contradiction(in: flipped) : format.contradictionOfParses(in: flipped)
                        guard let failure else { continue }
                        Issue.record("\(sample), byte \(offset), bit \(bit): \(failure)")
                    }
                }
            }
        }
    }
}
