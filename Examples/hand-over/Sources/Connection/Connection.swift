import KeyTransfer

/// Both directions of a connection, as the client has them, or the server.
package struct Connection: ~Copyable {
    package var reading: RecordStream
    package var writing: RecordStream

    init(reading: consuming RecordStream, writing: consuming RecordStream) {
        self.reading = reading
        self.writing = writing
    }

    /// Gives the client's connection away.
    package consuming func give(to keys: inout KeyBundle) throws {
        try writing.give(to: &keys, as: "client")
        try reading.give(to: &keys, as: "server")
    }

    /// The client's connection that another process began.
    package init(from keys: inout KeyBundle) throws {
        let writing = try RecordStream(from: &keys, of: "client")
        let reading = try RecordStream(from: &keys, of: "server")
        self.init(reading: reading, writing: writing)
    }
}
