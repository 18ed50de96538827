import Foundation
import Synchronization

/// What other implementations made of CryptoAPI's formats: the JSON files in `Vectors`.
///
/// Every file is an array of objects, and every object says by `source` which software made or accepted it.
public enum GoldenVectors {
    /// A file that is not there, or not an array of records.
    public enum LoadingError: Error {
        /// No file of this name.
        case missing(String)
        /// A record of this file lacks its `id` or `format`.
        case unidentified(String)
    }

    private static let cache = Mutex<[String: [GoldenRecord]]>([:])

    /// The records of `Vectors/<name>.json`, in the file's order; read once and kept.
    public static func load(_ name: String) throws -> [GoldenRecord] {
        try cache.withLock { loaded in
            if let records = loaded[name] { return records }
            let records = try read(name)
            loaded[name] = records
            return records
        }
    }

    private static func read(_ name: String) throws -> [GoldenRecord] {
        guard let file = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors") else {
            throw LoadingError.missing(name)
        }
        let objects = try JSONDecoder().decode([[String: GoldenValue]].self, from: Data(contentsOf: file))
        return try objects.map { fields in
            guard case .string(let id)? = fields["id"], case .string(let format)? = fields["format"] else {
                throw LoadingError.unidentified(name)
            }
            return GoldenRecord(id: id, format: format, fields: fields)
        }
    }
}
