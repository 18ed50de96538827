internal import ArgumentParser
@_spi(FormatReference) internal import KeyBlob

/// A format by the name of its type, in either case, such as `AESWrapKeyBlob`: docs/formats.md lists them.
struct FormatArgument: ExpressibleByArgument {
    let format: AnyKeyBlob.Format

    init?(argument: String) {
        let name = argument.lowercased()
        let found = AnyKeyBlob.Format.allCases.first { (try? $0.typeName)?.lowercased() == name }
        guard let found else { return nil }
        format = found
    }

    static let allValueStrings = AnyKeyBlob.Format.allCases.compactMap { try? $0.typeName }
    static let defaultCompletionKind = CompletionKind.list(allValueStrings)
}
