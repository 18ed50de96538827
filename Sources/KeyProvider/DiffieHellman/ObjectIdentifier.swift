/// The DER of object identifiers (X.690 section 8.19).
enum ObjectIdentifier {
    /// Tag, length and contents of an identifier in figures and dots; nil for what is none, or longer than 127 bytes.
    static func encoded(_ text: String) -> [UInt8]? {
        var arcs: [UInt32] = []
        for figures in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let arc = UInt32(figures), figures.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
            arcs.append(arc)
        }
        // The first two share a number.
        guard arcs.count >= 2, arcs[0] <= 2, arcs[1] < (arcs[0] < 2 ? 40 : UInt32.max - 80) else { return nil }
        let contents = ([40 * arcs[0] + arcs[1]] + arcs[2...]).flatMap(base128)
        return contents.count < 128 ? [0x06, UInt8(contents.count)] + contents : nil
    }

    /// Seven bits a byte, the highest first; all bytes but the last have their top bit set.
    private static func base128(_ number: UInt32) -> [UInt8] {
        var bytes = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }
}
