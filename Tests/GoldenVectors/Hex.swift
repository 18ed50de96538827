extension [UInt8] {
    /// The bytes that `digits` spell, two digits each, in either case; nil where they spell none.
    public init?(hex digits: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.utf8.count / 2)
        var high: Int?
        for character in digits.utf8 {
            guard let digit = Character(Unicode.Scalar(character)).hexDigitValue else { return nil }
            if let first = high { bytes.append(UInt8(first << 4 | digit)) }
            high = high == nil ? digit : nil
        }
        guard high == nil else { return nil }
        self = bytes
    }
}
