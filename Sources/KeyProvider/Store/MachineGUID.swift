internal import Glibc

/// What stands for Windows's MachineGuid in unique container names.
enum MachineGUID {
    /// `/etc/machine-id` as a GUID in lower case; zeros on a machine without one.
    static let text: String = {
        let digits = (try? Descriptor("/etc/machine-id").read(atMost: 33)) ?? []
        let isIdentifier =
            digits.count >= 32 && digits.prefix(32).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        return grouped(isIdentifier ? String(decoding: digits.prefix(32), as: UTF8.self).lowercased() : nil)
    }()

    /// 32 digits in groups of 8, 4, 4, 4 and 12.
    static func grouped(_ digits: String?) -> String {
        var rest = Substring(digits ?? String(repeating: "0", count: 32))
        var groups: [Substring] = []
        for count in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return groups.joined(separator: "-")
    }
}
