internal import CipherCore
internal import KeyProvider

/// The body of a sealed file, on its way from reading to writing: a ``ChunkBatch`` for each core, whatever its length.
struct ChunkStream: ~Copyable {
    static let keyByteCount = 32
    static let prefixByteCount = 7
    /// Chunks of a batch: few, so that they are still in the core's cache when they are written.
    private static let chunkCount = 4
    /// Cores beyond these wait for reading and writing, and their room would not be small any more.
    private static let mostWorkers = 8

    private var workers: AEADWorkers
    private let prefix: [UInt8]

    /// - Parameter material: the key, and the nonces' prefix behind it.
    init(_ material: RawSpan) throws(TransferError) {
        workers = try ciphering { () throws(CipherError) in
            try AEADWorkers(.gcm, key: material.extracting(first: Self.keyByteCount))
        }
        prefix = unsafe material.extracting(droppingFirst: Self.keyByteCount).withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Seals what `fill` gives.
    ///
    /// - Parameters:
    ///   - fill: fills its buffer, but for the end of the data.
    ///   - write: takes the sealed chunks in their order.
    mutating func seal(
        _ fill: (UnsafeMutableRawBufferPointer) throws(TransferError) -> Int,
        _ write: (UnsafeRawBufferPointer) throws(TransferError) -> Void
    ) throws(TransferError) {
        let prefix = prefix
        try unsafe run(ChunkBatch.chunkByteCount, ChunkBatch.sealedByteCount, from: 0, endsFile: true, fill, write) {
            (batch, cipher) throws(TransferError) in try batch.seal(&cipher, prefix)
        }
    }

    /// Opens chunks of a file, and hands on nothing of a batch that has a bad one.
    ///
    /// - Parameters:
    ///   - first: the number of the first chunk that `fill` gives.
    ///   - endsFile: whether the file ends where its data does.
    /// - Throws: as ``ChunkBatch/open(_:_:)``, and what the two closures throw.
    mutating func open(
        from first: Int = 0, endsFile: Bool = true,
        _ fill: (UnsafeMutableRawBufferPointer) throws(TransferError) -> Int,
        _ write: (UnsafeRawBufferPointer) throws(TransferError) -> Void
    ) throws(TransferError) {
        let prefix = prefix
        try unsafe run(
            ChunkBatch.sealedByteCount, ChunkBatch.chunkByteCount, from: first, endsFile: endsFile, fill, write
        ) {
            (batch, cipher) throws(TransferError) in try batch.open(&cipher, prefix)
        }
    }

    /// - Parameters:
    ///   - size: of a chunk that is read.
    ///   - madeSize: of what becomes of it.
    private mutating func run(
        _ size: Int, _ madeSize: Int, from first: Int, endsFile: Bool,
        _ fill: (UnsafeMutableRawBufferPointer) throws(TransferError) -> Int,
        _ write: (UnsafeRawBufferPointer) throws(TransferError) -> Void,
        _ work: (ChunkBatch, inout AEADCipher) throws(TransferError) -> Int
    ) throws(TransferError) {
        // A byte more than a batch is read, which shows that another batch follows, and begins it.
        let (whole, made) = (Self.chunkCount * size, Self.chunkCount * madeSize)
        let workerCount = try ciphering { () throws(CipherError) in try workers.prepare(atMost: Self.mostWorkers) }
        var inputs = try ciphering { () throws(CipherError) in try SecretBytes(count: workerCount * (whole + 1)) }
        var rooms = try ciphering { () throws(CipherError) in try SecretBytes(count: workerCount * made) }
        try unsafe inputs.withUnsafeMutableBytes { inputs throws(TransferError) in
            try unsafe rooms.withUnsafeMutableBytes { rooms throws(TransferError) in
                var (next, carried, isOver) = (first, UInt8?.none, false)
                try workers.stream(
                    workerCount,
                    take: { (worker) throws(TransferError) -> ChunkBatch? in
                        if isOver { return nil }
                        let buffer = unsafe inputs.piece(worker, of: whole + 1)
                        if let carried { unsafe buffer[0] = carried }
                        let start = carried == nil ? 0 : 1
                        let filled =
                            start + (try unsafe fill(UnsafeMutableRawBufferPointer(rebasing: buffer[start...])))
                        isOver = filled <= whole
                        carried = unsafe isOver ? nil : buffer[whole]
                        defer { next += Self.chunkCount }
                        return unsafe ChunkBatch(
                            input: UnsafeRawBufferPointer(rebasing: buffer[..<min(filled, whole)]),
                            room: rooms.piece(worker, of: made), first: next, isLast: isOver && endsFile)
                    },
                    work: { (cipher, _, batch) throws(TransferError) in (batch, try work(batch, &cipher)) },
                    give: { (_, product) throws(TransferError) in
                        let (batch, count) = product
                        try unsafe write(UnsafeRawBufferPointer(rebasing: batch.room[..<count]))
                    })
            }
        }
    }
}
