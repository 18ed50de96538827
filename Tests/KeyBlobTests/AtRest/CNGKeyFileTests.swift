import KeyBlob
import Testing

@Suite struct CNGKeyFileTests {
    @Test func fields() throws {
        let bytes = try sample("CNG key file", 0)
        let file = try CNGKeyFile(parsing: bytes.span.bytes)
        #expect(String(decoding: utf16(file.name), as: UTF16.self) == "My Key")
        #expect(file.type == 0x30004)
        #expect(try DPAPIBlob(parsing: file.privateProperties).data.byteCount == 48)
        #expect(try DPAPIBlob(parsing: file.privateKey).data.byteCount == 320)
    }

    @Test func propertiesOneByOne() throws {
        let bytes = try sample("CNG key file", 0)
        let file = try CNGKeyFile(parsing: bytes.span.bytes)
        var properties = file.publicProperties
        var seen: [String] = []
        var offsets: [Int] = []
        while !properties.isEmpty {
            offsets.append(properties.offset)
            let property = try properties.next()
            seen.append("\(property.type) \(String(decoding: utf16(property.name), as: UTF16.self))")
            if property.type == 10 { #expect(property.value.array.starts(with: Array("RSA1".utf8))) }
        }
        #expect(seen == ["10 ", "1 Modified", "1 Unique Name"])
        #expect(offsets == [0, 175, 219])
    }

    @Test func noProperties() throws {
        let nothing: [UInt8] = []
        var properties = CNGKeyProperties(nothing.span.bytes)
        #expect(properties.isEmpty == true)
        let error = refusal { () throws(BlobError) in _ = try properties.next() }
        #expect(error?.description == "truncated: dwStructLen at byte 0: found 0, expected 4")
    }

    /// A record that says it is of no length would be read for ever.
    @Test(arguments: [0, 1, 19] as [UInt32])
    func recordsThatLeadNowhere(_ size: UInt32) throws {
        let record = [UInt8]().appending(size, 1, 0, 0, 0)
        let list = try sample("CNG key property", 1) + record
        var properties = CNGKeyProperties(list.span.bytes)
        _ = try properties.next()
        let error = refusal { () throws(BlobError) in _ = try properties.next() }
        #expect(error?.description == "lengthMismatch: dwStructLen at byte 44: found \(size), expected 20")
        #expect(properties.offset == 44)
        #expect(properties.isEmpty == false)
    }

    @Test func recordsLongerThanTheList() throws {
        let record = try sample("CNG key property", 1)
        for length in 1..<record.count {
            let cut = Array(record.prefix(length))
            var properties = CNGKeyProperties(cut.span.bytes)
            let error = refusal { () throws(BlobError) in _ = try properties.next() }
            #expect(error?.reason == .truncated, "\(length)")
        }
    }

    @Test func paddedRecords() throws {
        let record = try sample("CNG key property", 1)
        let padded = record.replacing(UInt64(record.count + 4), at: 0) + [0, 0, 0, 0]
        #expect(CNGKeyProperty.refusal(of: padded)?.description == "lengthMismatch: pad at byte 44")
        #expect(try CNGKeyProperty.deviations(in: padded) == [.paddedRecord: 44])
    }

    /// A list that no iteration gets through is refused with the file that holds it.
    @Test func brokenLists() throws {
        let bytes = try sample("CNG key file", 1)
        let list = 44 + 8
        let broken = bytes.replacing(0, at: list)
        #expect(CNGKeyFile.refusal(of: broken)?.description == "badContents: publicProperties at byte \(list)")
        #expect(try CNGKeyFile.deviations(in: broken) == [.unexpectedContents: list])
    }

    private func utf16(_ bytes: RawSpan) -> [UInt16] {
        let array = bytes.array
        return stride(from: 0, to: array.count - 1, by: 2).map { UInt16(array[$0]) | UInt16(array[$0 + 1]) << 8 }
    }
}
