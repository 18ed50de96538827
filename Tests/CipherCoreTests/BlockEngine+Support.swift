@testable import CipherCore

extension BlockEngine {
    /// What the engine makes of whole blocks, out of place.
    func processing(_ data: [UInt8], _ register: [UInt8], _ direction: CipherDirection) throws -> [UInt8] {
        var register = register
        var result = [UInt8](repeating: 0, count: data.count)
        try data.withUnsafeBytes { data in
            try result.withUnsafeMutableBytes { result in
                try register.withUnsafeMutableBytes { try process(data, into: result, register: $0, direction) }
            }
        }
        return result
    }
}
