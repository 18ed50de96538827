import CipherCore
import Glibc

/// What the kernel says of the pages that secrets lie in.
enum ArenaPages {
    /// Small blocks, which share a region, and large ones, which have one of their own.
    private static let byteCounts = [16, 1 << 20]

    static func areProtected() throws -> Bool {
        for byteCount in byteCounts {
            let secret = try SecretBytes.random(count: byteCount)
            let address = secret.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
            let mappings = Mapping.all()
            guard secret.isLocked, let index = mappings.firstIndex(where: { $0.range.contains(address) }),
                index > 0, index + 1 < mappings.count
            else { return false }
            let (before, own, after) = (mappings[index - 1], mappings[index], mappings[index + 1])
            guard own.flags.isSuperset(of: ["lo", "dd"]), before.isOutOfBounds, after.isOutOfBounds,
                before.range.upperBound == own.range.lowerBound, after.range.lowerBound == own.range.upperBound
            else { return false }
        }
        return true
    }

    static func areGuarded() throws -> Bool {
        let secret = try SecretBytes.random(count: 1 << 20)
        return statusOfChild {
            signal(SIGSEGV, SIG_DFL)  // no backtrace
            // The block begins just behind the start of a page, and ends in its last page.
            let beyond = secret.withUnsafeBytes {
                $0.baseAddress.map { $0 + secret.count + sysconf(CInt(_SC_PAGESIZE)) }
            }
            return beyond?.load(as: UInt8.self) == 0
        } == -SIGSEGV
    }

    private struct Mapping {
        let range: Range<UInt>
        let isOutOfBounds: Bool
        var flags: Set<Substring> = []

        static func all() -> [Mapping] {
            var mappings: [Mapping] = []
            for line in lines(ofFile: "/proc/self/smaps") {
                let fields = line.split(separator: " ")
                let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
                if ends.count == 2 {
                    mappings.append(Mapping(range: ends[0]..<ends[1], isOutOfBounds: fields[1].hasPrefix("---")))
                } else if fields[0] == "VmFlags:", let last = mappings.indices.last {
                    mappings[last].flags = Set(fields.dropFirst())
                }
            }
            return mappings
        }
    }
}
