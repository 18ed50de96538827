// What rules ask about fields that hold a text or another structure.

extension LayoutFormat where Self: ~Escapable {
    /// Whether a strict parse accounts for every byte of `field`.
    @inline(__always)
    static func accountsFor(_ field: RawSpan) -> Bool {
        do throws(BlobError) {
            _ = try parse(field)
            return true
        } catch {
            return false
        }
    }
}

extension RawSpan {
    /// Whether there is nothing here, or UTF-16 code units of which the last is zero.
    var isEmptyOrTerminatedUTF16: Bool {
        if isEmpty { return true }
        return byteCount % 2 == 0 && octet(at: byteCount - 1) == 0 && octet(at: byteCount - 2) == 0
    }

    /// Whether this is a GUID in UTF-16LE without braces: hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    var isGUIDText: Bool {
        guard byteCount == 72 else { return false }
        for index in 0..<36 {
            let character = octet(at: 2 * index)
            let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
            let isLegal =
                isHyphen ? character == UInt8(ascii: "-") : character.flatMap { TextArmour.hexValue(of: $0) } != nil
            guard isLegal, octet(at: 2 * index + 1) == 0 else { return false }
        }
        return true
    }

    /// The byte at `index`, or nil outside of the span.
    @inline(__always)
    func octet(at index: Int) -> UInt8? {
        guard index >= 0, index < byteCount else { return nil }
        // SAFETY: the guard keeps `index` inside the span.
        return unsafe unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }
}
